/**
 * Signing access cards and badges, where the practice keeps its key: never at the kiosk.
 * The form is described in `signed-code.ts`.
 */
import {
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { signedCodePrefix, signedCodeTypes, type SignedCode } from '../codes/signed-code.ts';
import type { PublicKey } from '../key-set.ts';

export interface CardSigner {
  readonly kid: string;
  readonly audience: string;
  /** The text of the QR code. */
  sign(code: SignedCode): Promise<string>;
}

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

const privateKeySchema = v.looseObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});

/** From a private JWK with a `kid`. What is wrong with it is not said: it is a secret. */
export async function createCardSigner(
  privateJwk: unknown,
  audience: string,
): Promise<Result<CardSigner, { readonly kind: 'not-a-signing-key' }>> {
  const read = v.safeParse(privateKeySchema, privateJwk);
  const key = read.success ? await importPrivateKey(read.output) : null;
  if (!read.success || key === null) return failed({ kind: 'not-a-signing-key' });
  const { kid } = read.output;
  const sign = async (code: SignedCode): Promise<string> => {
    const claims = { ver: 1, aud: audience, jti: code.id, iat: code.issued, exp: code.expires };
    const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', kid, typ: signedCodeTypes[code.kind] })
      .sign(key);
    return signedCodePrefix + jws;
  };
  return ok({ kid, audience, sign });
}

/** A new pair of keys; the `kid` is the key's own thumbprint (RFC 7638). The private half is for the practice alone. */
export async function createSigningKey(): Promise<{ readonly privateJwk: JWK; readonly publicJwk: PublicKey }> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const { x = '', y = '', d = '' } = await exportJWK(pair.privateKey);
  const point = { kty: 'EC', crv: 'P-256', x, y } as const;
  const publicJwk = { ...point, kid: await calculateJwkThumbprint(point) };
  return { publicJwk, privateJwk: { ...publicJwk, d } };
}

async function importPrivateKey(key: v.InferOutput<typeof privateKeySchema>): Promise<CryptoKey | null> {
  try {
    const { kty, crv, x, y, d } = key;
    const imported = await importJWK({ kty, crv, x, y, d }, 'ES256');
    return imported instanceof Uint8Array ? null : imported;
  } catch {
    return null;
  }
}
