/**
 * Paragraphs set in lines for a width in dots. Pure: what a word measures is asked of a `Pen`.
 * Each segment (the kiosk's words, the record's words, a value) is laid out as an isolate, so that
 * nothing reorders what stands beside it.
 */
import { closing, openIsolates, type Direction } from './bidi.ts';
import { headThatFits, longerThanAnyLine, wordsOf } from './line-breaking.ts';

export interface Face {
  /** Dots of an em. */
  readonly size: number;
  readonly weight: 400 | 700;
  /** Arabic letters in Nastaliq, as Urdu is written. */
  readonly nastaliq: boolean;
}

export interface Pen {
  /** Advance in dots of text of which every character is covered. */
  width(text: string, face: Face, direction: Direction): number;
  covers(codePoint: number): boolean;
}

export interface Segment {
  readonly text: string;
  readonly face: Face;
  readonly direction: Direction;
}

/** Text at a place; `x` is its left edge, `baseline` counts from the top. */
export interface Run {
  readonly text: string;
  readonly face: Face;
  readonly direction: Direction;
  readonly x: number;
  readonly baseline: number;
  readonly white: boolean;
}

/** A character that no bundled font has: drawn as a frame with its code point, never dropped. */
export interface MissingGlyph {
  readonly codePoint: number;
  readonly size: number;
  readonly x: number;
  readonly baseline: number;
}

export interface Line {
  readonly runs: readonly Run[];
  readonly missing: readonly MissingGlyph[];
  readonly height: number;
  readonly baseline: number;
}

interface Placed {
  readonly segment: number;
  readonly text: string;
  readonly space: boolean;
}

const paragraphBreak = /\r\n?|[\n\v\f\u0085\u2028\u2029]/u;
/** A frame with a code point in it, as a part of an em. */
const frameWidth = 0.9;

export interface Look {
  readonly align?: 'start' | 'centre';
  readonly white?: boolean;
  /** White dots at both sides of the column, into which a leaning letter may reach. */
  readonly hang?: number;
}

export function typeSet(
  segments: readonly Segment[],
  width: number,
  base: Direction,
  pen: Pen,
  look: Look = {},
): Line[] {
  const { align = 'start', white = false, hang = 0 } = look;
  const lines: Line[] = [];
  for (const paragraph of paragraphs(segments)) {
    const inset = Math.max(0, leaning(paragraph) - hang);
    const frame = { inset, width: width - 2 * inset, base, align, white };
    breakLines(paragraph, frame.width, pen).forEach((line, place) => {
      const height = lineHeight(line.flatMap(({ segment }) => paragraph[segment] ?? []));
      const above = height.above + (place === 0 ? height.first : 0);
      lines.push(placeLine(line, paragraph, { ...frame, height: { ...height, above } }, pen));
    });
  }
  return lines;
}

/** As `typeSet`, in as many lines, and these of like length: no word is left alone. Says how wide the lines now are. */
export function balanced(segments: readonly Segment[], width: number, base: Direction, pen: Pen, look: Look = {}): { lines: Line[]; width: number } {
  const lines = typeSet(segments, width, base, pen, look);
  if (lines.length < 2 || lines.length > mostBalanced) return { lines, width };
  let low = Math.floor(width / lines.length);
  let high = width;
  while (high - low > 8) {
    const middle = (low + high) >> 1;
    if (typeSet(segments, middle, base, pen, look).length > lines.length) low = middle;
    else high = middle;
  }
  // A value that must stay together would be split in a narrower column.
  const least = Math.ceil(widestWords(segments, pen));
  const narrow = Math.min(width, Math.max(high, least));
  return { lines: typeSet(segments, narrow, base, pen, look), width: narrow };
}

/** Longer ones are read as text, not as a heading. */
const mostBalanced = 4;

/** Dots of the widest word. */
export function widestWord({ text, face, direction }: Segment, pen: Pen): number {
  const segment = { text, face, direction };
  return Math.max(0, ...wordsOf(text).map((word) => (word.text.length > longerThanAnyLine ? Infinity : textWidth(word.text, segment, pen))));
}

