/**
 * What a SMART Health Card's payload must say, one fault for each way of not saying it.
 * HL7 SMART Health Cards and Links STU 1, "Data Model" and "Health Cards are encoded as Compact Serialization JWS".
 */
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { isObject } from '../encoding.ts';
import { issuerAddress } from './issuer-directory.ts';

export const healthCardType = 'https://smarthealth.cards#health-card';

export interface HealthCardClaims {
  readonly iss: string;
  /** Seconds since 1970, with a fraction in the official examples. */
  readonly notBefore: number;
  readonly expires: number | null;
  readonly types: readonly string[];
  readonly fhirVersion: string;
  /** FHIR R4 Bundle; minified cards have no display names. */
  readonly bundle: Readonly<Record<string, unknown>>;
  readonly rid: string | null;
}

export const claimFaults = [
  'issuer-missing',
  'issuer-not-https',
  'issuer-trailing-slash',
  'issuer-not-an-address',
  'nbf-missing',
  'nbf-milliseconds',
  'exp-wrong',
  'exp-milliseconds',
  'exp-before-nbf',
  'clock-not-set',
  'not-yet-valid',
  'expired',
  'type-missing',
  'fhir-version-missing',
  'fhir-version-wrong',
  'bundle-missing',
  'rid-wrong',
] as const;
export type ClaimFault = { readonly kind: (typeof claimFaults)[number] };

/** The year 5138: no card is issued then, but milliseconds of today look like it. */
const greatestSecond = 100_000_000_000;
/** An issuer's clock may be a little ahead. */
const clockDifference = 60;

/** `at` in milliseconds since 1970; null where the clock is not set. */
export function readClaims(
  payload: Readonly<Record<string, unknown>>,
  at: number | null,
): Result<HealthCardClaims, ClaimFault> {
  const iss = readIssuer(payload['iss']);
  if (!iss.ok) return iss;
  const times = readTimes(payload['nbf'], payload['exp'], at);
  if (!times.ok) return times;
  const statement = readStatement(payload['vc']);
  return statement.ok ? ok({ iss: iss.value, ...times.value, ...statement.value }) : statement;
}

function readIssuer(iss: unknown): Result<string, ClaimFault> {
  if (typeof iss !== 'string') return failed({ kind: 'issuer-missing' });
  if (!iss.startsWith('https://')) return failed({ kind: 'issuer-not-https' });
  if (iss.endsWith('/')) return failed({ kind: 'issuer-trailing-slash' });
  return v.is(issuerAddress, iss) ? ok(iss) : failed({ kind: 'issuer-not-an-address' });
}

function readTimes(
  nbf: unknown,
  exp: unknown,
  at: number | null,
): Result<Pick<HealthCardClaims, 'notBefore' | 'expires'>, ClaimFault> {
  if (!isSecond(nbf)) return failed({ kind: 'nbf-missing' });
  if (nbf >= greatestSecond) return failed({ kind: 'nbf-milliseconds' });
  if (exp !== undefined && !isSecond(exp)) return failed({ kind: 'exp-wrong' });
  if (exp !== undefined && exp >= greatestSecond) return failed({ kind: 'exp-milliseconds' });
  if (exp !== undefined && exp <= nbf) return failed({ kind: 'exp-before-nbf' });
  if (at === null) return failed({ kind: 'clock-not-set' });
  if (at / 1000 < nbf - clockDifference) return failed({ kind: 'not-yet-valid' });
  if (exp !== undefined && at / 1000 >= exp) return failed({ kind: 'expired' });
  return ok({ notBefore: nbf, expires: exp ?? null });
}

function isSecond(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function readStatement(
  vc: unknown,
): Result<Pick<HealthCardClaims, 'types' | 'fhirVersion' | 'bundle' | 'rid'>, ClaimFault> {
  const { type, credentialSubject, rid = null } = isObject(vc) ? vc : {};
  const types = Array.isArray(type) ? type.filter((one): one is string => typeof one === 'string') : [];
  if (!types.includes(healthCardType)) return failed({ kind: 'type-missing' });
  const { fhirVersion, fhirBundle } = isObject(credentialSubject) ? credentialSubject : {};
  if (typeof fhirVersion !== 'string') return failed({ kind: 'fhir-version-missing' });
  if (!/^4\.\d{1,3}\.\d{1,3}$/.test(fhirVersion)) return failed({ kind: 'fhir-version-wrong' });
  if (!isObject(fhirBundle) || fhirBundle['resourceType'] !== 'Bundle') return failed({ kind: 'bundle-missing' });
  if (rid !== null && !isRid(rid)) return failed({ kind: 'rid-wrong' });
  return ok({ types, fhirVersion, bundle: fhirBundle, rid });
}

function isRid(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,24}$/.test(value);
}
