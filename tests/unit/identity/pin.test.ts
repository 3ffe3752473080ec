import { describe, expect, it } from 'vitest';
import { checkNewPin } from '../../../main/identity/card-office/pin.ts';

const owner = { birthDate: '1948-08-06', nhsNumber: '9991234560' };

describe('a new PIN', () => {
  it.each(['4071', '839206', '20481', '93817264'])('may be %s', (pin) => {
    expect(checkNewPin(pin, owner)).toEqual({ ok: true, value: pin });
  });

  it.each([
    ['407', 'length'],
    ['407193826', 'length'],
    ['', 'length'],
    ['40a1', 'not-digits'],
    ['４０７１', 'not-digits'],
    ['0000', 'easy'],
    ['1234', 'easy'],
    ['7890', 'easy'],
    ['987654', 'easy'],
    ['2468', 'easy'],
    ['1212', 'easy'],
    ['123123', 'easy'],
    ['112233', 'easy'],
    ['123321', 'easy'],
    ['2580', 'easy'],
    ['1987', 'easy'],
    ['0608', 'personal'],
    ['060848', 'personal'],
    ['06081948', 'personal'],
    ['480806', 'personal'],
    ['9123', 'personal'],
  ])('is refused: %s is %s', (pin, kind) => {
    expect(checkNewPin(pin, owner)).toEqual({ ok: false, error: { kind } });
  });

  it('leaves a person most of the PINs of every length', () => {
    let taken = 0;
    for (let pin = 0; pin < 10_000; pin += 1) if (checkNewPin(String(pin).padStart(4, '0'), owner).ok) taken += 1;
    expect(taken).toBeGreaterThan(9_400);
  });
});
