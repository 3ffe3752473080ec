/** The register that a site names: a file of its own, or a PostgreSQL database that several kiosks share. */
import { readFile } from 'node:fs/promises';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { openPostgresRegister } from '../identity/register/postgres.ts';
import type { Register, RegisterFault } from '../identity/register/register.ts';
import { openSqliteRegister } from '../identity/register/sqlite.ts';
import type { Site } from './site.ts';

export type OpenRegisterFault = RegisterFault | { readonly kind: 'key-not-readable'; readonly path: string };

/** A database is not asked for anything yet: the kiosk starts before its network does. */
export async function openRegister(settings: Site['register']): Promise<Result<Register, OpenRegisterFault>> {
  if ('path' in settings) return openSqliteRegister(settings.path);
  const { host, port, database, user, passwordPath, tls } = settings.postgres;
  const password = await textOf(passwordPath);
  if (!password.ok) return password;
  const ca = tls === false ? ok(null) : await textOf(tls.caPath);
  if (!ca.ok) return ca;
  return ok(openPostgresRegister({ host, port, database, user, password: password.value?.trimEnd() ?? null, tls: tls === false ? false : { ca: ca.value } }));
}

async function textOf(path: string | undefined): Promise<Result<string | null, OpenRegisterFault>> {
  if (path === undefined) return ok(null);
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null || text.trim() === '' ? failed({ kind: 'key-not-readable', path }) : ok(text);
}
