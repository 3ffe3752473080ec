import type { ServerResponse } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { createHealthLinks, type HealthLinkOptions } from '../../../main/identity/health-link/open-link.ts';
import type { HealthLink } from '../../../main/identity/health-link/payload.ts';
import type { IssuerDirectory } from '../../../main/identity/health-card/issuer-directory.ts';
import { at, claims, createIssuer, directoryOf, sign, type TestIssuer } from './health-card-fixture.ts';
import { bundle, encrypt, linkTo } from './health-link-fixture.ts';
import { startServer, type Asked, type TestServer } from './test-server.ts';

let server: TestServer;
afterEach(() => server?.close());

let issuer: TestIssuer;
let directory: IssuerDirectory;
beforeAll(async () => {
  issuer = await createIssuer();
  directory = await directoryOf(issuer);
});

type Answer = (asked: Asked, response: ServerResponse) => void;
const recipient = 'Health kiosk, Central Library, Leeds';
const json = (response: ServerResponse, value: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const never = new AbortController().signal;

/** Opens a link to a server that answers so; the files of what came are named by the ids of their bundles. */
async function open(answer: Answer, { link = {}, passcode = null, options = {} }: { link?: Partial<HealthLink>; passcode?: string | null; options?: Partial<HealthLinkOptions> } = {}) {
  server = await startServer(answer);
  const links = createHealthLinks({ fetch: server.fetchWith(), recipient, healthIssuers: directory, clock: { now: () => at, monotonic: () => 0 }, timer: systemTimer, ...options });
  const opened = await links.open({ link: linkTo(`https://${server.host}/m/abc`, link), passcode }, never);
  if (!opened.ok) return opened.error;
  const { bundles, ...rest } = opened.value;
  return { ...rest, ids: bundles.map((bytes) => JSON.parse(Buffer.from(bytes).toString()).id) };
}

const file = async (id: string, more: object = {}) => ({ contentType: 'application/fhir+json', embedded: await encrypt(bundle(id)), ...more });
const found = (...ids: readonly string[]) => ({ ids, statements: [], leftOut: 0, mayChange: false });

describe('a link with a manifest', () => {
  it('is asked for once, by a kiosk that says where it stands', async () => {
    const files = [await file('one')];
    expect(await open((_, response) => json(response, { files }))).toEqual(found('one'));
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/m/abc' });
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ recipient, embeddedLengthMax: 1_000_000 });
  });

  it('gives several files, inside it and elsewhere, of any length of name', async () => {
    const embedded = await file('inside', { contentType: 'Application/FHIR+JSON; fhirVersion=4.0.1', status: 'finalized' });
    const elsewhere = await encrypt(bundle('elsewhere'), { zip: 'DEF', cty: undefined });
    const opened = await open(({ path }, response) => {
      if (path === '/m/abc') json(response, { files: [embedded, { contentType: 'application/fhir+json', location: `https://${server.host}/f/1`, status: 'can-change' }], list: { resourceType: 'List' } });
      else response.end(elsewhere);
    });
    expect(opened).toEqual({ ...found('inside', 'elsewhere'), mayChange: true });
    expect(server.asked[1]).toMatchObject({ method: 'GET', path: '/f/1', body: '' });
  });

  it('leaves out, and counts, what a kiosk does not show', async () => {
    const files = [
      await file('one'),
      await file('old', { status: 'no-longer-valid' }),
      await file('token', { contentType: 'application/smart-api-access' }),
      await file('scan', { contentType: 'application/pdf' }),
      { contentType: 'application/fhir+json', embedded: 'not encrypted' },
      { contentType: 'application/fhir+json' },
      'not a file',
    ];
    expect(await open((_, response) => json(response, { files }))).toEqual({ ...found('one'), leftOut: 6 });
  });

  it.each([
    ['nothing-to-show', async () => ({ files: [] })],
    ['nothing-to-show', async () => ({ files: [await file('token', { contentType: 'application/smart-api-access' })] })],
    ['gone', async () => ({ files: [await file('old', { status: 'no-longer-valid' })] })],
    ['not-understood', async () => ({ files: [{ contentType: 'application/fhir+json', embedded: 'a.b.c' }] })],
    ['not-understood', async () => ({ files: 5 })],
    ['not-understood', async () => []],
    ['not-understood', async () => '{"files":[]}'],
    ['too-large', async () => ({ files: Array.from({ length: 21 }, () => ({})) })],
  ])('of no use is said to be so: %s', async (kind, manifest) => {
    const value = await manifest();
    expect(await open((_, response) => json(response, value))).toEqual({ kind });
  });

  it.each([
    [404, {}, { kind: 'gone' }],
    [410, {}, { kind: 'gone' }],
    [429, { 'retry-after': '120' }, { kind: 'busy', retryAfterSeconds: 120 }],
    [429, { 'retry-after': new Date(at + 90_000).toUTCString() }, { kind: 'busy', retryAfterSeconds: 90 }],
    [429, { 'retry-after': new Date(at - 90_000).toUTCString() }, { kind: 'busy', retryAfterSeconds: 0 }],
    [429, { 'retry-after': '9999999999' }, { kind: 'busy', retryAfterSeconds: 86_400 }],
    [429, { 'retry-after': 'soon' }, { kind: 'busy', retryAfterSeconds: null }],
    [429, {}, { kind: 'busy', retryAfterSeconds: null }],
    [500, {}, { kind: 'unreachable' }],
    [503, {}, { kind: 'unreachable' }],
    [400, {}, { kind: 'not-understood' }],
    [204, {}, { kind: 'not-understood' }],
    [302, { location: 'https://elsewhere.test/' }, { kind: 'not-allowed' }],
  ])('answers %i %j', async (status, headers, failure) => {
    expect(await open((_, response) => response.writeHead(status, headers).end())).toEqual(failure);
    expect(server.asked).toHaveLength(1);
  });

  it('is not asked for once its day is over, and is where nobody knows the day', async () => {
    const files = [await file('one')];
    const answer: Answer = (_, response) => json(response, { files });
    expect(await open(answer, { link: { expires: at / 1000 } })).toEqual({ kind: 'expired' });
    expect(server.asked).toHaveLength(0);
    expect(await open(answer, { link: { expires: 1000 }, options: { clock: { now: () => 0, monotonic: () => 0 } } })).toEqual(found('one'));
  });
});

