/** The character sets that a slip in text may be sent in, and Epson's numbers for them (ESC t n). */
import type { CodeTableName } from '../ports.ts';

export const epsonTables: Readonly<Record<CodeTableName, number>> = { '437': 0, '850': 2, '858': 19, '1252': 16, '8859-15': 40 };
