/**
 * Bytes of a reader to text, or why not. Size first, then character set, then characters.
 * Nothing is replaced or dropped: a code that is not wholly text is no text.
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { utf8 } from '../encoding.ts';
import { readAim } from './aim.ts';

export const longestScan = 4096;

export type NotText = { readonly kind: 'too-long' | 'not-text' };

/**
 * The one line end that readers are often set up to add is taken off.
 * Line ends, tabs and GS stay where contact codes and GS1 codes need them; every other control character,
 * a byte order mark and broken UTF-8 are refused.
 */
export function scannedText(scan: { readonly bytes: Uint8Array; readonly aim: string | null }): Result<string, NotText> {
  if (scan.bytes.length > longestScan) return failed({ kind: 'too-long' });
  const text = readAim(scan.aim).eci ? decodeSegments(scan.bytes) : utf8(scan.bytes);
  if (text === null) return failed({ kind: 'not-text' });
  return plainText(text.replace(/(?:\r\n|\r|\n)$/, ''));
}

/** The same rules for text that somebody typed or piped in. */
export function plainText(text: string): Result<string, NotText> {
  if (text === '' || /[^\P{Cc}\t\n\r\x1d]|\u{feff}|\p{Cs}|\p{Noncharacter_Code_Point}/u.test(text)) {
    return failed({ kind: 'not-text' });
  }
  return ok(text);
}

function decodeLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function decodeAscii(bytes: Uint8Array): string | null {
  return bytes.some((byte) => byte > 0x7f) ? null : decodeLatin1(bytes);
}

/** AIM ECI assignments that a code in England has reason to use; any other is refused. */
const characterSets: Readonly<Record<string, (bytes: Uint8Array) => string | null>> = {
  '000001': decodeLatin1,
  '000003': decodeLatin1,
  '000026': utf8,
  '000027': decodeAscii,
  '000170': decodeAscii,
};

const backslash = 0x5c;

function decodeSegments(bytes: Uint8Array): string | null {
  let decode = utf8;
  let segment: number[] = [];
  let text = '';
  const close = (): boolean => {
    const decoded = decode(Uint8Array.from(segment));
    segment = [];
    if (decoded === null) return false;
    text += decoded;
    return true;
  };
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte !== backslash) {
      segment.push(byte);
      at += 1;
    } else if (bytes[at + 1] === backslash) {
      segment.push(backslash);
      at += 2;
    } else {
      const next = characterSets[decodeLatin1(bytes.subarray(at + 1, at + 7))];
      if (next === undefined || !close()) return null;
      decode = next;
      at += 7;
    }
  }
  return close() ? text : null;
}
