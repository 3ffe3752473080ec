/**
 * What the first certificate of an `x5c` says: the key, and the issuer's address as its subject alternative name.
 * The site trusts the key itself, so neither the chain nor the dates of the certificate decide anything.
 */
import { X509Certificate } from 'node:crypto';

export interface IssuerCertificate {
  readonly x: string;
  readonly y: string;
  readonly iss: string | null;
}

/** `der` is base64 (RFC 7517 section 4.7). Null where it is no certificate of an elliptic curve key. */
export function readIssuerCertificate(der: string): IssuerCertificate | null {
  try {
    const certificate = new X509Certificate(Buffer.from(der, 'base64'));
    const { x, y } = certificate.publicKey.export({ format: 'jwk' });
    if (x === undefined || y === undefined) return null;
    const addresses = /(?:^|, )URI:(https:\/\/[^\s,"]+)/.exec(certificate.subjectAltName ?? '');
    return { x, y, iss: addresses?.[1] ?? null };
  } catch {
    return null;
  }
}
