/** Every letter of the kiosk's own words has a glyph in the bundled fonts, on paper and on screen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { moment, recordedDate } from '../../../main/copy/dates.ts';
import { languages } from '../../../main/copy/words.ts';
import { coveredCodePoints } from '../../../main/printing/font-coverage.ts';
import { slipFonts } from '../../../main/printing/slip-fonts.ts';
import { languageCodes, type LanguageCode } from '../../../preload/contract.ts';
import { filesOf, read } from './copy-files.ts';

const styles = readFileSync(new URL('../../../renderer/styles/_fonts.scss', import.meta.url), 'utf8');
const locate = createRequire(import.meta.url);

/** The same letters as the WOFF 2 of the screen, in a container that needs no Brotli to read. */
const woff = (family: string, subset: string, weight: number) =>
  coveredCodePoints(readFileSync(locate.resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`)));

/** `$latin: U+0000-00FF, U+0131;` of the style sheet. */
function rangeOf(name: string): (codePoint: number) => boolean {
  const listed = new RegExp(String.raw`^\$${name}: (.+);$`, 'm').exec(styles)?.[1] ?? '';
  const ranges = [...listed.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from = '', to]) => [parseInt(from, 16), parseInt(to ?? from, 16)] as const);
  expect(ranges.length).toBeGreaterThan(0);
  return (codePoint) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

const latin = [
  ['inter', 'latin', 'latin'],
  ['inter', 'latin-ext', 'latin-ext'],
] as const;
/** Family, subset and the name of its range in the style sheet. */
const facesOf: Readonly<Record<LanguageCode, readonly (readonly [family: string, subset: string, range: string])[]>> = {
  en: latin,
  cy: latin,
  pl: latin,
  ro: latin,
  pt: latin,
  es: latin,
  pa: [...latin, ['noto-sans-gurmukhi', 'gurmukhi', 'gurmukhi']],
  ur: [...latin, ['noto-nastaliq-urdu', 'arabic', 'arabic']],
  bn: [...latin, ['noto-sans-bengali', 'bengali', 'bengali']],
  gu: [...latin, ['noto-sans-gujarati', 'gujarati', 'gujarati']],
  ar: [...latin, ['noto-sans-arabic', 'arabic', 'arabic']],
};

/** Direction marks and isolates: obeyed, never drawn. */
const undrawn = /\p{Default_Ignorable_Code_Point}/u;

function lettersOf(language: LanguageCode): string[] {
  const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-28`);
  const all = [
    languages[language].name,
    ...filesOf(language).flatMap((file) => [...read(language, file).values()]),
    ...months.map((date) => recordedDate(date, language)),
    moment(Date.UTC(2026, 0, 28, 9, 30), language),
    moment(Date.UTC(2026, 0, 28, 21, 30), language),
  ].join('');
  return [...new Set(all)].filter((letter) => !undrawn.test(letter));
}

const codePoint = (letter: string) => letter.codePointAt(0) ?? 0;

describe.each(languageCodes)('%s', (language) => {
  test('on paper', () => {
    const pen = slipFonts().pen();
    expect(lettersOf(language).filter((letter) => !pen.covers(codePoint(letter)))).toEqual([]);
  });

  test.each([400, 700])('on screen, at weight %i', (weight) => {
    const faces = facesOf[language].map(([family, subset, range]) => ({ drawn: woff(family, subset, weight), asked: rangeOf(range) }));
    const missing = lettersOf(language).filter((letter) => !faces.some(({ drawn, asked }) => asked(codePoint(letter)) && drawn.has(codePoint(letter))));
    expect(missing).toEqual([]);
  });
});
