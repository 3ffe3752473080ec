/** What our own words may not do: the NHS content rules as far as a machine can see them. */
import * as v from 'valibot';
import { abbreviationFile, glossaryFile, glossaryKinds, type AbbreviationEntry, type GlossaryEntry } from '../../main/record/explain/glossary-entry.ts';
import type { GlossaryFiles } from '../../main/record/explain/glossary.ts';
import { normalise } from '../../main/record/explain/term.ts';
import { readabilityOf, readingAge, sentencesOf, wordsOf } from './readability.ts';

export interface Fault {
  /** `tests/creatinine`. */
  readonly where: string;
  readonly rule: string;
  readonly words: string;
}

const longestSentence = 20;
const mostSentences = 3;

const forbidden: readonly (readonly [string, RegExp])[] = [
  ['a range is written with "to"', /\d\s*[-–—]\s*\d/u],
  ['no dash between words', /\s[-–—]\s|[–—]/u],
  ['never "invalid"', /\binvalid\b/iu],
  ['no words in capitals', /\b[A-Z]{8,}\b|\b[A-Z]{4,}\s+[A-Z]{4,}\b/u],
  [
    'explains, never advises',
    /\b(?:you (?:should|must|need to|ought|could try|can try)|make sure|ask your|talk to your|speak to your|tell your (?:doctor|gp)|see (?:a|your) (?:doctor|gp)|contact (?:a|your)|call (?:111|999)|try to|avoid|do not (?:take|stop|use|eat|drink)|stop taking|don't|be sure|remember to)\b/iu,
  ],
  [
    'no threshold of our own',
    /\b(?:above|below|over|under|less than|more than|at least)\s+\d[\d.,]*\b(?!\s*(?:to \d+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|kinds?|parts?|types?|of)\b)|\d\s*(?:mmol|mol|mg|g\/l|iu\/l|mmhg|kpa|u\/l)\b|\d%/iu,
  ],
  ['no outlook', /\b(?:life expectancy|survival|prognosis|fatal|deadly|incurable|(?:may|can|could|might|will) (?:die|kill))\b/iu],
  ['no scare words', /\b(?:suffer(?:s|ing)?|victim|killer disease|disaster)\b/iu],
  ['no Latin short forms', /\b(?:e\.g\.|i\.e\.|etc\.?)(?:\s|$)/iu],
  ['UK spelling', /\b(?:color|tumor|fiber|center|diarrhea|anemia|edema|hemoglobin|hemorrh\w*|esophag\w*|leukemia|pediatric|gynecolog\w*|orthopedic|estrogen|fetus(?:es)? of|neighbor|\w*(?:an|al|il|er)ize[ds]?)\b/iu],
];

/** Words of the fields that a person reads; a field is a paragraph. */
export function fieldsOf(entry: GlossaryEntry): readonly string[] {
  return [entry.whatItIs, entry.whyDone, entry.notMeaning].filter((field) => field !== undefined);
}

function faultsOfText(where: string, text: string, isName: boolean): Fault[] {
  const faults = forbidden.flatMap(([rule, pattern]) => (pattern.test(text) ? [{ where, rule, words: text }] : []));
  if (isName) return faults;
  const sentences = sentencesOf(text);
  if (sentences.length > mostSentences) faults.push({ where, rule: `at most ${mostSentences} sentences a field`, words: text });
  for (const sentence of sentences) {
    if (wordsOf(sentence).length > longestSentence) faults.push({ where, rule: `at most ${longestSentence} words a sentence`, words: sentence });
  }
  if (!/[.?!]$/u.test(text)) faults.push({ where, rule: 'a field ends its sentence', words: text });
  return faults;
}

/** Twice the same id, term or code in one kind: nobody could say which entry is meant. */
function clashes(kind: string, claims: readonly (readonly [string, string])[]): Fault[] {
  const owners = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [claim, id] of claims) {
    const owner = owners.get(claim);
    if (owner === undefined) owners.set(claim, id);
    else faults.push({ where: `${kind}/${id}`, rule: owner === id ? 'listed twice' : `also claimed by ${owner}`, words: claim });
  }
  return faults;
}

function shapeFaults(kind: string, parsed: { readonly success: boolean; readonly issues?: readonly v.BaseIssue<unknown>[] | undefined }): Fault[] {
  return (parsed.issues ?? []).slice(0, 20).map((issue) => ({ where: `${kind}: ${v.getDotPath(issue) ?? ''}`, rule: 'shape', words: issue.message }));
}

/** Reading ages above the first are worth a second look, above the second a fault. */
export const lookAgainAge = 14;
export const highestAge = 17;

export interface WordsReport {
  readonly faults: readonly Fault[];
  readonly hardToRead: readonly { readonly where: string; readonly readingAge: number; readonly words: string }[];
}

export function checkWords(glossary: GlossaryFiles): WordsReport {
  const faults: Fault[] = [];
  const hard: { where: string; readingAge: number; words: string }[] = [];
  for (const kind of glossaryKinds) {
    const entries: readonly GlossaryEntry[] = glossary[kind];
    faults.push(...shapeFaults(kind, v.safeParse(glossaryFile, entries)));
    faults.push(...clashes(kind, entries.map(({ id }) => [`id ${id}`, id])));
    faults.push(...clashes(kind, entries.flatMap(({ id, match }) => match.terms.map((term) => [normalise(term), id] as const))));
    faults.push(...clashes(kind, entries.flatMap(({ id, match }) => match.codes.map(({ system, code }) => [`${system}|${code}`, id] as const))));
    for (const entry of entries) {
      const where = `${kind}/${entry.id}`;
      faults.push(...faultsOfText(where, entry.plain, true), ...datesOf(where, entry));
      for (const field of fieldsOf(entry)) faults.push(...faultsOfText(where, field, false));
      const words = fieldsOf(entry).join(' ');
      const age = readingAge(readabilityOf(words).fleschKincaid);
      if (age > lookAgainAge) hard.push({ where, readingAge: age, words });
      if (age > highestAge) faults.push({ where, rule: `reading age at most ${highestAge}`, words });
    }
  }
  faults.push(...abbreviationFaults(glossary.abbreviations));
  return { faults, hardToRead: hard.toSorted((a, b) => b.readingAge - a.readingAge) };
}

function abbreviationFaults(entries: readonly AbbreviationEntry[]): Fault[] {
  const kind = 'abbreviations';
  const faults = shapeFaults(kind, v.safeParse(abbreviationFile, entries));
  faults.push(...clashes(kind, entries.map(({ id }) => [`id ${id}`, id])));
  faults.push(...clashes(kind, entries.flatMap(({ id, short }) => short.map((form) => [form.replaceAll('.', ''), id] as const))));
  for (const entry of entries) {
    const where = `${kind}/${entry.id}`;
    faults.push(...datesOf(where, entry));
    for (const { plain, whatItIs } of entry.canMean) {
      faults.push(...faultsOfText(where, plain, true), ...(whatItIs === undefined ? [] : faultsOfText(where, whatItIs, false)));
    }
  }
  return faults;
}

function datesOf(where: string, { writtenOn, reviewDue }: { readonly writtenOn: string; readonly reviewDue: string }): Fault[] {
  return reviewDue > writtenOn ? [] : [{ where, rule: 'a review is due after the words are written', words: reviewDue }];
}
