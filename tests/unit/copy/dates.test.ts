import { describe, expect, test } from 'vitest';
import { moment, recordedDate } from '../../../main/copy/dates.ts';
import { languageCodes } from '../../../preload/contract.ts';

test.each([
  ['en', '6 August 1948', 'August 1948'],
  ['cy', '6 Awst 1948', 'Awst 1948'],
  ['pl', '6 sierpnia 1948', 'sierpień 1948'],
  ['ro', '6 august 1948', 'august 1948'],
  ['pa', '6 ਅਗਸਤ 1948', 'ਅਗਸਤ 1948'],
  ['ur', '6 اگست، 1948', 'اگست 1948'],
  ['bn', '6 আগস্ট, 1948', 'আগস্ট 1948'],
  ['gu', '6 ઑગસ્ટ, 1948', 'ઑગસ્ટ 1948'],
  ['ar', '6 أغسطس 1948', 'أغسطس 1948'],
  ['pt', '6 de agosto de 1948', 'agosto de 1948'],
  ['es', '6 de agosto de 1948', 'agosto de 1948'],
] as const)('%s: as precise as recorded, in its own words', (language, day, month) => {
  expect(recordedDate('1948-08-06', language)).toBe(day);
  expect(recordedDate('1948-08-06T23:30:00-05:00', language)).toBe(day);
  expect(recordedDate('1948-08', language)).toBe(month);
  expect(recordedDate('1948', language)).toBe('1948');
});

describe.each(languageCodes)('%s', (language) => {
  test('digits 0 to 9 and the Gregorian year, always', () => {
    for (const said of [recordedDate('2026-11-22', language), moment(Date.UTC(2026, 10, 22, 14, 5), language)]) {
      expect(said).toMatch(/^22 .*2026/u);
      expect(said).not.toMatch(/(?![0-9])\p{Nd}/u);
    }
  });
  test('what is missing or does not exist is said, never blank', () => {
    expect(recordedDate(null, language)).not.toBe('');
    expect(recordedDate('', language)).toBe(recordedDate(null, language));
    expect(recordedDate('1961-04-93', language)).toContain('1961-04-93');
    expect(recordedDate('last spring', language)).toContain('last spring');
  });
});

test.each([
  ['en', '22 November 2026, 2.05pm', '2 July 2026, 12pm'],
  ['pl', '22 listopada 2026 14:05', '2 lipca 2026 12:00'],
  ['pt', '22 de novembro de 2026 às 14:05', '2 de julho de 2026 às 12:00'],
  ['ar', '22 نوفمبر 2026 في 2:05 م', '2 يوليو 2026 في 12:00 م'],
  ['ur', '22 نومبر، 2026 کو \u20662:05 PM\u2069', '2 جولائی، 2026 کو \u206612:00 PM\u2069'],
  ['bn', '22 নভেম্বর, 2026 এ 2:05 PM', '2 জুলাই, 2026 এ 12:00 PM'],
] as const)('%s: the clock of the place, winter and summer', (language, winter, summer) => {
  expect(moment(Date.UTC(2026, 10, 22, 14, 5), language).replaceAll('\u202f', ' ')).toBe(winter);
  expect(moment(Date.UTC(2026, 6, 2, 11, 0), language).replaceAll('\u202f', ' ')).toBe(summer);
});
