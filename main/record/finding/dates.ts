/** Partial FHIR dates put in order, and held against a day, as far as they go and no further. */

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/;

/** The day, month or year that was recorded: "2025-03-01", "2025-03", "2025"; null where there is none that exists. */
export function recordedDay(date: string | null): string | null {
  const parts = shape.exec(date ?? '');
  if (parts === null) return null;
  const [, year = '', month, day] = parts;
  const exists = new Date(Date.UTC(Number(year), Number(month ?? '1') - 1, Number(day ?? '1')));
  const same = exists.getUTCFullYear() === Number(year) && exists.getUTCMonth() + 1 === Number(month ?? '1') && exists.getUTCDate() === Number(day ?? '1');
  return same ? [year, month, day].filter((part) => part !== undefined).join('-') : null;
}

/** For sorting: the newest first, the undated last; a year stands after the days in it. */
export function newestFirst(one: { readonly date: string | null }, other: { readonly date: string | null }): number {
  const [a, b] = [recordedDay(one.date) ?? '', recordedDay(other.date) ?? ''];
  return a === b ? 0 : a > b ? -1 : 1;
}
