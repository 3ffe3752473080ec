/** The audit trail: an append returns `ok` only when the line is on the disk. */
import { createHmac } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { Clock } from '../clock.ts';
import type { AuditPort } from '../session/ports.ts';
import { admit } from './admit.ts';
import { openAnchor, readAnchor, type AnchorFile } from './anchor.ts';
import type { AuditEvent } from './catalogue.ts';
import { emptyHead, lineHash, seal, type Head } from './chain.ts';
import { companions, isDamage, isDiskFull, isOfTheDisk, openAuditDatabase, type DatabaseFailure } from './database.ts';
import { giveReserveBack, keepReserve, reserveBytes } from './reserve.ts';

export interface TrailOptions {
  readonly path: string;
  /** Where the head is anchored, best on another disk. Default: beside the database. */
  readonly anchorPath?: string;
  /** At least 32 random bytes, kept outside the folder of the database. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  /** A random id of this run, from [0-9A-Z]. */
  readonly boot: string;
  readonly reserve?: number;
}

export type TrailFailure =
  | DatabaseFailure
  /** The database ends before, or elsewhere than, the head that was anchored: lines were taken away. */
  | { readonly kind: 'shortened' }
  /** The key is not the one that sealed this trail, or somebody else sealed its end. */
  | { readonly kind: 'other-key' }
  /** There are lines and nothing anchors their end. */
  | { readonly kind: 'anchor-missing' };

export interface AuditTrail extends AuditPort {
  /**
   * Durable when it returns `ok`; never half a line.
   * `beside` writes in the same transaction (the journal of prints): both are there, or neither.
   */
  append(event: AuditEvent, beside?: () => void): Result<void, { readonly kind: 'audit-unavailable' }>;
  /** The same person gives the same pseudonym on this kiosk; nobody without the key can go back. */
  pseudonym(registerId: string): string;
  /** The end of the chain, for the daily report: noted elsewhere, it proves that nothing before it was changed. */
  head(): Result<Pick<Head, 'seq' | 'hash'>, { readonly kind: 'audit-unavailable' }>;
  readonly database: DatabaseSync;
  close(): void;
}

/** A trail that is damaged, shortened or sealed by another key is left as it is: see `setAsideAuditDatabase`. */
export function openAuditTrail(options: TrailOptions): Result<AuditTrail, TrailFailure> {
  const opened = openAuditDatabase(options.path);
  if (!opened.ok) return opened;
  const database = opened.value;
  const anchorPath = options.anchorPath ?? options.path + companions.anchor;
  try {
    const fault = faultAtHead(database, anchorPath, options.key);
    if (fault === null) return ok(trailOver(database, openAnchor(anchorPath, options.key), options));
    database.close();
    return failed(fault);
  } catch (error) {
    database.close();
    return failed({ kind: isDamage(error) ? 'damaged' : 'unavailable' });
  }
}

const columns = 'seq, t, monotonic, boot, event, body, prev, hash, seal';

function trailOver(database: DatabaseSync, anchor: AnchorFile, options: TrailOptions): AuditTrail {
  const { clock, key, boot } = options;
  const readHead = database.prepare('SELECT seq, hash, seal FROM trail ORDER BY seq DESC LIMIT 1');
  const insert = database.prepare(`INSERT INTO trail (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const reservePath = options.path + companions.reserve;
  const bytes = options.reserve ?? reserveBytes;
  let reserved = keepReserve(reservePath, bytes);

  const write = (event: AuditEvent, body: string, beside: (() => void) | undefined): void => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const before = headOf(readHead.get());
      const line = {
        seq: before.seq + 1,
        t: Math.round(clock.now()),
        monotonic: Math.round(clock.monotonic()),
        boot,
        event: event.event,
        body,
      };
      const hash = lineHash(line, before);
      insert.run(line.seq, line.t, line.monotonic, boot, line.event, body, before.hash, hash, seal(key, hash));
      beside?.();
      database.exec('COMMIT');
      anchor.write({ seq: line.seq, hash });
    } finally {
      // After some errors SQLite has already rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
    }
  };

  /** With the reserve's room the log can be written back, which often frees more. */
  const makeRoom = () => {
    giveReserveBack(reservePath);
    writeLogBack(database);
    reserved = false;
  };

  return {
    database,
    append(event, beside) {
      const body = admit(event);
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        if (event.event === 'session-started') reserved ||= keepReserve(reservePath, bytes);
        // What room there is serves to end what has begun: nobody is taken in on it.
        if (event.event === 'session-started' && !reserved) break;
        try {
          write(event, body, beside);
          // While room is short the log may not grow.
          if (!reserved) writeLogBack(database);
          return ok(undefined);
        } catch (error) {
          if (!isOfTheDisk(error)) throw error;
          if (!isDiskFull(error)) break;
          makeRoom();
        }
      }
      return failed({ kind: 'audit-unavailable' });
    },
    pseudonym(registerId) {
      return `p-${createHmac('sha256', key).update(`person ${registerId}`).digest('hex').slice(0, 24)}`;
    },
    head() {
      try {
        const { seq, hash } = headOf(readHead.get());
        return ok({ seq, hash });
      } catch {
        return failed({ kind: 'audit-unavailable' });
      }
    },
    close() {
      anchor.close();
      database.close();
    },
  };
}

function writeLogBack(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // No room for that either.
  }
}

function headOf(row: Readonly<Record<string, unknown>> | undefined): Head {
  if (row === undefined) return emptyHead;
  return { seq: Number(row['seq']), hash: String(row['hash']), seal: String(row['seal']) };
}

/** A quick look at the end of the chain; `verifyTrail` looks at all of it. */
function faultAtHead(database: DatabaseSync, anchorPath: string, key: Uint8Array): TrailFailure | null {
  const head = headOf(database.prepare('SELECT seq, hash, seal FROM trail ORDER BY seq DESC LIMIT 1').get());
  if (head.seq > 0 && seal(key, head.hash) !== head.seal) return { kind: 'other-key' };
  const anchored = readAnchor(anchorPath, key);
  if (anchored === 'forged') return { kind: 'other-key' };
  // A kill before the first anchor leaves one line.
  if (anchored === null) return head.seq > 1 ? { kind: 'anchor-missing' } : null;
  // A kill between the two writes leaves the anchor behind, never ahead.
  const there = database.prepare('SELECT hash FROM trail WHERE seq = ?').get(anchored.seq);
  return there?.['hash'] === anchored.hash ? null : { kind: 'shortened' };
}
