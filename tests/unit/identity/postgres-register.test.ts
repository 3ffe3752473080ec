/** What only a register that kiosks share over a network can do wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIdentity } from '../../../main/identity/prove.ts';
import { openPostgresRegister, type PostgresOptions } from '../../../main/identity/register/postgres.ts';
import { postgresMigrations } from '../../../main/identity/register/schema.ts';
import { usualLimits, type TryLimits, type TryRequest } from '../../../main/identity/register/tries.ts';
import type { ProofFailure } from '../../../main/identity/credential.ts';
import { openRegister } from '../../../main/site/open-register.ts';
import { notRun, password, postgresFolder, type PostgresServer } from './postgres-server.ts';
import { audience, noon, openTestSite, scanOf, valueOf } from './site-fixture.ts';
import { postgresStore, runningServer, type PostgresStore } from './stores.ts';

const ann = { nhsNumber: '9434765919', birthDate: '1948-08-06', initials: 'A K', pin: '839206' };
const atOnce: TryLimits = { most: 5, delays: [], kiosk: [], register: [] };
const tryOf = (change: Partial<TryRequest> = {}): TryRequest => ({ guard: 'a', kiosk: 'kiosk-1', at: noon, limits: atOnce, ...change });
const unavailable = { ok: false, error: { kind: 'register-unavailable' } };
const refused = { ok: false, error: { kind: 'register-refused' } };

it.each(notRun)('NOT RUN in PostgreSQL: %s', () => expect(postgresFolder).toBeNull());

describe.skipIf(postgresFolder === null)('a register that kiosks share', () => {
  let running: PostgresServer;
  let store: PostgresStore;
  beforeEach(async () => {
    running = runningServer();
    store = await postgresStore(running);
  });

  /** Kiosks with connections of their own, guessing one person's PIN until each was refused `rounds` times. */
  async function storm(kiosks: number, during: () => Promise<unknown> = async () => undefined) {
    const site = await openTestSite(store, atOnce);
    valueOf(await site.office.enrol(ann));
    const opened = Array.from({ length: kiosks }, () => store.open());
    await Promise.all(opened.map((register) => register.staffByBadge('')));
    const identities = opened.map((register, place) =>
      createIdentity({ register, secrets: site.secrets, keys: [], audience, kiosk: `kiosk-${place}`, clock: site.clock, limits: atOnce }),
    );
    const guesses = Promise.all(
      identities.map((identity, place) =>
        identity.prove({ credential: { kind: 'nhs-number', nhsNumber: ann.nhsNumber }, birthDate: ann.birthDate, pin: String(100_000 + place) }),
      ),
    );
    await during();
    const answers = (await guesses).flatMap((answer) => (answer.ok ? [] : [answer.error]));
    const afterwards = await site.identity.prove({ credential: { kind: 'nhs-number', nhsNumber: ann.nhsNumber }, birthDate: ann.birthDate, pin: ann.pin });
    for (const register of opened) await register.close();
    await site.remove();
    return { answers, afterwards };
  }
  const left = (answers: readonly ProofFailure[]) => answers.flatMap((one) => (one.kind === 'not-matched' ? [one.triesLeft] : [])).toSorted();

  it('lets 50 kiosks that guess at once have five guesses, and no sixth', async () => {
    const { answers, afterwards } = await storm(50);
    // The fifth guess is judged as well: wrong, it says `locked` at once, as the 45 that were never judged do.
    expect(left(answers)).toEqual([1, 2, 3, 4]);
    expect(answers.filter(({ kind }) => kind === 'locked')).toHaveLength(46);
    expect(afterwards).toEqual({ ok: false, error: { kind: 'locked' } });
    expect(await store.ask('SELECT wrong FROM tries')).toEqual([{ wrong: '5' }]);
  });

  it('opens one visit for a card that 50 kiosks are shown at once with its right PIN', async () => {
    const site = await openTestSite(store);
    valueOf(await site.office.enrol(ann));
    const seen = await site.identity.recognise(scanOf(valueOf(await site.office.issueVisitCard(ann.nhsNumber, 1)).text));
    if (seen.type !== 'credential') throw new Error('the card was not recognised');
    const { credential } = seen;
    const opened = Array.from({ length: 50 }, () => store.open());
    const answers = await Promise.all(
      opened.map((register, place) =>
        createIdentity({ register, secrets: site.secrets, keys: [site.publicJwk], audience, kiosk: `kiosk-${place}`, clock: site.clock, limits: { ...atOnce, most: 100 } }).prove({ credential, pin: ann.pin, birthDate: null }),
      ),
    );
    expect(answers.filter(({ ok: proved }) => proved)).toHaveLength(1);
    expect(new Set(answers.map((one) => (one.ok ? 'opened' : one.error.kind === 'not-matched' && one.error.card)))).toEqual(new Set(['opened', 'used']));
    await Promise.all(opened.map((register) => register.close()));
    await site.remove();
  });

  it('judges no guess twice and none too many while connections are cut', async () => {
    const cut = () => store.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND random() < 0.5`);
    const { answers, afterwards } = await storm(50, async () => {
      for (let turn = 0; turn < 4; turn += 1) await cut();
    });
    const judged = left(answers);
    expect(new Set(judged).size).toBe(judged.length);
    expect(answers).toHaveLength(50);
    expect(answers.every(({ kind }) => ['not-matched', 'locked', 'unavailable'].includes(kind))).toBe(true);
    const [row] = await store.ask('SELECT wrong::int AS wrong FROM tries');
    // No row: every connection was cut before a guess was counted, so none was judged.
    const { wrong } = (row ?? { wrong: 0 }) as { wrong: number };
    expect(wrong).toBeLessThanOrEqual(5);
    // Who heard a number was counted, also where many others heard nothing.
    expect(wrong).toBeGreaterThanOrEqual(judged.length);
    expect(afterwards.ok).toBe(wrong < 5);
  });

  it('lets no kiosk wait for another that waits for it, however visits begin and end', async () => {
    const kiosks = Array.from({ length: 20 }, () => store.open());
    const visits = kiosks.map(async (register, place) => {
      const request = tryOf({ guard: `guard ${place % 7}`, kiosk: `kiosk-${19 - place}`, limits: { ...usualLimits, most: 1000, delays: [] } });
      const answers = [];
      for (let visit = 0; visit < 3; visit += 1) answers.push(await register.beginTry(request), await register.endTry(request));
      return answers.filter(({ ok: answered }) => !answered);
    });
    expect((await Promise.all(visits)).flat()).toEqual([]);
    await Promise.all(kiosks.map((register) => register.close()));
  });

  it('counts nothing for a kiosk that is cut off before it was told that it may judge', async () => {
    const register = store.open();
    valueOf(await register.beginTry(tryOf()));
    const holder = new Client({ ...store.options, password: '' });
    await holder.connect();
    await holder.query(`BEGIN; SELECT * FROM tries FOR UPDATE`);
    const asked = register.beginTry(tryOf());
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => store.ask(waiting), { timeout: 3000 }).toHaveLength(1);
    await store.ask(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS kiosk`);
    expect(await asked).toEqual(unavailable);
    await holder.end();
    expect(valueOf(await register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 3 });
    await register.close();
  });

  it('keeps every count through a crash of the server, and takes people in when it is back', async () => {
    const register = store.open();
    for (let turn = 0; turn < 3; turn += 1) valueOf(await register.beginTry(tryOf()));
    await running.crash();
    expect(await register.beginTry(tryOf())).toEqual(unavailable);
    await running.start();
    expect(valueOf(await register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 1 });
    await register.close();
  });

  it('waits for no kiosk that stopped in the middle of a try', async () => {
    const register = store.open();
    valueOf(await register.beginTry(tryOf()));
    const stopped = new Client({ ...store.options, password: '' });
    stopped.on('error', () => undefined);
    await stopped.connect();
    await stopped.query(`BEGIN; SELECT * FROM tries FOR UPDATE`);
    const from = process.hrtime.bigint();
    expect(await register.beginTry(tryOf())).toEqual(unavailable);
    expect(Number(process.hrtime.bigint() - from) / 1e9).toBeLessThan(8);
    expect(valueOf(await register.staffByBadge(''))).toBeNull();
    await stopped.end();
    expect(valueOf(await register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 3 });
    await register.close();
  });

  it('dates tries by its own clock, so that kiosks whose clocks differ wait alike', async () => {
    const register = openPostgresRegister({ ...store.options, time: 'database' });
    const next = async (at: number) => valueOf(await register.beginTry(tryOf({ at, limits: { ...atOnce, delays: [0, 60] } })));
    await next(0);
    await next(1e15);
    expect(await next(2e15)).toMatchObject({ kind: 'wait' });
    expect(await next(0)).toMatchObject({ kind: 'wait' });
    await register.close();
  });

  it('of a later version is left alone', async () => {
    const register = store.open();
    valueOf(await register.staffByBadge(''));
    await store.ask(`UPDATE register_version SET version = ${postgresMigrations.length + 1}`);
    const next = store.open();
    expect(await next.staffByBadge('')).toEqual({ ok: false, error: { kind: 'register-newer' } });
    await Promise.all([register.close(), next.close()]);
  });

  it('of the first version is brought up, with what it holds', async () => {
    for (const statement of (postgresMigrations[0] ?? '').split(';')) await store.ask(statement);
    await store.ask(`CREATE TABLE register_version (version BIGINT NOT NULL)`);
    await store.ask(`INSERT INTO register_version VALUES (1)`);
    await store.ask(`INSERT INTO tries VALUES ('a', 4, ${noon})`);
    await store.ask(`INSERT INTO people VALUES ('p', 'n', '', 'b', 'A K', '1948', 'h')`);
    await store.ask(`INSERT INTO cards VALUES ('c', 'p', 'blocked', 1, 2)`);
    const register = store.open();
    expect(valueOf(await register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 0 });
    expect(valueOf(await register.cardsOf('p'))).toEqual([{ id: 'c', personId: 'p', visits: 'many', state: 'blocked', issuedAt: 1, expiresAt: 2 }]);
    expect(await store.ask('SELECT version::int AS version FROM register_version')).toEqual([{ version: postgresMigrations.length }]);
    await register.close();
  });

  describe('over the network', () => {
    const overTls = (change: Partial<PostgresOptions> = {}): PostgresOptions => ({ ...store.options, host: 'localhost', password, tls: { ca: running.ca }, ...change });
    async function ask(options: PostgresOptions) {
      const register = openPostgresRegister(options);
      const answer = await register.staffByBadge('');
      await register.close();
      return answer;
    }

    it('is reached with a certificate that the site trusts', async () => {
      expect(await ask(overTls())).toEqual({ ok: true, value: null });
    });

    it.each([
      ['a certificate that nobody vouches for', { tls: { ca: null } }],
      ['a certificate of another name', { host: '127.0.0.1' }],
      ['a wrong password', { password: 'wrong' }],
      ['a database that is not there', { database: 'no_such_register' }],
      ['a user who is nobody', { user: 'nobody' }],
    ])('is refused for %s, and nothing more is said', async (_, change) => {
      expect(await ask(overTls(change))).toEqual(refused);
    });

    it('is opened by one setting of the site', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'register-setting-'));
      const file = (name: string, text: string) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      };
      const { port, database, user } = store.options;
      const settings = (passwordPath: string) => ({
        pepperPath: '',
        postgres: { host: 'localhost', port, database, user, passwordPath, tls: { caPath: file('ca.pem', running.ca) } },
      });
      const opened = valueOf(await openRegister(settings(file('password', `${password}\n`))));
      expect(valueOf(await opened.staffByBadge(''))).toBeNull();
      await opened.close();
      const nothing = file('empty', '\n');
      expect(await openRegister(settings(nothing))).toEqual({ ok: false, error: { kind: 'key-not-readable', path: nothing } });
      expect(await openRegister(settings(join(folder, 'no')))).toMatchObject({ ok: false, error: { kind: 'key-not-readable' } });
      rmSync(folder, { recursive: true });
    });

    it('needs no right to make tables once they are there', async () => {
      const maker = store.open();
      valueOf(await maker.staffByBadge(''));
      await maker.close();
      const role = `kiosk_${store.options.database}`;
      await store.ask(`CREATE ROLE ${role} LOGIN PASSWORD 'another made-up password'`);
      await store.ask(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
      const register = openPostgresRegister(overTls({ user: role, password: 'another made-up password' }));
      expect(valueOf(await register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 4 });
      valueOf(await register.endTry(tryOf()));
      await register.close();
    });

    it('is not used without encryption where the site asks for it', async () => {
      await store.ask(`ALTER SYSTEM SET ssl = off`);
      await store.ask(`SELECT pg_reload_conf()`);
      try {
        await expect.poll(() => ask(overTls()), { timeout: 5000 }).toEqual(unavailable);
      } finally {
        await store.ask(`ALTER SYSTEM SET ssl = on`);
        await store.ask(`SELECT pg_reload_conf()`);
      }
    });

    it('that is not there is unavailable', async () => {
      expect(await ask(overTls({ port: 1 }))).toEqual(unavailable);
      expect(await ask(overTls({ host: 'no-such-host.invalid' }))).toEqual(unavailable);
    });
  });
});
