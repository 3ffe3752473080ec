/** The laboratory's own range, and only one that applies. */
import { describe, expect, test } from 'vitest';
import { codes, detailsOf, ipsOf, observation, read, sectionOf, type Json, type Resource } from './bundles.ts';

const normal = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/referencerange-meaning', code: 'normal' }] };
const bound = (value: number, unit = 'g/L'): Resource => ({ value, unit });
const haemoglobin = (referenceRange: Json, more: Resource = {}) =>
  read(ipsOf(codes.results, [observation('hb', 'Haemoglobin', { effectiveDateTime: '2026-05-01', valueQuantity: { value: 118, unit: 'g/L' }, referenceRange, ...more })]));
const line = (referenceRange: Json, more: Resource = {}) => {
  const measurement = sectionOf(haemoglobin(referenceRange, more), 'results').items[0]?.measurement;
  return [measurement?.low ?? null, measurement?.high ?? null];
};
const female = { coding: [{ system: 'http://snomed.info/sct', code: '248152002', display: 'Female' }] };
const male = { coding: [{ system: 'http://snomed.info/sct', code: '248153007', display: 'Male' }] };

test('a bound that is not understood is not left out of the words, and a comparator stays on its bound', () => {
  const words = (range: Resource) => detailsOf(haemoglobin([range]), 'results').filter((detail) => detail.startsWith('range'));
  expect(words({ low: { value: 'x', unit: 'g/L' }, high: bound(165) })).toEqual([]);
  expect(words({ low: { ...bound(115), comparator: '>' }, high: bound(165) })).toEqual(['range: > 115 g/L to 165 g/L']);
});

describe('the number line', () => {
  test('has the bounds of the one range', () => {
    expect(line([{ type: normal, low: bound(115), high: bound(165) }])).toEqual(['115', '165']);
    expect(line({ low: bound(115), high: bound(165) })).toEqual(['115', '165']);
  });

  test('has no bound in another unit, or without one', () => {
    expect(line([{ low: bound(11.5, 'g/dL'), high: bound(16.5, 'g/dL') }])).toEqual([null, null]);
    expect(line([{ low: { value: 115 }, high: bound(165) }])).toEqual([null, '165']);
  });

  test('has none for a range that is not a normal one, or is only words', () => {
    expect(line([{ type: { coding: [{ code: 'treatment' }] }, low: bound(100), high: bound(120) }])).toEqual([null, null]);
    expect(line([{ text: 'see note' }])).toEqual([null, null]);
  });

  test('uses the range for her sex and age, and none where that is not certain', () => {
    const women = { appliesTo: [female], low: bound(115), high: bound(165) };
    const men = { appliesTo: [male], low: bound(130), high: bound(180) };
    expect(line([men, women])).toEqual(['115', '165']);
    const young = { age: { high: { value: 17, code: 'a' } }, low: bound(100), high: bound(140) };
    const grown = { age: { low: { value: 18, code: 'a' } }, low: bound(115), high: bound(165) };
    expect(line([young, grown])).toEqual(['115', '165']);
    expect(line([young, grown], { effectiveDateTime: '2026' })).toEqual([null, null]);
    expect(line([women, { low: bound(110), high: bound(160) }])).toEqual([null, null]);
    expect(line([{ appliesTo: [{ text: 'Pregnant' }], low: bound(110), high: bound(160) }])).toEqual([null, null]);
  });

  test('is not drawn for a value that is only a limit of another kind', () => {
    expect(haemoglobin([], { valueQuantity: { value: 5, comparator: 'ad', unit: 'g/L' } }).sections.flatMap(({ items }) => items)[0]?.measurement).toBeNull();
  });
});

test('ranges that do not apply for certain are shown in words with what they are for', () => {
  const ranges = [{ appliesTo: [{ text: 'Pregnant' }], low: bound(110), high: bound(160) }, { type: normal, low: bound(115), high: bound(165) }];
  expect(detailsOf(haemoglobin(ranges), 'results')).toEqual(['value: 118 g/L', 'range: 110 to 160 g/L (Pregnant)', 'range: 115 to 165 g/L']);
});

test("the laboratory's own words for a range, and its view of the value, are shown", () => {
  const record = haemoglobin([{ text: '115 - 165' }], { interpretation: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'L' }] }] });
  expect(detailsOf(record, 'results')).toEqual(['value: 118 g/L', 'range: 115 - 165', 'interpretation: Low']);
});
