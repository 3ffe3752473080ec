import { describe, expect, test } from 'vitest';
import { readabilityOf, sentencesOf, syllablesIn } from '../../words/readability.ts';

describe('reading age', () => {
  test.each([
    ['cat', 1],
    ['kidney', 2],
    ['made', 1],
    ['tablet', 2],
    ['table', 2],
    ['infection', 3],
    ['medicine', 3],
    ['haemoglobin', 4],
    ['helped', 1],
    ['needed', 2],
    ['HbA1c', 1],
    ['BMI', 1],
  ])('%s has %i syllables', (word, syllables) => {
    expect(syllablesIn(word)).toBe(syllables);
  });

  test('sentences end at full stops, and at nothing else', () => {
    expect(sentencesOf('It is a salt. It is in food! Is it 3.5?')).toHaveLength(3);
  });

  test('the formulas as published, on words that can be counted by hand', () => {
    // 2 sentences, 10 words, 10 syllables, none of 3 or more.
    const { fleschKincaid, smog } = readabilityOf('The cat sat on the mat. The dog ran off.');
    expect(fleschKincaid).toBeCloseTo(0.39 * 5 + 11.8 - 15.59, 5);
    expect(smog).toBeCloseTo(3.1291, 4);
  });

  test('harder words are older words', () => {
    expect(readabilityOf('Endocrinological multifactorial abnormalities necessitate investigation.').fleschKincaid).toBeGreaterThan(readabilityOf('Your body needs some salt.').fleschKincaid);
  });
});
