/** What has a date since a day. A date that is only a month or a year is not made into a day. */
import type { Item, PatientRecord, SectionId } from '../patient-record.ts';
import { newestFirst, recordedDay } from './dates.ts';

export const periods = ['month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];
const monthsOf: Readonly<Record<Period, number>> = { month: 1, quarter: 3, year: 12 };

export interface Dated {
  readonly section: SectionId;
  readonly item: Item;
}

export interface Changed {
  /** Newest first, across sections. */
  readonly since: readonly Dated[];
  /** Their month or year holds the day: some of it lies before. */
  readonly maybe: readonly Dated[];
  /** No date, or none that exists. */
  readonly undated: number;
  /** Parts that are one text, without entries. */
  readonly texts: number;
}

/** `today`: YYYY-MM-DD. 31 May less a quarter is 28 or 29 February: the last day of a shorter month. */
export function dayBefore(today: string, period: Period): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - monthsOf[period], 1));
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastOfMonth));
  return first.toISOString().slice(0, 10);
}

/** Of a day, a month or a year. */
function firstDayOf(when: string): string {
  return when.length === 4 ? `${when}-01-01` : when.length === 7 ? `${when}-01` : when;
}

/** For comparing only: every month may have 31 days. */
function lastDayOf(when: string): string {
  return when.length === 4 ? `${when}-12-31` : when.length === 7 ? `${when}-31` : when;
}

/** `day`: YYYY-MM-DD, itself included. */
export function changedSince(record: PatientRecord, day: string): Changed {
  const since: Dated[] = [];
  const maybe: Dated[] = [];
  let undated = 0;
  for (const { id, items } of record.sections) {
    for (const item of items) {
      const when = recordedDay(item.date);
      if (when === null) undated += 1;
      else if (firstDayOf(when) >= day) since.push({ section: id, item });
      else if (lastDayOf(when) >= day) maybe.push({ section: id, item });
    }
  }
  const byDate = (one: Dated, other: Dated) => newestFirst(one.item, other.item);
  const texts = record.sections.filter(({ items, narrative }) => items.length === 0 && narrative.length > 0).length;
  return { since: since.toSorted(byDate), maybe: maybe.toSorted(byDate), undated, texts };
}
