/**
 * The number of a UK Global or European Health Insurance Card, field 8: twenty digits, the first ten the issuer
 * (80 for health, the country as three digits of ISO 3166-1, five for the institution), the last ten a serial number.
 * Decision S2 of 12 June 2009 of the Administrative Commission (OJ 2010/C 106/09), EN 1867.
 */
export function isTravelCardNumber(text: string): boolean {
  return /^80\d{3} ?\d{5} ?\d{5} ?\d{5}$/.test(text) && countries.has(text.slice(2, 5));
}

/** Austria to the United Kingdom: the states that issue the card. */
const countries = new Set(
  (
    '040 056 100 191 196 203 208 233 246 250 276 300 348 352 372 380 428 438 440 442 470 ' +
    '528 578 616 620 642 703 705 724 752 756 826'
  ).split(' '),
);
