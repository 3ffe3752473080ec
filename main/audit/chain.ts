/**
 * One line of the audit trail and how it is tied to the one before.
 *
 *     hash = SHA-256 of the line as canonical JSON (RFC 8785), which names the hash and the seal of the line before
 *     seal = HMAC-SHA-256 of the hash, with a key that is not in the database
 *
 * So the newest seal answers for every line before it, and one pass over the hashes checks them all.
 * All are lower-case hexadecimal.
 *
 * A seal rather than a signature: the key has to be on the kiosk either way, and a seal costs a fifth of an Ed25519 signature.
 * Its price is that whoever can check it could also forge it, so against them only a head that was noted elsewhere speaks.
 */
import { createHmac, hash } from 'node:crypto';
import type { AuditEventName } from './catalogue.ts';

/** Where the chain stands: what the next line must name. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly seal: string;
}

export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64), seal: '0'.repeat(64) };

export interface TrailLine {
  /** 1, 2, 3... without a gap. */
  readonly seq: number;
  /** Whole milliseconds since 1970 on the kiosk's clock, which may be wrong or go back. */
  readonly t: number;
  /** Whole milliseconds of the clock that never goes back within one `boot`. */
  readonly monotonic: number;
  /** A random id of this run of the kiosk. */
  readonly boot: string;
  readonly event: AuditEventName;
  /** The event's fields as canonical JSON. */
  readonly body: string;
}

/**
 * RFC 8785 for what an event can hold: strings, whole numbers, booleans and flat objects of these.
 * For these JSON.stringify already writes what the RFC asks; only the order of the names is ours to keep.
 */
export function canonicalJson(fields: Readonly<Record<string, string | number | boolean>>): string {
  const parts = Object.keys(fields)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(fields[name])}`);
  return `{${parts.join(',')}}`;
}

/** The hash of a line that follows `before`. The names below stand in the order that RFC 8785 sorts them into. */
export function lineHash(line: TrailLine, before: Pick<Head, 'hash' | 'seal'>): string {
  return hash(
    'sha256',
    `{"body":${line.body},"boot":${JSON.stringify(line.boot)},"event":${JSON.stringify(line.event)}` +
      `,"monotonic":${line.monotonic},"prev":"${before.hash}","prevSeal":"${before.seal}"` +
      `,"seq":${line.seq},"t":${line.t}}`,
    'hex',
  );
}

export function seal(key: Uint8Array, lineOrAnchor: string): string {
  return createHmac('sha256', key).update(lineOrAnchor).digest('hex');
}