describe('a passcode', () => {
  it('goes to the server and nowhere else, and the tries that are left are the server’s', async () => {
    const files = [await file('one')];
    let left = 3;
    const answer: Answer = ({ body }, response) => {
      if (JSON.parse(body).passcode === 'right') json(response, { files });
      else json(response, { remainingAttempts: (left -= 1) }, 401);
    };
    const guess = (passcode: string | null) => open(answer, { link: { needsPasscode: true }, passcode });
    expect(await guess('wrong')).toEqual({ kind: 'passcode-wrong', remainingAttempts: 2 });
    expect(await guess('right')).toEqual(found('one'));
    expect(await guess('wrong')).toEqual({ kind: 'passcode-wrong', remainingAttempts: 1 });
    expect(await guess('')).toEqual({ kind: 'passcode-wrong', remainingAttempts: 0 });
    expect(await guess(null)).toEqual({ kind: 'passcode-needed' });
    expect(server.asked).toHaveLength(0);
  });

  it.each([{}, { remainingAttempts: -1 }, { remainingAttempts: 1.5 }, { remainingAttempts: '3' }, [], null])('of which the server says %j has an unknown number of tries left', async (said) => {
    expect(await open((_, response) => json(response, said, 401), { link: { needsPasscode: true }, passcode: 'x' })).toEqual({ kind: 'passcode-wrong', remainingAttempts: null });
  });

  it('that a link does not ask for is never sent, whatever was typed', async () => {
    const files = [await file('one')];
    expect(await open((_, response) => json(response, { files }), { passcode: 'secret' })).toEqual(found('one'));
    expect(server.asked[0]?.body).not.toContain('secret');
    expect(await open((_, response) => json(response, {}, 401))).toEqual({ kind: 'passcode-needed' });
  });
});

describe('passcodes of many links', () => {
  it('are sent at a pace, and links without one are not held up', async () => {
    let now = 0;
    const asked: string[] = [];
    const fetch: HealthLinkOptions['fetch'] = async ({ body }) => {
      asked.push(body ?? '');
      return { ok: true, value: { status: 401, retryAfter: null, body: new TextEncoder().encode('{"remainingAttempts":9}') } };
    };
    const links = createHealthLinks({ fetch, recipient, clock: { now: () => at, monotonic: () => 0 }, timer: { monotonic: () => now, after: () => () => undefined } });
    const guess = async (number: number, needsPasscode = true) => {
      const opened = await links.open({ link: linkTo(`https://shl.example.org/${number}`, { needsPasscode }), passcode: needsPasscode ? String(number) : null }, never);
      return opened.ok ? opened.value : opened.error;
    };
    for (let number = 0; number < 20; number += 1) {
      expect(await guess(number)).toEqual({ kind: 'passcode-wrong', remainingAttempts: 9 });
      now += 1000;
    }
    expect(await guess(20)).toEqual({ kind: 'busy', retryAfterSeconds: 580 });
    expect(asked).toHaveLength(20);
    expect(await guess(21, false)).toEqual({ kind: 'passcode-needed' });
    now += 580_000;
    expect(await guess(22)).toEqual({ kind: 'passcode-wrong', remainingAttempts: 9 });
  });
});

