/**
 * The register in one file, through `node:sqlite`: write-ahead log, every commit synced to the disk.
 * A failure of SQLite is a value; what it said stays here, for it may quote a row.
 */
import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Register, RegisterFault } from './register.ts';
import { registerMigrations } from './schema.ts';
import { registerOver, type Answer, type Question, type SqlTables, type Work } from './sql-register.ts';

/** Creates the file, readable by its owner only, and brings its tables up to this version. */
export function openSqliteRegister(path: string): Result<Register, RegisterFault> {
  return attempt(() => {
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
    try {
      const fault = prepare(database);
      if (fault === null) return ok(registerOver(tablesIn(database)));
      database.close();
      return failed(fault);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function prepare(database: DatabaseSync): RegisterFault | null {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  const version = versionOf(database);
  if (version > registerMigrations.length) return { kind: 'register-newer' };
  const check = v.parse(v.object({ quick_check: v.string() }), database.prepare('PRAGMA quick_check(1)').get());
  if (check.quick_check !== 'ok') return { kind: 'register-damaged' };
  if (version < registerMigrations.length) {
    inTransaction(database, () => {
      // Read again: another program may have brought the tables up while this one waited.
      for (const migration of registerMigrations.slice(versionOf(database))) database.exec(migration);
      database.exec(`PRAGMA user_version = ${registerMigrations.length}`);
    });
  }
  return null;
}

function versionOf(database: DatabaseSync): number {
  return v.parse(v.object({ user_version: v.number() }), database.prepare('PRAGMA user_version').get()).user_version;
}

function tablesIn(database: DatabaseSync): SqlTables {
  const answer = ({ sql, values }: Question): Answer => {
    const statement = database.prepare(sql);
    const named = Object.fromEntries(values.map((value, place) => [`$${place + 1}`, value]));
    if (statement.columns().length > 0) return { rows: statement.all(named), changed: 0 };
    return { rows: [], changed: Number(statement.run(named).changes) };
  };
  const workOut = <Value>(work: Work<Value>): Value => {
    const asking = work();
    let step = asking.next();
    while (step.done !== true) step = asking.next(answer(step.value));
    return step.value;
  };
  return {
    transaction: async (work) => attempt(() => ok(inTransaction(database, () => workOut(work)))),
    // Nobody else reads or writes in between.
    lock: { waits: '', skips: '' },
    now: ({ at }) => at,
    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Takes the write lock at once, so that two programs never decide on the same count. */
function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function attempt<Value>(work: () => Result<Value, RegisterFault>): Result<Value, RegisterFault> {
  try {
    return work();
  } catch (error) {
    return failed(faultOf(error));
  }
}

/** SQLITE_CORRUPT 11, SQLITE_NOTADB 26 (sqlite.org/rescode.html); a row of the wrong shape is damage as well. */
function faultOf(error: unknown): RegisterFault {
  if (v.isValiError(error)) return { kind: 'register-damaged' };
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  if ('errcode' in error && typeof error.errcode === 'number' && [11, 26].includes(error.errcode & 0xff)) {
    return { kind: 'register-damaged' };
  }
  return { kind: 'register-unavailable' };
}