/** Dots of the widest words that must stay together: a column narrower than this would split a value. */
export function widestWords(segments: readonly Segment[], pen: Pen): number {
  const widths = paragraphs(segments).flatMap((paragraph) =>
    chains(paragraph).map((chain) =>
      chain.reduce((sum, word, place) => {
        const segment = paragraph[word.segment];
        if (segment === undefined) return sum;
        const gap = place > 0 && word.space ? pen.width(' ', segment.face, segment.direction) : 0;
        return sum + gap + (word.text.length > longerThanAnyLine ? Infinity : textWidth(word.text, segment, pen));
      }, 0),
    ),
  );
  return Math.max(0, ...widths);
}

/** Line ends in recorded words are kept: each starts a paragraph of its own. */
function paragraphs(segments: readonly Segment[]): Segment[][] {
  const result: Segment[][] = [[]];
  for (const segment of segments) {
    segment.text.split(paragraphBreak).forEach((text, place) => {
      if (place > 0) result.push([]);
      result.at(-1)?.push({ ...segment, text });
    });
  }
  return result.filter((paragraph) => paragraph.some((segment) => segment.text.trim() !== ''));
}

/** The words of a run of the same segment, with the isolates that are open where the line begins and ends. */
interface Opened {
  readonly segment: number;
  readonly text: string;
}

function breakLines(paragraph: readonly Segment[], width: number, pen: Pen): Opened[][] {
  const lines: Placed[][] = [];
  let line: Placed[] = [];
  let used = 0;
  const measure = (word: Placed): number => {
    const segment = paragraph[word.segment];
    if (segment === undefined) return 0;
    return word.text.length > longerThanAnyLine ? Infinity : textWidth(word.text, segment, pen);
  };
  const gap = (word: Placed): number => {
    const segment = paragraph[word.segment];
    return segment === undefined || !word.space ? 0 : pen.width(' ', segment.face, segment.direction);
  };
  const end = () => {
    if (line.length > 0) lines.push(line);
    line = [];
    used = 0;
  };
  const add = (word: Placed) => {
    used += (line.length === 0 ? 0 : gap(word)) + measure(word);
    line.push(word);
  };
  for (const chain of chains(paragraph)) {
    const whole = chain.reduce((sum, word, place) => sum + (place === 0 ? 0 : gap(word)) + measure(word), 0);
    const first = chain[0];
    if (first === undefined) continue;
    if (line.length > 0 && used + gap(first) + whole > width) end();
    if (used + whole <= width) {
      chain.forEach(add);
      continue;
    }
    for (const word of chain) {
      if (line.length > 0 && used + gap(word) + measure(word) > width) end();
      let rest = word;
      while (measure(rest) > width) {
        const head = headThatFits(rest.text, (text) => measure({ ...rest, text }) <= width);
        if (head.length >= rest.text.length) break;
        add({ ...rest, text: head });
        end();
        rest = { ...rest, text: rest.text.slice(head.length), space: false };
      }
      add(rest);
    }
  }
  end();
  const open = paragraph.map(() => '');
  return lines.map((words) => openLine(words, open));
}

/** Words that stay together, across the whole paragraph. */
function chains(paragraph: readonly Segment[]): Placed[][] {
  const result: Placed[][] = [];
  paragraph.forEach((segment, index) => {
    wordsOf(segment.text).forEach((word, place) => {
      const placed = { segment: index, text: word.text, space: place === 0 || word.space };
      if (word.glued) result.at(-1)?.push(placed);
      else result.push([placed]);
    });
  });
  return result;
}

function openLine(words: readonly Placed[], open: string[]): Opened[] {
  const runs: { segment: number; text: string }[] = [];
  for (const word of words) {
    const run = runs.at(-1);
    if (run?.segment === word.segment) run.text += (word.space ? ' ' : '') + word.text;
    else runs.push({ segment: word.segment, text: word.text });
  }
  return runs.map((run) => {
    const text = (open[run.segment] ?? '') + run.text;
    const still = openIsolates(text);
    open[run.segment] = still;
    return { segment: run.segment, text: text + closing(still) };
  });
}

