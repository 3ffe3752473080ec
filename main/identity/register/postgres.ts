/**
 * The register in PostgreSQL, for several kiosks: the tables of the register in a file, behind the same port.
 * Times of tries are the database's own: kiosks whose clocks differ share one count of seconds.
 *
 * Nobody connects before somebody is asked for; a lost connection is replaced by the next question. What the server
 * says of a failure stays here, for it may quote a row.
 */
import { DatabaseError, Pool, types, type PoolClient } from 'pg';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Register, RegisterAnswer, RegisterFault } from './register.ts';
import { postgresMigrations } from './schema.ts';
import { ask, registerOver, type Asking, type Question, type Work } from './sql-register.ts';

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

  return registerOver({
    async transaction(work) {
      const ready = await prepare();
      return ready.ok ? inTransaction(pool, work) : ready;
    },
    lock: { waits: 'FOR UPDATE', skips: 'FOR UPDATE SKIP LOCKED' },
    now: ({ at }) => (options.time === 'kiosk' ? at : databaseTime),
    close: () => (closed ??= pool.end()),
  });
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
      // Durable even where the server was set up for speed.
      await client.query('BEGIN; SET LOCAL synchronous_commit = on');
      const value = await workOut(client, work);
      await client.query('COMMIT');
      client.release();
      return ok(value);
    } catch (error) {
      client?.release(true);
      if (turn >= retries || !isCollision(error)) return failed(faultOf(error));
    }
  }
}

async function workOut<Value>(client: PoolClient, work: Work<Value>): Promise<Value> {
  const answer = async ({ sql, values }: Question) => {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(sql, [...values]);
    return { rows, changed: rowCount ?? 0 };
  };
  const asking = work();
  let step = asking.next();
  while (step.done !== true) step = asking.next(await answer(step.value));
  return step.value;
}

/** Kiosks that start at once take turns; one that is up to date changes nothing and needs no right to. */
function* migrate(): Asking<void> {
  yield* ask('SELECT pg_advisory_xact_lock($1)', migrationLock);
  const [there] = (yield* ask(`SELECT to_regclass('register_version') IS NOT NULL AS there`)).rows;
  const isThere = v.parse(v.object({ there: v.boolean() }), there).there;
  const version = isThere ? v.parse(versionRow, (yield* ask('SELECT version FROM register_version')).rows[0]).version : 0;
  if (version > postgresMigrations.length) throw new Newer();
  if (version === postgresMigrations.length) return;
  for (const migration of postgresMigrations.slice(version)) {
    for (const statement of migration.split(';').filter((text) => text.trim() !== '')) yield* ask(statement);
  }
  if (!isThere) yield* ask('CREATE TABLE register_version (version BIGINT NOT NULL)');
  yield* ask('DELETE FROM register_version');
  yield* ask('INSERT INTO register_version (version) VALUES ($1)', postgresMigrations.length);
}

const versionRow = v.object({ version: v.number() });

const databaseTime: Question = { sql: 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at', values: [] };

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
