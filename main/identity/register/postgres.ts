/**
 * The register in PostgreSQL, for several kiosks: the tables of the register in a file, behind the same port.
 * A try locks its rows, is decided, and is on the database's disk before the kiosk hears that it may judge; so the
 * count holds whatever the kiosks, the network and the server do in between. Times of tries are the database's own:
 * kiosks whose clocks differ share one count of seconds.
 *
 * Nobody connects before somebody is asked for; a lost connection is replaced by the next question. What the server
 * says of a failure stays here, for it may quote a row.
 */
import { DatabaseError, Pool, types, type PoolClient } from 'pg';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Register, RegisterAnswer, RegisterFault } from './register.ts';
import { ownedCardColumns, readBudgets, readCards, readOwnedCard, readPerson, readStaff, readTries } from './rows.ts';
import { postgresMigrations } from './schema.ts';
import { budgetsOf, costOf, forgettable, nextTry } from './tries.ts';

export interface PostgresOptions {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Null where the server asks for none (a Unix socket). */
  readonly password: string | null;
  /** The certificate is checked against `host` and these authorities (PEM), or the machine's own where null. False: no TLS. */
  readonly tls: false | { readonly ca: string | null };
  /** Whose clock dates a try; the database's where nothing is said. */
  readonly time?: 'database' | 'kiosk';
}

/** A visit asks one thing at a time; the second is for the check of the kiosk itself. */
const connections = 2;
const connectWithin = 5_000;
const answerWithin = 5_000;
/** A kiosk that stops in the middle of a try holds the others up no longer than this. */
const lockWithin = 4_000;
const retries = 3;
/** Any number, as long as all versions of this software share it. */
const migrationLock = 4_110_226;

type Ask = (sql: string, ...values: readonly unknown[]) => Promise<{ readonly rows: readonly unknown[]; readonly changed: number }>;
type Work<Value> = (ask: Ask) => Promise<Value>;

class Newer extends Error {}

