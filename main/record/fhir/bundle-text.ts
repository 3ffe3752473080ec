/**
 * The bytes of a Bundle as JSON, read in pieces of a few entries. A long string costs more than its reading: it is
 * memory that is touched for the first time, and it drives everything else out of the processor's caches.
 *
 * No piece is trusted to be one. It is cut before what looks like the next entry, and must parse by itself as whole
 * elements of a list that the first bytes are shown to open; then the cut was between two elements, wherever it came
 * from. On any doubt the whole is read as one.
 */
import { fields, list, type Fields } from './json.ts';
import { kept, type Piece } from './set-aside.ts';
import { keepDecimals } from './verbatim-decimals.ts';

/** Bytes of a piece: as text, also in two bytes a character, it stays among the short-lived things. */
const usualPiece = 56_000;
/** NUL has this one spelling in JSON, and none in FHIR. */
const spareKey = String.raw`\u0000`;
const quote = 34;
const comma = 44;
const colonSign = 58;
const opening = 123;
const closing = 125;
const openingList = 91;
const closingList = 93;

export type TextProblem = 'not-text' | 'not-json' | 'too-deep';

/** Where types are given that are not shown, their entries may come as `SetAside`; then the bytes must stay as they are. */
export function parseBytes(bytes: Uint8Array, pieceSize = usualPiece, isNotShown: ((type: string) => boolean) | null = null): { readonly json: unknown } | TextProblem {
  const whole = bytes.length < 2 * pieceSize ? null : inPieces(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), pieceSize, isNotShown);
  if (whole !== null) return { json: whole };
  const text = decode(bytes);
  return text === null ? 'not-text' : parseText(text);
}

export function parseText(text: string): { readonly json: unknown } | TextProblem {
  try {
    return { json: JSON.parse(keepDecimals(text)) as unknown };
  } catch (problem) {
    return problem instanceof RangeError ? 'too-deep' : 'not-json';
  }
}

/** Null where it cannot be done, whatever the reason. */
function inPieces(bytes: Buffer, pieceSize: number, isNotShown: ((type: string) => boolean) | null): Fields | null {
  const start = startOfEntries(bytes, pieceSize);
  if (start === null) return null;
  const entries: unknown[] = [];
  let from = start.at;
  for (;;) {
    const cut = nextEntry(bytes, from + pieceSize, start.key);
    if (cut === -1) break;
    const piece = elements(bytes, from, cut);
    if (!Array.isArray(piece)) return null;
    if (isNotShown === null) for (const entry of piece) entries.push(entry);
    else {
      const source = new PieceOfBytes(bytes, from, cut);
      for (let place = 0; place < piece.length; place += 1) entries.push(kept(piece[place], isNotShown, source, place));
    }
    from = cut + 1;
  }
  // A key of the Bundle's own cannot be this one; a second list of entries would take the place of the first.
  if (bytes.indexOf(spareKey, from) !== -1) return null;
  const rest = fields(jsonOf(bytes, from, bytes.length, `{"${spareKey}":[`, ''));
  if (rest === null || Object.hasOwn(rest, 'entry')) return null;
  const { '\0': last, ...after } = rest;
  if (!Array.isArray(last)) return null;
  for (const entry of last) entries.push(entry);
  return { ...start.head, ...after, entry: entries };
}

class PieceOfBytes implements Piece {
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #to: number;
  #elements: readonly unknown[] | null = null;

  constructor(bytes: Buffer, from: number, to: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  elements(): readonly unknown[] {
    this.#elements ??= list(elements(this.#bytes, this.#from, this.#to));
    return this.#elements;
  }
}

interface Start {
  /** The first byte of the first entry. */
  readonly at: number;
  /** What the Bundle says before its entries. */
  readonly head: Fields;
  /** The first key of the first entry: most others begin with the same. */
  readonly key: string;
}

function startOfEntries(bytes: Buffer, pieceSize: number): Start | null {
  const found = bytes.indexOf('"entry"');
  if (found === -1 || found > pieceSize) return null;
  const colon = afterSpace(bytes, found + 7);
  const list = afterSpace(bytes, colon + 1);
  if (bytes[colon] !== colonSign || bytes[list] !== openingList) return null;
  const at = afterSpace(bytes, list + 1);
  const name = afterSpace(bytes, at + 1);
  if (bytes[at] !== opening || bytes[name] !== quote) return null;
  // Closed here, this is a Bundle without entries, or the list is not the Bundle's.
  const head = fields(jsonOf(bytes, 0, at, '', ']}'));
  if (head === null || !Array.isArray(head['entry']) || head['entry'].length > 0) return null;
  const end = bytes.indexOf(quote, name + 1);
  return end === -1 || end - name > 20 ? null : { at, head, key: bytes.toString('latin1', name, end + 1) };
}

/** The comma before what looks like the next entry; -1 where there is none. */
function nextEntry(bytes: Buffer, from: number, key: string): number {
  for (let at = bytes.indexOf(key, from); at !== -1; at = bytes.indexOf(key, at + 1)) {
    const brace = beforeSpace(bytes, at - 1);
    if (bytes[brace] !== opening) continue;
    const before = beforeSpace(bytes, brace - 1);
    if (bytes[before] === comma && bytes[beforeSpace(bytes, before - 1)] === closing) return before;
  }
  return -1;
}

/** The elements between two commas. These become brackets for a moment: to join brackets to the text would copy all of it. */
function elements(bytes: Buffer, from: number, to: number): unknown {
  const [before, after] = [bytes[from - 1] ?? comma, bytes[to] ?? comma];
  bytes[from - 1] = openingList;
  bytes[to] = closingList;
  const json = jsonOf(bytes, from - 1, to + 1, '', '');
  bytes[from - 1] = before;
  bytes[to] = after;
  return json;
}

function jsonOf(bytes: Buffer, from: number, to: number, before: string, after: string): unknown {
  const text = decode(bytes.subarray(from, to), from === 0 ? utf8 : utf8Within);
  if (text === null) return null;
  const parsed = parseText(before === '' && after === '' ? text : before + text + after);
  return typeof parsed === 'string' ? null : parsed.json;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

function afterSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

function beforeSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at -= 1;
  return at;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** A byte order mark is one only at the start. */
const utf8Within = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array, decoder = utf8): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
