/**
 * The one database that must survive anything: the audit trail, and beside it the journal of prints.
 * WAL with full sync: a line that was acknowledged survives a kill and a power cut on a disk that keeps its word.
 */
import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '../../hardware/result.ts';

export type DatabaseFailure =
  /** Not a database, or one whose pages do not hold together. The file was not touched. */
  | { readonly kind: 'damaged' }
  /** Written by another version of this software. */
  | { readonly kind: 'unknown-version' }
  /** No such folder, no permission, no space, or another process holds it. */
  | { readonly kind: 'unavailable' };

/** "KAud": tells `file` and SQLite whose database this is. */
export const applicationId = 0x4b_41_75_64;
export const schemaVersion = 1;

// AUTOINCREMENT makes SQLite itself remember the highest number ever given: a second witness of the end of the trail.
const schema = `
  CREATE TABLE trail (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    t         INTEGER NOT NULL,
    monotonic INTEGER NOT NULL,
    boot      TEXT NOT NULL,
    event     TEXT NOT NULL,
    body      TEXT NOT NULL,
    prev      TEXT NOT NULL,
    hash      TEXT NOT NULL,
    seal      TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER trail_is_never_changed BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'append only'); END;
  CREATE TRIGGER trail_is_never_shortened BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'append only'); END;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;

/** Opens or creates. The caller closes it. Never deletes, replaces or repairs a file that is already there. */
export function openAuditDatabase(path: string): Result<DatabaseSync, DatabaseFailure> {
  if (startsAsSomethingElse(path)) return failed({ kind: 'damaged' });
  const logged = hasLog(path);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: 2000, enableForeignKeyConstraints: true });
    const fault = !logged && isCutShort(database, path) ? { kind: 'damaged' as const } : prepare(database);
    if (fault === null) return ok(database);
    database.close();
    return failed(fault);
  } catch (error) {
    database?.close();
    return failed({ kind: isDamage(error) ? 'damaged' : 'unavailable' });
  }
}

function prepare(database: DatabaseSync): DatabaseFailure | null {
  const version = pragma(database, 'user_version');
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  if (version !== 0 || tables !== 0) {
    if (pragma(database, 'application_id') !== applicationId || version !== schemaVersion) return { kind: 'unknown-version' };
    if (pragma(database, 'quick_check') !== 'ok') return { kind: 'damaged' };
  }
  // A log of at most about 1 MB, so that the reserve has room to write it back.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 250;');
  if (version === 0) {
    database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
  }
  return null;
}

export function pragma(database: DatabaseSync, name: string): unknown {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? undefined : Object.values(row)[0];
}

/** Whether pages may stand in the log that are not in the file yet. To be asked before the database is opened. */
export function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** SQLite takes what is missing of the last page for zeros, and its own check sees that only where a row stood there. */
export function isCutShort(database: DatabaseSync, path: string): boolean {
  const whole = Number(pragma(database, 'page_count')) * Number(pragma(database, 'page_size'));
  return (statSync(path, { throwIfNoEntry: false })?.size ?? whole) < whole;
}

/** SQLite treats a short or empty file as a new database; ours is never that once it was written. */
function startsAsSomethingElse(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const file = openSync(path, 'r');
    try {
      const start = new Uint8Array(16);
      const length = readSync(file, start, 0, 16, 0);
      return length > 0 && new TextDecoder().decode(start) !== 'SQLite format 3\0';
    } finally {
      closeSync(file);
    }
  } catch {
    // No permission: opening says so.
    return false;
  }
}

const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;
const sqliteFull = 13;

/** SQLite's result code of an error that `node:sqlite` threw, its low byte (primary code); null for other errors. */
function resultCode(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code & 0xff : null;
}

export function isDamage(error: unknown): boolean {
  const code = resultCode(error);
  return code === sqliteCorrupt || code === sqliteNotADatabase;
}

export function isDiskFull(error: unknown): boolean {
  return resultCode(error) === sqliteFull;
}

/** SQLite and the file system number their errors; anything else that is thrown is a bug. */
export function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** What stands beside the database and belongs to it. */
export const companions = { anchor: '.anchor', reserve: '.reserve' } as const;

/**
 * Puts a trail that cannot be used out of the way, whole, so that a new one can begin: renamed, never deleted.
 * `label` tells when, such as `2026-11-22T101500Z`. Returns the new path of the database.
 */
export function setAsideAuditDatabase(
  path: string,
  label: string,
  anchorPath: string = path + companions.anchor,
): Result<string, { readonly kind: 'unavailable' }> {
  const kept = `${path}.kept-${label}`;
  const keptAnchor = anchorPath === path + companions.anchor ? kept + companions.anchor : `${anchorPath}.kept-${label}`;
  try {
    if (!existsSync(path) || existsSync(kept)) return failed({ kind: 'unavailable' });
    // The log goes first: a database without its log is only shorter, a new database with an old log is nonsense.
    const moves = [[`${path}-wal`, `${kept}-wal`], [`${path}-shm`, `${kept}-shm`], [anchorPath, keptAnchor], [path, kept]] as const;
    for (const [from, to] of moves) {
      if (existsSync(from)) renameSync(from, to);
    }
    return ok(kept);
  } catch {
    return failed({ kind: 'unavailable' });
  }
}
