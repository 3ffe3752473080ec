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

/** A trend with everything that a large picture of it says at its edges. */
export interface TrendPicture {
  /** Oldest first. */
  readonly points: readonly (TrendPoint & { readonly id: string })[];
  /** What the upper and the lower edge stand for, as written; the same where the line is level. */
  readonly top: string;
  readonly bottom: string;
  /** The laboratory's range, where it is one and the same for every point: parts of the height. */
  readonly band: { readonly low: string; readonly high: string; readonly from: number; readonly to: number } | null;
}

const decimal = /^-?\d+(?:\.\d+)?$/;
/** A number that a place can be computed from: thousands of digits are infinite to a computer. */
const isPlain = (written: string): boolean => decimal.test(written) && Number.isFinite(Number(written));

/** No comparator, both bounds, low below high: else null, and the words alone are shown. */
export function rangePicture(measurement: Measurement | null): RangePicture | null {
  if (measurement === null || measurement.comparator !== null) return null;
  const { value, low, high } = measurement;
  if (low === null || high === null || ![value, low, high].every(isPlain)) return null;
  const [at, from, to] = [Number(value), Number(low), Number(high)];
  if (!(from < to)) return null;
  const span = to - from;
  const left = Math.min(from - span / 2, at - span / 4);
  const right = Math.max(to + span / 2, at + span / 4);
  const place = (one: number) => (one - left) / (right - left);
  if (![left, right, right - left].every(Number.isFinite)) return null;
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
  const same = items.filter((other) => sameTest(item, other) && canBePlaced(other));
  if (same[0] !== item || same.length < 2) return null;
  const recent = same.slice(0, mostPoints).toReversed();
  return placed(recent, recent.map(({ measurement }) => Number(measurement?.value)))?.map(({ value, date, along, up }) => ({ value, date, along, up })) ?? null;
}

/** Every result of the same test in the same unit, this one too, in the order of the record (newest first). */
export function sameTests(item: Item, items: readonly Item[]): readonly Item[] {
  return items.filter((other) => other === item || sameTest(item, other));
}

/** More would be one blot on 250 mm. */
const mostOnScreen = 40;

/**
 * The results of one test (`sameTests`) as a picture: those with an exact number and a day or month, the newest of them;
 * null for fewer than two, and where they are all of one day.
 */
export function trendPicture(same: readonly Item[]): TrendPicture | null {
  const shown = same.filter(canBePlaced).toSorted((a, b) => timeOf(a) - timeOf(b)).slice(-mostOnScreen);
  const first = shown[0]?.measurement;
  if (first === undefined || first === null || shown.length < 2) return null;
  const range = rangePicture(first);
  const common = range !== null && shown.every(({ measurement }) => measurement?.low === first.low && measurement?.high === first.high);
  const written = [...shown.map(({ measurement }) => measurement?.value ?? ''), ...(common ? [range.low, range.high] : [])];
  const points = placed(shown, written.map(Number));
  if (points === null) return null;
  const inOrder = written.toSorted((a, b) => Number(a) - Number(b));
  const [bottom = '', top = ''] = [inOrder[0], inOrder.at(-1)];
  const height = Number(top) - Number(bottom);
  const up = (one: string) => (height === 0 ? 0.5 : (Number(one) - Number(bottom)) / height);
  return { points, top, bottom, band: common && height > 0 ? { low: range.low, high: range.high, from: up(range.low), to: up(range.high) } : null };
}

/** Oldest first in, oldest first out; `values` are all that the height must hold. */
function placed(oldestFirst: readonly Item[], values: readonly number[]): readonly (TrendPoint & { readonly id: string })[] | null {
  const times = oldestFirst.map(timeOf);
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (!(start < end) || !Number.isFinite(highest - lowest)) return null;
  return oldestFirst.map(({ id, date, measurement }, place) => ({
    id,
    value: measurement?.value ?? '',
    date: date ?? '',
    along: ((times[place] ?? start) - start) / (end - start),
    up: highest === lowest ? 0.5 : (Number(measurement?.value) - lowest) / (highest - lowest),
  }));
}

function sameTest(one: Item, other: Item): boolean {
  if (one.measurement === null || other.measurement === null || one.measurement.unit !== other.measurement.unit) return false;
  if (one.codings.length === 0 || other.codings.length === 0) return one.title.text === other.title.text;
  return one.codings.some(({ system, code }) => other.codings.some((coding) => coding.system === system && coding.code === code));
}

/** A year alone has no place in time; a comparator has none in height. */
export function canBePlaced({ measurement, date }: Pick<Item, 'measurement' | 'date'>): boolean {
  return (
    measurement !== null && measurement.comparator === null && isPlain(measurement.value) && /^\d{4}-\d{2}/.test(date ?? '') && !Number.isNaN(Date.parse(date ?? ''))
  );
}

const timeOf = ({ date }: Pick<Item, 'date'>): number => Date.parse(date ?? '');
