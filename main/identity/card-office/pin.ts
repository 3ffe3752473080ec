/**
 * Which PINs are taken. 4 to 8 digits, 6 suggested; what a stranger would try first is refused.
 * The list of what people choose follows the public studies of leaked PINs: repeats, runs, years, keypad lines, dates.
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';

export const pinLengths = { shortest: 4, suggested: 6, longest: 8 } as const;

/** `easy`: one of the first that a stranger tries. `personal`: taken from the date of birth or NHS number. */
export type PinFault = { readonly kind: 'length' | 'not-digits' | 'easy' | 'personal' };

export interface PinOwner {
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  readonly nhsNumber: string;
}

/** `owner` is null for staff. */
export function checkNewPin(pin: string, owner: PinOwner | null): Result<string, PinFault> {
  if (!/^[0-9]*$/.test(pin)) return failed({ kind: 'not-digits' });
  if (pin.length < pinLengths.shortest || pin.length > pinLengths.longest) return failed({ kind: 'length' });
  if (isEasy(pin)) return failed({ kind: 'easy' });
  if (owner !== null && isPersonal(pin, owner)) return failed({ kind: 'personal' });
  return ok(pin);
}

const keypadLines = new Set(['2580', '0852', '1470', '3690', '147258', '258369', '147369', '159357', '357159', '159753', '789456', '456789', '14789632', '147852']);

function isEasy(pin: string): boolean {
  return (
    new Set(pin).size === 1 ||
    isRun(pin) ||
    isRepeat(pin) ||
    isPairs(pin) ||
    isMirror(pin) ||
    keypadLines.has(pin) ||
    /^(?:19|20)\d\d$/.test(pin)
  );
}

/** 1234, 9876, 7890, 2468: the same step from each digit to the next. */
function isRun(pin: string): boolean {
  const steps = Array.from(pin).slice(1).map((digit, place) => (Number(digit) - Number(pin[place]) + 10) % 10);
  return new Set(steps).size === 1;
}

/** 1212, 123123, 12341234 */
function isRepeat(pin: string): boolean {
  return [2, 3, 4].some((length) => pin.length > length && pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length));
}

/** 1122, 112233 */
function isPairs(pin: string): boolean {
  return pin.length % 2 === 0 && /^(?:(\d)\1)+$/.test(pin);
}

/** 1221, 123321 */
function isMirror(pin: string): boolean {
  return pin === Array.from(pin).toReversed().join('');
}

function isPersonal(pin: string, { birthDate, nhsNumber }: PinOwner): boolean {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const short = year.slice(2);
  const dates = [
    day + month, month + day, month + year, year + month, month + short, short + month, year,
    day + month + short, month + day + short, short + month + day,
    day + month + year, month + day + year, year + month + day,
  ];
  return dates.includes(pin) || nhsNumber.includes(pin);
}
