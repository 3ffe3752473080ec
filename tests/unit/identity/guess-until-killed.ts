/** A kiosk that guesses as fast as it can, and says how many tries are left whenever it may judge one. */
import * as v from 'valibot';
import { openPostgresRegister, type PostgresOptions } from '../../../main/identity/register/postgres.ts';
import { openSqliteRegister } from '../../../main/identity/register/sqlite.ts';
import type { TryRequest } from '../../../main/identity/register/tries.ts';

const [where = '', asked = ''] = process.argv.slice(2);
const place = JSON.parse(where) as string | PostgresOptions;
const opened = typeof place === 'string' ? openSqliteRegister(place) : { ok: true as const, value: openPostgresRegister(place) };
const request = v.parse(v.looseObject({ at: v.number() }), JSON.parse(asked)) as unknown as TryRequest;

while (opened.ok) {
  const decision = await opened.value.beginTry(request);
  if (decision.ok && decision.value.kind === 'judge') process.stdout.write(`${decision.value.triesLeft}\n`);
}
