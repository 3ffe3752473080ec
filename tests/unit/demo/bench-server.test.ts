import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../hardware/ports.ts';
import type { Bench, BenchState } from '../../../main/demo/bench.ts';
import { openBench, type BenchServer } from '../../../main/demo/bench-server.ts';

const dots: Bitmap = { width: 8, height: 1, data: Uint8Array.of(0xaa) };

function pretendBench(): Bench & { readonly held: string[]; readonly pressed: string[] } {
  const held: string[] = [];
  const pressed: string[] = [];
  let paper = 1;
  const watchers = new Set<() => void>();
  const state = (): BenchState => ({ printer: 'Ready', reader: 'Ready', paper, switches: [{ id: 'paper-out', part: 'printer', label: 'No paper', on: pressed.length % 2 === 1 }] });
  return {
    held,
    pressed,
    cards: [{ id: 'rose', look: 'person', title: 'Rose Bramble', about: 'About', facts: [['PIN', '5826']], qr: 'ALONGSIDE:x' }],
    hold: (card) => card === 'rose' && held.push(card) > 0,
    press: (name) => {
      if (name !== 'paper-out') return false;
      pressed.push(name);
      for (const watcher of watchers) watcher();
      return true;
    },
    tearOff: () => {
      paper = 0;
    },
    state,
    paper: () => (paper === 0 ? null : dots),
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

function ask(url: string, options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly first?: boolean } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: options.method ?? 'GET', headers: options.headers ?? {} }, (response) => {
      const chunks: Buffer[] = [];
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (options.first !== true) return;
        done();
        asked.destroy();
      });
      response.on('end', done);
      response.on('error', () => undefined);
    });
    asked.on('error', (error) => (options.first === true ? undefined : reject(error)));
    asked.end();
  });
}

describe('the bench server', () => {
  let server: BenchServer;
  let bench: ReturnType<typeof pretendBench>;
  let origin = '';
  let own: Readonly<Record<string, string>> = {};

  beforeEach(async () => {
    bench = pretendBench();
    server = await openBench({ bench, newToken: () => randomBytes(24).toString('base64url') });
    origin = `http://127.0.0.1:${server.port}`;
    const entered = await ask(server.newEntryUrl(), { headers: { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' } });
    const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    own = { cookie, origin, 'sec-fetch-site': 'same-origin' };
  });
  afterEach(() => server.close());

  it('shows its page, cards, codes and paper to the browser that was let in', async () => {
    expect((await ask(`${origin}/`, { headers: own })).body).toContain('Hold to the reader');
    expect(JSON.parse((await ask(`${origin}/cards`, { headers: own })).body)).toEqual([
      { id: 'rose', look: 'person', title: 'Rose Bramble', about: 'About', facts: [['PIN', '5826']], hasQr: true },
    ]);
    expect((await ask(`${origin}/code/rose`, { headers: own })).body).toContain('<svg');
    expect((await ask(`${origin}/paper/1`, { headers: own })).headers['content-type']).toBe('image/png');
  });

  it('holds cards, presses switches and tears off', async () => {
    expect((await ask(`${origin}/hold/rose`, { method: 'POST', headers: own })).status).toBe(204);
    expect((await ask(`${origin}/hold/nobody`, { method: 'POST', headers: own })).status).toBe(404);
    expect((await ask(`${origin}/press/paper-out`, { method: 'POST', headers: own })).status).toBe(204);
    expect((await ask(`${origin}/press/explode`, { method: 'POST', headers: own })).status).toBe(404);
    expect(bench.held).toEqual(['rose']);
    expect(bench.pressed).toEqual(['paper-out']);
    await ask(`${origin}/tear-off`, { method: 'POST', headers: own });
    expect((await ask(`${origin}/paper/2`, { headers: own })).status).toBe(404);
  });

  it('tells its state at once', async () => {
    const told = await ask(`${origin}/state`, { headers: own, first: true });
    expect(told.body).toMatch(/^data: \{"printer":"Ready"/);
  });

  it.each([
    ['without the cookie', { cookie: '' }],
    ['under another host name', { host: 'example.org' }],
    ['from a page of another site', { origin: 'https://example.org' }],
    ['across sites', { 'sec-fetch-site': 'cross-site' }],
  ])('lets nobody hold a card %s', async (_name, changed) => {
    expect((await ask(`${origin}/hold/rose`, { method: 'POST', headers: { ...own, ...changed } })).status).toBe(403);
    expect(bench.held).toEqual([]);
  });

  it('gives no file outside its page', async () => {
    expect((await ask(`${origin}/..%2fbench-server.ts`, { headers: own })).status).toBe(404);
    expect((await ask(`${origin}/bench-server.ts`, { headers: own })).status).toBe(404);
  });
});
