/** A slip as text: every byte is a character of the chosen table, and no control code can come from what is printed. */
import type { PrinterProfile, TextPage } from '../ports.ts';
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { encodeStrips, endKanji, joined } from './escpos-codec.ts';
import type { EncodedStrip } from './escpos-codec.ts';

export type TextFailure = { readonly kind: 'too-wide' | 'not-text' | 'no-pictures' | 'misshapen' };

const LF = 0x0a;

/** Dots from one line to the next: 1/6 inch (ESC 2), or the letters where they are larger. */
export function textLineRows({ dotsPerInch }: Pick<PrinterProfile, 'dotsPerInch'>, double: boolean): number {
  return Math.max(Math.round(dotsPerInch / 6), double ? 48 : 24);
}

/** FS . where needed, ESC R 0 (USA), ESC t n, ESC 2, GS ! for double size; then a strip a line. */
export function encodeText(page: TextPage, profile: PrinterProfile): Result<readonly EncodedStrip[], TextFailure> {
  const rows = textLineRows(profile, page.double);
  const columns = Math.floor(profile.columns / (page.double ? 2 : 1));
  const begin = joined([
    profile.kanji ? endKanji : new Uint8Array(),
    Uint8Array.of(0x1b, 0x52, 0x00, 0x1b, 0x74, page.codeTable, 0x1b, 0x32, 0x1d, 0x21, page.double ? 0x11 : 0x00),
  ]);
  const strips: EncodedStrip[] = [{ bytes: begin, rows: 0 }];
  for (const line of page.lines) {
    if (line.kind === 'text') {
      if (line.bytes.length > columns) return failed({ kind: 'too-wide' });
      if (line.bytes.some((byte) => byte < 0x20 || byte === 0x7f)) return failed({ kind: 'not-text' });
      // A line of nothing would be fed only as far as small letters need.
      const letters = line.bytes.length === 0 && page.double ? Uint8Array.of(0x20) : line.bytes;
      strips.push({ bytes: joined([Uint8Array.of(0x1b, 0x45, line.bold ? 1 : 0), letters, Uint8Array.of(LF)]), rows });
      continue;
    }
    if (profile.stripRows === 0) return failed({ kind: 'no-pictures' });
    const drawn = encodeStrips(line.picture, profile);
    if (!drawn.ok) return drawn;
    strips.push(...drawn.value);
  }
  return ok(strips);
}
