import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abbreviationsIn, buildGlossary, explain, explanationLanguage, plainWords } from '../../../main/record/explain/explain.ts';
import type { AbbreviationEntry, GlossaryEntry } from '../../../main/record/explain/glossary-entry.ts';
import type { GlossaryFiles } from '../../../main/record/explain/glossary.ts';
import type { Coding, SectionId } from '../../../main/record/patient-record.ts';
import type { PlainWords } from '../../../main/printing/compose-slip.ts';

const all = { showUnreviewed: true };
const named = (text: string, codings: readonly Coding[] = []) => ({ title: { text, lang: null, isValue: false }, codings });
const plain = (text: string, section: SectionId, codings: readonly Coding[] = []) => explain(named(text, codings), section, all)?.plain ?? null;

const written = { sources: [{ name: 'Nobody', url: 'https://example.org/', licence: 'CC0' }], author: 'Alongside', writtenOn: '2026-01-01', reviewDue: '2027-01-01' };
const entry = (id: string, terms: string[], codes: Coding[] = [], clinicalReviewer: string | null = null): GlossaryEntry => ({
  id,
  match: { codes, terms },
  plain: `Plain ${id}`,
  whatItIs: 'It is a thing.',
  clinicalReviewer,
  ...written,
});
const short = (id: string, forms: string[], meanings: string[]): AbbreviationEntry => ({
  id,
  short: forms,
  canMean: meanings.map((meaning) => ({ plain: meaning })),
  clinicalReviewer: null,
  ...written,
});
const files = (parts: Partial<GlossaryFiles>): GlossaryFiles => ({
  tests: [],
  medicines: [],
  conditions: [],
  vaccines: [],
  procedures: [],
  allergens: [],
  records: [],
  abbreviations: [],
  ...parts,
});

const snomed = 'http://snomed.info/sct';

describe('finding the words', () => {
  test('by term, in UK wording', () => {
    expect(plain('Serum creatinine level', 'results')).toBe('Creatinine (waste from muscles)');
    expect(plain('Amlodipine 5mg tablets (Teva UK Ltd)', 'medicines')).toBe('Blood pressure medicine (amlodipine)');
    expect(plain('O/E - blood pressure reading', 'vital-signs')).toBe('Blood pressure');
  });

  test('by code, where the words are in another language', () => {
    expect(plain('Kalium', 'results', [{ system: 'http://loinc.org', code: '2823-3' }])).toBe('Potassium (a salt in the blood)');
  });

  test('nothing is found by likeness', () => {
    expect(plain('Serum creatinin', 'results')).toBeNull();
    expect(plain('Amlodipin', 'medicines')).toBeNull();
    expect(plain('Not a thing that anybody measures', 'results')).toBeNull();
  });

  test('where code and words name different things, neither is explained', () => {
    const amlodipine = { system: snomed, code: '108537001' };
    expect(plain('Amlodipine', 'medicines', [amlodipine])).toBe('Blood pressure medicine (amlodipine)');
    expect(plain('Atorvastatin', 'medicines', [amlodipine])).toBeNull();
  });

  test('where two codes name different things, neither is explained', () => {
    const one = { system: snomed, code: '1' };
    const two = { system: snomed, code: '2' };
    const glossary = buildGlossary(files({ tests: [entry('one', ['one'], [one]), entry('two', ['two'], [two])] }));
    expect(glossary.explain(named('Something', [one]), 'results', all)?.plain).toBe('Plain one');
    expect(glossary.explain(named('Something', [one, two]), 'results', all)).toBeNull();
  });

  test('the code that stands for any degraded entry explains nothing', () => {
    expect(plain('FTX3', 'results', [{ system: snomed, code: '196411000000103' }])).toBeNull();
  });

  test('the section decides which list is read: iron is a test or a medicine', () => {
    expect(plain('Iron', 'results')).toBe('Iron in the blood');
    expect(plain('Iron', 'medicines')).toBe('Iron');
  });
});

describe('words around a name', () => {
  test('family, past and doubt are said, not dropped', () => {
    expect(plain('Suspected glaucoma', 'conditions')).toMatch(/not certain/u);
    expect(plain('GOUT?', 'conditions', [{ system: snomed, code: '90560007' }])).toMatch(/not certain/u);
    expect(plain('H/O: gout', 'conditions')).toMatch(/^In the past/u);
    expect(plain('FH: Gout', 'conditions')).toMatch(/^In your family/u);
  });

  test.each(['No asthma', 'Asthma excluded', 'Asthma resolved', 'No H/O: asthma', 'Patient denies asthma'])('"%s" is never told as asthma, whatever its code', (title) => {
    expect(plain(title, 'conditions', [{ system: snomed, code: '195967001' }]) ?? '').not.toMatch(/asthma/iu);
  });

  test('an allergy is told as an allergy wherever it is recorded', () => {
    expect(plain('H/O: warfarin allergy', 'conditions')).toMatch(/^Allergy or bad reaction: .*warfarin/u);
    expect(plain('Allergy to peanut (finding)', 'allergies')).toBe('Allergy or bad reaction: Peanuts');
    expect(plain('No known allergies', 'allergies')).toBe('No allergies known');
  });

  test('a vaccine that was declined is not explained as given', () => {
    expect(plain('MMR vaccination declined', 'vaccinations')).toBeNull();
  });
});

