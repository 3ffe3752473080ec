import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuardedFetch, type GuardedFetchOptions } from '../../../main/identity/network/guarded-fetch.ts';
import { isPublicAddress } from '../../../main/identity/network/public-address.ts';
import { startServer, type Asked, type TestServer } from './test-server.ts';
import type { ServerResponse } from 'node:http';

let server: TestServer;
afterEach(() => server?.close());

const start = async (answer: (asked: Asked, response: ServerResponse) => void = (_, response) => response.end('hello')) => {
  server = await startServer(answer);
  return server;
};
const never = new AbortController().signal;
const get = (url: string) => ({ url, body: null, accept: 'application/json', most: 1000 });
const refused = (kind: string) => ({ ok: false, error: { kind } });

describe('what a code may make the kiosk fetch', () => {
  it('is a host of the list over https, asked for by its own name', async () => {
    const { host, asked, fetchWith } = await start((_, response) => response.setHeader('set-cookie', 'a=b').end('hello'));
    const fetch = fetchWith();
    for (let time = 0; time < 2; time += 1) {
      const answer = await fetch(get(`https://${host}/m?a=1#fragment`), never);
      expect(answer.ok && { status: answer.value.status, body: Buffer.from(answer.value.body).toString() }).toEqual({ status: 200, body: 'hello' });
    }
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /m?a=1', 'GET /m?a=1']);
    expect(asked[1]?.headers).toMatchObject({ host, 'accept-encoding': 'identity' });
    expect(asked[1]?.headers).not.toHaveProperty('cookie');
  });

  it('may be told something as JSON', async () => {
    const { host, asked, fetchWith } = await start();
    await fetchWith()({ ...get(`https://${host}/m`), body: '{"recipient":"Ünder"}' }, never);
    expect(asked[0]).toMatchObject({ method: 'POST', body: '{"recipient":"Ünder"}' });
    expect(asked[0]?.headers['content-type']).toBe('application/json');
  });
});

describe('nothing is contacted', () => {
  const table: readonly [string, string, (host: string) => string, Partial<GuardedFetchOptions>?][] = [
    ['not-https', 'plain http', (host) => `http://${host}/`],
    ['not-https', 'a file', () => 'file:///etc/passwd'],
    ['not-https', 'javascript', () => 'javascript:alert(1)'],
    ['not-an-address', 'no address', () => 'links.test'],
    ['credentials-in-address', 'a name and a password in it', (host) => `https://me:secret@${host}/`],
    ['credentials-in-address', 'a host that is really a name', (host) => `https://${host.replace(':', '%3A')}@evil.test/`],
    ['host-not-allowed', 'another host', () => 'https://evil.test/'],
    ['host-not-allowed', 'another port of an allowed host', () => 'https://links.test:22/'],
    ['host-not-allowed', 'the usual port of a host that is allowed with another', () => 'https://links.test/'],
    ['host-not-allowed', 'a host that ends like an allowed one', (host) => `https://evil-${host}/`],
    ['host-not-allowed', 'a host that begins like an allowed one', (host) => `https://${host.replace(':', '.evil.test:')}/`],
    ['host-not-allowed', 'the host with a dot after it', (host) => `https://${host.replace(':', '.:')}/`],
    ['host-not-allowed', 'an address by number', () => 'https://127.0.0.1/', { allowedHosts: ['127.0.0.1'] }],
    ['host-not-allowed', 'an address by odd number', () => 'https://0x7f.1/', { allowedHosts: ['127.0.0.1'] }],
    ['host-not-allowed', 'an IPv6 address', () => 'https://[::1]/', { allowedHosts: ['[::1]'] }],
  ];

  it.each(table)('%s: %s', async (kind, _, url, change) => {
    const { host, fetchWith, connections } = await start();
    let resolutions = 0;
    const resolve = async () => [`127.0.0.${(resolutions += 1)}`];
    const fetch = fetchWith({ ...change, test: { ...server.options.test, resolve } });
    expect(await fetch(get(url(host)), never)).toEqual(refused(kind));
    expect(resolutions).toBe(0);
    expect(connections()).toBe(0);
  });

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.0.1', '::1', 'fd00::1', 'fe80::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1'])(
    'where the name of an allowed host is %s',
    async (address) => {
      const { host, options, connections } = await start();
      for (const addresses of [[address], ['93.184.215.14', address]]) {
        const fetch = createGuardedFetch({ ...options, test: { resolve: async () => addresses } });
        expect(await fetch(get(`https://${host}/`), never)).toEqual(refused('private-address'));
      }
      expect(connections()).toBe(0);
    },
  );

  it('and without the test’s own leave not even this server', async () => {
    const { options, connections } = await start();
    const port = options.allowedHosts[0]?.split(':')[1];
    const fetch = createGuardedFetch({ allowedHosts: [`localhost:${port}`], timer: options.timer });
    expect(await fetch(get(`https://localhost:${port}/`), never)).toEqual(refused('private-address'));
    expect(connections()).toBe(0);
  });
});

