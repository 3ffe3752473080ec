import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, parseNhsNumber } from '../../../main/identity/codes/nhs-number.ts';

describe('an NHS number', () => {
  it.each(['9434765919', '9876543210', '6541003238', '4857773457', '9000000009', '9690937286', '9912003888'])(
    'is right by modulus 11: %s',
    (digits) => expect(parseNhsNumber(digits)).toEqual({ ok: true, value: digits }),
  );

  it.each(['943 476 5919', '943-476-5919', '943 4765919'])('may be written %s', (written) => {
    expect(parseNhsNumber(written)).toEqual({ ok: true, value: '9434765919' });
  });

  it.each([
    ['4857773456', 'check-digit'],
    // The sum gives 10: no such number is issued, whatever its last digit.
    ['9990000000', 'check-digit'],
    ['9999999999', 'repeated'],
    ['0000000000', 'repeated'],
    ['943476591', 'length'],
    ['94347659190', 'length'],
    ['943  476 5919', 'length'],
    ['9434 76 5919', 'length'],
    ['943476591\u0669', 'length'],
    [' 9434765919', 'length'],
    ['9434765919\n', 'length'],
    ['', 'length'],
  ])('is refused: %j is %s', (written, kind) => {
    expect(parseNhsNumber(written)).toEqual({ ok: false, error: { kind } });
  });

  it('is never right with a check digit of 10', () => {
    for (let last = 0; last < 10; last += 1) expect(parseNhsNumber(`999000000${last}`).ok).toBe(checkDigit('999000000') === String(last));
  });

  it('comes back as it was shown, and one wrong digit is always noticed', () => {
    const nine = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }).map((digits) => digits.join(''));
    fc.assert(
      fc.property(nine, fc.nat(9), fc.integer({ min: 1, max: 9 }), (first, place, difference) => {
        const check = checkDigit(first);
        fc.pre(check !== null && new Set(first + check).size > 1);
        const digits = first + check;
        expect(parseNhsNumber(`${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`)).toEqual({ ok: true, value: digits });
        const wrong = Array.from(digits, (digit, at) => (at === place ? (Number(digit) + difference) % 10 : digit)).join('');
        expect(parseNhsNumber(wrong).ok).toBe(false);
      }),
    );
  });
});
