/**
 * The slip set in a printer's own letters, for printers on a slow line. Complete or refused: every character stands in
 * the printer's code table, or its line is drawn, or there is no slip. Nothing is replaced by another character.
 */
import type { CodeTableName, PrinterProfile } from '../../hardware/ports.ts';
import { byteOf } from '../../hardware/printer/code-table.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { withoutControls } from './bidi.ts';
import { headThatFits, wordsOf } from './line-breaking.ts';
import type { PaperSlip, SlipBlock, SlipField, SlipText } from './paper-slip.ts';

/**
 * `script`: words of the record read from the right or their letters join, which no printer's own letters do;
 * `language`: the slip's own words do, whatever is on it.
 */
export type TextFailure =
  | { readonly kind: 'language' }
  | { readonly kind: 'script' }
  | { readonly kind: 'not-printable'; readonly character: string }
  | { readonly kind: 'no-code-table' };

export interface SetLine {
  /** One grapheme a column. */
  readonly cells: readonly string[];
  readonly bold: boolean;
  /** Its letters are not all in the code table: it goes out as a picture of itself. */
  readonly drawn: boolean;
}

export interface SetSlip {
  readonly table: CodeTableName;
  readonly lines: readonly SetLine[];
  readonly double: boolean;
  /** The text of QR codes stands by the line that it comes before. */
  readonly words: readonly string[];
}

export type TextPrinter = Pick<PrinterProfile, 'columns' | 'codeTables' | 'stripRows'>;

/** The best first: the euro and the quotes of British text are in 1252. */
const preference: readonly CodeTableName[] = ['1252', '858', '8859-15', '850', '437'];
const joining =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Mongolian}]/u;
/** Spaces that keep their place and have no other shape. */
const spaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** `covers`: whether a bundled font can draw a code point. */
export function setInText(slip: PaperSlip, printer: TextPrinter, large: boolean, covers: (codePoint: number) => boolean): Result<SetSlip, TextFailure> {
  const columns = Math.floor(printer.columns / (large ? 2 : 1));
  const written = slip.blocks.flatMap((block) => linesOf(block, columns));
  const own = slip.blocks.some((block) => block.type === 'title' && typeof block.text === 'string' && joining.test(block.text));
  if (slip.dir === 'rtl' || own) return failed({ kind: 'language' });
  if (written.some(({ text }) => joining.test(text))) return failed({ kind: 'script' });
  const set = written.map(({ text, bold }) => ({ cells: cellsOf(text), bold }));
  const table = bestTable(set.flatMap(({ cells }) => cells), printer);
  if (table === null) return failed({ kind: 'no-code-table' });
  const lines: SetLine[] = [];
  for (const { cells, bold } of set) {
    const strange = cells.filter((cell) => byteOf(cell, table) === null);
    const [missing] = strange.filter((cell) => [...cell].some((character) => !covers(character.codePointAt(0) ?? 0)));
    if (missing !== undefined) return failed({ kind: 'not-printable', character: missing });
    const [unknown] = strange;
    if (unknown !== undefined && printer.stripRows === 0) return failed({ kind: 'not-printable', character: unknown });
    lines.push({ cells, bold, drawn: unknown !== undefined });
  }
  const words = written.map(({ text }) => text.trim()).filter((text) => /[\p{L}\p{N}]/u.test(text));
  return ok({ table, lines, double: large, words });
}

/** The bytes of a line that is not drawn. */
export function bytesOfLine({ cells }: SetLine, table: CodeTableName): Uint8Array {
  return Uint8Array.from(cells, (cell) => {
    const byte = byteOf(cell, table);
    if (byte === null) throw new Error('A line that must be drawn was taken for text');
    return byte;
  });
}

function bestTable(cells: readonly string[], { codeTables }: TextPrinter): CodeTableName | null {
  const known = preference.filter((name) => codeTables[name] !== undefined);
  const missing = (name: CodeTableName): number => cells.filter((cell) => byteOf(cell, name) === null).length;
  return known.map((name) => ({ name, missing: missing(name) })).sort((a, b) => a.missing - b.missing)[0]?.name ?? null;
}

function cellsOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

interface Written {
  readonly text: string;
  readonly bold: boolean;
}

function linesOf(block: SlipBlock, columns: number): Written[] {
  const plain = (text: string, indent = 0, bold = false): Written[] => wrapped(text, columns, indent).map((line) => ({ text: line, bold }));
  const rule = (sign: string): Written => ({ text: sign.repeat(columns), bold: false });
  const blank: Written = { text: '', bold: false };
  const field = ({ label, value, strong = false }: SlipField): Written[] => plain(`${said(label)}: ${said(value)}`, 2, strong);
  switch (block.type) {
    case 'title':
      return [...plain(said(block.text), 0, true), blank];
    case 'heading':
      return [blank, rule('='), ...plain(said(block.text), 0, true), blank];
    case 'line':
      return plain(block.text.map(said).join(' '), 0, block.weight === 'bold');
    case 'banner':
      return [rule('*'), ...wrapped(block.text, columns - 4, 0).map((line) => ({ text: centred(line, columns), bold: true })), rule('*')];
    case 'field':
      return field(block);
    case 'entry':
      return [
        ...plain(said(block.title), 2, true),
        ...(block.under === null ? [] : plain(said(block.under), 2)),
        ...(block.mark === undefined ? [] : plain(block.mark, 2, true)),
        ...(block.first ?? []).flatMap(field),
        ...field(block.date),
        ...block.fields.flatMap(field),
        ...(block.range === undefined ? [] : plain(block.range.summary, 2)),
        ...(block.trend === undefined ? [] : [...plain(block.trend.label, 2), ...block.trend.points.flatMap(({ when, value }) => plain(`${when}: ${value}`, 4))]),
        blank,
      ];
    case 'notice':
      return [rule('-'), ...(block.heading === undefined ? [] : plain(block.heading, 0, true)), ...block.text.split('\n').flatMap((line) => plain(line)), rule('-')];
    // What a code would say is read and typed: a picture of it would not come through a slow line.
    case 'code':
      return plain(block.text);
    case 'writing':
      return Array.from({ length: block.lines }, () => [blank, rule('_')]).flat();
    case 'rule':
      return [rule('-')];
    case 'space':
      return [blank];
  }
}

function said(text: SlipText): string {
  return (typeof text === 'string' ? text : text.text).normalize('NFC');
}

function centred(line: string, columns: number): string {
  return ' '.repeat(Math.max(0, Math.floor((columns - cellsOf(line).length) / 2))) + line;
}

/** Lines of at most `columns` graphemes; those after the first are set in. A number stays with what it counts. */
function wrapped(text: string, columns: number, indent: number): string[] {
  const length = (words: string): number => cellsOf(words).length;
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n?|\n/)) {
    let line = '';
    const groups: { text: string; space: boolean }[] = [];
    for (const word of wordsOf(withoutControls(paragraph))) {
      const before = groups.at(-1);
      const gap = word.space ? ' ' : '';
      if (before !== undefined && word.glued && length(before.text + gap + word.text) <= columns - indent) before.text += gap + word.text;
      else groups.push({ text: word.text, space: word.space });
    }
    const setIn = (): string => ' '.repeat(lines.length === 0 ? 0 : indent);
    const end = (): void => {
      lines.push((setIn() + line).replaceAll(spaces, ' '));
      line = '';
    };
    for (const group of groups) {
      const joinedUp = line === '' ? group.text : line + (group.space ? ' ' : '') + group.text;
      if (length(joinedUp) + setIn().length <= columns) {
        line = joinedUp;
        continue;
      }
      if (line !== '') end();
      let rest = group.text;
      while (length(rest) + setIn().length > columns) {
        const room = columns - setIn().length;
        line = headThatFits(rest, (head) => length(head) <= room);
        rest = rest.slice(line.length);
        end();
      }
      line = rest;
    }
    end();
  }
  return lines;
}
