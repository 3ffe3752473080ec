/** Eight typed digits, day first ("06081948"), to `YYYY-MM-DD`; null where there is no such day. */
export function birthDateOf(digits: string): string | null {
  const parts = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(digits);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  return exists ? `${year}-${month}-${day}` : null;
}
