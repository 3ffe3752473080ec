import { describe, expect, test } from 'vitest';
import { languageCodes } from '../../../preload/contract.ts';
import { filesOf, folders, forStaff, read, spoken, translations } from './copy-files.ts';
import { badEnglish, badWords, entriesOf, foreignLetters, gapDifferences, keyDifferences, leftInEnglish, numberDifferences } from './copy-rules.ts';

const forPeople = filesOf('en').filter((file) => !forStaff.includes(file));

test('a folder for every language, and no other', () => {
  expect(folders.toSorted()).toEqual([...languageCodes].toSorted());
  expect(filesOf('en').length).toBeGreaterThan(0);
  for (const language of translations) expect(filesOf(language)).toEqual(forPeople);
});

describe.each(filesOf('en'))('%s', (file) => {
  test('in English: short, kind, plain', () => {
    const complaints = [...read('en', file)].filter(spoken).flatMap(([key, words]) => badEnglish(words).map((what) => `${key} ${what}: ${words}`));
    expect(complaints).toEqual([]);
  });

  test('in English: every plural that is needed', () => {
    expect(keyDifferences(read('en', file), read('en', file), 'en')).toEqual([]);
  });

  test.each(forStaff.includes(file) ? [] : translations)('in %s: the same keys, gaps and numbers, short, in its own script', (language) => {
    const [english, other] = [read('en', file), read(language, file)];
    const words = [...other]
      .filter(spoken)
      .flatMap(([key, text]) => [...badWords(text), ...foreignLetters(text, language)].map((what) => `${language}: ${key} ${what}: ${text}`));
    expect([
      ...keyDifferences(english, other, language),
      ...gapDifferences(english, other, language),
      ...numberDifferences(english, other, language),
      ...leftInEnglish(english, other, language),
      ...words,
    ]).toEqual([]);
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

  test('a number that is not the same', () => {
    const emergency = entriesOf({ urgent: 'Call 999.', length: '{{count}} cm' });
    expect(numberDifferences(emergency, entriesOf({ urgent: 'Zadzwoń pod 999.', length: '{{count}} cm' }), 'pl')).toEqual([]);
    expect(numberDifferences(emergency, entriesOf({ urgent: 'Zadzwoń pod 112.' }), 'pl')).toHaveLength(1);
    expect(numberDifferences(emergency, entriesOf({ urgent: '৯৯৯ নম্বরে ফোন করুন।' }), 'bn')).toHaveLength(1);
  });
  test('words of another script', () => {
    expect(foreignLetters('ਆਪਣਾ NHS ਨੰਬਰ ਲਿਖੋ', 'pa')).toEqual([]);
    expect(foreignLetters('ਆਪਣਾ number ਲਿਖੋ', 'pa')).toEqual(['has foreign letters: number']);
    expect(foreignLetters('अपना नंबर', 'pa')).toHaveLength(1);
    expect(foreignLetters('اپنا PIN لکھیں', 'ur')).toEqual([]);
    expect(foreignLetters('{{name}} করুন', 'bn')).toEqual([]);
    expect(foreignLetters('Начать', 'pl')).toHaveLength(1);
    expect(foreignLetters('৯৯৯ নম্বর', 'bn')).toEqual(['has digits other than 0 to 9']);
    // Persian and Urdu write these letters; Arabic does not.
    expect(foreignLetters('کتاب', 'ar')).toEqual(['writes letters of another language: ک']);
    expect(foreignLetters('كتاب', 'ur')).toEqual(['writes letters of another language: ك']);
  });
  test('a sentence that nobody translated', () => {
    const sentence = entriesOf({ lead: 'It is free. Nothing is kept.', app: 'NHS App' });
    expect(leftInEnglish(sentence, sentence, 'pl')).toEqual(['pl: lead is still in English']);
    expect(leftInEnglish(sentence, entriesOf({ lead: 'To nic nie kosztuje.', app: 'NHS App' }), 'pl')).toEqual([]);
  });
});