describe('a file that lies elsewhere', () => {
  const at1 = (path: string) => ({ contentType: 'application/fhir+json', location: `https://${server.host}${path}` });

  it('and may be taken once is asked for anew with a new manifest', async () => {
    const jwe = await encrypt(bundle('one'));
    let manifests = 0;
    const opened = await open(({ path }, response) => {
      if (path === '/m/abc') json(response, { files: [at1(`/f/${(manifests += 1)}`)] });
      else if (path === '/f/2') response.end(jwe);
      else response.writeHead(403).end();
    });
    expect(opened).toEqual(found('one'));
    expect(server.asked.map(({ path }) => path)).toEqual(['/m/abc', '/f/1', '/m/abc', '/f/2']);
  });

  it('and never comes is not asked for without end', async () => {
    expect(await open(({ path }, response) => (path === '/m/abc' ? json(response, { files: [at1('/f')] }) : response.writeHead(404).end()))).toEqual({ kind: 'unreachable' });
    expect(server.asked).toHaveLength(4);
  });

  it('is not taken later than an hour after its manifest', async () => {
    let hours = 0;
    const timer = { ...systemTimer, monotonic: () => (hours += 1) * 60 * 60 * 1000 };
    expect(await open((_, response) => json(response, { files: [at1('/f')] }), { options: { timer } })).toEqual({ kind: 'unreachable' });
    expect(server.asked.map(({ path }) => path)).toEqual(['/m/abc', '/m/abc']);
  });

  it.each(['https://elsewhere.test/f', 'http://links.test/f', 'https://127.0.0.1/f', 'file:///etc/passwd', ''])('at %s is not taken', async (location) => {
    expect(await open((_, response) => json(response, { files: [{ contentType: 'application/fhir+json', location }] }))).toEqual({ kind: 'not-allowed' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('a link to one file', () => {
  it('is fetched by GET with the name of the kiosk', async () => {
    const jwe = await encrypt(bundle('one'), { cty: undefined });
    expect(await open((_, response) => response.end(`${jwe}\n`), { link: { direct: true } })).toEqual(found('one'));
    expect(server.asked[0]).toMatchObject({ method: 'GET', body: '' });
    expect(new URL(server.asked[0]?.path ?? '', 'https://links.test').searchParams.get('recipient')).toBe(recipient);
  });

  it('of another key, or of none, is not understood', async () => {
    const other = await encrypt(bundle('one'), {}, 'A'.repeat(43));
    expect(await open((_, response) => response.end(other), { link: { direct: true } })).toEqual({ kind: 'not-understood' });
    expect(await open((_, response) => json(response, bundle('plain')), { link: { direct: true } })).toEqual({ kind: 'not-understood' });
    expect(await open((_, response) => response.writeHead(404).end(), { link: { direct: true } })).toEqual({ kind: 'gone' });
  });
});

describe('health cards inside', () => {
  const cards = async (...jws: readonly string[]) => ({ contentType: 'application/smart-health-card', embedded: await encrypt({ verifiableCredential: jws }, { cty: 'application/smart-health-card' }) });

  it('are shown where an issuer of the directory signed them, and counted where not', async () => {
    const right = await sign(issuer, claims());
    const forged = await sign(await createIssuer(), claims());
    const files = [await file('one'), await cards(right, forged)];
    const answer: Answer = (_, response) => json(response, { files });
    expect(await open(answer)).toMatchObject({ ids: ['one'], statements: [{ issuer: 'Example clinic' }], leftOut: 1 });
    const { healthIssuers: _, ...without } = { healthIssuers: directory, recipient };
    server = await startServer(answer);
    const links = createHealthLinks({ ...without, fetch: server.fetchWith(), clock: { now: () => at, monotonic: () => 0 }, timer: systemTimer });
    expect(await links.open({ link: linkTo(`https://${server.host}/`), passcode: null }, never)).toMatchObject({ value: { statements: [], leftOut: 1 } });
  });

  it('alone are enough', async () => {
    const files = [await cards(await sign(issuer, claims()))];
    expect(await open((_, response) => json(response, { files }))).toMatchObject({ ids: [], statements: [{ issuer: 'Example clinic' }] });
  });
});

describe('whoever waits', () => {
  it('may leave', async () => {
    server = await startServer(() => undefined);
    const links = createHealthLinks({ fetch: server.fetchWith(), recipient, clock: { now: () => at, monotonic: () => 0 }, timer: systemTimer });
    const left = new AbortController();
    const opening = links.open({ link: linkTo(`https://${server.host}/`), passcode: null }, left.signal);
    setTimeout(() => left.abort(), 50);
    expect(await opening).toEqual({ ok: false, error: { kind: 'stopped' } });
  });

  it('does not wait for a server that says nothing', async () => {
    const fetch = (await startServer(() => undefined).then((started) => (server = started))).fetchWith({ limits: { firstByte: 100 } });
    const links = createHealthLinks({ fetch, recipient, clock: { now: () => at, monotonic: () => 0 }, timer: systemTimer });
    expect(await links.open({ link: linkTo(`https://${server.host}/`), passcode: null }, never)).toEqual({ ok: false, error: { kind: 'too-slow' } });
  });
});
