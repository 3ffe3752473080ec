/**
 * SMART Health Cards, verified offline. The order is the point: size, shape, header, key, signature,
 * then a bounded inflate, then claims, then revocation. Nothing is unpacked that was not signed by an issuer
 * of the directory, and nothing is ever fetched.
 * HL7 SMART Health Cards and Links STU 1, "SMART Health Cards"; RFC 7515; RFC 7518 section 3.4.
 */
import { compactVerify, errors, type CryptoKey } from 'jose';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { keepDecimals } from '../../record/fhir/verbatim-decimals.ts';
import type { DeclineReason } from '../credential.ts';
import { fromBase64url, jsonObject, utf8 } from '../encoding.ts';
import { readClaims, type ClaimFault, type HealthCardClaims } from './claims.ts';
import { inflateAtMost } from './inflate.ts';
import type { CardIssuer, IssuerDirectory, LeftOut } from './issuer-directory.ts';

export const longestJws = 64 * 1024;
/** Inflated: a card of a thousand vaccinations; about sixteen times the largest that fits in QR codes. */
const longestPayload = 1024 * 1024;

export interface HealthCard extends HealthCardClaims {
  readonly issuerName: string | null;
  /** `not-checked`: the directory has no list for this key, or an older one than the key announces. */
  readonly revocation: 'checked' | 'not-checked';
}

const keyFaultOf = {
  'not-es256': 'key-not-es256',
  'private-key': 'key-private',
  'thumbprint-wrong': 'key-thumbprint-wrong',
  'not-on-the-curve': 'key-not-on-the-curve',
  'certificate-of-another-key': 'key-certificate-wrong',
} as const satisfies Readonly<Record<LeftOut, string>>;
const keyFaults = Object.values(keyFaultOf);

/** One fault, named by the layer that found it. */
export const jwsFaults = [
  'jws-too-long',
  'jws-trailing-characters',
  'jws-not-three-parts',
  'jws-not-base64url',
  'jws-header-not-json',
  'jws-alg-missing',
  'jws-alg-wrong',
  'jws-kid-missing',
  'jws-zip-missing',
  'jws-zip-wrong',
  'jws-critical-header',
  'jws-signature-der',
  'jws-signature-length',
  'key-unknown',
  /** The directory has it and cannot use it. */
  ...keyFaults,
  'jws-signature-wrong',
  'payload-not-deflated',
  'payload-too-big',
  'payload-trailing-bytes',
  'payload-byte-order-mark',
  'payload-not-utf8',
  'payload-not-json',
  'issuer-not-the-keys',
  'revoked',
] as const;
export type HealthCardFault = { readonly kind: (typeof jwsFaults)[number] | ClaimFault['kind'] };

export interface HealthCardRules {
  readonly directory: IssuerDirectory;
  /** Milliseconds since 1970; null where the clock is not set, and then no card is taken. */
  readonly at: number | null;
}

export async function verifyHealthCard(jws: string, rules: HealthCardRules): Promise<Result<HealthCard, HealthCardFault>> {
  const shape = readShape(jws);
  if (!shape.ok) return shape;
  const signer = rules.directory.keys.get(shape.value.kid);
  if (signer === undefined) return failed({ kind: unusableKey(shape.value.kid, rules.directory) });
  const packed = await verifiedPayload(jws, signer.key);
  if (packed === null) return failed({ kind: 'jws-signature-wrong' });
  const payload = unpack(packed);
  if (!payload.ok) return payload;
  const claims = readClaims(payload.value, rules.at);
  if (!claims.ok) return claims;
  const issuer = signer.issuers.find(({ iss }) => iss === null || iss === claims.value.iss);
  if (issuer === undefined) return failed({ kind: 'issuer-not-the-keys' });
  if (isRevoked(issuer, claims.value)) return failed({ kind: 'revoked' });
  return ok({
    ...claims.value,
    issuerName: issuer.name,
    revocation: issuer.listIsCurrent ? 'checked' : 'not-checked',
  });
}

function unusableKey(kid: string, { leftOut }: IssuerDirectory): HealthCardFault['kind'] {
  const key = leftOut.find((one) => one.kid === kid);
  return key === undefined ? 'key-unknown' : keyFaultOf[key.why];
}