describe('a name that changes between the check and the connection', () => {
  it('is resolved once, and the connection goes to what was checked', async () => {
    const { host, fetchWith, asked } = await start();
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let resolutions = 0;
    const resolve = async () => answers[resolutions++] ?? [];
    const fetch = fetchWith({ test: { ...server.options.test, resolve } });
    expect((await fetch(get(`https://${host}/`), never)).ok).toBe(true);
    expect(resolutions).toBe(1);
    expect(asked).toHaveLength(1);
    expect(await fetch(get(`https://${host}/`), never)).toEqual(refused('private-address'));
    expect(asked).toHaveLength(1);
  });
});

describe('an answer', () => {
  it.each([301, 302, 303, 307, 308])('that sends elsewhere (%i) is not followed', async (status) => {
    const { host, fetchWith, asked } = await start((_, response) => response.writeHead(status, { location: `https://${server.host}/other` }).end());
    expect(await fetchWith()(get(`https://${host}/`), never)).toEqual(refused('redirected'));
    expect(asked).toHaveLength(1);
  });

  it('that is packed unasked is not unpacked', async () => {
    const { host, fetchWith } = await start((_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(10_000_000))));
    expect(await fetchWith()(get(`https://${host}/`), never)).toEqual(refused('packed'));
  });

  it('that is longer than it may be is cut off, said beforehand or not', async () => {
    const { host, fetchWith } = await start(({ path }, response) => {
      if (path === '/said') response.setHeader('content-length', '1001');
      response.end(Buffer.alloc(1001));
    });
    expect(await fetchWith()(get(`https://${host}/said`), never)).toEqual(refused('too-large'));
    expect(await fetchWith()(get(`https://${host}/unsaid`), never)).toEqual(refused('too-large'));
  });

  it('that ends early is no answer', async () => {
    const { host, fetchWith } = await start((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await fetchWith()(get(`https://${host}/`), never)).toEqual(refused('unreachable'));
  });

  it('is waited for only so long: to its head, and to its end', async () => {
    const { host, fetchWith } = await start(({ path }, response) => {
      if (path === '/drip') response.write('.');
    });
    const fetch = fetchWith({ limits: { firstByte: 150, whole: 400 } });
    expect(await fetch(get(`https://${host}/silent`), never)).toEqual(refused('too-slow'));
    expect(await fetch(get(`https://${host}/drip`), never)).toEqual(refused('too-slow'));
  });

  it('of a server whose certificate nobody vouches for is not heard', async () => {
    const { host, options, fetchWith, asked } = await start();
    const { resolve, mayConnect } = options.test ?? {};
    const fetch = fetchWith({ test: { ...(resolve && { resolve }), ...(mayConnect && { mayConnect }) } });
    expect(await fetch(get(`https://${host}/`), never)).toEqual(refused('unreachable'));
    const other = host.replace('links.test', 'other.test');
    expect(await fetchWith({ allowedHosts: [other] })(get(`https://${other}/`), never)).toEqual(refused('unreachable'));
    expect(asked).toHaveLength(0);
  });

  it('may come too late for somebody who left, while a name is resolved too', async () => {
    const { host, fetchWith, connections } = await start();
    const left = new AbortController();
    const fetch = fetchWith({ test: { ...server.options.test, resolve: () => new Promise(() => undefined) } });
    const pending = fetch(get(`https://${host}/`), left.signal);
    left.abort();
    expect(await pending).toEqual(refused('stopped'));
    expect(await fetchWith({ limits: { connect: 100 }, test: { ...server.options.test, resolve: () => new Promise(() => undefined) } })(get(`https://${host}/`), never)).toEqual(refused('unreachable'));
    expect(await fetchWith({ test: { ...server.options.test, resolve: () => Promise.reject(new Error('ENOTFOUND')) } })(get(`https://${host}/`), never)).toEqual(refused('unreachable'));
    expect(connections()).toBe(0);
  });
});

describe('an address of the public internet', () => {
  it.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4009::200e'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true));

  it.each([
    '0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255',
    '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::808:808',
    '64:ff9b:1::1', '2001::1', '2001:db8::1', '2002:0a00:0001::', '3fff::1', '100::1', 'localhost', '', '1.1.1', '1.1.1.1.', '0x7f000001', '2130706433',
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false));
});
