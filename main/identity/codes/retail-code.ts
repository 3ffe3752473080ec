/**
 * Article numbers of shops, books and medicine packs: EAN-8, UPC-A, EAN-13, GTIN-14 and GS1 element strings.
 * GS1 General Specifications, section 7.9 (check digit) and section 3 (application identifiers).
 */
import type { Aim } from './aim.ts';

const lengths = new Set([8, 12, 13, 14]);

/** Null where it is no article number. */
export function readRetailCode(text: string, aim: Aim): { readonly checkIsRight: boolean } | null {
  // A pack of medicine: (01) and its GTIN, then batch, expiry and so on.
  const pack = /^(?:\x1d)?01(\d{14})/.exec(text);
  if (pack !== null && (aim.gs1 || text.length > 16)) return { checkIsRight: gs1CheckIsRight(pack[1] ?? '') };
  if (aim.gs1) return { checkIsRight: true };
  if (!/^\d+$/.test(text)) return null;
  if (lengths.has(text.length)) return { checkIsRight: gs1CheckIsRight(text) };
  // Two- and five-digit add-ons of magazines and books.
  if (aim.symbology === 'ean') return { checkIsRight: true };
  return null;
}

/** Weights 3 and 1 from the right; the check digit is the last. */
export function gs1CheckIsRight(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    sum += Number(digits.at(-1 - place)) * (place % 2 === 0 ? 1 : 3);
  }
  return sum % 10 === 0;
}
