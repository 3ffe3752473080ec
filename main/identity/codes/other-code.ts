/** Addresses and contact details: recognised by how they begin, never opened. */

/** http and https addresses, with or without the scheme. */
export function isWebAddress(text: string): boolean {
  return /^(?:https?:\/\/|www\.)[^\s/?#.][^\s]*$/i.test(text);
}

/** vCard (RFC 6350), iCalendar, MECARD, BIZCARD, WIFI, and the mailto, tel, sms and geo schemes. */
export function isContact(text: string): boolean {
  return (
    /^BEGIN:V(?:CARD|EVENT|CALENDAR)\s/i.test(text) ||
    /^(?:MECARD|BIZCARD|WIFI|MATMSG):/i.test(text) ||
    /^(?:mailto|tel|sms|smsto|geo):/i.test(text)
  );
}
