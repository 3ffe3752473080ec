/**
 * The register in one file, through `node:sqlite`: write-ahead log, every commit synced to the disk.
 * A failure of SQLite is a value; what it said stays here, for it may quote a row.
 */
import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Register, RegisterAnswer, RegisterFault } from './register.ts';
import { ownedCardColumns, readBudgets, readCards, readOwnedCard, readPerson, readStaff, readTries } from './rows.ts';
import { registerMigrations } from './schema.ts';
import { budgetsOf, costOf, forgettable, nextTry } from './tries.ts';

/** Creates the file, readable by its owner only, and brings its tables up to this version. */
export function openSqliteRegister(path: string): Result<Register, RegisterFault> {
  return attempt(() => {
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
    try {
      const fault = prepare(database);
      if (fault === null) return ok(registerOver(database));
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
  const version = v.parse(v.object({ user_version: v.number() }), database.prepare('PRAGMA user_version').get());
  if (version.user_version > registerMigrations.length) return { kind: 'register-newer' };
  const check = v.parse(v.object({ quick_check: v.string() }), database.prepare('PRAGMA quick_check(1)').get());
  if (check.quick_check !== 'ok') return { kind: 'register-damaged' };
  if (version.user_version < registerMigrations.length) {
    inTransaction(database, () => {
      // Read again: another program may have brought the tables up while this one waited.
      const now = v.parse(v.object({ user_version: v.number() }), database.prepare('PRAGMA user_version').get());
      for (const migration of registerMigrations.slice(now.user_version)) database.exec(migration);
      database.exec(`PRAGMA user_version = ${registerMigrations.length}`);
    });
  }
  return null;
}

function registerOver(database: DatabaseSync): Register {
  const row = (sql: string, ...values: SQLInputValue[]): unknown => database.prepare(sql).get(...values);
  const rows = (sql: string, ...values: SQLInputValue[]): readonly unknown[] => database.prepare(sql).all(...values);
  const change = (sql: string, ...values: SQLInputValue[]) => Number(database.prepare(sql).run(...values).changes) > 0;
  const answer = async <Value>(work: () => Value): RegisterAnswer<Value> =>
    attempt(() => ok(inTransaction(database, work)));
  const one = <Value>(read: (found: unknown) => Value, sql: string, ...values: SQLInputValue[]): RegisterAnswer<Value | null> =>
    answer(() => {
      const found = row(sql, ...values);
      return found === undefined ? null : read(found);
    });
  const forget = (guard: string) => change('DELETE FROM tries WHERE guard = ?', guard);

  return {
    beginTry: (request) =>
      answer(() => {
        const { guard, at } = request;
        const found = row('SELECT wrong, last_at FROM tries WHERE guard = ?', guard);
        const budgets = budgetsOf(request).flatMap(({ name }) => rows('SELECT name, empty_at FROM budgets WHERE name = ?', name));
        const counted = nextTry({ tries: found === undefined ? null : readTries(found), emptyAt: readBudgets(budgets) }, request);
        if (counted.tries !== null) {
          change(
            `INSERT INTO tries (guard, wrong, last_at) VALUES (?, ?, ?)
             ON CONFLICT (guard) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at`,
            guard,
            counted.tries.wrong,
            counted.tries.lastAt,
          );
        }
        for (const [name, emptyAt] of counted.emptyAt) {
          change('INSERT INTO budgets (name, empty_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET empty_at = excluded.empty_at', name, emptyAt);
        }
        const { from, before } = forgettable(at);
        change('DELETE FROM tries WHERE last_at >= ? AND last_at < ?', from, before);
        return counted.decision;
      }),

    endTry: (request) =>
      answer(() => {
        forget(request.guard);
        for (const { name, rate } of budgetsOf(request)) {
          change('UPDATE budgets SET empty_at = empty_at - ? WHERE name = ?', costOf(rate), name);
        }
      }),

    forgetTries: (guards) =>
      answer(() => {
        for (const guard of guards) forget(guard);
      }),

    personByCard: (cardId) =>
      one(readOwnedCard, `SELECT ${ownedCardColumns} FROM cards JOIN people ON people.id = cards.person_id WHERE cards.id = ?`, cardId),
    personByNhsNumber: (index) => one(readPerson, 'SELECT * FROM people WHERE nhs_number_index = ?', index),
    staffByBadge: (badgeId) => one(readStaff, 'SELECT * FROM staff WHERE badge_id = ?', badgeId),
    staffByAlias: (alias) => one(readStaff, 'SELECT * FROM staff WHERE alias = ?', alias),
    cardsOf: (personId) => answer(() => readCards(rows('SELECT * FROM cards WHERE person_id = ? ORDER BY issued_at DESC, id', personId))),

    addPerson: (added) =>
      answer(() =>
        change(
          `INSERT INTO people
             (id, nhs_number_index, nhs_number_sealed, birth_date_index, initials, year_of_birth, pin_hash)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (nhs_number_index) DO NOTHING`,
          added.id,
          added.nhsNumberIndex,
          added.nhsNumberSealed,
          added.birthDateIndex,
          added.initials,
          added.yearOfBirth,
          added.pinHash,
        ),
      ),

    setPersonPin: (personId, pinHash) =>
      answer(() => change('UPDATE people SET pin_hash = ? WHERE id = ?', pinHash, personId)),

    addCard: (added) =>
      answer(() => {
        change(`UPDATE cards SET state = 'replaced' WHERE person_id = ? AND state <> 'replaced'`, added.personId);
        change(
          `INSERT INTO cards (id, person_id, state, issued_at, expires_at) VALUES (?, ?, 'issued', ?, ?)`,
          added.id,
          added.personId,
          added.issuedAt,
          added.expiresAt,
        );
      }),

    setCardState: (cardId, from, to) =>
      answer(() => change('UPDATE cards SET state = ? WHERE id = ? AND state = ?', to, cardId, from)),

    addStaff: (added) =>
      answer(() =>
        change(
          `INSERT INTO staff (alias, badge_id, name, role, state, expires_at, pin_hash)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          added.alias,
          added.badgeId,
          added.name,
          added.role,
          added.state,
          added.expiresAt,
          added.pinHash,
        ),
      ),

    changeStaff: (alias, { badgeId, state, expiresAt, pinHash }) =>
      answer(() =>
        change(
          `UPDATE staff SET badge_id = coalesce(?, badge_id), state = coalesce(?, state),
             expires_at = coalesce(?, expires_at), pin_hash = coalesce(?, pin_hash)
           WHERE alias = ?`,
          badgeId ?? null,
          state ?? null,
          expiresAt ?? null,
          pinHash ?? null,
          alias,
        ),
      ),

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
