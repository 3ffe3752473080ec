import { describe, expect, test } from 'vitest';
import { explain } from '../../../main/record/explain/explain.ts';
import type { GlossaryEntry, GlossaryKind } from '../../../main/record/explain/glossary-entry.ts';
import { glossary, type GlossaryFiles } from '../../../main/record/explain/glossary.ts';
import type { SectionId } from '../../../main/record/patient-record.ts';
import { checkWords } from '../../words/rules.ts';

test('our words keep every rule', () => {
  expect(checkWords(glossary).faults).toEqual([]);
});

const minimums: readonly (readonly [GlossaryKind, number])[] = [
  ['tests', 100],
  ['medicines', 150],
  ['conditions', 150],
  ['vaccines', 30],
  ['procedures', 60],
];
test.each(minimums)('%s: at least %i entries', (kind, least) => {
  expect(glossary[kind].length).toBeGreaterThanOrEqual(least);
});
test('at least 250 short forms', () => {
  expect(glossary.abbreviations.length).toBeGreaterThanOrEqual(250);
});

const home: Readonly<Record<GlossaryKind, SectionId>> = {
  tests: 'results',
  medicines: 'medicines',
  conditions: 'conditions',
  vaccines: 'vaccinations',
  procedures: 'procedures',
  allergens: 'allergies',
  records: 'documents',
};
test.each(Object.keys(home) as GlossaryKind[])('every term of %s finds its own entry', (kind) => {
  const lost = glossary[kind].flatMap((entry) =>
    entry.match.terms.filter((term) => explain({ title: { text: term, lang: null, isValue: false }, codings: [] }, home[kind], { showUnreviewed: true })?.plain !== entry.plain).map((term) => `${entry.id}: ${term}`),
  );
  expect(lost).toEqual([]);
});

describe('a broken rule is seen', () => {
  const good: GlossaryEntry = {
    id: 'sodium',
    match: { codes: [], terms: ['sodium'] },
    plain: 'Sodium (salt in the blood)',
    whatItIs: 'Sodium is a salt.',
    sources: [{ name: 'Nobody', url: 'https://example.org/', licence: 'CC0' }],
    author: 'Alongside',
    clinicalReviewer: null,
    writtenOn: '2026-01-01',
    reviewDue: '2027-01-01',
  };
  const none: GlossaryFiles = { tests: [], medicines: [], conditions: [], vaccines: [], procedures: [], allergens: [], records: [], abbreviations: [] };
  const rulesBroken = (entries: readonly GlossaryEntry[]): string[] => checkWords({ ...none, tests: entries }).faults.map(({ rule }) => rule);

  test('a good entry breaks none', () => {
    expect(rulesBroken([good])).toEqual([]);
  });

  test.each([
    ['You should drink more water.', 'explains, never advises'],
    ['It is usually 3-5 in adults.', 'a range is written with "to"'],
    ['It helps to find illness – early.', 'no dash between words'],
    ['An invalid result.', 'never "invalid"'],
    ['This is VERY SERIOUS WARNING text.', 'no words in capitals'],
    ['It is high when above 145.', 'no threshold of our own'],
    ['People with this have a short life expectancy.', 'no outlook'],
    ['A kind of tumor.', 'UK spelling'],
    ['One. Two. Three. Four.', 'at most 3 sentences a field'],
    ['It is a salt that is found in the blood and in the water around all of the cells that make up the body.', 'at most 20 words a sentence'],
    ['No full stop', 'a field ends its sentence'],
    ['Hyponatraemia encompasses multifactorial endocrinological abnormalities.', 'reading age at most 17'],
  ])('"%s": %s', (whatItIs, rule) => {
    expect(rulesBroken([{ ...good, whatItIs }])).toContain(rule);
  });

  test('the same term or code in two entries', () => {
    const coded = { codes: [{ system: 'http://snomed.info/sct', code: '1' }], terms: ['Sodium'.toLowerCase()] };
    expect(rulesBroken([{ ...good, match: coded }, { ...good, id: 'salt', match: coded }])).toEqual(['also claimed by sodium', 'also claimed by sodium']);
  });

  test('an entry that lacks a source', () => {
    expect(rulesBroken([{ ...good, sources: [] }])).toContain('shape');
  });
});
