/**
 * The register in one file, through `node:sqlite`: write-ahead log, every commit synced to the disk.
 * A failure of SQLite is a value; what it said stays here, for it may quote a row.
 */
import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { registerMigrations } from './register-schema.ts';
import type { Register, RegisterAnswer, RegisterFault, RegisteredStaff } from './register.ts';
import { nextTry } from './tries.ts';

const person = v.pipe(
  v.object({
    id: v.string(),
    nhs_number_index: v.string(),
    nhs_number_sealed: v.instance(Uint8Array),
    birth_date_index: v.string(),
    initials: v.string(),
    year_of_birth: v.string(),
    pin_hash: v.string(),
  }),
  v.transform((row) => ({
    id: row.id,
    nhsNumberIndex: row.nhs_number_index,
    nhsNumberSealed: row.nhs_number_sealed,
    birthDateIndex: row.birth_date_index,
    initials: row.initials,
    yearOfBirth: row.year_of_birth,
    pinHash: row.pin_hash,
  })),
);

const card = v.pipe(
  v.object({
    id: v.string(),
    person_id: v.string(),
    state: v.picklist(['issued', 'blocked', 'replaced']),
    issued_at: v.number(),
    expires_at: v.number(),
  }),
  v.transform((row) => ({
    id: row.id,
    personId: row.person_id,
    state: row.state,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
  })),
);

const staff = v.pipe(
  v.object({
    alias: v.string(),
    badge_id: v.string(),
    name: v.string(),
    role: v.picklist(['helper', 'service']),
    state: v.picklist(['active', 'stopped']),
    expires_at: v.number(),
    pin_hash: v.string(),
  }),
  v.transform((row) => ({
    alias: row.alias,
    badgeId: row.badge_id,
    name: row.name,
    role: row.role,
    state: row.state,
    expiresAt: row.expires_at,
    pinHash: row.pin_hash,
  })),
);

const tries = v.pipe(
  v.object({ wrong: v.number(), last_at: v.number() }),
  v.transform((row) => ({ wrong: row.wrong, lastAt: row.last_at })),
);

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
  const row = (sql: string, ...values: SQLInputValue[]) => database.prepare(sql).get(...values);
  const change = (sql: string, ...values: SQLInputValue[]) => Number(database.prepare(sql).run(...values).changes) > 0;
  const answer = async <Value>(work: () => Value): RegisterAnswer<Value> =>
    attempt(() => ok(inTransaction(database, work)));

  return {
    beginTry: (guard, at, limits) =>
      answer(() => {
        const before = row('SELECT wrong, last_at FROM tries WHERE guard = ?', guard);
        const decision = nextTry(before === undefined ? null : v.parse(tries, before), at, limits);
        if (decision.kind === 'judge') {
          change(
            `INSERT INTO tries (guard, wrong, last_at) VALUES (?, ?, ?)
             ON CONFLICT (guard) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at`,
            guard,
            decision.counted.wrong,
            decision.counted.lastAt,
          );
        }
        return decision;
      }),

    forgetTries: (guards) =>
      answer(() => {
        for (const guard of guards) change('DELETE FROM tries WHERE guard = ?', guard);
      }),

    personByCard: (cardId) =>
      answer(() => {
        const cardRow = row('SELECT * FROM cards WHERE id = ?', cardId);
        if (cardRow === undefined) return null;
        const found = v.parse(card, cardRow);
        return { card: found, person: v.parse(person, row('SELECT * FROM people WHERE id = ?', found.personId)) };
      }),

    personByNhsNumber: (index) =>
      answer(() => {
        const found = row('SELECT * FROM people WHERE nhs_number_index = ?', index);
        return found === undefined ? null : v.parse(person, found);
      }),

    staffByBadge: (badgeId) => answer(() => staffOrNobody(row('SELECT * FROM staff WHERE badge_id = ?', badgeId))),
    staffByAlias: (alias) => answer(() => staffOrNobody(row('SELECT * FROM staff WHERE alias = ?', alias))),

    cardsOf: (personId) =>
      answer(() =>
        v.parse(
          v.array(card),
          database.prepare('SELECT * FROM cards WHERE person_id = ? ORDER BY issued_at DESC, id').all(personId),
        ),
      ),

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

    changeStaff: (alias, changes) =>
      answer(() => {
        const found = staffOrNobody(row('SELECT * FROM staff WHERE alias = ?', alias));
        if (found === null) return false;
        const next: RegisteredStaff = { ...found, ...changes };
        return change(
          'UPDATE staff SET badge_id = ?, state = ?, expires_at = ?, pin_hash = ? WHERE alias = ?',
          next.badgeId,
          next.state,
          next.expiresAt,
          next.pinHash,
          alias,
        );
      }),

    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}

function staffOrNobody(found: unknown): RegisteredStaff | null {
  return found === undefined ? null : v.parse(staff, found);
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
