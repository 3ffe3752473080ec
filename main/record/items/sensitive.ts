/** Whether an item asks before it shows itself (`sensitive-topics.ts`): by its codes where those are certain, by whole words elsewhere. */
import type { Coding } from '../patient-record.ts';
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
  return /icd-?10/i.test(system) || system === 'urn:oid:2.16.840.1.113883.6.3' || system === 'urn:oid:2.16.840.1.113883.6.90';
}

export function saysSensitive(text: string): boolean {
  if (!anyCase.test(text) && !inCapitals.test(text)) return false;
  const rest = text.replaceAll(otherMeanings, ' ');
  return rest === text || anyCase.test(rest) || inCapitals.test(rest);
}

export function hasSensitiveCode(codings: readonly Coding[]): boolean {
  return codings.some(({ system, code }) => {
    if (system.startsWith('http://snomed.info/')) return concepts.has(code);
    return isIcd10(system) && beginnings.some((beginning) => code.startsWith(beginning));
  });
}
