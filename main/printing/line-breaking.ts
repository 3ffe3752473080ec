/**
 * Where a line of the slip may end. Between words, never between a number and what it counts
 * ("500 mg", "1 to 2 tablets", "< 5"), inside a word only where it is wider than the paper.
 */
import { withoutControls } from './bidi.ts';

/** A word, or words that stay on one line; `space` says whether a space stood before it. */
export interface Word {
  readonly text: string;
  readonly space: boolean;
  /** Stays on the line of the word before it where both fit. */
  readonly glued: boolean;
}

const breakingSpace = /[\t \u2000-\u2006\u2008-\u200a\u200b\u205f\u3000]+/u;
const endsInNumber = /\p{Nd}[)\]%°]?$/u;
const isNumber = /^[([<>≤≥=~±+\u2212-]*\p{Nd}[\p{Nd}.,:/×x^*\u2212\u2013-]*[)\]%°]?$/u;
/** "10 mg/5" of "10 mg/5 ml". */
const perNumber = /\p{L}\/\p{Nd}[\p{Nd}.,]*$/u;
const startsWithNumber = /^[([]?\p{Nd}/u;
const joins = /^(?:[<>≤≥=~±×x*/+\u2212\u2013\u2014-]{1,2}|to|of|or)$/iu;
/** Numbers in words, as doses are written: "Take ONE tablet". */
const numberWord = /^(?:half|one|two|three|four|five|six|seven|eight|nine|ten)$/iu;

/** Words of one paragraph, in order; nothing of `text` but its breaking spaces is left out. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let space = false;
  let free = false;
  for (const piece of text.split(new RegExp(`(${breakingSpace.source})`, 'u'))) {
    if (piece === '') continue;
    if (breakingSpace.test(piece) && piece.replace(breakingSpace, '') === '') {
      // A zero width space is a place to break and no gap; before a space, of the kiosk's own words, it parts what would stay together.
      space = piece !== '\u200b';
      free = piece === '\u200b ';
      continue;
    }
    const before = words.at(-1);
    words.push({ text: piece, space: words.length > 0 && space, glued: before !== undefined && !free && staysWith(before.text, piece) });
    space = false;
    free = false;
  }
  return words;
}

function staysWith(one: string, next: string): boolean {
  const before = withoutControls(one);
  const after = withoutControls(next);
  if (endsInNumber.test(before) && isNumber.test(before)) return true;
  if (perNumber.test(before) || numberWord.test(before)) return true;
  // "to 2", "x 5", "< 5": the sign or little word belongs to the number that follows.
  return joins.test(before) && (startsWithNumber.test(after) || numberWord.test(after));
}

/** UTF-16 units that no line can hold: longer words are looked at a piece at a time. */
export const longerThanAnyLine = 256;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const goodEnd = /[-/_,.;:)\u2013]$/u;
const keptSpace = /[\u00a0\u202f]$/u;

/**
 * The longest start of a word that fits, cut at a space that was to be kept, else after a hyphen or slash, else between graphemes;
 * at least one grapheme, so that it always ends.
 */
export function headThatFits(text: string, fits: (head: string) => boolean): string {
  const pieces = Array.from(graphemes.segment(text.slice(0, longerThanAnyLine)), (piece) => piece.segment);
  // What stands last may have been cut in two.
  if (text.length > longerThanAnyLine && pieces.length > 1) pieces.pop();
  let low = 1;
  let high = pieces.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(pieces.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  for (let end = low; end > 1; end -= 1) {
    if (keptSpace.test(pieces[end - 1] ?? '')) return pieces.slice(0, end).join('');
  }
  for (let end = low; end > low / 2; end -= 1) {
    if (goodEnd.test(pieces[end - 1] ?? '')) return pieces.slice(0, end).join('');
  }
  return pieces.slice(0, low).join('');
}
