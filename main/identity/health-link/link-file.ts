/**
 * One encrypted file of a SMART Health Link: a compact JWE (RFC 7516), `alg: dir`, `enc: A256GCM`, perhaps `zip: DEF`.
 * HL7 SMART Health Cards and Links STU 1, "Encrypting and Decrypting Files".
 */
import { compactDecrypt, errors } from 'jose';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { fromBase64url, isOneSpelling } from '../encoding.ts';
import { contentTypes, mediaType } from './manifest.ts';

/** Decrypted: three times the largest record of one person that was met (4 MB). */
export const longestContent = 12 * 1024 * 1024;
/** What was packed grows while it is read, so a bomb costs as much as is allowed: half as much again as that record. */
export const longestUnpacked = 6 * 1024 * 1024;
/** `longestContent` in base64url, with room for header and tag. */
export const longestFile = Math.ceil((longestContent * 4) / 3) + 4096;

export interface LinkFile {
  readonly contentType: string;
  /** UTF-8 JSON, not yet read. */
  readonly content: Uint8Array;
}

/**
 * `not-encrypted`: no JWE of the one kind that is allowed. `not-with-this-key`: another key, or somebody changed it.
 * `not-unpacked`: broken, or more than `longestUnpacked`.
 */
export type LinkFileFault = { readonly kind: 'too-large' | 'not-encrypted' | 'not-with-this-key' | 'not-unpacked' };

const options = {
  keyManagementAlgorithms: ['dir'],
  contentEncryptionAlgorithms: ['A256GCM'],
  maxDecompressedLength: longestUnpacked,
};

/**
 * `key`: 32 bytes in base64url. `declared`: what the manifest calls it, null for a direct file.
 * The file's own `cty` decides; a file with neither (there are such) is looked at.
 */
export async function openLinkFile(jwe: Uint8Array | string, key: string, declared: string | null): Promise<Result<LinkFile, LinkFileFault>> {
  if (jwe.length > longestFile) return failed({ kind: 'too-large' });
  const secret = fromBase64url(key);
  if (secret === null || secret.length !== 32) return failed({ kind: 'not-with-this-key' });
  const whole = withoutLineEnd(typeof jwe === 'string' ? Buffer.from(jwe) : Buffer.from(jwe.buffer, jwe.byteOffset, jwe.byteLength));
  if (!isOneSpelling(whole)) return failed({ kind: 'not-encrypted' });
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(whole, secret, options);
    if (plaintext.length > longestContent) return failed({ kind: 'too-large' });
    const { cty } = protectedHeader;
    const contentType = typeof cty === 'string' ? fullName(mediaType(cty)) : (declared ?? contentTypeOf(plaintext));
    return ok({ contentType, content: plaintext });
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed) return failed({ kind: 'not-with-this-key' });
    if (!(error instanceof errors.JOSEError)) throw error;
    return failed({ kind: /decompress/i.test(error.message) ? 'not-unpacked' : 'not-encrypted' });
  }
}

/** RFC 7515 section 4.1.10: `application/` may be left out where nothing else has a slash. */
function fullName(type: string): string {
  return type.includes('/') ? type : `application/${type}`;
}

/** Editors and static servers end a file with a line. */
function withoutLineEnd(jwe: Buffer): Buffer {
  const end = jwe.at(-1) === 0x0a ? (jwe.at(-2) === 0x0d ? 2 : 1) : 0;
  return end === 0 ? jwe : jwe.subarray(0, -end);
}

function contentTypeOf(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isCard = !bytes.includes('"resourceType"') && bytes.includes('"verifiableCredential"');
  return isCard ? contentTypes.card : contentTypes.fhir;
}
