import { describe, expect, test } from 'vitest';
import { changedSince, dayBefore } from '../../../main/record/finding/changed-since.ts';
import { kioskDay } from '../../../main/copy/dates.ts';
import { item, recordOf } from './records.ts';

describe('the day from which', () => {
  test.each([
    ['2026-11-22', 'month', '2026-10-22'],
    ['2026-11-22', 'quarter', '2026-08-22'],
    ['2026-11-22', 'year', '2025-11-22'],
    ['2026-01-15', 'month', '2025-12-15'],
    ['2026-05-31', 'quarter', '2026-02-28'],
    ['2024-05-31', 'quarter', '2024-02-29'],
    ['2024-02-29', 'year', '2023-02-28'],
    ['2026-03-31', 'month', '2026-02-28'],
  ] as const)('%s less a %s is %s', (today, period, day) => expect(dayBefore(today, period)).toBe(day));

  test('is the day where the kiosk stands, also an hour before midnight in summer', () => {
    expect(kioskDay(Date.UTC(2026, 6, 1, 23, 30))).toBe('2026-07-02');
    expect(kioskDay(Date.UTC(2026, 0, 1, 23, 30))).toBe('2026-01-01');
  });
});

describe('what has a date since a day', () => {
  const on = (date: string | null, id = String(date)) => item(id, id, { date });
  const told = (dates: readonly (string | null)[], day = '2025-03-15') => {
    const { since, maybe, undated } = changedSince(recordOf({ results: dates.map((date) => on(date)) }), day);
    return { since: since.map(({ item: { id } }) => id), maybe: maybe.map(({ item: { id } }) => id), undated };
  };

  test('the day itself and later, with or without a time, newest first', () => {
    expect(told(['2025-03-14', '2025-03-15', '2025-03-15T23:59:59+01:00', '2026-01-01']).since).toEqual(['2026-01-01', '2025-03-15', '2025-03-15T23:59:59+01:00']);
  });
  test('a month or a year that holds the day may be since then; one after it is', () => {
    expect(told(['2025', '2025-03', '2025-02', '2024', '2026', '2025-04'])).toEqual({ since: ['2026', '2025-04'], maybe: ['2025-03', '2025'], undated: 0 });
  });
  test('a year or a month that begins on the day is since then', () => {
    expect(told(['2025', '2025-01'], '2025-01-01')).toEqual({ since: ['2025-01', '2025'], maybe: [], undated: 0 });
  });
  test('no date, no such date and no date at all are counted', () => {
    expect(told([null, '', '1961-04-93', '2025-02-29', 'yesterday', '2025-13'])).toEqual({ since: [], maybe: [], undated: 6 });
  });
  test('goes across sections, and counts those that are one text', () => {
    const record = recordOf(
      { results: [on('2026-01-01', 'r')], medicines: [on('2026-02-01', 'm')], allergies: [on('2020', 'a')] },
      { 'patient-story': ['A text.'] },
    );
    const { since, texts } = changedSince(record, '2025-12-01');
    expect(since.map(({ section, item: { id } }) => [section, id])).toEqual([['medicines', 'm'], ['results', 'r']]);
    expect(texts).toBe(1);
  });
});