/** Nothing is asked of the database yet, so that a kiosk starts before its network does. */
export function openPostgresRegister(options: PostgresOptions): Register {
  const pool = poolOf(options);
  let prepared = false;
  let closed: Promise<void> | null = null;

  /** Once, and again where it failed; what was prepared stays so. */
  async function prepare(): Promise<Result<void, RegisterFault>> {
    if (prepared) return ok(undefined);
    const done = await inTransaction(pool, migrate);
    prepared = done.ok;
    return done;
  }

  async function answer<Value>(work: Work<Value>): RegisterAnswer<Value> {
    const ready = await prepare();
    return ready.ok ? inTransaction(pool, work) : ready;
  }

  const one = <Value>(read: (row: unknown) => Value, sql: string, value: string): RegisterAnswer<Value | null> =>
    answer(async (ask) => {
      const [row] = (await ask(sql, value)).rows;
      return row === undefined ? null : read(row);
    });
  const change = (sql: string, ...values: readonly unknown[]): RegisterAnswer<boolean> =>
    answer(async (ask) => (await ask(sql, ...values)).changed > 0);

  return {
    beginTry: (asked) =>
      answer(async (ask) => {
        // Rows that are not there cannot be locked: they are made first, and every kiosk takes them in one order.
        const [guard] = (
          await ask(
            `INSERT INTO tries (guard, wrong, last_at) VALUES ($1, 0, 0) ON CONFLICT (guard) DO UPDATE SET guard = excluded.guard
             RETURNING wrong, last_at`,
            asked.guard,
          )
        ).rows;
        const budgets = await ask(
          `INSERT INTO budgets (name, empty_at) SELECT name, 0 FROM unnest($1::text[]) WITH ORDINALITY AS asked (name, place) ORDER BY place
           ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING name, empty_at`,
          budgetsOf(asked).map(({ name }) => name),
        );
        const request = options.time === 'kiosk' ? asked : { ...asked, at: await databaseTime(ask) };
        const before = readTries(guard);
        const { decision, tries, emptyAt } = nextTry({ tries: before.wrong === 0 ? null : before, emptyAt: readBudgets(budgets.rows) }, request);
        if (tries !== null) await ask('UPDATE tries SET wrong = $2, last_at = $3 WHERE guard = $1', asked.guard, tries.wrong, tries.lastAt);
        else if (before.wrong === 0) await ask('DELETE FROM tries WHERE guard = $1', asked.guard);
        if (emptyAt.size > 0) {
          await ask(
            `UPDATE budgets SET empty_at = asked.empty_at FROM unnest($1::text[], $2::bigint[]) AS asked (name, empty_at)
             WHERE budgets.name = asked.name`,
            [...emptyAt.keys()],
            [...emptyAt.values()],
          );
        }
        const old = forgettable(request.at);
        await ask(
          `DELETE FROM tries WHERE guard IN
             (SELECT guard FROM tries WHERE last_at >= $1 AND last_at < $2 LIMIT 100 FOR UPDATE SKIP LOCKED)`,
          old.from,
          old.before,
        );
        return decision;
      }),

    endTry: (request) =>
      answer(async (ask) => {
        await ask('DELETE FROM tries WHERE guard = $1', request.guard);
        const budgets = budgetsOf(request);
        const names = budgets.map(({ name }) => name);
        await ask('SELECT name FROM budgets WHERE name = ANY ($1::text[]) ORDER BY name COLLATE "C" FOR UPDATE', names);
        await ask(
          `UPDATE budgets SET empty_at = budgets.empty_at - asked.cost FROM unnest($1::text[], $2::bigint[]) AS asked (name, cost)
           WHERE budgets.name = asked.name`,
          names,
          budgets.map(({ rate }) => costOf(rate)),
        );
      }),

    forgetTries: (guards) =>
      answer(async (ask) => {
        await ask('DELETE FROM tries WHERE guard = ANY ($1::text[])', guards);
      }),

    personByCard: (cardId) =>
      one(readOwnedCard, `SELECT ${ownedCardColumns} FROM cards JOIN people ON people.id = cards.person_id WHERE cards.id = $1`, cardId),
    personByNhsNumber: (index) => one(readPerson, 'SELECT * FROM people WHERE nhs_number_index = $1', index),
    staffByBadge: (badgeId) => one(readStaff, 'SELECT * FROM staff WHERE badge_id = $1', badgeId),
    staffByAlias: (alias) => one(readStaff, 'SELECT * FROM staff WHERE alias = $1', alias),
    cardsOf: (personId) =>
      answer(async (ask) =>
        readCards((await ask('SELECT * FROM cards WHERE person_id = $1 ORDER BY issued_at DESC, id', personId)).rows),
      ),

    addPerson: (added) =>
      change(
        `INSERT INTO people (id, nhs_number_index, nhs_number_sealed, birth_date_index, initials, year_of_birth, pin_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (nhs_number_index) DO NOTHING`,
        added.id,
        added.nhsNumberIndex,
        added.nhsNumberSealed,
        added.birthDateIndex,
        added.initials,
        added.yearOfBirth,
        added.pinHash,
      ),

    setPersonPin: (personId, pinHash) => change('UPDATE people SET pin_hash = $2 WHERE id = $1', personId, pinHash),

    addCard: (added) =>
      answer(async (ask) => {
        // Two desks that issue at once take turns.
        await ask('SELECT id FROM people WHERE id = $1 FOR UPDATE', added.personId);
        await ask(`UPDATE cards SET state = 'replaced' WHERE person_id = $1 AND state <> 'replaced'`, added.personId);
        await ask(
          `INSERT INTO cards (id, person_id, state, issued_at, expires_at) VALUES ($1, $2, 'issued', $3, $4)`,
          added.id,
          added.personId,
          added.issuedAt,
          added.expiresAt,
        );
      }),

    setCardState: (cardId, from, to) => change('UPDATE cards SET state = $3 WHERE id = $1 AND state = $2', cardId, from, to),

    addStaff: (added) =>
      change(
        `INSERT INTO staff (alias, badge_id, name, role, state, expires_at, pin_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
        added.alias,
        added.badgeId,
        added.name,
        added.role,
        added.state,
        added.expiresAt,
        added.pinHash,
      ),

    changeStaff: (alias, { badgeId, state, expiresAt, pinHash }) =>
      change(
        `UPDATE staff SET badge_id = coalesce($2, badge_id), state = coalesce($3, state),
           expires_at = coalesce($4, expires_at), pin_hash = coalesce($5, pin_hash)
         WHERE alias = $1`,
        alias,
        badgeId ?? null,
        state ?? null,
        expiresAt ?? null,
        pinHash ?? null,
      ),

    close: () => (closed ??= pool.end()),
  };
}

function poolOf({ host, port, database, user, password, tls }: PostgresOptions): Pool {
  const pool = new Pool({
    host,
    port,
    database,
    user,
    // A function, so that neither the environment nor a file in the home folder is asked instead.
    password: () => password ?? '',
    ssl: tls === false ? false : { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(tls.ca === null ? {} : { ca: tls.ca }) },
    application_name: 'alongside',
    max: connections,
    connectionTimeoutMillis: connectWithin,
    keepAlive: true,
    // The server gives up first; the kiosk does where the server is gone.
    statement_timeout: answerWithin,
    lock_timeout: lockWithin,
    idle_in_transaction_session_timeout: lockWithin,
    query_timeout: answerWithin + 1_000,
    types: { getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)) },
    // An idle kiosk holds no connection up, and the program may end.
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: true,
  });
  // A connection that breaks between two questions is no news: the next question fails, or opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Only true after the commit was answered. A connection on which anything failed is thrown away. */
async function inTransaction<Value>(pool: Pool, work: Work<Value>): RegisterAnswer<Value> {
  for (let turn = 0; ; turn += 1) {
    let client: PoolClient | null = null;
    try {
      client = await pool.connect();
      const asking = client;
      const ask: Ask = async (sql, ...values) => {
        const { rows, rowCount } = await asking.query<Record<string, unknown>>(sql, [...values]);
        return { rows, changed: rowCount ?? 0 };
      };
      // Durable even where the server was set up for speed.
      await client.query('BEGIN; SET LOCAL synchronous_commit = on');
      const value = await work(ask);
      await ask('COMMIT');
      client.release();
      return ok(value);
    } catch (error) {
      client?.release(true);
      if (turn >= retries || !isCollision(error)) return failed(faultOf(error));
    }
  }
}

/** Kiosks that start at once take turns; one that is up to date changes nothing and needs no right to. */
async function migrate(ask: Ask): Promise<void> {
  await ask('SELECT pg_advisory_xact_lock($1)', migrationLock);
  const [there] = (await ask(`SELECT to_regclass('register_version') IS NOT NULL AS there`)).rows;
  const isThere = v.parse(v.object({ there: v.boolean() }), there).there;
  const version = isThere ? v.parse(versionRow, (await ask('SELECT version FROM register_version')).rows[0]).version : 0;
  if (version > postgresMigrations.length) throw new Newer();
  if (version === postgresMigrations.length) return;
  for (const migration of postgresMigrations.slice(version)) {
    for (const statement of migration.split(';').filter((text) => text.trim() !== '')) await ask(statement);
  }
  if (!isThere) await ask('CREATE TABLE register_version (version BIGINT NOT NULL)');
  await ask('DELETE FROM register_version');
  await ask('INSERT INTO register_version (version) VALUES ($1)', postgresMigrations.length);
}

const versionRow = v.object({ version: v.number() });
const timeRow = v.object({ at: v.number() });

/** After the rows are locked: who waited for them is dated when the wait was over. */
async function databaseTime(ask: Ask): Promise<number> {
  const [row] = (await ask('SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at')).rows;
  return v.parse(timeRow, row).at;
}

/** 40001 serialization_failure, 40P01 deadlock_detected: nothing happened, and it may be asked again. */
function isCollision(error: unknown): boolean {
  return error instanceof DatabaseError && ['40001', '40P01'].includes(error.code ?? '');
}

/** SQLSTATE: PostgreSQL, appendix A. */
const refused = ['28000', '28P01', '3D000', '42501'];
const damaged = ['XX001', 'XX002', '42P01', '42703'];

function faultOf(error: unknown): RegisterFault {
  if (error instanceof Newer) return { kind: 'register-newer' };
  if (v.isValiError(error)) return { kind: 'register-damaged' };
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof DatabaseError) {
    if (refused.includes(code)) return { kind: 'register-refused' };
    return { kind: damaged.includes(code) ? 'register-damaged' : 'register-unavailable' };
  }
  // Node's names for certificates that do not fit: `DEPTH_ZERO_SELF_SIGNED_CERT`, `ERR_TLS_CERT_ALTNAME_INVALID`.
  return { kind: /CERT|UNABLE_TO_VERIFY/.test(code) ? 'register-refused' : 'register-unavailable' };
}
