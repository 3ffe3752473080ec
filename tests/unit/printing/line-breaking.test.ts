import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headThatFits, wordsOf } from '../../../main/printing/line-breaking.ts';

/** Chains as they stay together, "|" between them. */
function chains(text: string): string {
  return wordsOf(text)
    .map((word, place) => `${place === 0 ? '' : word.glued ? (word.space ? ' ' : '') : '|'}${word.text}`)
    .join('');
}

describe('where a line may end', () => {
  it.each([
    ['Take 1 tablet twice a day', 'Take|1 tablet|twice|a|day'],
    ['500 mg modified-release', '500 mg|modified-release'],
    ['10 mg/5 ml oral suspension', '10 mg/5 ml|oral|suspension'],
    ['1 to 2 tablets', '1 to 2 tablets'],
    ['20 - 41 mmol/mol', '20 - 41 mmol/mol'],
    ['< 5 mg/L', '< 5 mg/L'],
    ['5 x 10*9/L', '5 x 10*9/L'],
    ['1–2 puffs', '1–2 puffs'],
    ['Take ONE tablet', 'Take|ONE tablet'],
    ['1, then 2 more', '1,|then|2 more'],
    ['৫০০ মি.গ্রা. প্রতিদিন', '৫০০ মি.গ্রা.|প্রতিদিন'],
    ['22 listopada 2026\u200b 14:30', '22 listopada|2026|14:30'],
    ['500\u200bmg', '500mg'],
    ['call 020 7946 0000 now', 'call|020 7946 0000 now'],
  ])('%s', (text, expected) => {
    expect(chains(text)).toBe(expected);
  });

  it('keeps a value together in isolates', () => {
    expect(chains('نتیجہ \u206648 mmol/mol\u2069، اپنے')).toBe('نتیجہ|\u206648 mmol/mol\u2069،|اپنے');
  });

  it('loses nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const spaces = /[\t \u2000-\u2006\u2008-\u200a\u200b\u205f\u3000]+/gu;
        expect(wordsOf(text).map((word) => word.text).join('')).toBe(text.replaceAll(spaces, ''));
      }),
    );
  });
});

describe('a word wider than the paper', () => {
  const upTo = (length: number) => (head: string) => head.length <= length;

  it('is cut after a hyphen or slash where one is near', () => {
    expect(headThatFits('hydroxy-chloroquine', upTo(12))).toBe('hydroxy-');
    expect(headThatFits('aaaaaaaaaaaaaaaa', upTo(12))).toBe('aaaaaaaaaaaa');
  });

  it('is cut first where a space was to be kept', () => {
    expect(headThatFits('6\u00a0August\u00a02018', upTo(10))).toBe('6\u00a0August\u00a0');
  });

  it('never splits a letter from its marks, and always ends', () => {
    expect(headThatFits('ক্ষ্মক্ষ্ম', () => false).length).toBeGreaterThan(0);
    expect(headThatFits('e\u0301e\u0301', upTo(3))).toBe('e\u0301');
  });
});
