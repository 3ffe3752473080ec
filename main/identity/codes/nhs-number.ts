/**
 * The NHS number: ten digits, the last a check digit, always a string (it may begin with 0).
 * NHS Data Model and Dictionary, NHS NUMBER; NHS CUI NUM-0001 (shown 3 3 4).
 * A right check digit proves that it was typed correctly, nothing more.
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';

/** `length`: not ten digits. `check-digit`: mistyped. `repeated`: one digit ten times, which the sum lets through. */
export type NhsNumberFault = { readonly kind: 'length' | 'check-digit' | 'repeated' };

/** As typed, printed or scanned: ten digits, or 3 3 4 with one space or hyphen between. Gives the ten digits. */
export function parseNhsNumber(written: string): Result<string, NhsNumberFault> {
  const parts = /^(\d{3})[ -]?(\d{3})[ -]?(\d{4})$/.exec(written);
  if (parts === null) return failed({ kind: 'length' });
  const digits = parts.slice(1).join('');
  if (/^(\d)\1{9}$/.test(digits)) return failed({ kind: 'repeated' });
  if (checkDigit(digits.slice(0, 9)) !== digits.at(9)) return failed({ kind: 'check-digit' });
  return ok(digits);
}

/** Modulus 11 over nine digits; null where the sum gives 10, which is never issued. */
export function checkDigit(nineDigits: string): string | null {
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(nineDigits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? null : String(check);
}
