/** The character sets that a slip in text may be sent in, and Epson's numbers for them (ESC t n). */
import type { CodeTableName } from '../ports.ts';
import tables from './emulator/code-tables.json' with { type: 'json' };

export const epsonTables: Readonly<Record<CodeTableName, number>> = { '437': 0, '850': 2, '858': 19, '1252': 16, '8859-15': 40 };

const upperHalves: Readonly<Record<string, string>> = tables;

/** The byte of a character (one code point) in a table, or null: there is no character that stands for another. */
export function byteOf(character: string, table: CodeTableName): number | null {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || character.length !== 1 || character === '\u{fffd}') return null;
  if (code < 0x7f) return code;
  // A space in every table, and drawn as something else by some printers.
  const at = code === 0xa0 ? -1 : (upperHalves[String(epsonTables[table])] ?? '').indexOf(character);
  return at < 0 ? null : at + 0x80;
}
