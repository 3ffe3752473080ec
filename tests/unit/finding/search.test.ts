import { describe, expect, test } from 'vitest';
import { search, wordsOf } from '../../../main/record/finding/search.ts';
import type { Item } from '../../../main/record/patient-record.ts';
import { detail, item, recordOf } from './records.ts';

const bounds = { fewest: 2, most: 3, asks: ({ sensitive }: Item) => sensitive };
const none = () => null;

const record = recordOf({
  allergies: [item('allergies-1', 'Pénicilline', { date: '2019' })],
  medicines: [
    item('medicines-1', 'Metformin 500mg tablets', { date: '2024-05-01', details: [detail('dose', 'One to be taken twice a day'), detail('code', 'metacode'), detail('started', '2024-05-01')] }),
    item('medicines-2', 'Łacidofil', { date: null }),
  ],
  results: [
    item('results-1', 'Serum sodium', { date: '2025-03' }),
    item('results-2', 'Serum potassium', { date: '2026-01-02' }),
    item('results-3', 'Serum urea', { date: '2025' }),
    item('results-4', 'Serum iron', { date: '1961-04-93' }),
  ],
  conditions: [item('conditions-1', 'Depressive disorder', { sensitive: true })],
});
const found = (typed: string, plain: (one: { id: string }) => string | null = none) =>
  search(record, typed, plain, bounds)?.sections.map(({ section, items, hidden, inNarrative }) => [section, items.map(({ id }) => id), hidden, inNarrative]);

describe('letters in a record', () => {
  test('begin words, in any case and without marks', () => {
    expect(found('PENI')).toEqual([['allergies', ['allergies-1'], 0, false]]);
    expect(found('lac')).toEqual([['medicines', ['medicines-2'], 0, false]]);
    expect(found('formin')).toEqual([]);
    expect(wordsOf('HbA1c (IFCC), 48 mmol/mol')).toEqual(['hba1c', 'ifcc', '48', 'mmol', 'mol']);
  });

  test('every word that was typed is there, in any order, in title, details or plain words', () => {
    expect(found('tab metf')).toEqual([['medicines', ['medicines-1'], 0, false]]);
    expect(found('metf twice')).toEqual([['medicines', ['medicines-1'], 0, false]]);
    expect(found('metf zebra')).toEqual([]);
    expect(found('salt', ({ id }) => (id === 'results-1' ? 'Salt in the blood' : null))).toEqual([['results', ['results-1'], 0, false]]);
  });

  test('are not looked for in codes and dates', () => {
    expect(found('metacode')).toEqual([]);
    expect(found('2024')).toEqual([]);
  });

  test('nor in the words of a short fixed list, such as the kind of an allergy', () => {
    const kinds = recordOf({
      allergies: [item('allergies-1', 'Penicillin', { details: [detail('category', 'Medication'), detail('criticality', 'High risk'), detail('status', 'Active'), detail('reaction', 'Rash')] })],
      documents: [item('documents-1', 'Chest', { details: [detail('category', 'Radiology'), detail('status', 'Final')] })],
    });
    const within = (typed: string) => search(kinds, typed, none, bounds)?.sections.map(({ section }) => section);
    for (const typed of ['me', 'medication', 'high', 'active', 'final']) expect(within(typed)).toEqual([]);
    expect(within('rash')).toEqual(['allergies']);
    expect(within('radio')).toEqual(['documents']);
  });

  test('newest first; a year after its days, no date that exists last; the newest few are shown and the rest counted', () => {
    expect(found('serum')).toEqual([['results', ['results-2', 'results-1', 'results-3'], 0, false]]);
    expect(search(record, 'serum', none, bounds)).toMatchObject({ count: 4, shown: 3 });
  });

  test('something private is counted and not named', () => {
    expect(found('depress')).toEqual([['conditions', [], 1, false]]);
    expect(JSON.stringify(search(record, 'depress', none, bounds))).not.toContain('Depress');
  });

  test('fewer letters than needed are no search, and no letters of any alphabet neither', () => {
    for (const typed of ['', ' ', 's', '--', '  s ']) expect(search(record, typed, none, bounds)).toBeNull();
  });

  test('what the source wrote beside its entries is looked through', () => {
    const told = recordOf({}, { 'patient-story': ['I like to walk my dog.'] });
    expect(search(told, 'dog', none, bounds)?.sections).toEqual([{ section: 'patient-story', items: [], hidden: 0, inNarrative: true }]);
  });

  test('signs that mean something elsewhere mean nothing here', () => {
    for (const typed of ['.*', '(((', '__proto__', 'constructor', '\u0000\u0000', '\ud800\ud800', '%%%']) expect(search(record, typed, none, bounds)?.sections ?? []).toEqual([]);
  });

  test('a record of ten thousand entries is looked through in the time of a key press', () => {
    const many = recordOf({ results: Array.from({ length: 10_000 }, (_, place) => item(`results-${place + 1}`, `Serum number ${place}`, { date: '2025-01-01', details: [detail('note', 'Reviewed by the practice and filed as normal')] })) });
    const before = performance.now();
    expect(search(many, 'serum 9999', none, bounds)?.count).toBe(1);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
