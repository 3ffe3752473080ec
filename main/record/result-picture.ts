/**
 * What a result looks like beside its words: its place on the laboratory's own range, and the results before it.
 * Places only; nothing is judged that the laboratory did not give a range for, and nothing is converted.
 */
import type { Item, Measurement } from './patient-record.ts';

/** Places are parts of the line's length, 0 to 1. */
export interface RangePicture {
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly valueAt: number;
  readonly lowAt: number;
  readonly highAt: number;
  readonly side: 'low' | 'in' | 'high';
}

export interface TrendPoint {
  readonly value: string;
  /** FHIR date as recorded. */
  readonly date: string;
  /** Along the time from the first to the last, and from the lowest to the highest: parts of 1. */
  readonly along: number;
  readonly up: number;
}

const decimal = /^-?\d+(?:\.\d+)?$/;

/** No comparator, both bounds, low below high: else null, and the words alone are shown. */
export function rangePicture(measurement: Measurement | null): RangePicture | null {
  if (measurement === null || measurement.comparator !== null) return null;
  const { value, low, high } = measurement;
  if (low === null || high === null || ![value, low, high].every((one) => decimal.test(one))) return null;
  const [at, from, to] = [Number(value), Number(low), Number(high)];
  if (!(from < to)) return null;
  const span = to - from;
  const left = Math.min(from - span / 2, at - span / 4);
  const right = Math.max(to + span / 2, at + span / 4);
  const place = (one: number) => (one - left) / (right - left);
  return {
    value,
    low,
    high,
    valueAt: place(at),
    lowAt: place(from),
    highAt: place(to),
    side: at < from ? 'low' : at > to ? 'high' : 'in',
  };
}

/** More would run into each other on 48 mm. */
const mostPoints = 8;

/**
 * The same test in the same unit, oldest first, for the newest of them; null for the others, for one alone,
 * and where dates or numbers are not plain. `items` are newest first.
 */
export function trend(item: Item, items: readonly Item[]): readonly TrendPoint[] | null {
  const same = items.filter((other) => sameTest(item, other) && plainNumber(other));
  if (same[0] !== item || same.length < 2) return null;
  const recent = same.slice(0, mostPoints).toReversed();
  const times = recent.map(({ date }) => Date.parse(date ?? ''));
  const values = recent.map(({ measurement }) => Number(measurement?.value));
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (!(start < end) || [start, end].some(Number.isNaN)) return null;
  return recent.map(({ date, measurement }, place) => ({
    value: measurement?.value ?? '',
    date: date ?? '',
    along: ((times[place] ?? start) - start) / (end - start),
    up: highest === lowest ? 0.5 : ((values[place] ?? lowest) - lowest) / (highest - lowest),
  }));
}

function sameTest(one: Item, other: Item): boolean {
  if (one.measurement === null || other.measurement === null || one.measurement.unit !== other.measurement.unit) return false;
  if (one.codings.length === 0 || other.codings.length === 0) return one.title.text === other.title.text;
  return one.codings.some(({ system, code }) => other.codings.some((coding) => coding.system === system && coding.code === code));
}

/** A year alone has no place in time; a comparator has none in height. */
function plainNumber({ measurement, date }: Item): boolean {
  return measurement !== null && measurement.comparator === null && decimal.test(measurement.value) && /^\d{4}-\d{2}/.test(date ?? '');
}
