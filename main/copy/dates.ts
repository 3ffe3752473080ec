/**
 * FHIR dates in the NHS style ("6 August 2018", "August 2018", "2018"), as precise as they were recorded and no more.
 * Times are the time on the clock where it was recorded: no zone is computed.
 * FHIR R4 2.24.0.1 (date, dateTime, instant); NHS service manual, numbers, measurements, dates and time.
 */
import type { LanguageCode } from '../../preload/contract.ts';
import { direction, words } from './words.ts';

const fhirDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** A date that does not exist (1961-04-93) is shown as written, said to be unclear. */
export function recordedDate(recorded: string | null, language: LanguageCode): string {
  const say = words(language);
  if (recorded === null || recorded === '') return say('record:date.not-recorded');
  const parts = fhirDate.exec(recorded);
  if (parts === null) return say('record:date.not-understood', { recorded });
  const [, year = '', month, day] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month ?? '1') - 1, Number(day ?? '1')));
  // Years before 100 would be read as 19xx; a record has none.
  const exists =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() + 1 === Number(month ?? '1') &&
    date.getUTCDate() === Number(day ?? '1');
  if (!exists) return say('record:date.not-understood', { recorded });
  return formatter(language, month === undefined ? 'year' : day === undefined ? 'month' : 'day').format(date);
}

/** Digits 0 to 9 and the Gregorian calendar everywhere, so that a date can be compared with a letter or a card. */
const locale = (language: LanguageCode) => `${regional[language] ?? language}-u-nu-latn-ca-gregory`;
const regional: Partial<Record<LanguageCode, string>> = { en: 'en-GB', pt: 'pt-PT' };
type Precision = 'year' | 'month' | 'day';
const options: Record<Precision, Intl.DateTimeFormatOptions> = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
};

/** To make one takes longer than a screen full of dates. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: LanguageCode, precision: Precision): Intl.DateTimeFormat {
  const key = `${language} ${precision}`;
  let made = formatters.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale(language), { ...options[precision], timeZone: 'UTC' });
    formatters.set(key, made);
  }
  return made;
}

/** In words from right to left it would read "PM 2:05" (Unicode Standard Annex 9, W2 and N1). */
const latinTime = /\d{1,2}:\d{2}\s[AP]M/u;
const clock = { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/London' } as const;

/** "22 November 2026, 2.05pm", "22 listopada 2026 14:05": in the kiosk's own time zone, the clock as the language writes it. */
export function moment(milliseconds: number, language: LanguageCode): string {
  if (language !== 'en') {
    const written = new Intl.DateTimeFormat(locale(language), { ...options.day, ...clock }).format(milliseconds);
    return direction(language) === 'rtl' ? written.replace(latinTime, '\u2066$&\u2069') : written;
  }
  const day = new Intl.DateTimeFormat(locale('en'), { ...options.day, timeZone: clock.timeZone }).format(milliseconds);
  const parts = new Intl.DateTimeFormat(locale('en'), { ...clock, hour12: true }).formatToParts(milliseconds);
  const part = (type: string) => parts.find((piece) => piece.type === type)?.value ?? '';
  const minute = part('minute');
  const half = part('dayPeriod').toLowerCase().replaceAll(/[.\s]/g, '');
  return `${day}, ${part('hour')}${minute === '00' ? '' : `.${minute}`}${half}`;
}

const calendar = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: clock.timeZone });

/** The day on the kiosk's calendar: `YYYY-MM-DD`. */
export function kioskDay(milliseconds: number): string {
  return calendar.format(milliseconds);
}