describe('words that no clinician has read', () => {
  const reviewed = buildGlossary(files({ tests: [entry('read', ['read'], [], 'Dr A Reader, GP'), entry('unread', ['unread'])] }));

  test('appear only where the site says so', () => {
    expect(reviewed.explain(named('Unread'), 'results', { showUnreviewed: false })).toBeNull();
    expect(reviewed.explain(named('Unread'), 'results', all)?.reviewed).toBe(false);
    expect(reviewed.explain(named('Read'), 'results', { showUnreviewed: false })?.reviewed).toBe(true);
  });
});

describe('short forms', () => {
  const { abbreviationsIn: found } = buildGlossary(
    files({
      abbreviations: [short('as', ['AS'], ['aortic stenosis', 'ankylosing spondylitis']), short('bp', ['BP', 'B.P.'], ['blood pressure']), short('od', ['od', 'OD'], ['once a day', 'right eye'])],
    }),
  );

  test('have every meaning, in order, each once', () => {
    expect(found('BP checked, AS stable, bp and BP again', all).map((each) => each.short)).toEqual(['BP', 'AS']);
    expect(found('AS', all)[0]?.canMean).toEqual(['aortic stenosis', 'ankylosing spondylitis']);
  });

  test('are found with dots and between slashes', () => {
    expect(found('B.P. 120 over 80', all)).toHaveLength(1);
    expect(found('BP/AS', all)).toHaveLength(2);
  });

  test('are not ordinary words', () => {
    expect(found('as before, bp', all)).toEqual([]);
    expect(found('REVIEWED AS NEEDED', all)).toEqual([]);
  });

  test('ours are not shown before a clinician has read them, unless the site says so', () => {
    expect(abbreviationsIn('BP', all).length).toBe(1);
    expect(abbreviationsIn('BP', { showUnreviewed: false })).toEqual([]);
  });
});

test('any title at all gets an explanation or none, and never a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constantFrom<SectionId>('results', 'medicines', 'allergies', 'vaccinations', 'consultations'), (text, section) => {
      const found = explain(named(text), section, all);
      expect(found === null || found.plain.length > 0).toBe(true);
      abbreviationsIn(text, all);
    }),
  );
});

test('a long run of spaces, brackets or digits does not hold the thread', () => {
  const started = performance.now();
  for (const hostile of [' '.repeat(300), '('.repeat(300), '1'.repeat(300), '1 '.repeat(150), 'a - '.repeat(75), 'oral '.repeat(60), `${' '.repeat(290)}NOS`]) {
    for (const section of ['results', 'medicines', 'vaccinations', 'conditions'] as const) explain(named(hostile), section, all);
  }
  expect(performance.now() - started).toBeLessThan(500);
});

test('fits the slip, in English whatever the language', () => {
  const words: PlainWords = plainWords(all);
  const item = { ...named('Serum sodium'), id: 'results-1', date: null, details: [], measurement: null, past: false, sensitive: false };
  expect(words(item, 'results', 'ur')).toBe('Sodium (salt in the blood)');
  expect(explanationLanguage).toBe('en');
});

describe('signs that stand for words', () => {
  const shorts = (text: string) => abbreviationsIn(text, { showUnreviewed: true }).map(({ short }) => short);
  test.each([
    ['?UTI', ['?', 'UTI']],
    ['Is it a UTI?', ['UTI']],
    ['HBsAg +ve, HCV -ve', ['+ve', '-ve']],
    ['↑BP', ['↑', 'BP']],
    ['BP↓', ['BP', '↓']],
    ['1° care', ['1°']],
    ['38° today', []],
    ['protein ++', ['+']],
    ['2+2', []],
  ] as const)('%s', (text, expected) => {
    expect(shorts(text)).toEqual(expect.arrayContaining([...expected]));
    for (const sign of ['?', '+', '↑', '↓', '1°', '2°']) if (!(expected as readonly string[]).includes(sign)) expect(shorts(text)).not.toContain(sign);
  });
});
