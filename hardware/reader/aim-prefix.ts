/** The AIM symbology identifier that a reader says or sends before a code: ISO/IEC 15424, `]`, a code letter, a modifier. */
import type { Scan } from '../ports.ts';

/** Of three bytes. Access-IS says `]Q0` for every QR, so no modifier is required. */
export function aimIdentifier(bytes: Uint8Array): string | null {
  const [flag, code, modifier] = bytes;
  if (flag !== 0x5d || code === undefined || modifier === undefined) return null;
  const text = String.fromCharCode(flag, code, modifier);
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : null;
}

/** Readers that have no other place for it send it in front of the data. */
export function splitAim(bytes: Uint8Array): Scan {
  const aim = aimIdentifier(bytes.subarray(0, 3));
  return aim === null ? { bytes, aim: null } : { bytes: bytes.slice(3), aim };
}
