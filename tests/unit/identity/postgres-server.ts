/** Debian's own PostgreSQL, in a temporary folder, as a user that is not root, on this machine alone. */
import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresOptions } from '../../../main/identity/register/postgres.ts';

export const password = 'made-up password';

export interface PostgresServer {
  readonly port: number;
  /** PEM of the authority that signed for `localhost`. */
  readonly ca: string;
  /** A new database, over the Unix socket, its tries dated by the kiosk's clock. */
  createDatabase(): Promise<PostgresOptions>;
  /** As a power cut does: nothing is written that was not written. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** The folder of the newest server that is installed; null where there is none. */
export const postgresFolder: string | null = newestOf('/usr/lib/postgresql');
/** Why tests did not run; empty where they do. */
export const notRun: readonly string[] = postgresFolder === null ? ['it is not on this machine (sudo apt-get install postgresql)'] : [];

function newestOf(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const versions = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'bin', 'initdb')));
  const newest = versions.toSorted((one, other) => Number(other) - Number(one))[0];
  return newest === undefined ? null : join(folder, newest, 'bin');
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(user?.[2]), gid: Number(user?.[3]) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'register-pg-'));
  const as = unprivileged();
  const own = (path: string) => (as === null ? undefined : chownSync(path, as.uid, as.gid));
  own(folder);
  const at = (name: string) => join(folder, name);
  const program = (name: string, ...args: readonly string[]) => run(name, [...args], { ...as, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } });

  writeFileSync(at('password'), password);
  await program('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', at('key.pem'), '-out', at('ca.pem'), '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost');
  await program(join(bin, 'initdb'), '-D', at('data'), '-U', 'alongside', '--encoding=UTF8', '--locale=C', '--no-sync', '--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${at('password')}`);
  const port = await freePort();
  const settings = {
    listen_addresses: 'localhost',
    port: String(port),
    unix_socket_directories: folder,
    max_connections: '130',
    shared_buffers: '16MB',
    ssl: 'on',
    ssl_cert_file: at('ca.pem'),
    ssl_key_file: at('key.pem'),
    // A site may have set its server up for speed; a try is durable all the same.
    synchronous_commit: 'off',
  };
  writeFileSync(at('data/postgresql.auto.conf'), Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`).join(''));
  own(at('data/postgresql.auto.conf'));

  const control = (...args: readonly string[]) => program(join(bin, 'pg_ctl'), '-D', at('data'), '-w', '-s', '-t', '60', ...args);
  let count = 0;
  await control('-l', at('log'), 'start');
  return {
    port,
    ca: readFileSync(at('ca.pem'), 'utf8'),
    async createDatabase() {
      count += 1;
      const database = `register_${count}`;
      await program(join(bin, 'createdb'), '-h', folder, '-p', String(port), '-U', 'alongside', database);
      return { host: folder, port, database, user: 'alongside', password: null, tls: false, time: 'kiosk' };
    },
    crash: async () => void (await control('-m', 'immediate', 'stop')),
    start: async () => void (await control('-l', at('log'), 'start')),
    async stop() {
      if (existsSync(at('data/postmaster.pid'))) await control('-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true });
    },
  };
}
