/** What the guest says to the host over a serial line: one line of JSON for each check, between others. */

export interface CheckResult {
  readonly suite: string;
  readonly name: string;
  readonly ms: number;
  /** Null where it passed. */
  readonly error: string | null;
}

const mark = '@check ';

export function guestLine(result: CheckResult): string {
  return `${mark}${JSON.stringify(result)}`;
}

/** Null for a line that says something else. */
export function readGuestLine(line: string): CheckResult | null {
  const at = line.indexOf(mark);
  if (at < 0) return null;
  let said: unknown;
  try {
    said = JSON.parse(line.slice(at + mark.length));
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  const { suite, name, ms, error } = said as Partial<Record<keyof CheckResult, unknown>>;
  if (typeof suite !== 'string' || typeof name !== 'string' || typeof ms !== 'number') return null;
  return error === null || typeof error === 'string' ? { suite, name, ms, error } : null;
}
