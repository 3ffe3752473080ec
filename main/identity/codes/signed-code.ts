/**
 * What the kiosk's own cards and badges say: `ALONGSIDE:` and a compact JWS (RFC 7515), ES256.
 *
 *   header   { "alg": "ES256", "kid": <signing key>, "typ": "alongside-card" | "alongside-helper" | "alongside-service" }
 *   payload  { "ver": 1, "aud": <site or programme>, "jti": <random card or badge id>, "iat": <s>, "exp": <s> }
 *
 * About 270 characters: a QR code of version 12 at error correction M, 33 mm wide at four dots a module.
 * There is nothing of the person in it. Order of checks: size, grammar, key, signature, then claims.
 */
import { compactVerify, errors, type CryptoKey } from 'jose';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { DeclineReason } from '../credential.ts';
import { fromBase64url, jsonObject, utf8 } from '../encoding.ts';

export const signedCodePrefix = 'ALONGSIDE:';
export const longestSignedCode = 600;

export const signedCodeTypes = {
  'access-card': 'alongside-card',
  'helper-badge': 'alongside-helper',
  'service-badge': 'alongside-service',
} as const;
export type SignedKind = keyof typeof signedCodeTypes;

/** 22 characters of base64url: 132 random bits. */
export const signedIdPattern = /^[A-Za-z0-9_-]{22}$/;

export interface SignedCode {
  readonly kind: SignedKind;
  readonly id: string;
  /** Seconds since 1970. */
  readonly issued: number;
  readonly expires: number;
}

export interface SignedCodeRules {
  /** By `kid`. */
  readonly keys: ReadonlyMap<string, CryptoKey>;
  /** The `aud` that is taken here; null takes any (for a look at a card, never for a visit). */
  readonly audience: string | null;
  /** Milliseconds since 1970; null where the clock is not set, and then no card is taken. */
  readonly at: number | null;
}

export interface SignedCodeFault {
  readonly kind: DeclineReason;
  /** What the code says it is; `access-card` where it does not say. */
  readonly says: SignedKind;
}

const second = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799));

const headerSchema = v.strictObject({
  alg: v.literal('ES256'),
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  typ: v.picklist(Object.values(signedCodeTypes)),
});

const claimsSchema = v.strictObject({
  ver: v.literal(1),
  aud: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  jti: v.pipe(v.string(), v.regex(signedIdPattern)),
  iat: second,
  exp: second,
});

/** A card printed by a machine whose clock is a little ahead is not from the future. */
const clockDifference = 300;

export function looksSigned(text: string): boolean {
  return text.startsWith(signedCodePrefix);
}

export async function readSignedCode(
  text: string,
  rules: SignedCodeRules,
): Promise<Result<SignedCode, SignedCodeFault>> {
  if (text.length > longestSignedCode) return failed({ kind: 'too-long', says: 'access-card' });
  const jws = text.slice(signedCodePrefix.length);
  const header = readHeader(jws);
  if (header === null) return failed({ kind: 'malformed', says: 'access-card' });
  const says = kindOf(header.typ);
  const key = rules.keys.get(header.kid);
  if (key === undefined) return failed({ kind: 'unknown-signer', says });
  const payload = await verified(jws, key);
  if (payload === null) return failed({ kind: 'signature-wrong', says });
  const claims = v.safeParse(claimsSchema, jsonObject(utf8(payload) ?? ''));
  if (!claims.success) return failed({ kind: 'malformed', says });
  const { aud, jti, iat, exp } = claims.output;
  if (rules.audience !== null && aud !== rules.audience) return failed({ kind: 'not-used-here', says });
  if (rules.at === null) return failed({ kind: 'clock-not-set', says });
  const now = rules.at / 1000;
  if (now < iat - clockDifference) return failed({ kind: 'not-yet-valid', says });
  if (now >= exp) return failed({ kind: 'expired', says });
  return ok({ kind: says, id: jti, issued: iat, expires: exp });
}

function kindOf(typ: v.InferOutput<typeof headerSchema>['typ']): SignedKind {
  if (typ === signedCodeTypes['helper-badge']) return 'helper-badge';
  return typ === signedCodeTypes['service-badge'] ? 'service-badge' : 'access-card';
}

/** Three parts, and a 64-byte signature: a DER signature is not one (RFC 7518 section 3.4). */
function readHeader(jws: string): v.InferOutput<typeof headerSchema> | null {
  const parts = /^([A-Za-z0-9_-]{1,200})\.[A-Za-z0-9_-]{1,300}\.[A-Za-z0-9_-]{85}[AQgw]$/.exec(jws);
  const bytes = fromBase64url(parts?.[1] ?? '');
  const header = v.safeParse(headerSchema, bytes === null ? null : jsonObject(utf8(bytes) ?? ''));
  return header.success ? header.output : null;
}

async function verified(jws: string, key: CryptoKey): Promise<Uint8Array | null> {
  try {
    return (await compactVerify(jws, key, { algorithms: ['ES256'] })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