/** What staff see of a fault, and what the audit trail may hold. */
export function declineReasonOf(fault: string): DeclineReason {
  if (fault === 'expired' || fault === 'not-yet-valid' || fault === 'clock-not-set' || fault === 'revoked') return fault;
  if (fault.startsWith('key-') || fault === 'issuer-not-the-keys') return 'unknown-signer';
  if (fault.startsWith('jws-signature')) return 'signature-wrong';
  return fault.endsWith('too-long') ? 'too-long' : 'malformed';
}

const compactJws = /^([A-Za-z0-9_-]*)\.[A-Za-z0-9_-]*\.([A-Za-z0-9_-]*)$/;

function readShape(jws: string): Result<{ readonly kid: string }, HealthCardFault> {
  if (jws.length > longestJws) return failed({ kind: 'jws-too-long' });
  const shape = compactJws.exec(jws);
  if (shape === null) return failed(shapeFault(jws));
  const read = readHeader(shape[1] ?? '');
  if (!read.ok) return read;
  const signed = signatureFault(shape[2] ?? '');
  return signed === null ? read : failed(signed);
}

function shapeFault(jws: string): HealthCardFault {
  if (jws !== jws.trim()) return { kind: 'jws-trailing-characters' };
  return { kind: jws.split('.').length === 3 ? 'jws-not-base64url' : 'jws-not-three-parts' };
}

function readHeader(encoded: string): Result<{ readonly kid: string }, HealthCardFault> {
  const bytes = fromBase64url(encoded);
  const header = bytes === null ? null : jsonObject(utf8(bytes) ?? '');
  if (header === null) return failed({ kind: 'jws-header-not-json' });
  const { alg, kid, zip, crit } = header;
  if (alg === undefined) return failed({ kind: 'jws-alg-missing' });
  if (alg !== 'ES256') return failed({ kind: 'jws-alg-wrong' });
  if (typeof kid !== 'string' || kid === '') return failed({ kind: 'jws-kid-missing' });
  if (zip === undefined) return failed({ kind: 'jws-zip-missing' });
  if (zip !== 'DEF') return failed({ kind: 'jws-zip-wrong' });
  return crit === undefined ? ok({ kid }) : failed({ kind: 'jws-critical-header' });
}

/** 64 bytes in base64url. */
const signatureLength = 86;

/** 512 bits leave four of the last character's over; where they are not zero, it is another text with the same signature. */
const lastOfSignature = /[AQgw]$/;

/** Two numbers of 32 bytes each. Some signers leave the ASN.1 of their library around them: 0x30, a length, 0x02. */
function signatureFault(encoded: string): HealthCardFault | null {
  if (encoded.length === signatureLength) return lastOfSignature.test(encoded) ? null : { kind: 'jws-not-base64url' };
  const bytes = fromBase64url(encoded);
  if (bytes === null) return { kind: 'jws-not-base64url' };
  const isDer = bytes[0] === 0x30 && bytes[1] === bytes.length - 2 && bytes[2] === 0x02;
  return { kind: isDer ? 'jws-signature-der' : 'jws-signature-length' };
}

async function verifiedPayload(jws: string, key: CryptoKey): Promise<Uint8Array | null> {
  try {
    return (await compactVerify(jws, key, { algorithms: ['ES256'] })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

const inflateFaults = {
  'not-deflated': 'payload-not-deflated',
  'too-big': 'payload-too-big',
  trailing: 'payload-trailing-bytes',
} as const;

function unpack(packed: Uint8Array): Result<Readonly<Record<string, unknown>>, HealthCardFault> {
  const bytes = inflateAtMost(packed, longestPayload);
  if (!bytes.ok) return failed({ kind: inflateFaults[bytes.error.kind] });
  const text = utf8(bytes.value);
  if (text === null) return failed({ kind: 'payload-not-utf8' });
  if (text.startsWith('\ufeff')) return failed({ kind: 'payload-byte-order-mark' });
  const payload = jsonObject(keepDecimals(text));
  return payload === null ? failed({ kind: 'payload-not-json' }) : ok(payload);
}

function isRevoked(issuer: CardIssuer, { rid, notBefore }: HealthCardClaims): boolean {
  if (rid === null || issuer.revoked?.has(rid) !== true) return false;
  const before = issuer.revoked.get(rid) ?? null;
  return before === null || notBefore < before;
}
