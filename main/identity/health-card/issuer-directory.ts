/**
 * Who may have signed a SMART Health Card: the issuers that the site trusts, with their keys and revocation lists,
 * held at the kiosk. A card never adds to it and never says where to look.
 *
 * Three shapes are read: a VCI directory snapshot (`{ issuerInfo: [{ issuer: { iss, name }, keys, crls }] }`),
 * one issuer (`{ iss, name, keys, crls }`), and a bare JWK set, whose issuer is the one that a certificate in it names.
 * HL7 SMART Health Cards and Links STU 1, "Determining keys associated with an issuer" and "Revocation".
 */
import { calculateJwkThumbprint, type CryptoKey } from 'jose';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { importPublicKey } from '../key-set.ts';
import { readIssuerCertificate } from './issuer-certificate.ts';

export interface CardIssuer {
  /** Null where a bare JWK set does not say whose it is. */
  readonly iss: string | null;
  readonly name: string | null;
  /** Revoked cards of this key: `rid` to the second before which they were issued, or null for all; null where there is no list. */
  readonly revoked: ReadonlyMap<string, number | null> | null;
  /** False where the key announces a later list (`crlVersion`) than the one that is here (`ctr`): what it revokes stays revoked, the rest was not checked. */
  readonly listIsCurrent: boolean;
}

export interface IssuerKey {
  readonly key: CryptoKey;
  /** One key may serve two addresses of one issuer. */
  readonly issuers: readonly CardIssuer[];
}

export interface IssuerDirectory {
  readonly keys: ReadonlyMap<string, IssuerKey>;
  /** Keys that cannot be used, for the readiness report. */
  readonly leftOut: readonly { readonly kid: string; readonly why: LeftOut }[];
}

export type LeftOut = 'not-es256' | 'private-key' | 'thumbprint-wrong' | 'not-on-the-curve' | 'certificate-of-another-key';

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const keySchema = v.looseObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  alg: v.literal('ES256'),
  use: v.literal('sig'),
  kid: v.string(),
  x: coordinate,
  y: coordinate,
  x5c: v.optional(v.array(v.string())),
  /** Of the newest revocation list; a key without one has none to check. */
  crlVersion: v.optional(v.unknown()),
});

const crlSchema = v.looseObject({
  kid: v.string(),
  method: v.literal('rid'),
  ctr: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  rids: v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,24}(?:\.\d{1,12})?$/))),
});

