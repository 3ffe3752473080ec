/**
 * The short-form identifier of an electronic prescription, printed as a barcode on the paper token
 * and shown in the NHS App: `HHHHHH-OOOOOO-HHHHHC`, six hexadecimal digits, the prescriber's ODS code,
 * five hexadecimal digits and a check character. NHS EPS, prescription short form ID.
 * It is recognised so that it can be handed back: it releases medicine at a pharmacy.
 */
const checkCharacters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+';

/**
 * Null where it is no such code at all. Barcodes may leave the hyphens out; then eighteen digits with a wrong
 * check are some other number (a parcel, a pallet).
 */
export function readPrescriptionCode(text: string): { readonly checkIsRight: boolean } | null {
  const parts = /^([0-9A-F]{6})(-?)([0-9A-Z]{6})\2([0-9A-F]{5})([0-9A-Z+])$/i.exec(text);
  if (parts === null) return null;
  const [, start = '', hyphen = '', organisation = '', end = '', check = ''] = parts;
  const checkIsRight = prescriptionCheck(`${start}${organisation}${end}`) === check.toUpperCase();
  if (!checkIsRight && hyphen === '' && /^\d+$/.test(text)) return null;
  return { checkIsRight };
}

/** ISO 7064 MOD 37-2 over the 17 characters without hyphens. */
export function prescriptionCheck(seventeen: string): string {
  let total = 0;
  for (const character of seventeen) total = ((total + Number.parseInt(character, 36)) * 2) % 37;
  return checkCharacters[(38 - total) % 37] ?? '';
}
