/** The key with which the kiosk proves to a provider who it is: `private_key_jwt`, RFC 7523 and OpenID Connect Core 9. */
import { importPKCS8, type CryptoKey } from 'jose';
import { failed, ok, type Result } from '../../../hardware/result.ts';

/** RSA of PKCS #1 1.5, and elliptic curves: what NHS login (RS512) and SMART on FHIR (RS384, ES384) take. */
export const signatureAlgorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

export interface ClientKey {
  readonly key: CryptoKey;
  /** As the provider knows it; null where the provider needs none. */
  readonly kid: string | null;
}

/** `pem`: PKCS #8, as `openssl genpkey` writes it. */
export async function readClientKey(
  pem: string,
  algorithm: SignatureAlgorithm,
  kid: string | null,
): Promise<Result<ClientKey, { readonly kind: 'not-a-key' }>> {
  try {
    return ok({ key: await importPKCS8(pem, algorithm), kid });
  } catch {
    return failed({ kind: 'not-a-key' });
  }
}