export const issuerAddress = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.check((text) => /^https:\/\/[^\s?#]*[^\s?#/]$/.test(text) && URL.canParse(text)),
);

const someKeys = v.array(v.looseObject({}));
const issuerSchema = v.looseObject({ keys: someKeys, crls: v.optional(v.array(v.unknown()), []) });
const bareSchema = v.looseObject({
  ...issuerSchema.entries,
  iss: v.optional(issuerAddress),
  name: v.optional(v.string()),
});
const snapshotSchema = v.looseObject({
  issuerInfo: v.array(
    v.looseObject({ ...issuerSchema.entries, issuer: v.looseObject({ iss: issuerAddress, name: v.optional(v.string()) }) }),
  ),
});

/** As it was given, its keys and lists not looked at yet. */
export interface GivenIssuer {
  readonly iss: string | null;
  readonly name: string | null;
  readonly keys: readonly Readonly<Record<string, unknown>>[];
  readonly crls: readonly unknown[];
}

export async function readIssuerDirectory(
  value: unknown,
): Promise<Result<IssuerDirectory, { readonly kind: 'not-an-issuer-directory' }>> {
  const issuers = issuersIn(value);
  return issuers === null ? failed({ kind: 'not-an-issuer-directory' }) : ok(await directoryOf(issuers));
}

export async function directoryOf(issuers: readonly GivenIssuer[]): Promise<IssuerDirectory> {
  const keys = new Map<string, IssuerKey>();
  const leftOut: { kid: string; why: LeftOut }[] = [];
  for (const issuer of issuers) {
    const ready = [];
    for (const candidate of issuer.keys) ready.push(await readIssuerKey(candidate));
    // A key set is one issuer's: a certificate of one key names the issuer of all.
    const named = new Set(ready.flatMap((one) => (one.ok && one.value.certified !== null ? [one.value.certified] : [])));
    const inherited = issuer.iss ?? (named.size === 1 ? ([...named][0] ?? null) : null);
    const revoked = readRevocations(issuer.crls);
    for (const one of ready) {
      if (!one.ok) {
        leftOut.push({ kid: one.error.kid, why: one.error.kind });
        continue;
      }
      const { kid, key, certified, announced } = one.value;
      const iss = inherited ?? certified;
      const known = keys.get(kid)?.issuers ?? [];
      const list = revoked.get(kid);
      const listIsCurrent = list !== undefined && (announced === undefined || isAtLeast(list.version, announced));
      keys.set(kid, { key, issuers: [...known, { iss, name: issuer.name, revoked: list?.rids ?? null, listIsCurrent }] });
    }
  }
  return { keys, leftOut };
}

/** A number that is none announces nothing that could be met. */
function isAtLeast(version: number | null, announced: unknown): boolean {
  return version !== null && typeof announced === 'number' && version >= announced;
}

export function issuersIn(value: unknown): readonly GivenIssuer[] | null {
  const snapshot = v.safeParse(snapshotSchema, value);
  if (snapshot.success) {
    return snapshot.output.issuerInfo.map(({ issuer, keys, crls }) => ({ iss: issuer.iss, name: issuer.name ?? null, keys, crls }));
  }
  const bare = v.safeParse(bareSchema, value);
  if (!bare.success) return null;
  const { iss, name, keys, crls } = bare.output;
  return [{ iss: iss ?? null, name: name ?? null, keys, crls }];
}

interface ReadyKey {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly certified: string | null;
  readonly announced: unknown;
}

/** `kid` must be the key's own thumbprint (RFC 7638), so that nobody else's key can stand under it. */
async function readIssuerKey(
  candidate: Readonly<Record<string, unknown>>,
): Promise<Result<ReadyKey, { readonly kind: LeftOut; readonly kid: string }>> {
  const kid = typeof candidate['kid'] === 'string' ? candidate['kid'] : '';
  if ('d' in candidate) return failed({ kind: 'private-key', kid });
  const read = v.safeParse(keySchema, candidate);
  if (!read.success) return failed({ kind: 'not-es256', kid });
  const { kty, crv, x, y, x5c, crlVersion: announced } = read.output;
  if ((await calculateJwkThumbprint({ kty, crv, x, y })) !== kid) return failed({ kind: 'thumbprint-wrong', kid });
  const key = await importPublicKey({ kty, crv, x, y, kid });
  if (key === null) return failed({ kind: 'not-on-the-curve', kid });
  if (x5c === undefined) return ok({ kid, key, certified: null, announced });
  const certificate = readIssuerCertificate(x5c[0] ?? '');
  if (certificate === null || certificate.x !== x || certificate.y !== y) {
    return failed({ kind: 'certificate-of-another-key', kid });
  }
  return ok({ kid, key, certified: certificate.iss, announced });
}

interface RevocationList {
  /** Its `ctr`; null where it has none. */
  readonly version: number | null;
  readonly rids: ReadonlyMap<string, number | null>;
}

/** By `kid`. A list that is not as specified is left out: "not checked" is then said, never "not revoked". */
function readRevocations(crls: readonly unknown[]): ReadonlyMap<string, RevocationList> {
  const lists = new Map<string, RevocationList>();
  for (const candidate of crls) {
    const read = v.safeParse(crlSchema, candidate);
    if (!read.success) continue;
    const rids = new Map<string, number | null>();
    for (const entry of read.output.rids) {
      const [rid = '', before] = entry.split('.');
      const earlier = rids.get(rid);
      const next = before === undefined || earlier === null ? null : Math.max(Number(before), earlier ?? 0);
      rids.set(rid, next);
    }
    const version = read.output.ctr ?? null;
    // Of two lists of one key the later one counts.
    if (isAtLeast(lists.get(read.output.kid)?.version ?? null, version)) continue;
    lists.set(read.output.kid, { version, rids });
  }
  return lists;
}

/** What a revocation list says of itself; null where it is none of this key. */
export function readListVersion(value: unknown, kid: string): number | null {
  const read = v.safeParse(crlSchema, value);
  return read.success && read.output.kid === kid ? (read.output.ctr ?? null) : null;
}
