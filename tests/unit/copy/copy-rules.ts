/** Rules of the kiosk's words. Each gives complaints. */
import type { LanguageCode } from '../../../preload/contract.ts';

/** `screens.attract.start` to its words. */
export type Entries = ReadonlyMap<string, string>;

export function entriesOf(tree: unknown, path = ''): Map<string, string> {
  if (typeof tree === 'string') return new Map([[path, tree]]);
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) throw new TypeError(`${path} is neither words nor a group of words`);
  const found = Object.entries(tree).flatMap(([name, inside]) => [...entriesOf(inside, path === '' ? name : `${path}.${name}`)]);
  return new Map(found);
}

// i18next: `key_one`, `key_few`...; `key_zero` may be there in any language.
const plural = /_(zero|one|two|few|many|other)$/;

/** Where a language lacks words that English has, has others, or lacks a plural form that it needs. */
export function keyDifferences(english: Entries, other: Entries, language: string): string[] {
  const needed = new Set<string>();
  const optional = new Set<string>();
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const key of english.keys()) {
    const base = key.replace(plural, '');
    const counted = base !== key && english.has(`${base}_other`);
    if (!counted) needed.add(key);
    else for (const form of forms) needed.add(`${base}_${form}`);
    if (counted) optional.add(`${base}_zero`);
  }
  return [
    ...[...needed].filter((key) => !other.has(key)).map((key) => `${language}: ${key} is missing`),
    ...[...other.keys()].filter((key) => !needed.has(key) && !optional.has(key)).map((key) => `${language}: ${key} is not in English`),
  ];
}

const gaps = (words: string) => [...new Set(words.match(/\{\{?-?\s*([\w.]+)[^}]*\}\}?/g) ?? [])].toSorted().join(' ');

/** A translation fills the same gaps; a plural form may leave the count out ("one slip"). */
export function gapDifferences(english: Entries, other: Entries, language: string): string[] {
  return [...other].flatMap(([key, words]) => {
    const source = english.get(key) ?? english.get(key.replace(plural, '_other'));
    if (source === undefined) return [];
    const without = (text: string) => (plural.test(key) ? gaps(text).replace(/ ?\{\{count\}\}/, '') : gaps(text)).trim();
    return without(source) === without(words) ? [] : [`${language}: ${key} fills ${gaps(words)}, English ${gaps(source)}`];
  });
}

export const longestSentence = 20;

/** Two numbers and a dash; not the name of a package or a telephone number in more parts. */
const range = /(?<![\w.-])\p{Nd}+\s*[-\u2010-\u2015]\s*\p{Nd}+(?![\w.]*-)/u;

/** Of every language. */
export function badWords(words: string): string[] {
  const complaints: string[] = [];
  if (words.trim() === '') complaints.push('says nothing');
  if (words !== words.trim() || /\s\s/.test(words)) complaints.push('has stray spaces');
  if (/undefined|\bnull\b|NaN/.test(words)) complaints.push('speaks computer');
  if (range.test(words)) complaints.push('writes a range with a dash');
  if (/[\u2013\u2014]/.test(words)) complaints.push('uses a dash where a sentence should end');
  for (const sentence of words.split(/[.!?:;\u0964\u06d4\u061f](?:\s|$)|\n/)) {
    const count = sentence.replaceAll(/\{\{[^}]*\}\}/g, 'x').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    if (count > longestSentence) complaints.push(`has a sentence of ${count} words`);
  }
  return complaints;
}

/** Words that blame, or that only people who build computers use. */
const neverInEnglish = /\b(?:invalid|illegal|abort(?:ed)?|terminated?|authenticat\w*|unauthori[sz]ed|click|submit|user|e\.g\.|i\.e\.|etc)\b/i;

export function badEnglish(words: string): string[] {
  const complaints = badWords(words);
  const never = neverInEnglish.exec(words);
  if (never !== null) complaints.push(`says "${never[0]}"`);
  if (/\d(?:am|pm)\b/i.test(words) && /\d:\d\d/.test(words)) complaints.push('writes a time with a colon');
  return complaints;
}

const plain = (words: string) => words.replaceAll(/\{\{?[^}]*\}\}?/g, ' ');

/** Telephone numbers, examples and counts of digits are the same in every language. */
export function numberDifferences(english: Entries, other: Entries, language: string): string[] {
  const numbers = (words: string) => [...plain(words).matchAll(/\p{Nd}+/gu)].map(([digits]) => digits).toSorted().join(' ');
  return [...other].flatMap(([key, words]) => {
    const source = english.get(key);
    return source === undefined || plural.test(key) || numbers(source) === numbers(words) ? [] : [`${language}: ${key} does not say ${numbers(source)}`];
  });
}

/** Names that are the same everywhere, and what an engineer reads on the device. */
const names = /SMART Health Card|NHS App|NHS login|\bNHS\b|\bGP\b|\bPIN\b|\bQR\b|USB HID POS|\budev\b|libusb-1\.0-0/g;
const scripts: Readonly<Record<LanguageCode, RegExp>> = {
  en: /\p{Script=Latin}/u,
  cy: /\p{Script=Latin}/u,
  pl: /\p{Script=Latin}/u,
  ro: /\p{Script=Latin}/u,
  pa: /\p{Script=Gurmukhi}/u,
  ur: /\p{Script=Arabic}/u,
  bn: /\p{Script=Bengali}/u,
  gu: /\p{Script=Gujarati}/u,
  ar: /\p{Script=Arabic}/u,
  pt: /\p{Script=Latin}/u,
  es: /\p{Script=Latin}/u,
};
/** Letters that look right and are another language's: they read, sort and sound wrong. */
const neighbours: Partial<Record<LanguageCode, RegExp>> = {
  ar: /[\u06a9\u06cc\u06c1\u06be\u06d2\u06ba\u067e\u0686\u06af\u0679\u0688\u0691]/gu,
  ur: /[\u0643\u064a\u0629\u0647]/gu,
  // Romanian has a comma below, Turkish a cedilla.
  ro: /[\u015f\u0163\u015e\u0162]/gu,
};

export function foreignLetters(words: string, language: LanguageCode): string[] {
  const own = plain(words).replaceAll(names, ' ');
  const foreign = [...own.matchAll(/\p{L}+/gu)].map(([word]) => word).filter((word) => [...word].some((letter) => !scripts[language].test(letter)));
  const neighbour = neighbours[language] === undefined ? [] : (own.match(neighbours[language]) ?? []);
  return [
    ...(foreign.length > 0 ? [`has foreign letters: ${foreign.join(' ')}`] : []),
    ...(neighbour.length > 0 ? [`writes letters of another language: ${[...new Set(neighbour)].join(' ')}`] : []),
    ...(/(?![0-9])\p{Nd}/u.test(own) ? ['has digits other than 0 to 9'] : []),
  ];
}

/** Three words or more that are the same as in English. */
export function leftInEnglish(english: Entries, other: Entries, language: string): string[] {
  const length = (words: string) => (plain(words).replaceAll(names, ' ').match(/\p{L}+/gu) ?? []).length;
  return [...other].flatMap(([key, words]) => (english.get(key) === words && length(words) >= 3 ? [`${language}: ${key} is still in English`] : []));
}
