/** Bytes to characters as an Epson TM prints them: ESC t n (code table) and ESC R n (international set). */
import type { PrinterProfile } from '../../ports.ts';
import { epsonTables } from '../code-table.ts';
import tables from './code-tables.json' with { type: 'json' };

const upperHalves: Readonly<Record<string, string>> = tables;

/** A printer's own number of a table as Epson's number of it: others call 2 what Epson calls 19. */
export function codeTableOf(number: number, { codeTables }: PrinterProfile): number {
  const own = Object.entries(codeTables).find(([, page]) => page === number)?.[0];
  const known = Object.entries(epsonTables).find(([name]) => name === own);
  return known?.[1] ?? number;
}

/** The positions that ESC R replaces, and what stands there for n = 0 (USA) to 10 (Denmark II). */
const internationalPositions = '#$@[\\]^`{|}~';
const internationalSets: readonly string[] = [
  '#$@[\\]^`{|}~',
  '#$à°ç§^`éùè¨',
  '#$§ÄÖÜ^`äöüß',
  '£$@[\\]^`{|}~',
  '#$@ÆØÅ^`æøå~',
  '#¤ÉÄÖÅÜéäöåü',
  '#$@°\\é^ùàòèì',
  '₧$@¡Ñ¿^`¨ñ}~',
  '#$@[¥]^`{|}~',
  '#¤ÉÆØÅÜéæøåü',
  '#$ÉÆØÅÜéæøåü',
];

/** U+FFFD where the table has no character, or is none that this emulator knows. */
export function characterOf(byte: number, codeTable: number, international: number): string {
  if (byte >= 0x80) return upperHalves[String(codeTable)]?.charAt(byte - 0x80) ?? '\u{fffd}';
  const character = String.fromCharCode(byte);
  const position = internationalPositions.indexOf(character);
  return position < 0 ? character : (internationalSets[international]?.charAt(position) ?? character);
}
