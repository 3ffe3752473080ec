import { describe, expect, test } from 'vitest';
import { filtered, testNames } from '../../../main/record/finding/filters.ts';
import { markedByLaboratory } from '../../../main/record/items/laboratory-mark.ts';
import { item, recordOf } from './records.ts';

const section = (items: Parameters<typeof recordOf>[0], id: 'results' | 'medicines') => {
  const found = recordOf(items).sections.find((one) => one.id === id);
  if (found === undefined) throw new Error('no section');
  return found;
};
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('a part of a section', () => {
  const medicines = section({ medicines: [item('medicines-1', 'A'), item('medicines-2', 'B', { past: true })] }, 'medicines');
  test('now, ended, all', () => {
    expect(ids(filtered(medicines, { kind: 'now' }))).toEqual(['medicines-1']);
    expect(ids(filtered(medicines, { kind: 'past' }))).toEqual(['medicines-2']);
    expect(filtered(medicines, null)).toBe(medicines.items);
  });

  const results = section(
    {
      results: [
        item('results-1', 'Serum sodium', { marked: true, measurement: { value: '140', comparator: null, unit: null, low: '133', high: '146', rangeText: null } }),
        item('results-2', 'Haemoglobin', { measurement: { value: '9', comparator: null, unit: null, low: '130', high: '180', rangeText: null } }),
        item('results-3', 'SERUM SODIUM'),
        item('results-4', 'HIV test', { sensitive: true }),
      ],
    },
    'results',
  );
  test('what the laboratory marked, whatever its number; what only its number says is not', () => {
    expect(ids(filtered(results, { kind: 'marked' }))).toEqual(['results-1']);
  });
  test('one test, by name; one that asks first is not in the list of names', () => {
    expect(testNames(results, ({ sensitive }) => sensitive).map(({ item: { id }, count }) => [id, count])).toEqual([['results-2', 1], ['results-1', 2]]);
    expect(ids(filtered(results, { kind: 'test', item: 'results-3' }))).toEqual(['results-1', 'results-3']);
    expect(filtered(results, { kind: 'test', item: 'gone' })).toEqual([]);
  });
});

describe('the mark of a laboratory', () => {
  const v3 = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
  const concept = (system: string | undefined, code: unknown) => ({ coding: [{ system, code }] });
  test.each([
    [{ interpretation: [concept(v3, 'H')] }, true],
    [{ interpretation: concept('http://hl7.org/fhir/v2/0078', 'LL') }, true],
    [{ interpretation: concept('https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ObservationInterpretation-1', 'PA') }, true],
    [{ interpretation: [concept('http://snomed.info/sct', '281300000')] }, true],
    [{ component: [{ interpretation: [concept(v3, 'A')] }] }, true],
    [{ interpretation: [concept(v3, 'N')] }, false],
    [{ interpretation: [concept(v3, 'NEG')] }, false],
    [{ interpretation: [concept('http://a.laboratory/own', 'H')] }, false],
    [{ interpretation: [{ text: 'High' }] }, false],
    [{ interpretation: [concept(undefined, 'H')] }, false],
    [{ interpretation: 'H' }, false],
    [{ interpretation: [null, 7, { coding: 'H' }, { coding: [null, { system: v3, code: { a: 1 } }] }] }, false],
    [{ component: 'H' }, false],
    [{}, false],
  ])('%j is %s', (observation, marked) => expect(markedByLaboratory(observation)).toBe(marked));
});
