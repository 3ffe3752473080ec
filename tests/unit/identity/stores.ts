/** Both databases that a register may stand in, for tests that must hold in either. */
import { afterAll } from 'vitest';
import { Client } from 'pg';
import { openPostgresRegister, type PostgresOptions } from '../../../main/identity/register/postgres.ts';
import { notRun, postgresFolder, startPostgres, type PostgresServer } from './postgres-server.ts';
import { fileStore, type Store } from './site-fixture.ts';

export interface PostgresStore extends Store {
  readonly options: PostgresOptions;
  ask(sql: string): Promise<readonly unknown[]>;
}

export async function postgresStore(server: PostgresServer): Promise<PostgresStore> {
  const options = await server.createDatabase();
  return {
    name: 'in PostgreSQL',
    options,
    open: () => openPostgresRegister(options),
    ask: (sql) => askServer(options, sql),
    remove: async () => undefined,
  };
}

/** What an administrator asks, past the register. */
export async function askServer({ host, port, database, user }: PostgresOptions, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ host, port, database, user });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** One server a test file; null where there is none. */
const server: PostgresServer | null = postgresFolder === null ? null : await startPostgres(postgresFolder);
afterAll(() => server?.stop());

export function runningServer(): PostgresServer {
  if (server === null) throw new Error(`PostgreSQL: ${notRun.join()}`);
  return server;
}

const inFile = { name: 'in a file', open: async (): Promise<Store> => fileStore() };
const inPostgres = { name: 'in PostgreSQL', open: (): Promise<Store> => postgresStore(runningServer()) };
export const stores = server === null ? [inFile] : [inFile, inPostgres];
