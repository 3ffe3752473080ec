/** Quantity, Range, Ratio, Period and the primitive values (FHIR R4 2.24) as recorded: nothing is rounded or converted. */
import { date, fields, first, number, words, type Fields } from './json.ts';

export interface Amount {
  readonly value: string;
  readonly comparator: string | null;
  readonly unit: string | null;
  /** What tells units apart: the UCUM code where there is one. */
  readonly unitCode: string | null;
}

const comparators = new Set(['<', '<=', '>=', '>', 'ad']);

/** Null where there is no number: a unit alone is not an amount, and a comparator that is not understood is not dropped. */
export function amount(value: unknown): Amount | null {
  const quantity = fields(value);
  if (quantity === null) return null;
  const figure = number(quantity['value']);
  if (figure === null) return null;
  let comparator: string | null = null;
  if (quantity['comparator'] !== undefined && quantity['comparator'] !== null) {
    if (typeof quantity['comparator'] !== 'string' || !comparators.has(quantity['comparator'])) return null;
    comparator = quantity['comparator'];
  }
  const code = words(quantity['code']);
  return { value: figure, comparator, unit: unitName(quantity['unit']) ?? symbol(code), unitCode: code };
}

/** UCUM annotations are words in braces: `{beats}/min`. */
function unitName(value: unknown): string | null {
  const unit = words(value);
  return unit === null || !unit.includes('{') ? unit : unit.replaceAll(/[{}]/g, '');
}

/** A UCUM code as a symbol. `1` and annotations (`{score}`) are no units to show. */
function symbol(code: string | null): string | null {
  return code === null || code === '1' || code.startsWith('{') ? null : code;
}

/** "5.2 mmol/L", "< 5 mmol/L", "36%". */
export function amountWords(one: Amount): string {
  const figure = one.comparator === null ? one.value : `${one.comparator} ${one.value}`;
  if (one.unit === null) return figure;
  return one.unit === '%' ? `${figure}%` : `${figure} ${one.unit}`;
}

export function quantityWords(value: unknown): string | null {
  const one = amount(value);
  return one === null ? null : amountWords(one);
}

export function sameUnit(one: Amount, other: Amount): boolean {
  if (one.unitCode !== null && other.unitCode !== null) return one.unitCode === other.unitCode;
  return one.unit === other.unit;
}

/** "3.5 to 5.3 mmol/L", "3.5 mmol/L or more", "5.3 mmol/L or less". */
export function rangeWords(value: unknown): string | null {
  const range = fields(value);
  return range === null ? null : wordsOfRange(range, amount(range['low']), amount(range['high']));
}

/** The same where the bounds are read already. */
export function wordsOfRange(range: Fields, low: Amount | null, high: Amount | null): string | null {
  if (low === null && high === null) return null;
  // A bound that is there and not understood is not left out: "20 mg or less" is another dose than "10 to 20 mg".
  if (isBroken(range['low'], low) || isBroken(range['high'], high)) return null;
  if (low === null) return high === null ? null : `${amountWords(high)} or less`;
  if (high === null) return `${amountWords(low)} or more`;
  return (sameUnit(low, high) || low.unit === null) && low.comparator === null
    ? `${low.value} to ${amountWords(high)}`
    : `${amountWords(low)} to ${amountWords(high)}`;
}

function isBroken(recorded: unknown, read: Amount | null): boolean {
  return read === null && fields(recorded)?.['value'] !== undefined;
}

/** "5 mg in 1 mL", "1:128" for a titre (a ratio without units). */
export function ratioWords(value: unknown): string | null {
  const ratio = fields(value);
  if (ratio === null) return null;
  const numerator = amount(ratio['numerator']);
  const denominator = amount(ratio['denominator']);
  if (numerator === null) return null;
  // "No more than 4 tablets", in a time that is not understood, is no limit.
  if (isBroken(ratio['denominator'], denominator)) return null;
  if (denominator === null) return amountWords(numerator);
  if (numerator.unit === null && denominator.unit === null) return `${amountWords(numerator)}:${amountWords(denominator)}`;
  return `${amountWords(numerator)} in ${amountWords(denominator)}`;
}

export function booleanWords(value: unknown): string | null {
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : null;
}

/** Where a period starts, for sorting and showing; a period that only ends has that. */
export function periodStart(value: unknown): string | null {
  const period = fields(value);
  return period === null ? null : (date(period['start']) ?? date(period['end']));
}

export function periodEnd(value: unknown): string | null {
  const period = fields(value);
  return period === null ? null : date(period['end']);
}

/** The fields of an element that may be a dateTime, a Period, a date, an instant or a Timing. */
export interface DateFields {
  readonly dateTime: string;
  readonly period: string;
  readonly date: string;
  readonly instant: string;
  readonly timing: string;
}

export function dateFields(stem: string): DateFields {
  return { dateTime: `${stem}DateTime`, period: `${stem}Period`, date: `${stem}Date`, instant: `${stem}Instant`, timing: `${stem}Timing` };
}

/** The date of such an element: where a period starts, the first event of a Timing. */
export function whenOf(resource: Fields, names: DateFields): string | null {
  return (
    date(resource[names.dateTime]) ??
    periodStart(resource[names.period]) ??
    date(resource[names.date]) ??
    date(resource[names.instant]) ??
    date(first(fields(resource[names.timing])?.['event']))
  );
}
