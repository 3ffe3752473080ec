import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { openLoopback, type Loopback } from '../../../main/shells/loopback/server.ts';
import { attractView, canary, fakeKiosk, personView, type FakeKiosk } from './fake-kiosk.ts';

const html = '<!doctype html><html><head><title>t</title></head><body></body></html>';
const page = new Map([
  ['/index.html', { type: 'text/html; charset=utf-8', bytes: Buffer.from(html) }],
  ['/assets/a.js', { type: 'text/javascript; charset=utf-8', bytes: Buffer.from('1') }],
]);

const opened: Loopback[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((loopback) => loopback.close()));
});

async function host(kiosk: FakeKiosk = fakeKiosk()) {
  let tokens = 0;
  const windows: string[] = [];
  const result = await openLoopback({
    kiosk,
    page,
    bridge: Buffer.from('// bridge'),
    newToken: () => `token-${(tokens += 1)}`,
    onWindow: (state) => windows.push(state),
  });
  if (!result.ok) throw new Error(result.error.kind);
  opened.push(result.value);
  return { kiosk, loopback: result.value, windows, origin: `http://127.0.0.1:${result.value.port}` };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

function ask(
  port: number,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const fromAddressBar = { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' };

async function enter(loopback: Loopback): Promise<string> {
  const answer = await ask(loopback.port, 'GET', new URL(loopback.newEntryUrl()).pathname, fromAddressBar);
  expect(answer.status).toBe(303);
  return (answer.headers['set-cookie'] ?? []).join().split(';')[0] ?? '';
}

interface Stream {
  readonly events: () => string;
  readonly until: (part: string) => Promise<void>;
  readonly ended: Promise<void>;
  readonly close: () => void;
}

function openStream(port: number, cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/views', headers: { cookie, 'sec-fetch-site': 'same-origin' }, agent: false },
      (response) => {
        let text = '';
        let look = () => {};
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          look();
        });
        const ended = new Promise<void>((end) => response.on('close', end));
        response.on('error', () => {});
        resolve({
          events: () => text,
          ended,
          until: (part) =>
            new Promise((found) => {
              look = () => {
                if (text.includes(part)) found();
              };
              look();
            }),
          close: () => sent.destroy(),
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

function windowIdOf(stream: Stream): string {
  return /event: window\ndata: (\S+)/.exec(stream.events())?.[1] ?? '';
}

test('the entry works once and becomes a cookie that no script and no other site can use', async () => {
  const { loopback } = await host();
  const path = new URL(loopback.newEntryUrl()).pathname;
  const first = await ask(loopback.port, 'GET', path, fromAddressBar);
  expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(first.headers.location).toBe('/');
  expect((await ask(loopback.port, 'GET', path, fromAddressBar)).status).toBe(403);
});

test('a new entry ends the cookie of an earlier window', async () => {
  const { loopback } = await host();
  const old = await enter(loopback);
  const fresh = await enter(loopback);
  expect((await ask(loopback.port, 'GET', '/', { ...fromAddressBar, cookie: old })).status).toBe(403);
  expect((await ask(loopback.port, 'GET', '/', { ...fromAddressBar, cookie: fresh })).status).toBe(200);
});

test('without the cookie nothing answers, whatever is asked', async () => {
  const { loopback } = await host();
  for (const path of ['/', '/index.html', '/views', '/assets/a.js', '/enter/', '/enter/token-9']) {
    const answer = await ask(loopback.port, 'GET', path, fromAddressBar);
    expect([path, answer.status, answer.body]).toEqual([path, 403, '']);
  }
});

test('another host name, another origin and another site are refused even with the cookie', async () => {
  const { loopback, origin } = await host();
  const cookie = await enter(loopback);
  const good = { cookie, 'sec-fetch-site': 'same-origin' };
  const refused: OutgoingHttpHeaders[] = [
    { ...good, host: `localhost:${loopback.port}` },
    { ...good, host: 'attacker.example' },
    { ...good, origin: 'http://attacker.example' },
    { ...good, origin: 'null' },
    { ...good, origin: 'http://127.0.0.1:1' },
    { cookie, 'sec-fetch-site': 'cross-site' },
    { cookie, 'sec-fetch-site': 'same-site' },
    { cookie, 'sec-fetch-site': 'none', 'sec-fetch-dest': 'iframe' },
    { cookie },
    { ...good, cookie: cookie.slice(0, -1) },
  ];
  for (const headers of refused) {
    expect([headers, (await ask(loopback.port, 'GET', '/assets/a.js', headers)).status]).toEqual([headers, 403]);
  }
  expect((await ask(loopback.port, 'GET', '/assets/a.js', { ...good, origin })).status).toBe(200);
});

test('the page is answered from a list: no path leads out of it, and the bridge runs first', async () => {
  const { loopback } = await host();
  const cookie = await enter(loopback);
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  for (const path of ['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '/assets/a.js?x', '//etc/passwd', '/assets/a.js%00']) {
    expect([path, (await ask(loopback.port, 'GET', path, headers)).status]).toEqual([path, 404]);
  }
  const index = await ask(loopback.port, 'GET', '/', { ...fromAddressBar, cookie });
  expect(index.body).toContain('<head><script type="module" src="/loopback-bridge.js"></script>');
  expect(index.headers['content-security-policy']).toContain("default-src 'none'");
  expect(index.headers['cache-control']).toBe('no-store');
  expect((await ask(loopback.port, 'GET', '/loopback-bridge.js', headers)).body).toBe('// bridge');
});

test('views stream down, beginning with the current one', async () => {
  const { loopback, kiosk, windows } = await host();
  const stream = await openStream(loopback.port, await enter(loopback));
  await stream.until('"screen":"attract"');
  kiosk.show(personView(2));
  await stream.until(canary);
  expect(windows).toEqual(['shown']);
  stream.close();
});

test('a second window ends the session and blanks the first before it sees anything', async () => {
  const { loopback, kiosk } = await host();
  const cookie = await enter(loopback);
  const first = await openStream(loopback.port, cookie);
  kiosk.show(personView(2));
  await first.until(canary);
  const second = await openStream(loopback.port, cookie);
  await first.ended;
  expect(first.events()).toMatch(/event: replaced\ndata: \n\n$/);
  await second.until('"screen":"attract"');
  expect(second.events()).not.toContain(canary);
  expect(kiosk.lost()).toBe(1);
  expect(kiosk.watchers()).toBe(1);
  second.close();
});

test('loading the page again ends the session before the page is sent', async () => {
  const { loopback, kiosk } = await host();
  const cookie = await enter(loopback);
  const first = await openStream(loopback.port, cookie);
  kiosk.show(personView(2));
  await first.until(canary);
  await ask(loopback.port, 'GET', '/', { ...fromAddressBar, cookie });
  expect(kiosk.lost()).toBe(1);
  await first.ended;
});

test('a window that goes away ends the session once', async () => {
  const { loopback, kiosk, windows } = await host();
  const stream = await openStream(loopback.port, await enter(loopback));
  await stream.until('attract');
  stream.close();
  await expect.poll(() => kiosk.lost()).toBe(1);
  expect(kiosk.watchers()).toBe(0);
  expect(windows).toEqual(['shown', 'gone']);
});

test('a choice goes up from the current window only, and only as the contract has it', async () => {
  const { loopback, kiosk, origin } = await host(fakeKiosk(attractView(7)));
  const cookie = await enter(loopback);
  const stream = await openStream(loopback.port, cookie);
  await stream.until('attract');
  const good = {
    cookie,
    origin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'kiosk-window': windowIdOf(stream),
  };
  const choose = async (body: string, headers: OutgoingHttpHeaders = good) =>
    (await ask(loopback.port, 'POST', '/choose', headers, body)).status;

  expect(await choose('{"view":7,"action":"start"}')).toBe(204);
  expect(kiosk.choices).toEqual([{ view: 7, action: 'start' }]);

  expect(await choose('{"view":7,"action":"start","more":1}')).toBe(400);
  expect(await choose('{"view":7,"action":"../start"}')).toBe(400);
  expect(await choose('{"view":"7","action":"start"}')).toBe(400);
  expect(await choose('not json')).toBe(400);
  expect(await choose(JSON.stringify({ view: 7, action: 'a'.repeat(2000) }))).toBe(413);
  expect(await choose('{"view":7,"action":"start"}', { ...good, 'content-type': 'text/plain' })).toBe(415);
  expect(await choose('{"view":7,"action":"start"}', { ...good, 'kiosk-window': 'another' })).toBe(409);
  const { origin: _origin, ...withoutOrigin } = good;
  expect(await choose('{"view":7,"action":"start"}', withoutOrigin)).toBe(403);
  const { 'kiosk-window': _window, ...withoutWindow } = good;
  expect(await choose('{"view":7,"action":"start"}', withoutWindow)).toBe(409);
  expect((await ask(loopback.port, 'PUT', '/choose', good, '{}')).status).toBe(405);
  expect(kiosk.choices).toHaveLength(1);
  stream.close();
});

test('a page that was not built is said so', async () => {
  const options = { kiosk: fakeKiosk(), bridge: Buffer.from(''), newToken: () => 't', onWindow: () => {} };
  expect(await openLoopback({ ...options, page: new Map() })).toEqual({ ok: false, error: { kind: 'page-not-built' } });
});