interface Frame {
  readonly inset: number;
  readonly width: number;
  readonly base: Direction;
  readonly align: 'start' | 'centre';
  readonly white: boolean;
  readonly height: { readonly above: number; readonly below: number };
}

function placeLine(line: readonly Opened[], paragraph: readonly Segment[], frame: Frame, pen: Pen): Line {
  const pieces = line.flatMap((run, place) => {
    const segment = paragraph[run.segment];
    if (segment === undefined) return [];
    const parts = splitMissing(run.text, pen).map((part) => ({
      segment,
      part,
      before: 0,
      advance: partWidth(part, segment, pen),
    }));
    const inOrder = segment.direction === frame.base ? parts : parts.toReversed();
    return inOrder.map((piece, index) => ({
      ...piece,
      before: index === 0 && place > 0 ? pen.width(' ', segment.face, segment.direction) : 0,
    }));
  });
  const total = pieces.reduce((sum, piece) => sum + piece.before + piece.advance, 0);
  const start = frame.align === 'centre' ? Math.max(0, Math.floor((frame.width - total) / 2)) : 0;
  const runs: Run[] = [];
  const missing: MissingGlyph[] = [];
  const baseline = frame.height.above;
  let along = start;
  for (const piece of pieces) {
    along += piece.before;
    const x = frame.inset + (frame.base === 'ltr' ? along : frame.width - along - piece.advance);
    along += piece.advance;
    const { face, direction } = piece.segment;
    if (typeof piece.part === 'number') missing.push({ codePoint: piece.part, size: face.size, x, baseline });
    else runs.push({ text: piece.part, face, direction, x, baseline, white: frame.white });
  }
  return { runs, missing, height: frame.height.above + frame.height.below, baseline };
}

/** Text that the fonts have, and code points that they do not. */
function splitMissing(text: string, pen: Pen): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const last = parts.at(-1);
    if (!pen.covers(codePoint)) parts.push(codePoint);
    else if (typeof last === 'string') parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}

function partWidth(part: string | number, segment: Segment, pen: Pen): number {
  return typeof part === 'number' ? segment.face.size * frameWidth : pen.width(part, segment.face, segment.direction);
}

function textWidth(text: string, segment: Segment, pen: Pen): number {
  return splitMissing(text, pen).reduce<number>((sum, part) => sum + partWidth(part, segment, pen), 0);
}

const arabic = /\p{Script=Arabic}/u;
const indic = /[\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Devanagari}]/u;

/** Dots that the first and last strokes of a line reach out of their boxes: in Nastaliq up to 0.45 em. */
function leaning(paragraph: readonly Segment[]): number {
  const leans = paragraph.filter(({ text, face }) => face.nastaliq && arabic.test(text));
  return Math.max(0, ...leans.map(({ face }) => Math.ceil(face.size * 0.45)));
}

/**
 * Parts of an em above and below the baseline. Nastaliq words climb to the right, so its lines are
 * nearly twice as tall: the same for every line of a segment, so that lines stand evenly.
 */
function lineHeight(segments: readonly Segment[]): { first: number; above: number; below: number } {
  let first = 0;
  let above = 0;
  let below = 0;
  for (const { text, face } of segments) {
    const [up, down] = arabic.test(text)
      ? face.nastaliq
        ? [1.5, 0.75]
        : [1.12, 0.56]
      : indic.test(text)
        ? [1.04, 0.46]
        : [0.97, 0.35];
    above = Math.max(above, Math.ceil(face.size * up));
    below = Math.max(below, Math.ceil(face.size * down));
    // The long strokes of gaf and kaf: into the line above, but not into a rule or other words.
    if (face.nastaliq && arabic.test(text)) first = Math.max(first, Math.ceil(face.size * 0.25));
  }
  return { first, above, below };
}
