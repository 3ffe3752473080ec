import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { languageCodes } from '../../../preload/contract.ts';
import { badEnglish, badWords, entriesOf, gapDifferences, keyDifferences, type Entries } from './copy-rules.ts';

const folder = fileURLToPath(new URL('../../../main/copy', import.meta.url));
const languages = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (languageCodes as readonly string[]).includes(entry.name))
  .map((entry) => entry.name);
const filesOf = (language: string) => readdirSync(`${folder}/${language}`).filter((name) => name.endsWith('.json'));
const read = (language: string, file: string): Entries => entriesOf(JSON.parse(readFileSync(`${folder}/${language}/${file}`, 'utf8')));

/** States that need no words: the record speaks, the printer is ready. */
const silent = ['state.present', 'slip.printer.ready'];
const spoken = ([key, words]: readonly [string, string]) => words !== '' || !silent.includes(key);

test('English is there', () => {
  expect(languages).toContain('en');
  expect(filesOf('en').length).toBeGreaterThan(0);
});

describe.each(filesOf('en'))('%s', (file) => {
  test('in English: short, kind, plain', () => {
    const complaints = [...read('en', file)].filter(spoken).flatMap(([key, words]) => badEnglish(words).map((what) => `${key} ${what}: ${words}`));
    expect(complaints).toEqual([]);
  });

  test('in English: every plural that is needed', () => {
    expect(keyDifferences(read('en', file), read('en', file), 'en')).toEqual([]);
  });

  test('in every other language: the same keys, the same gaps, short', () => {
    const complaints = languages
      .filter((language) => language !== 'en')
      .flatMap((language) => {
        if (!filesOf(language).includes(file)) return [`${language}: ${file} is missing`];
        const [english, other] = [read('en', file), read(language, file)];
        const words = [...other].filter(spoken).flatMap(([key, text]) => badWords(text).map((what) => `${language}: ${key} ${what}`));
        return [...keyDifferences(english, other, language), ...gapDifferences(english, other, language), ...words];
      });
    expect(complaints).toEqual([]);
  });
});

describe('the rules themselves', () => {
  test.each([
    'That PIN is invalid.',
    'Click here',
    'Wait 3-5 days',
    'Wait 3 – 5 days',
    'Open 9am to 5:30pm',
    'It is free — nothing is kept',
    '',
    ' Start',
    'Press  here',
    `${'one '.repeat(21)}.`,
  ])('refuse %j', (words) => expect(badEnglish(words)).not.toEqual([]));

  test.each(['That did not match. Try again, or ask for help.', 'Wait 3 to 5 days', 'Install libusb-1.0-0.', 'Call {{name}} on 111', 'Age 9 to 11: one card each', 'Open from 9am to 5.30pm'])(
    'accept %j',
    (words) => expect(badEnglish(words)).toEqual([]),
  );

  const english = entriesOf({ start: 'Start', page: 'Page {{n}}', items_one: '{{count}} thing', items_other: '{{count}} things' });
  test('a key too few, a key too many, a plural too few', () => {
    const polish = entriesOf({ start: 'Start', stop: 'Stop', items_one: '1', items_few: '2', items_other: '5' });
    expect(keyDifferences(english, polish, 'pl')).toEqual([
      'pl: page is missing',
      'pl: items_many is missing',
      'pl: stop is not in English',
    ]);
  });
  test('the plurals that a language has are no difference', () => {
    const polish = entriesOf({ start: 'S', page: 'P', items_one: '1', items_few: '2', items_many: '5', items_other: '0', items_zero: 'nic' });
    expect(keyDifferences(english, polish, 'pl')).toEqual([]);
  });
  test('a gap that nobody fills', () => {
    expect(gapDifferences(english, entriesOf({ page: 'Strona {{number}}' }), 'pl')).toHaveLength(1);
    expect(gapDifferences(english, entriesOf({ items_one: 'jedna rzecz', items_few: '{{count}} rzeczy' }), 'pl')).toEqual([]);
  });
});
