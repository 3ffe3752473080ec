/** Whether an item asks before it shows itself (`sensitive-topics.ts`): by its codes where those are certain, by whole words elsewhere. */
import type { Coding, DetailLabel, Item } from '../patient-record.ts';
import { sensitiveTopics } from './sensitive-topics.ts';

const concepts = new Set(sensitiveTopics.flatMap(({ snomed = [] }) => snomed));
const beginnings = sensitiveTopics.flatMap(({ icd10 = [] }) => icd10);

const asWritten = (word: string) => /[A-Z]/.test(word);
const everyWord = sensitiveTopics.flatMap(({ words }) => words);
const anyCase = pattern(everyWord.filter((word) => !asWritten(word)), 'iu');
const inCapitals = pattern(everyWord.filter(asWritten), 'u');
const otherMeanings = pattern(sensitiveTopics.flatMap(({ unless = [] }) => unless), 'giu');

/** Whole words: a star is the rest of one, a space is also a hyphen. */
function pattern(words: readonly string[], flags: string): RegExp {
  const sources = words.map((word) => {
    const source = word.replaceAll('*', '').replaceAll(' ', '[\\s-]+');
    return `${word.startsWith('*') ? '' : '(?<![\\p{L}\\p{N}])'}${source}${word.endsWith('*') ? '' : '(?![\\p{L}\\p{N}])'}`;
  });
  return new RegExp(sources.join('|'), flags);
}

/** ICD-10, and the national editions that keep its chapters. */
function isIcd10(system: string): boolean {
  if (system === 'http://loinc.org') return false;
  return /icd-?10/i.test(system) || system === 'urn:oid:2.16.840.1.113883.6.3' || system === 'urn:oid:2.16.840.1.113883.6.90';
}

/** Letters and digits of ASCII, whatever their case, as 1 to 36; all else is 0. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
const places = Uint8Array.from({ length: 128 }, (_, code) => alphabet.indexOf(String.fromCharCode(code).toLowerCase()) + 1);

/** The first four letters of a word as one number: shorter words are smaller numbers. */
function firstLetters(word: string): number {
  let key = 0;
  for (let at = 0; at < word.length && at < 4; at += 1) key = key * 37 + (places[word.charCodeAt(at)] ?? 0);
  return key;
}

/** How a word of a text can begin that is sensitive, or begins something that is. */
const beginningsOfWords = new Set<number>();
for (const word of everyWord.filter((one) => !one.startsWith('*'))) {
  const whole = /^[a-z0-9]+/.exec(word.toLowerCase())?.[0] ?? '';
  addBeginning(whole, word.length === whole.length + 1 && word.endsWith('*'));
}

function addBeginning(word: string, goesOn: boolean): void {
  beginningsOfWords.add(firstLetters(word));
  if (goesOn && word.length < 4) for (const letter of alphabet) addBeginning(word + letter, true);
}

const withinWords = pattern(everyWord.filter((word) => word.startsWith('*')).map((word) => `${word.replace(/\*$/, '')}*`), 'i');

/** False only where no pattern can match: nearly always, and at a hundredth of what the patterns cost. */
function maySaySensitive(text: string): boolean {
  let key = 0;
  let length = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 32 : text.charCodeAt(at);
    if (code > 127) return true;
    const place = places[code] ?? 0;
    if (place !== 0) {
      if (length < 4) key = key * 37 + place;
      length += 1;
    } else if (length > 0) {
      if (beginningsOfWords.has(key)) return true;
      key = 0;
      length = 0;
    }
  }
  return withinWords.test(text);
}

export function saysSensitive(text: string): boolean {
  if (!maySaySensitive(text)) return false;
  if (!anyCase.test(text) && !inCapitals.test(text)) return false;
  const rest = text.replaceAll(otherMeanings, ' ');
  return rest === text || anyCase.test(rest) || inCapitals.test(rest);
}

export function hasSensitiveCode(codings: readonly Coding[]): boolean {
  for (const { system, code } of codings) {
    if (system.startsWith('http://snomed.info/') ? concepts.has(code) : isIcd10(system) && beginnings.some((beginning) => code.startsWith(beginning))) return true;
  }
  return false;
}

/** What these say tells as much as a title: the panel of a result, the reason for a medicine. */
const tells: ReadonlySet<DetailLabel> = new Set(['part-of', 'reason', 'recorded-name', 'category']);

/** `known`: the same words come again and again, and are looked at once a record. */
export function isSensitive({ title, codings, details }: Pick<Item, 'title' | 'codings' | 'details'>, known: Map<string, boolean>): boolean {
  if (hasSensitiveCode(codings) || asksFirst(title.text, known)) return true;
  for (const { label, value } of details) if (tells.has(label) && asksFirst(value.text, known)) return true;
  return false;
}

function asksFirst(text: string, known: Map<string, boolean>): boolean {
  let asks = known.get(text);
  if (asks === undefined) {
    asks = saysSensitive(text);
    known.set(text, asks);
  }
  return asks;
}
