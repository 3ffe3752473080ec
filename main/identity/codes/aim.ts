/**
 * AIM symbology identifiers, ISO/IEC 15424: `]`, a letter for the symbology, a modifier for its options.
 * A reader sends them only where it was set up to, so "nothing said" is ordinary.
 */
export type Symbology =
  | 'qr'
  | 'data-matrix'
  | 'aztec'
  | 'pdf417'
  | 'code-128'
  | 'code-39'
  | 'codabar'
  | 'ean'
  | 'itf'
  | 'other'
  | 'not-said';

export interface Aim {
  readonly symbology: Symbology;
  /** GS1: FNC1 in first position, element strings parted by GS (0x1D). */
  readonly gs1: boolean;
  /** Extended Channel Interpretations: `\` and six digits change the character set, `\\` is a backslash. */
  readonly eci: boolean;
}

const letters: Readonly<Record<string, Symbology>> = {
  A: 'code-39',
  C: 'code-128',
  E: 'ean',
  F: 'codabar',
  I: 'itf',
  L: 'pdf417',
  Q: 'qr',
  d: 'data-matrix',
  z: 'aztec',
};

const gs1Modifiers: Readonly<Record<string, string>> = { C: '1', Q: '34', d: '25', z: '14', e: '0' };
const eciModifiers: Readonly<Record<string, string>> = { Q: '246', d: '456', z: '345', L: '1' };

export function readAim(identifier: string | null): Aim {
  const parts = /^\]([A-Za-z])([0-9A-Za-z])$/.exec(identifier ?? '');
  if (parts === null) return { symbology: 'not-said', gs1: false, eci: false };
  const [, letter = '', modifier = ''] = parts;
  return {
    symbology: letters[letter] ?? 'other',
    gs1: (gs1Modifiers[letter] ?? '').includes(modifier),
    eci: (eciModifiers[letter] ?? '').includes(modifier),
  };
}
