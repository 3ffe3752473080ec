import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameTests, trendPicture } from '../../../main/record/result-picture.ts';
import { result } from '../../e2e/gallery/composed-views.ts';

const day = (place: number) => new Date(Date.UTC(2026, 0, 1) - place * 20 * 86_400_000).toISOString().slice(0, 10);
const series = (count: number, value = (place: number) => String(place % 7)) =>
  Array.from({ length: count }, (_, place) => result(`results-${place}`, 'Serum sodium', day(place), value(place), 'mmol/L', ['133', '146']));

describe('one test over time', () => {
  it.each([2, 3, 12, 40, 200])('%i results stand inside the picture, oldest first', (count) => {
    const picture = trendPicture(series(count));
    expect(picture?.points.length).toBe(Math.min(count, 40));
    expect(picture?.points[0]?.along).toBe(0);
    expect(picture?.points.at(-1)).toMatchObject({ along: 1, id: 'results-0' });
    for (const { along, up } of picture?.points ?? []) for (const part of [along, up]) expect(part >= 0 && part <= 1).toBe(true);
    expect(picture?.points.map(({ along }) => along)).toEqual(picture?.points.map(({ along }) => along).toSorted((a, b) => a - b));
  });

  it('is drawn for no numbers that have no place: one alone, one day, a year, a comparator, a day that does not exist', () => {
    expect(trendPicture(series(1))).toBeNull();
    expect(trendPicture([result('a', 'T', '2026-01-01', '1', 'g', null), result('b', 'T', '2026-01-01', '2', 'g', null)])).toBeNull();
    for (const [date, comparator] of [['2019', null], [null, null], ['2019-04-93', null], ['2019-04-03', '<']] as const)
      expect(trendPicture([result('a', 'T', '2026-01-01', '1', 'g', null), result('b', 'T', date, '2', 'g', null, comparator)])).toBeNull();
    expect(trendPicture([result('a', 'T', '2026-01-01', '9'.repeat(400), 'g', null), result('b', 'T', '2020-01-01', '2', 'g', null)])).toBeNull();
  });

  it('is a level line in the middle where every value is the same', () => {
    const picture = trendPicture([result('a', 'T', '2026-01-01', '5', 'g', null), result('b', 'T', '2020-01-01', '5', 'g', null)]);
    expect(picture).toMatchObject({ top: '5', bottom: '5', band: null });
    expect(picture?.points.map(({ up }) => up)).toEqual([0.5, 0.5]);
  });

  it('shows the range of the laboratory only where it is one for all', () => {
    expect(trendPicture(series(3, () => '140'))?.band).toMatchObject({ low: '133', high: '146', from: 0, to: 1 });
    expect(trendPicture([...series(2), { ...series(3)[2]!, measurement: { value: '140', comparator: null, unit: 'mmol/L', low: '130', high: '146', rangeText: null } }])?.band).toBeNull();
  });

  it('is of the same test in the same unit', () => {
    const [one, other] = series(2);
    const percent = result('results-8', 'Serum sodium', '2020-01-01', '6', '%', null);
    const potassium = result('results-9', 'Serum potassium', '2020-01-01', '4', 'mmol/L', null);
    expect(sameTests(one!, [one!, other!, percent, potassium]).map(({ id }) => id)).toEqual(['results-0', 'results-1']);
  });

  it('holds whatever the numbers and days', () => {
    const one = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 60 }), (drawn) => {
        const picture = trendPicture(drawn.map(([value, place], index) => result(`r-${index}`, 'T', day(place), String(value), 'g', null)));
        for (const { along, up } of picture?.points ?? []) expect(along >= 0 && along <= 1 && up >= 0 && up <= 1).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
