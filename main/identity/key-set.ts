/**
 * The public keys that may sign access cards and badges: a JWK set (RFC 7517) of ES256 keys (RFC 7518 section 3.4),
 * given by the site. Cards never name a place to fetch keys from.
 */
import { importJWK, type CryptoKey, type JWK } from 'jose';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../hardware/result.ts';

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

const publicKeySchema = v.looseObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  use: v.optional(v.literal('sig')),
  alg: v.optional(v.literal('ES256')),
});

/** The parts of an ES256 public key that are used; anything else of the JWK is left behind. */
export interface PublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
}

export type KeySetFault = {
  /** `private-key`: somebody gave the half that signs; it is not kept. */
  readonly kind: 'not-a-key-set' | 'private-key';
};

/** `{ "keys": [...] }`. Keys of other kinds are left out, as RFC 7517 section 5 asks. */
export function readKeySet(value: unknown): Result<readonly PublicKey[], KeySetFault> {
  const set = v.safeParse(v.looseObject({ keys: v.array(v.looseObject({})) }), value);
  if (!set.success) return failed({ kind: 'not-a-key-set' });
  const keys: PublicKey[] = [];
  for (const candidate of set.output.keys) {
    if ('d' in candidate) return failed({ kind: 'private-key' });
    const read = v.safeParse(publicKeySchema, candidate);
    if (!read.success) continue;
    const { kty, crv, x, y, kid } = read.output;
    keys.push({ kty, crv, x, y, kid });
  }
  return ok(keys);
}

/** Ready to verify with, by `kid`. A point that is not on the curve is left out. */
export async function importKeys(keys: readonly PublicKey[]): Promise<ReadonlyMap<string, CryptoKey>> {
  const ready = new Map<string, CryptoKey>();
  for (const key of keys) {
    const imported = await importPublicKey(key);
    if (imported !== null) ready.set(key.kid, imported);
  }
  return ready;
}

export async function importPublicKey(key: PublicKey): Promise<CryptoKey | null> {
  const jwk: JWK = { kty: key.kty, crv: key.crv, x: key.x, y: key.y };
  try {
    const imported = await importJWK(jwk, 'ES256');
    return imported instanceof Uint8Array ? null : imported;
  } catch {
    return null;
  }
}
