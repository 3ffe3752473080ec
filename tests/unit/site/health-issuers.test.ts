/** Issuers that the site names, on a real https server: asked by the timer, never by a card. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../../../main/identity/network/guarded-fetch.ts';
import { verifyHealthCard } from '../../../main/identity/health-card/verify.ts';
import { openHealthIssuers, type HealthIssuers, type HealthIssuersParts } from '../../../main/site/health-issuers.ts';
import { readSite } from '../../../main/site/site.ts';
import example from '../../../main/site/example-site.json' with { type: 'json' };
import { at, claims, createIssuer, sign, type TestIssuer } from '../identity/health-card-fixture.ts';
import { startServer, type TestServer } from '../identity/test-server.ts';

let server: TestServer;
let folder: string;
let issuer: TestIssuer;
let iss: string;
/** By path: JSON, or a status. */
let pages: Record<string, unknown>;
let now: number;
let waits: { readonly ms: number; readonly call: () => void }[];
let issuers: HealthIssuers;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-issuers-'));
  issuer = await createIssuer();
  now = at;
  waits = [];
  server = await startServer(({ path }, response) => {
    const page = pages[path];
    if (page === undefined || typeof page === 'number') response.writeHead(page ?? 404).end('{}');
    else response.end(JSON.stringify(page));
  });
  iss = `https://${server.host}/clinic`;
  pages = { [jwks]: { keys: [{ ...issuer.jwk, crlVersion: 1 }] }, [crlOf(issuer)]: list(1, 'gone') };
});
afterEach(async () => {
  issuers?.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});

const jwks = '/clinic/.well-known/jwks.json';
const crlOf = ({ kid }: TestIssuer) => `/clinic/.well-known/crl/${kid}.json`;
const list = (ctr: number, ...rids: string[]) => ({ kid: issuer.kid, method: 'rid', ctr, rids });

async function open(shared: Partial<HealthIssuersParts['shared']> = {}, fetch = server.fetchWith()): Promise<HealthIssuers> {
  const clock = { now: () => now, monotonic: () => 0 };
  const timer = {
    monotonic: () => 0,
    after(ms: number, call: () => void) {
      const one = { ms, call };
      waits.push(one);
      return () => void (waits = waits.filter((other) => other !== one));
    },
  };
  const opened = await openHealthIssuers({ shared: { issuers: [{ iss, name: 'The clinic' }], issuersHours: 24, ...shared }, clock, timer, fetch });
  if (!opened.ok || opened.value === null) throw new Error('not opened');
  issuers = opened.value;
  return issuers;
}

const card = (rid?: string, by = issuer) => sign(by, claims({ iss }, rid === undefined ? {} : { rid }));
async function seen(jws: string): Promise<string> {
  const read = await verifyHealthCard(jws, { directory: issuers.directory, at });
  return read.ok ? `${read.value.issuerName} ${read.value.revocation}` : read.error.kind;
}
const paths = () => server.asked.map(({ path }) => path);

