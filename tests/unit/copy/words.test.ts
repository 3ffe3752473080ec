import { describe, expect, test } from 'vitest';
import { languageCodes } from '../../../preload/contract.ts';
import { direction, languages, unreviewedLanguages, words } from '../../../main/copy/words.ts';
import reviews from '../../../main/copy/reviews.json' with { type: 'json' };
import { read, translations } from './copy-files.ts';

test.each(languageCodes)('%s speaks its own words', (language) => {
  expect(words(language)('attract.heading')).toBe(read(language, 'screens.json').get('attract.heading'));
  expect(words(language)('record:section.allergies')).toBe(read(language, 'record.json').get('section.allergies'));
  expect(words(language)('slip:title')).toBe(read(language, 'slip.json').get('title'));
});

test('every translation has its review, done or not, and English is the source', () => {
  expect(Object.keys(reviews).toSorted()).toEqual([...translations].toSorted());
  expect(unreviewedLanguages).not.toContain('en');
  for (const language of translations) {
    const { reviewedBy, reviewedOn } = reviews[language];
    expect(unreviewedLanguages.includes(language)).toBe(reviewedBy === null);
    expect(reviewedOn === null).toBe(reviewedBy === null);
  }
});

describe('counted things', () => {
  test.each([
    ['en', ['0 things', '1 thing', '2 things', '3 things', '6 things', '22 things']],
    ['cy', ['0 peth', '1 peth', '2 beth', '3 pheth', '6 pheth', '22 peth']],
    ['pl', ['0 rzeczy', '1 rzecz', '2 rzeczy', '3 rzeczy', '6 rzeczy', '22 rzeczy']],
    ['ro', ['0 lucruri', '1 lucru', '2 lucruri', '3 lucruri', '6 lucruri', '22 de lucruri']],
    ['pt', ['0 coisas', '1 coisa', '2 coisas', '3 coisas', '6 coisas', '22 coisas']],
  ] as const)('in %s', (language, said) => {
    expect([0, 1, 2, 3, 6, 22].map((count) => words(language)('record:count', { count }))).toEqual(said);
  });

  test('in Polish the noun follows the number', () => {
    const wait = (count: number) => words('pl')('not-matched.wait-minutes', { count });
    expect([1, 2, 5, 12, 22].map(wait)).toEqual(['1 minuta', '2 minuty', '5 minut', '12 minut', '22 minuty']);
  });

  test('in Arabic one and two are words of their own', () => {
    const say = (count: number) => words('ar')('record:count', { count }).replaceAll(/[\u2068\u2069]/gu, '');
    expect([1, 2, 3, 11, 100].map(say)).toEqual(['شيء واحد', 'شيئان', '3 أشياء', '11 شيئًا', '100 شيء']);
  });
});

describe('what fills a gap', () => {
  const surgery = 'Riverside Surgery, 0113 496 0000';

  test('is an isolate of its own where the sentence reads from right to left', () => {
    for (const language of languageCodes) {
      const said = words(language)('slip:contact.surgery', { who: surgery });
      if (direction(language) === 'rtl') expect(said).toContain(`\u2068${surgery}\u2069`);
      else expect(said).toContain(surgery);
      expect(/[\u2066-\u2069]/u.test(said)).toBe(languages[language].dir === 'rtl');
    }
  });

  test('cannot end its isolate early', () => {
    expect(words('ur')('help-banner.stop')).not.toMatch(/[\u2066-\u2069]/u);
    expect(words('ur')('helper-offer.heading', { name: 'A\u2069\u202eB' })).toContain('\u2068AB\u2069');
  });

  test('keeps its signs: no HTML is written here', () => {
    expect(words('pl')('helper-offer.heading', { name: 'O\'Hara & Sons <1>' })).toContain("O'Hara & Sons <1>");
  });
});

test('digits in a row keep their order in right-to-left words', () => {
  for (const language of languageCodes.filter((code) => direction(code) === 'rtl')) {
    expect(words(language)('birth-date.lead')).toContain('\u206606 08 1948\u2069');
  }
});
