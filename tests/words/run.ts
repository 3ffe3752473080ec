/**
 * `npm run check:words`: the glossary against its rules, and against the titles of a folder of records
 * (`KIOSK_CORPUS`, or `../shared/corpus`). JSON on standard output, a summary for people on standard error.
 * Exits 1 where a rule, a minimum or the coverage of UK records fails.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glossaryKinds } from '../../main/record/explain/glossary-entry.ts';
import { glossary } from '../../main/record/explain/glossary.ts';
import { coverageOf, type Share } from './coverage.ts';
import { readabilityOf, readingAge } from './readability.ts';
import { checkWords, fieldsOf, lookAgainAge } from './rules.ts';

const minimums = { tests: 100, medicines: 150, conditions: 150, vaccines: 30, procedures: 60, allergens: 1, records: 1, abbreviations: 250 } as const;
/** A file as a whole: NHS content is written for a reading age of 9 to 11; SMOG runs some years above other formulas. */
const highestFileAge = 11;
const highestSmog = 11;
const leastUkShare = 0.8;
const listed = 200;

const today = new Date().toISOString().slice(0, 10);
const counts = [...glossaryKinds, 'abbreviations' as const].map((kind) => {
  const entries: readonly { readonly clinicalReviewer: string | null; readonly reviewDue: string }[] = glossary[kind];
  return {
    kind,
    entries: entries.length,
    minimum: minimums[kind],
    enough: entries.length >= minimums[kind],
    notReviewed: entries.filter(({ clinicalReviewer }) => clinicalReviewer === null).length,
    reviewOverdue: entries.filter(({ reviewDue }) => reviewDue < today).length,
  };
});
const reading = glossaryKinds.map((kind) => {
  const text = glossary[kind].flatMap(fieldsOf).join(' ');
  const { fleschKincaid, smog } = readabilityOf(text);
  const age = readingAge(fleschKincaid);
  return { kind, readingAge: age, smog: Math.round(smog * 10) / 10, easyEnough: age <= highestFileAge && smog <= highestSmog };
});
const { faults, hardToRead } = checkWords(glossary);

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url)));
const coverage = existsSync(corpus) ? coverageOf(corpus) : null;
const shareOf = ({ shown, explained }: Share): number => (shown === 0 ? 1 : explained / shown);
const ukEnough = coverage === null || shareOf(coverage.uk) >= leastUkShare;

const good = counts.every(({ enough }) => enough) && reading.every(({ easyEnough }) => easyEnough) && faults.length === 0 && ukEnough;

process.stdout.write(
  `${JSON.stringify(
    {
      good,
      counts,
      reading,
      faults,
      hardToRead: hardToRead.slice(0, listed),
      corpus: coverage === null ? null : { ...coverage, unmatched: coverage.unmatched.slice(0, listed), unmatchedUk: coverage.unmatchedUk.slice(0, listed) },
    },
    null,
    2,
  )}\n`,
);

const say = (line: string): void => void process.stderr.write(`${line}\n`);
say('');
for (const { kind, entries, minimum, enough, notReviewed, reviewOverdue } of counts) {
  say(`${enough ? 'ok' : 'TOO FEW'}  ${kind}: ${entries} entries (at least ${minimum}), ${notReviewed} not yet clinically reviewed, ${reviewOverdue} overdue for review`);
}
for (const { kind, readingAge: age, smog, easyEnough } of reading) {
  say(`${easyEnough ? 'ok' : 'TOO HARD'}  ${kind}: reading age ${age} (at most ${highestFileAge}), SMOG ${smog} (at most ${highestSmog})`);
}
say(`${hardToRead.length} entries have a reading age over ${lookAgainAge}: worth a second look`);
say(`${faults.length === 0 ? 'ok' : 'FAULTS'}  ${faults.length} faults`);
for (const { where, rule, words } of faults.slice(0, 40)) say(`        ${where}: ${rule}: ${words}`);
if (coverage === null) {
  say(`Coverage was not measured: there is no folder of records at ${corpus} (KIOSK_CORPUS)`);
} else {
  const percent = (share: Share): string =>
    `${share.explained} of ${share.shown} titles shown (${Math.round(shareOf(share) * 100)}%), ${share.distinctExplained} of ${share.distinctShown} distinct`;
  say(`${ukEnough ? 'ok' : 'TOO FEW'}  UK records: ${percent(coverage.uk)} have plain words (at least ${leastUkShare * 100}%)`);
  say(`        all records: ${percent(coverage.all)} have plain words`);
  say('        without plain words, most often shown first:');
  for (const { title, section, times } of coverage.unmatched.slice(0, 25)) say(`        ${times} × ${title.slice(0, 80)} (${section})`);
}
process.exitCode = good ? 0 : 1;
