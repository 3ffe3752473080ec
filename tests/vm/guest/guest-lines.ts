/** What the guest says to the host over a serial line: lines of JSON, between others, at the beginning and end of a check. */

export interface CheckName {
  readonly suite: string;
  readonly name: string;
}

export interface CheckResult extends CheckName {
  readonly ms: number;
  /** Null where it passed. */
  readonly error: string | null;
}

export type GuestLine = { readonly type: 'begin'; readonly check: CheckName } | { readonly type: 'end'; readonly check: CheckResult };

const marks = { begin: '@begin ', end: '@check ' } as const;

/** Said last by a guest that has run all that it was asked to. */
export const guestDone = 'guest done';

/** No check takes longer, in milliseconds; after one that does, the guest stops, because nothing behind it can be trusted. */
export const longestCheck = 90_000;

export function beginLine({ suite, name }: CheckName): string {
  return `${marks.begin}${JSON.stringify({ suite, name })}`;
}

export function guestLine(result: CheckResult): string {
  return `${marks.end}${JSON.stringify(result)}`;
}

/** Null for a line that says something else. */
export function readGuestLine(line: string): GuestLine | null {
  const type = (['begin', 'end'] as const).find((one) => line.includes(marks[one]));
  if (type === undefined) return null;
  let said: unknown;
  try {
    said = JSON.parse(line.slice(line.indexOf(marks[type]) + marks[type].length));
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  const { suite, name, ms, error } = said as Partial<Record<keyof CheckResult, unknown>>;
  if (typeof suite !== 'string' || typeof name !== 'string') return null;
  if (type === 'begin') return { type, check: { suite, name } };
  if (typeof ms !== 'number' || (error !== null && typeof error !== 'string')) return null;
  return { type, check: { suite, name, ms, error } };
}
