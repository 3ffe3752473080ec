import { describe, expect, it } from 'vitest';
import { closing, firstStrong, isolate, isolateValues, openIsolates, withoutControls } from '../../../main/printing/bidi.ts';

describe('reading direction', () => {
  it('is that of the first letter', () => {
    expect(firstStrong('48 نتیجہ of')).toBe('rtl');
    expect(firstStrong('(HbA1c) نتیجہ')).toBe('ltr');
    expect(firstStrong('20 - 42')).toBeNull();
  });

  it('isolates a number with its unit in right-to-left words', () => {
    expect(isolateValues('نتیجہ 48 mmol/mol، اپنے')).toBe('نتیجہ \u206648 mmol/mol\u2069، اپنے');
    expect(isolateValues('(20 - 41 mmol/mol)')).toBe('(\u206620 - 41 mmol/mol\u2069)');
    expect(isolateValues('من < 5 mg/L الى')).toBe('من \u2066< 5 mg/L\u2069 الى');
    expect(isolateValues('صفحہ 2 از 5')).toBe('صفحہ 2 از 5');
  });

  it('takes controls out of recorded words, which could reorder what stands beside them', () => {
    expect(withoutControls('5\u202e mg\u2069')).toBe('5 mg');
    expect(isolate('a\u2069b', 'ltr')).toBe('\u2066ab\u2069');
  });

  it('closes what a line leaves open', () => {
    expect(openIsolates('a \u206648')).toBe('\u2066');
    expect(closing(openIsolates('a \u206648'))).toBe('\u2069');
    expect(openIsolates('a \u206648\u2069 b')).toBe('');
  });
});
