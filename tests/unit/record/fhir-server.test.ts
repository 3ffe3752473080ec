/** A record server that fails in every way that servers do; each ends in one plain failure, in bounded time. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { fhirServerSource, type FhirServerLimits } from '../../../main/record/sources/fhir-server.ts';
import { createRecordReader } from '../../../main/record/worker/record-reader.ts';
import { codes, concept, ipsOf, nhsNumber, patient, titlesOf, urn, type Resource } from './bundles.ts';
import { realTimer } from './real-timer.ts';

const reader = createRecordReader({ workerUrl: new URL('../../../main/record/worker/record-worker.ts', import.meta.url), timer: realTimer });
const never = new AbortController().signal;
const quick: Partial<FhirServerLimits> = { connect: 2_000, firstByte: 2_000, whole: 15_000, size: 200_000, tries: 3, backOff: 5 };
const record = ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject: { reference: urn(patient) }, code: concept('Asthma') }]);
const body = JSON.stringify(record);
const someoneElse = body.replace(nhsNumber, '9990000026');

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    (server as Server & { closeAllConnections?: () => void }).closeAllConnections?.();
  }
});
afterAll(() => reader.close());

async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Answers in turn; the last answer again and again. */
async function serving(...answers: RequestListener[]): Promise<{ readonly port: number; readonly requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request);
    answer?.(request, response);
  });
  return { port: await listening(server), requests };
}

const load = async (port: number, limits: Partial<FhirServerLimits> = quick, signal = never) =>
  fhirServerSource({ base: new URL(`http://127.0.0.1:${port}/fhir`), reader, timer: realTimer, allowHttp: true, limits, authorization: () => 'Bearer made-up' }).load({ nhsNumber }, signal);
const kindOf = async (port: number, limits?: Partial<FhirServerLimits>) => {
  const result = await load(port, limits);
  return result.ok ? 'read' : result.error.kind;
};

const send = (status: number, text: string, headers: Record<string, string> = {}): RequestListener => (_request, response) => {
  response.writeHead(status, { 'content-type': 'application/fhir+json; charset=utf-8', ...headers }).end(text);
};
const good = send(200, body);

