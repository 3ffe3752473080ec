/**
 * SMART on FHIR: an account at a record server opens the record of its own patient there, for one visit.
 * SMART App Launch 2.2, standalone launch, asymmetric client authentication; scopes of version 2.
 */
import { failed, type Result } from '../../../hardware/result.ts';
import type { SignInFailure, SignInPort } from '../../session/ports.ts';
import type { Person } from '../credential.ts';
import { signInByCode, type FlowParts, type SignedIn } from './code-flow.ts';
import { personOfLogin, type Claimed } from './person-of-login.ts';
import { createRecordGrant } from './record-grant.ts';

export interface SmartLoginParts extends FlowParts {
  /** What people know the account by. */
  readonly account: string;
  /** `[base]` without a slash at its end, as `aud` names it. */
  readonly fhirBase: string;
  readonly pseudonym: (nhsNumber: string) => string;
  /** `GET [base]/Patient/[id]`: what the server itself says of the person; null where it says nothing. */
  readonly whoIs: (patient: string, authorization: () => string | null, signal: AbortSignal) => Promise<Claimed | null>;
}

const scope = 'openid fhirUser launch/patient patient/*.rs';

export function createSmartLogin(parts: SmartLoginParts): SignInPort {
  return { account: parts.account, signIn: (signal) => signIn(parts, signal) };
}

async function signIn(parts: SmartLoginParts, signal: AbortSignal): Promise<Result<Person, SignInFailure>> {
  const login = await signInByCode(parts, { scope, more: { aud: parts.fhirBase } }, signal);
  if (!login.ok) return login;
  const { accessToken, expiresIn, revoke } = login.value;
  const grant = createRecordGrant(accessToken, { expiresIn, timer: parts.timer, revoke });
  const person = await personOf(parts, login.value, grant, signal);
  if (person.ok && !signal.aborted) return person;
  grant.forget();
  return signal.aborted ? failed({ kind: 'cancelled' }) : person;
}

async function personOf(
  parts: SmartLoginParts,
  { claims, launched }: SignedIn,
  grant: ReturnType<typeof createRecordGrant>,
  signal: AbortSignal,
): Promise<Result<Person, SignInFailure>> {
  // Their own record only: a parent, a carer or a clinician who signs in is somebody else than the patient.
  const patient = ownPatient(claims['fhirUser'], parts.fhirBase);
  if (patient === null || (launched['patient'] !== undefined && launched['patient'] !== patient)) return failed({ kind: 'refused' });
  const claimed = await parts.whoIs(patient, grant.authorization, signal);
  return claimed === null ? failed({ kind: 'unavailable' }) : personOfLogin(claimed, parts.pseudonym, grant);
}

/** The id in `Patient/[id]`, relative or of this very server; null for anybody else (FHIR R4 2.24.0.1, id). */
export function ownPatient(fhirUser: unknown, fhirBase: string): string | null {
  if (typeof fhirUser !== 'string') return null;
  const relative = fhirUser.startsWith(`${fhirBase}/`) ? fhirUser.slice(fhirBase.length + 1) : fhirUser;
  const id = /^Patient\/([A-Za-z0-9.-]{1,64})$/.exec(relative)?.[1];
  return id === undefined || /^\.+$/.test(id) ? null : id;
}
