/** Whether an item asks before it shows itself (`sensitive-topics.ts`): by its codes where those are certain, by whole words elsewhere. */
import type { Coding, DetailLabel, Item } from '../patient-record.ts';
import { sensitiveTopics } from './sensitive-topics.ts';
import { TopicWords, topicWord } from './topic-words.ts';

const concepts = new Set(sensitiveTopics.flatMap(({ snomed = [] }) => snomed));
const beginnings = sensitiveTopics.flatMap(({ icd10 = [] }) => icd10);

const sensitiveWords = new TopicWords(sensitiveTopics.flatMap(({ words }) => words).map(topicWord));
const otherMeanings = new TopicWords(sensitiveTopics.flatMap(({ unless = [] }) => unless).map((phrase) => topicWord(phrase.toLowerCase())));

/** ICD-10, and the national editions that keep its chapters. */
function isIcd10(system: string): boolean {
  if (system === 'http://loinc.org') return false;
  return /icd-?10/i.test(system) || system === 'urn:oid:2.16.840.1.113883.6.3' || system === 'urn:oid:2.16.840.1.113883.6.90';
}

export function saysSensitive(text: string): boolean {
  if (!sensitiveWords.areIn(text)) return false;
  const rest = otherMeanings.takenFrom(text);
  return rest === text || sensitiveWords.areIn(rest);
}

export function hasSensitiveCode(codings: readonly Coding[]): boolean {
  for (const { system, code } of codings) {
    if (system.startsWith('http://snomed.info/') ? concepts.has(code) : isIcd10(system) && beginnings.some((beginning) => code.startsWith(beginning))) return true;
  }
  return false;
}

/** What these say tells as much as a title: the panel of a result, the reason for a medicine. */
const tells: ReadonlySet<DetailLabel> = new Set(['part-of', 'reason', 'status-reason', 'recorded-name', 'category']);

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
