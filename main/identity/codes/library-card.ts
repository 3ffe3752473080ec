/**
 * Cards and books of libraries: Codabar (with or without its A to D start and stop), Code 39, and the
 * fourteen digits that begin with 2 (a reader) or 3 (a book). There is no one standard; a check digit is not sure.
 */
import type { Aim } from './aim.ts';

export function isLibraryCode(text: string, aim: Aim): boolean {
  if (/^[A-D][0-9$:/.+-]{3,20}[A-D]$/i.test(text)) return aim.symbology === 'codabar' || aim.symbology === 'not-said';
  if (aim.symbology === 'codabar') return /^[0-9$:/.+-]{3,20}$/.test(text);
  if (aim.symbology === 'code-39') return /^[A-Z0-9. -]{4,20}$/.test(text);
  return /^[23]\d{13}$/.test(text) && !aim.gs1 && aim.symbology !== 'itf' && aim.symbology !== 'ean';
}