describe('an issuer that the site names', () => {
  it('is asked at the start and every so many hours, for its keys and the lists that they announce', async () => {
    await open();
    expect(await seen(await card()), 'nothing was asked yet, and a card asks nobody').toBe('key-unknown');
    expect(paths()).toEqual([]);
    expect(waits.map(({ ms }) => ms)).toEqual([0]);
    waits.pop()?.call();
    await expect.poll(() => waits.map(({ ms }) => ms)).toEqual([24 * 3_600_000]);
    expect(await seen(await card('here'))).toBe('The clinic checked');
    expect(await seen(await card('gone'))).toBe('revoked');
    expect(paths()).toEqual([jwks, crlOf(issuer)]);
    expect(server.asked[0]?.headers).not.toHaveProperty('cookie');
  });

  it('is asked for a list again when its key announces a later one, not before', async () => {
    await open();
    await issuers.refresh();
    await issuers.refresh();
    expect(paths()).toEqual([jwks, crlOf(issuer), jwks]);
    pages = { [jwks]: { keys: [{ ...issuer.jwk, crlVersion: 2 }] }, [crlOf(issuer)]: list(2, 'gone', 'later') };
    await issuers.refresh();
    expect(await seen(await card('later'))).toBe('revoked');
  });

  it.each([
    ['cannot be had', () => 500],
    ['is the one before', () => list(1, 'gone')],
    ['is older than the one before', () => list(0)],
    ['is of another key', () => ({ ...list(2), kid: 'other' })],
  ])('whose announced list %s: what was revoked stays so, and the rest is "not checked"', async (_, page) => {
    await open();
    await issuers.refresh();
    pages = { [jwks]: { keys: [{ ...issuer.jwk, crlVersion: 2 }] }, [crlOf(issuer)]: page() };
    await issuers.refresh();
    expect(await seen(await card('gone'))).toBe('revoked');
    expect(await seen(await card('here'))).toBe('The clinic not-checked');
  });

  it.each([['away', 503], ['talking nonsense', 'keys'], ['no longer a key set', { keys: 1 }]])('that is %s leaves what it last said, and staff hear since when', async (_, page) => {
    await open();
    expect(issuers.sources()).toEqual([{ name: server.host, at: null, failing: false }]);
    await issuers.refresh();
    pages = { [jwks]: page };
    now += 3_600_000;
    waits.pop()?.call();
    await expect.poll(() => waits.map(({ ms }) => ms), { message: 'sooner again' }).toEqual([900_000]);
    expect(await seen(await card('here'))).toBe('The clinic checked');
    expect(issuers.sources()).toEqual([{ name: server.host, at, failing: true }]);
  });

  it('that took a key back is believed over an old file', async () => {
    const path = join(folder, 'issuers.json');
    writeFileSync(path, JSON.stringify({ iss, name: 'Of the file', keys: [issuer.jwk] }));
    const other = await createIssuer();
    await open({ issuersPath: path });
    expect(await seen(await card())).toBe('Of the file not-checked');
    pages = { [jwks]: { keys: [other.jwk] } };
    await issuers.refresh();
    expect(await seen(await card())).toBe('key-unknown');
    expect(await seen(await card(undefined, other))).toBe('The clinic not-checked');
  });

  it('says nothing about cards of another issuer', async () => {
    pages = { [jwks]: { iss: 'https://other.example', issuerInfo: [{ issuer: { iss: 'https://other.example' }, keys: [issuer.jwk] }], keys: [issuer.jwk] } };
    await open();
    await issuers.refresh();
    expect(await seen(await sign(issuer, claims({ iss: 'https://other.example' })))).toBe('issuer-not-the-keys');
  });

  it('on a private address is not contacted', async () => {
    const { test: { ca, resolve } = {}, ...options } = server.options;
    await open({}, createGuardedFetch({ ...options, test: { ...(ca && { ca }), ...(resolve && { resolve }) } }));
    await issuers.refresh();
    expect([server.connections(), issuers.sources()[0]?.failing]).toEqual([0, true]);
  });

  it('is not asked any more when the kiosk closes', async () => {
    await open();
    issuers.stop();
    expect(waits).toEqual([]);
  });
});

describe('files of issuers', () => {
  it('may be many in a folder, and are read again; a broken one leaves what was there', async () => {
    const other = await createIssuer();
    const write = (name: string, value: unknown) => {
      writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
      utimesSync(join(folder, name), at / 1000, at / 1000 - 60);
    };
    write('one.json', { iss, name: 'One', keys: [issuer.jwk] });
    write('read me.txt', 'no directory');
    await open({ issuersPath: folder, issuers: [] });
    expect(waits.map(({ ms }) => ms)).toEqual([24 * 3_600_000]);
    expect(await seen(await card(undefined, other))).toBe('key-unknown');
    write('two.json', { iss, name: 'Two', keys: [other.jwk] });
    await issuers.refresh();
    expect([await seen(await card()), await seen(await card(undefined, other))]).toEqual(['One not-checked', 'Two not-checked']);
    write('two.json', '{');
    await issuers.refresh();
    expect(await seen(await card(undefined, other))).toBe('Two not-checked');
    expect(issuers.sources()).toMatchObject([{ at: at - 60_000, failing: true }]);
    expect(server.asked).toEqual([]);
  });
});

it('is named in the site file by an https address alone', () => {
  const faults = (shared: unknown) => {
    const read = readSite({ ...example, shared });
    return read.ok ? [] : read.error.kind === 'site-not-valid' ? read.error.faults.map(({ setting }) => setting) : ['?'];
  };
  expect(faults({ issuers: [{ iss: 'https://cards.example.org/a', name: 'A' }], issuersHours: 6 })).toEqual([]);
  for (const wrong of ['http://cards.example.org', 'https://cards.example.org/', 'https://a:b@cards.example.org', 'https://cards.example.org?a', 'cards']) {
    expect(faults({ issuers: [{ iss: wrong }] }), wrong).toEqual(['shared.issuers.0.iss']);
  }
  expect(faults({ issuers: [{ iss: 'https://a.example' }, { iss: 'https://a.example' }] })).toEqual(['shared.issuers']);
  expect(faults({ issuersHours: 0 })).toEqual(['shared.issuersHours']);
});
