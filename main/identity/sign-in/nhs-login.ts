/**
 * NHS login: an account that was compared with a photograph opens the record of its NHS number, wherever this site reads records.
 * Claims and vectors: nhsconnect/nhslogin, `scopes-and-claims` and `vectors-of-trust`.
 */
import { failed, type Result } from '../../../hardware/result.ts';
import type { SignInFailure, SignInPort } from '../../session/ports.ts';
import type { Person } from '../credential.ts';
import { signInByCode, type FlowParts, type SignedIn } from './code-flow.ts';
import { personOfLogin } from './person-of-login.ts';
import { readsRecords, satisfies } from './vector-of-trust.ts';

export interface NhsLoginParts extends FlowParts {
  /** Whose word the vector is (`vtm`): the provider's trust mark. */
  readonly trustmark: string;
  readonly pseudonym: (nhsNumber: string) => string;
}

/** `profile_extended` gives the first name, for the initials, to services that may have it. */
const scope = 'openid profile profile_extended';

export function createNhsLogin(parts: NhsLoginParts): SignInPort {
  return { account: null, signIn: (signal) => signIn(parts, signal) };
}

async function signIn(parts: NhsLoginParts, signal: AbortSignal): Promise<Result<Person, SignInFailure>> {
  const login = await signInByCode(parts, { scope, more: { vtr: JSON.stringify(readsRecords) } }, signal);
  if (!login.ok) return login;
  const person = await personOf(parts, login.value);
  // The number is all that was wanted: the token is of no more use to anybody.
  login.value.revoke();
  return signal.aborted ? failed({ kind: 'cancelled' }) : person;
}

async function personOf(parts: NhsLoginParts, { claims, userinfo }: SignedIn): Promise<Result<Person, SignInFailure>> {
  // A vector means something only beside the mark of whoever vouches for it.
  if (claims['vtm'] !== parts.trustmark) return failed({ kind: 'refused' });
  if (!satisfies(claims['vot'], readsRecords)) return failed({ kind: 'too-weak' });
  const more = claims['nhs_number'] === undefined || claims['given_name'] === undefined ? await userinfo() : null;
  if (more === null && claims['nhs_number'] === undefined) return failed({ kind: 'unavailable' });
  const claim = (name: string): unknown => claims[name] ?? more?.[name];
  return personOfLogin(
    { nhsNumber: claim('nhs_number'), birthDate: claim('birthdate'), family: claim('family_name'), given: claim('given_name') },
    parts.pseudonym,
    null,
  );
}
