/** One line of the bench. Times are milliseconds, rates are per second, sizes are kilobytes of 1,024 bytes. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against in the same run, or a fixed rate; null where there is only the value. */
  readonly against: { readonly name: string; readonly value: number } | null;
  /** `value` divided by `against`; null where there is nothing to divide by. */
  readonly ratio: number | null;
  /** What it should be, in words; null where nobody has set a bar. */
  readonly bar: string | null;
  /** Whether the bar holds; null where there is none. */
  readonly holds: boolean | null;
}

/** Every `*.bench.ts` beside this file exports `rows`. */
export interface BenchModule {
  readonly rows: () => Promise<readonly BenchRow[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return (low + high) / 2;
}

export function row(
  name: string,
  value: number,
  unit: string,
  { against = null, bar = null, holds }: { readonly against?: BenchRow['against']; readonly bar?: string | null; readonly holds?: (value: number, ratio: number) => boolean } = {},
): BenchRow {
  const ratio = against === null ? null : value / against.value;
  return { name, value, unit, against, ratio, bar, holds: bar === null || holds === undefined ? null : holds(value, ratio ?? Number.NaN) };
}
