import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangePicture, trend } from '../../../main/record/result-picture.ts';
import type { Item, Measurement } from '../../../main/record/patient-record.ts';
import { composeSlip } from '../../../main/printing/compose-slip.ts';
import { afternoon, item, library, record, recorded, section } from './records.ts';

const measured = (value: string, extra: Partial<Measurement> = {}): Measurement => ({
  value,
  comparator: null,
  unit: 'mmol/mol',
  low: '20',
  high: '41',
  rangeText: null,
  ...extra,
});

function result(value: string, date: string | null, extra: Partial<Measurement> = {}, more: Partial<Item> = {}): Item {
  return item(`results-${date}-${value}`, recorded('HbA1c'), [], { date, measurement: measured(value, extra), ...more });
}

describe('a result on the range of its laboratory', () => {
  it.each([
    ['48', 'high'],
    ['41', 'in'],
    ['20', 'in'],
    ['19.9', 'low'],
    ['-1', 'low'],
  ] as const)('%s is %s', (value, side) => {
    expect(rangePicture(measured(value))?.side).toBe(side);
  });

  it('is on the line, in order, whatever the numbers', () => {
    const numbers = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (value, low, high) => {
        const picture = rangePicture(measured(String(value), { low: String(low), high: String(high) }));
        fc.pre(low < high);
        for (const at of [picture?.valueAt, picture?.lowAt, picture?.highAt]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(1);
        }
        expect(picture?.lowAt ?? 1).toBeLessThan(picture?.highAt ?? 0);
        expect((picture?.valueAt ?? 0) > (picture?.highAt ?? 0)).toBe(value > high);
      }),
    );
  });

  it.each([
    ['a comparator', measured('5', { comparator: '<' })],
    ['one bound', measured('5', { high: null })],
    ['bounds the wrong way round', measured('5', { low: '41', high: '20' })],
    ['a bound that is no number', measured('5', { high: '1+' })],
    ['no measurement', null],
  ] as const)('is not drawn with %s', (_why, measurement) => {
    expect(rangePicture(measurement)).toBeNull();
  });
});

describe('the results before it', () => {
  const newest = result('48', '2026-06-03');
  const older = result('44', '2025-05');
  const oldest = result('39', '2024-01-11');

  it('stand in time and height, oldest first, with the newest only', () => {
    const points = trend(newest, [newest, older, oldest]);
    expect(points?.map(({ value }) => value)).toEqual(['39', '44', '48']);
    expect(points?.map(({ along }) => along)).toEqual([0, expect.closeTo(0.54, 1), 1]);
    expect(points?.map(({ up }) => up)).toEqual([0, expect.closeTo(0.56, 1), 1]);
    expect(trend(older, [newest, older, oldest])).toBeNull();
  });

  it('are left out where they cannot be compared', () => {
    expect(trend(newest, [newest])).toBeNull();
    expect(trend(newest, [newest, result('6.2', '2024-01-11', { unit: '%' })])).toBeNull();
    expect(trend(newest, [newest, result('5', '2024-01-11', { comparator: '<' })])).toBeNull();
    expect(trend(newest, [newest, result('39', '2024')])).toBeNull();
    expect(trend(newest, [newest, result('39', null)])).toBeNull();
  });

  it('are the same test by its code, whatever its name', () => {
    const coded = { codings: [{ system: 'http://loinc.org', code: '59261-8' }] };
    const now = result('48', '2026-06-03', {}, coded);
    expect(trend(now, [now, result('39', '2024-01-11', {}, { ...coded, title: recorded('Haemoglobin A1c') })])).toHaveLength(2);
    expect(trend(now, [now, result('39', '2024-01-11', {}, { codings: [{ system: 'http://loinc.org', code: '1' }] })])).toBeNull();
  });
});

describe('a result printed alone', () => {
  const three = [result('45', '2026-09-14'), result('47', '2026-03-10'), result('49', '2025-09-01')];
  const slipOf = (items?: readonly string[]) =>
    composeSlip(
      { record: record([section('results', { items: three })]), choices: { sections: ['results'], large: false }, practice: false, copy: false, receipt: 'A1B2', ...(items === undefined ? {} : { items }) },
      library,
      afternoon,
      'en',
    ).blocks.flatMap((block) => (block.type === 'entry' ? [(block.trend?.points ?? []).map(({ value }) => value)] : []));

  it('shows those before it, also where newer ones are known', () => {
    expect(slipOf([three[1]?.id ?? ''])).toEqual([['49', '47']]);
    expect(slipOf([three[0]?.id ?? ''])).toEqual([['49', '47', '45']]);
    expect(slipOf([three[2]?.id ?? ''])).toEqual([[]]);
  });

  it('of a whole section says it once', () => {
    expect(slipOf()).toEqual([['49', '47', '45'], [], []]);
  });
});