describe('a record server', () => {
  test('is asked for one person, with nothing of anyone else', async () => {
    const { port, requests } = await serving(good);
    const result = await load(port);
    if (!result.ok) throw new Error(result.error.kind);
    expect(titlesOf(result.value, 'conditions')).toEqual(['Asthma']);
    const [request] = requests;
    expect(request?.method).toBe('GET');
    const url = new URL(request?.url ?? '', 'http://x');
    expect(url.pathname).toBe('/fhir/Patient/$summary');
    expect([...url.searchParams]).toEqual([['identifier', `https://fhir.nhs.uk/Id/nhs-number|${nhsNumber}`]]);
    expect(request?.headers).toMatchObject({ accept: 'application/fhir+json', authorization: 'Bearer made-up', connection: 'close' });
    expect(request?.headers.cookie).toBeUndefined();
  });

  test('that sets a cookie never gets it back', async () => {
    const { port, requests } = await serving(send(200, body, { 'set-cookie': 'a=b' }));
    await load(port);
    await load(port);
    expect(requests[1]?.headers.cookie).toBeUndefined();
  });

  test.each([
    [400, 'not-found'],
    [401, 'unreachable'],
    [403, 'no-access'],
    [404, 'not-found'],
    [410, 'not-found'],
    [422, 'not-found'],
    [418, 'unreachable'],
  ])('that answers %i is %s, and is not asked again', async (status, kind) => {
    const { port, requests } = await serving(send(status, '{"resourceType":"OperationOutcome"}'));
    expect(await kindOf(port)).toBe(kind);
    expect(requests.length).toBe(1);
  });

  test.each([500, 502, 503, 429])('that answers %i once is asked again', async (status) => {
    const { port, requests } = await serving(send(status, ''), good);
    expect(await kindOf(port)).toBe('read');
    expect(requests.length).toBe(2);
  });

  test('that always fails is given up', async () => {
    const { port, requests } = await serving(send(500, ''));
    expect(await kindOf(port)).toBe('unreachable');
    expect(requests.length).toBe(3);
  });

  test('that says when to come back is asked then, or not at all', async () => {
    const patiently = await serving(send(429, '', { 'retry-after': '1' }), good);
    const from = performance.now();
    expect(await kindOf(patiently.port)).toBe('read');
    expect(performance.now() - from).toBeGreaterThan(950);
    const far = await serving(send(503, '', { 'retry-after': '3600' }), good);
    expect(await kindOf(far.port, { ...quick, whole: 300 })).toBe('too-slow');
    expect(far.requests.length).toBe(1);
  });

  test('that sends the person elsewhere is not followed', async () => {
    const other = await serving(good);
    const { port } = await serving(send(302, '', { location: `http://127.0.0.1:${other.port}/fhir/Patient/$summary` }));
    expect(await kindOf(port)).toBe('unreachable');
    expect(other.requests.length).toBe(0);
  });

  test.each([
    ['a web page', send(200, '<html>', { 'content-type': 'text/html' }), 'not-understood'],
    ['a web page that calls itself JSON', send(200, '<html>', { 'content-type': 'application/json' }), 'not-understood'],
    ['nothing', send(200, ''), 'not-understood'],
    ['invalid UTF-8', ((_request, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(Buffer.concat([Buffer.from(body.slice(0, 300)), Buffer.from([0xff, 0xfe]), Buffer.from(body.slice(300))])); }) satisfies RequestListener, 'not-understood'],
    ['an empty bundle', send(200, '{"resourceType":"Bundle","type":"searchset","total":0}'), 'not-found'],
    ['a bundle without a patient', send(200, '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"OperationOutcome"}}]}'), 'not-understood'],
    ['a refusal', send(200, '{"resourceType":"OperationOutcome","issue":[{"code":"forbidden"}]}'), 'no-access'],
    ["somebody else's record", send(200, someoneElse), 'wrong-person'],
    ['a record of nobody in particular', send(200, body.replace('https://fhir.nhs.uk/Id/nhs-number', 'https://example.org/id')), 'wrong-person'],
  ])('that sends %s', async (_name, answer, kind) => {
    const { port } = await serving(answer);
    expect(await kindOf(port)).toBe(kind);
  });

  test('that announces or sends too much is stopped', async () => {
    const announced = await serving((_request, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '100000000' }).write('{'); });
    expect(await kindOf(announced.port)).toBe('too-large');
    let sent = 0;
    const pour = (response: ServerResponse) => {
      while (sent < 100_000_000 && !response.destroyed) {
        sent += 65_536;
        if (!response.write(' '.repeat(65_536))) {
          response.once('drain', () => pour(response));
          return;
        }
      }
    };
    const endless = await serving((_request, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json' }); pour(response); });
    expect(await kindOf(endless.port)).toBe('too-large');
    expect(sent).toBeLessThan(20_000_000);
  });

  test('that stops in the middle, at every quarter, or after its head, never gives part of a record', async () => {
    for (const part of [0, 0.25, 0.5, 0.75, 0.99]) {
      const { port } = await serving((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': String(body.length) });
        response.write(body.slice(0, Math.floor(body.length * part)), () => response.destroy());
      });
      expect(await kindOf(port)).toBe('unreachable');
    }
    const chunked = await serving((_request, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(body.slice(0, 500)); });
    expect(await kindOf(chunked.port)).toBe('not-understood');
  });

  test('that sends more than it announced is not believed', async () => {
    const { port } = { port: await listening(createRawServer((socket) => { socket.on('error', () => undefined); socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/fhir+json\r\ncontent-length: 20\r\n\r\n${body}`)); })) };
    expect(['not-understood', 'unreachable']).toContain(await kindOf(port));
  });

  test('that is silent, or stalls after its head, or drips, is too slow', async () => {
    const silent = await serving(() => undefined);
    expect(await kindOf(silent.port)).toBe('too-slow');
    const stalls = await serving((_request, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json' }).write('{'); });
    expect(await kindOf(stalls.port, { ...quick, whole: 300 })).toBe('too-slow');
    const drips = await serving((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await kindOf(drips.port, { ...quick, whole: 300 })).toBe('too-slow');
  });

  test('that is not there, or has no name, or speaks no HTTP, is unreachable', async () => {
    const gone = await listening(createRawServer());
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await kindOf(gone)).toBe('unreachable');
    const nameless = await fhirServerSource({ base: new URL('http://no-such-host.invalid/fhir'), reader, timer: realTimer, allowHttp: true, limits: quick }).load({ nhsNumber }, never);
    expect(nameless).toMatchObject({ ok: false });
    const gibberish = await listening(createRawServer((socket) => { socket.on('error', () => undefined); socket.end('hello\r\n\r\n'); }));
    expect(await kindOf(gibberish)).toBe('unreachable');
  });

  test('is left alone when the person finishes', async () => {
    const stop = new AbortController();
    const { port } = await serving(() => stop.abort());
    expect(await load(port, quick, stop.signal)).toEqual({ ok: false, error: { kind: 'too-slow' } });
    expect(await load(port, quick, AbortSignal.abort())).toEqual({ ok: false, error: { kind: 'too-slow' } });
  });

  test('is not asked for what is no NHS number, nor without HTTPS', async () => {
    const { port, requests } = await serving(good);
    const source = (allowHttp: boolean) => fhirServerSource({ base: new URL(`http://127.0.0.1:${port}/fhir`), reader, timer: realTimer, allowHttp });
    expect(await source(true).load({ nhsNumber: '9990000019' }, never)).toEqual({ ok: false, error: { kind: 'not-found' } });
    expect(await source(false).load({ nhsNumber }, never)).toEqual({ ok: false, error: { kind: 'unreachable' } });
    expect(requests.length).toBe(0);
  });
});

describe('a server that gives everything, page by page', () => {
  const found = (...people: Resource[]) => send(200, JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: people.map((resource) => ({ resource })) }));
  const base = (request: IncomingMessage) => `http://${request.headers.host ?? ''}/fhir`;
  const page = (resources: readonly Resource[], next: ((base: string) => string) | null): RequestListener => (request, response) => {
    const link = next === null ? [] : [{ relation: 'self', url: 'x' }, { relation: 'next', url: next(base(request)) }];
    response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(
      JSON.stringify({ resourceType: 'Bundle', type: 'searchset', link, entry: resources.map((resource) => ({ fullUrl: `${base(request)}/${String(resource['resourceType'])}/${String(resource['id'])}`, resource })) }),
    );
  };
  const everything = async (port: number, limits: Partial<FhirServerLimits> = quick) => {
    const result = await fhirServerSource({ base: new URL(`http://127.0.0.1:${port}/fhir/`), reader, timer: realTimer, allowHttp: true, limits, operation: 'everything' }).load({ nhsNumber }, never);
    return result.ok ? result.value : result.error.kind;
  };
  const drug: Resource = { resourceType: 'Medication', id: 'd', code: concept('Metformin') };
  const use: Resource = { resourceType: 'MedicationStatement', id: 's', status: 'active', subject: { reference: 'Patient/amina' }, medicationReference: { reference: 'Medication/d' } };

  test('is read to the last page, and entries of one page find those of another', async () => {
    const { port, requests } = await serving(found(patient), page([patient, use], (root) => `${root}?page=2`), page([drug], null));
    const record = await everything(port);
    if (typeof record === 'string') throw new Error(record);
    expect(record.format).toBe('fhir-r4');
    expect(titlesOf(record, 'medicines')).toEqual(['Metformin']);
    expect(record.accounting).toMatchObject({ entries: 3, shown: 1, supporting: 2 });
    expect(requests.map(({ url }) => url)).toEqual([`/fhir/Patient?identifier=${encodeURIComponent(`https://fhir.nhs.uk/Id/nhs-number|${nhsNumber}`)}`, '/fhir/Patient/amina/$everything', '/fhir?page=2']);
  });

  test.each([
    ['another server', () => 'http://127.0.0.1:9/fhir?page=2'],
    ['another folder', (root: string) => root.replace('/fhir', '/admin')],
    ['a file', () => 'file:///etc/passwd'],
    ['itself, for ever', (root: string) => `${root}/Patient/amina/$everything`],
  ])('whose next page is at %s gives no half record', async (_name, next) => {
    const { port } = await serving(found(patient), page([patient], next));
    expect(await everything(port)).toBe('not-understood');
  });

  test('whose second page fails gives no half record', async () => {
    const { port } = await serving(found(patient), page([patient], (root) => `${root}?page=2`), send(500, ''));
    expect(await everything(port)).toBe('unreachable');
  });

  test('whose pages never end is stopped', async () => {
    let count = 0;
    const endless = page([patient], (root) => { count += 1; return `${root}?page=${count}`; });
    const { port } = await serving(found(patient), endless);
    expect(await everything(port, { ...quick, size: 20_000 })).toBe('too-large');
  });

  test.each([
    ['nobody', found(), 'not-found'],
    ['two people', found(patient, { ...patient, id: 'b' }), 'wrong-person'],
    ['somebody else', found({ ...patient, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000026' }] }), 'wrong-person'],
    ['an id that is a path', found({ ...patient, id: '../../admin' }), 'not-understood'],
  ])('that finds %s is not asked for more', async (_name, answer, kind) => {
    const { port, requests } = await serving(answer, good);
    expect(await everything(port)).toBe(kind);
    expect(requests.length).toBe(1);
  });
});

describe('over TLS', () => {
  const pem = (name: string) => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8');
  const secure = async (name: string, trusted: boolean) => {
    const port = await listening(createSecureServer({ cert: pem(`${name}.pem`), key: pem(`${name}.key.pem`) }, good));
    const result = await fhirServerSource({ base: new URL(`https://localhost:${port}/fhir/`), reader, timer: realTimer, limits: quick, ...(trusted ? { ca: pem('authority.pem') } : {}) }).load({ nhsNumber }, never);
    return result.ok ? 'read' : result.error.kind;
  };

  test('a server that its authority vouches for is read', async () => {
    expect(await secure('good', true)).toBe('read');
  });
  test.each([
    ['nobody vouches for', 'good', false],
    ['is called something else', 'wrong-host', true],
    ['has expired', 'expired', true],
  ])('one whose certificate %s is not', async (_name, certificate, trusted) => {
    expect(await secure(certificate, trusted)).toBe('unreachable');
  });
});
