/**
 * The words of `sensitive-topics.ts` found in a text, without patterns: one over hundreds of words takes longer to
 * compile than a record takes to read, and every record is read by a thread that has compiled nothing yet.
 */

export interface TopicWord {
  readonly letters: string;
  /** Only in the capitals that it is written in. */
  readonly asWritten: boolean;
  /** `*carcinom`: may begin within a word. */
  readonly within: boolean;
  /** `suicid*`: may go on. */
  readonly goesOn: boolean;
}

export function topicWord(written: string): TopicWord {
  const asWritten = /[A-Z]/.test(written);
  const letters = written.replaceAll('*', '');
  return { letters, asWritten, within: written.startsWith('*'), goesOn: written.endsWith('*') };
}

const space = 32;
const hyphen = 45;
const beyondAscii = 128;
const wideLetter = /[\p{L}\p{N}]/u;
const wideSpace = /\s/;

/** As case folding has it: two letters beyond ASCII are an s and a k. */
function folded(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  return code === 0x17f ? 115 : code === 0x212a ? 107 : code;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < beyondAscii) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return at < text.length && wideLetter.test(String.fromCodePoint(text.codePointAt(at) ?? space));
}

/** A letter beyond 16 bits is two units, of which the second is no letter by itself; half of one is none. */
function isAfterLetter(text: string, at: number): boolean {
  if (at === 0) return false;
  const code = text.charCodeAt(at - 1);
  const first = text.charCodeAt(at - 2);
  return isLetter(text, code >= 0xdc00 && code <= 0xdfff && first >= 0xd800 && first <= 0xdbff ? at - 2 : at - 1);
}

/** Words that were typed elsewhere bring hyphens and dashes of their own (U+2010 to U+2015). */
function isGap(code: number): boolean {
  if (code >= 0x2010 && code <= 0x2015) return true;
  return code === space || code === hyphen || (code >= 9 && code <= 13) || (code >= beyondAscii && wideSpace.test(String.fromCharCode(code)));
}

/** Where the word ends that stands here; -1 where it does not. A space of the word is any number of spaces and hyphens. */
function endOf(word: TopicWord, text: string, from: number): number {
  const { letters, asWritten } = word;
  let at = from;
  for (let place = 0; place < letters.length; place += 1) {
    const expected = letters.charCodeAt(place);
    const code = text.charCodeAt(at);
    if (expected === space) {
      if (!isGap(code)) return -1;
      while (isGap(text.charCodeAt(at + 1))) at += 1;
    } else if ((asWritten ? code : folded(code)) !== expected) return -1;
    at += 1;
  }
  return word.goesOn || !isLetter(text, at) ? at : -1;
}

/** The first two letters of a word that stands here, as one number: few words share them. */
function beginningAt(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  return folded(text.charCodeAt(at)) * 65_536 + (isGap(second) ? space : folded(second));
}

/** Words by what they begin with, in their order. */
export class TopicWords {
  readonly #whole = new Map<number, TopicWord[]>();
  readonly #within = new Map<number, TopicWord[]>();

  constructor(words: readonly TopicWord[]) {
    for (const word of words) {
      const places = word.within ? this.#within : this.#whole;
      const key = beginningAt(word.letters, 0);
      places.set(key, [...(places.get(key) ?? []), word]);
    }
  }

  areIn(text: string): boolean {
    for (let at = 0; at < text.length; at += 1) if (this.#endAt(text, at) !== -1) return true;
    return false;
  }

  /** The text with a space for each of them. */
  takenFrom(text: string): string {
    let rest = '';
    let copied = 0;
    for (let at = 0; at < text.length; ) {
      const end = this.#endAt(text, at);
      if (end === -1) at += 1;
      else {
        rest += `${text.slice(copied, at)} `;
        copied = end;
        at = end;
      }
    }
    return copied === 0 ? text : rest + text.slice(copied);
  }

  #endAt(text: string, at: number): number {
    const key = beginningAt(text, at);
    if (!isAfterLetter(text, at)) {
      const end = firstEnd(this.#whole.get(key), text, at);
      if (end !== -1) return end;
    }
    return firstEnd(this.#within.get(key), text, at);
  }
}

function firstEnd(words: readonly TopicWord[] | undefined, text: string, at: number): number {
  if (words === undefined) return -1;
  for (const word of words) {
    const end = endOf(word, text, at);
    if (end !== -1) return end;
  }
  return -1;
}
