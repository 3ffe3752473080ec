/** Cards of a made-up issuer, right unless told otherwise. */
import { deflateRawSync } from 'node:zlib';
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { readIssuerDirectory, type IssuerDirectory } from '../../../main/identity/health-card/issuer-directory.ts';

export const iss = 'https://cards.example.org/issuer';
export const at = Date.UTC(2026, 10, 1);
const second = at / 1000;

export interface TestIssuer {
  readonly kid: string;
  readonly jwk: JWK;
  readonly key: CryptoKey;
}

export async function createIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const point = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(point);
  return { kid, key: privateKey, jwk: { ...point, kid, use: 'sig', alg: 'ES256' } };
}

export async function directoryOf(issuer: TestIssuer, more: object = {}): Promise<IssuerDirectory> {
  const directory = await readIssuerDirectory({ iss, name: 'Example clinic', keys: [issuer.jwk], ...more });
  if (!directory.ok) throw new Error(directory.error.kind);
  return directory.value;
}

export function claims(change: object = {}, vc: object = {}): object {
  return {
    iss,
    nbf: second - 3600.5,
    vc: {
      type: ['https://smarthealth.cards#health-card'],
      credentialSubject: { fhirVersion: '4.0.1', fhirBundle: { resourceType: 'Bundle', type: 'collection', entry: [] } },
      ...vc,
    },
    ...change,
  };
}

/** Signs anything, so that a fault after the signature is the only fault. */
export async function sign(issuer: TestIssuer, payload: object | Uint8Array, header: object = {}): Promise<string> {
  const packed = payload instanceof Uint8Array ? payload : deflateRawSync(JSON.stringify(payload));
  const jws = await new CompactSign(packed)
    .setProtectedHeader({ alg: 'ES256', zip: 'DEF', kid: issuer.kid, ...header })
    .sign(issuer.key);
  return jws;
}

export function digitsOf(jws: string): string {
  return Array.from(jws, (character) => String(character.charCodeAt(0) - 45).padStart(2, '0')).join('');
}

export const qrOf = (jws: string) => `shc:/${digitsOf(jws)}`;

export function qrPartsOf(jws: string, of: number): string[] {
  const length = Math.ceil(jws.length / of);
  return Array.from({ length: of }, (_, part) => `shc:/${part + 1}/${of}/${digitsOf(jws.slice(part * length, (part + 1) * length))}`);
}
