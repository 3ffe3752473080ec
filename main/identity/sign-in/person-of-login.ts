/** From what a provider says of somebody to the person of a visit: initials, year of birth, and whose record it is. */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { SignInFailure } from '../../session/ports.ts';
import { parseNhsNumber } from '../codes/nhs-number.ts';
import type { Person, RecordGrant } from '../credential.ts';

/** As a provider gives them, unchecked. */
export interface Claimed {
  readonly nhsNumber: unknown;
  /** `YYYY-MM-DD` (OpenID Connect Core 5.1, birthdate). */
  readonly birthDate: unknown;
  readonly family: unknown;
  /** NHS login gives it to some services only. */
  readonly given: unknown;
}

/** Nobody without a right NHS number, a year of birth and a family name: there would be nothing to ask "is this you?" with. */
export function personOfLogin(
  claimed: Claimed,
  pseudonym: (nhsNumber: string) => string,
  grant: RecordGrant | null,
): Result<Person, SignInFailure> {
  const number = typeof claimed.nhsNumber === 'string' ? parseNhsNumber(claimed.nhsNumber) : failed({ kind: 'length' });
  const year = typeof claimed.birthDate === 'string' ? /^(\d{4})-\d{2}-\d{2}$/.exec(claimed.birthDate)?.[1] : undefined;
  const family = initialOf(claimed.family);
  const given = initialOf(claimed.given);
  if (!number.ok || year === undefined || year === '0000' || family === null) return failed({ kind: 'refused' });
  return ok({
    pseudonym: pseudonym(number.value),
    initials: given === null ? family : `${given} ${family}`,
    yearOfBirth: year,
    recordKey: { nhsNumber: number.value, born: String(claimed.birthDate), ...(grant === null ? {} : { grant }) },
  });
}

function initialOf(name: unknown): string | null {
  const letter = typeof name === 'string' ? /\p{L}/u.exec(name)?.[0] : undefined;
  return letter === undefined ? null : letter.toLocaleUpperCase('en');
}
