import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { choiceSchema } from '../../../preload/contract.ts';
import type { HostedKiosk } from '../hosted-kiosk.ts';
import { securityHeaders } from '../lockdown.ts';
import type { PageFile, PageFiles } from '../page-files.ts';
import { makeGate } from './gate.ts';
import { openWindowStream, type WindowStream } from './window-stream.ts';

export interface LoopbackOptions {
  readonly kiosk: HostedKiosk;
  /** The built page, with `/index.html`. */
  readonly page: PageFiles;
  /** The compiled `preload/loopback-bridge.ts`. */
  readonly bridge: Buffer;
  /** At least 128 random bits, safe in a path and in a cookie. */
  readonly newToken: () => string;
  /** A window shows the kiosk; or it has gone and no other has come (yet). */
  readonly onWindow: (state: 'shown' | 'gone') => void;
}

export interface Loopback {
  readonly port: number;
  /** A one-use address; opening it makes that browser the window. */
  newEntryUrl(): string;
  close(): Promise<void>;
}

const bridgePath = '/loopback-bridge.js';
const headers = securityHeaders('loopback');
/** A choice is a number and a name of at most 80 characters. */
const mostChoiceBytes = 1024;

/**
 * Hosts the kiosk for one browser window of this machine: `GET /views` streams the views down,
 * `POST /choose` takes a choice up. Whoever comes without the entry gets 403 and an empty page.
 */
export async function openLoopback(options: LoopbackOptions): Promise<Result<Loopback, { readonly kind: 'page-not-built' }>> {
  const page = withBridge(options.page, options.bridge);
  if (page === null) return failed({ kind: 'page-not-built' });
  const files: PageFiles = page;

  let current: { readonly stream: WindowStream; readonly stopViews: () => void } | null = null;

  function loseWindow(how: 'replaced' | 'gone'): void {
    if (current === null) return;
    const { stream, stopViews } = current;
    current = null;
    stopViews();
    if (how === 'replaced') stream.replace();
    else stream.end();
    options.kiosk.windowLost();
    if (how === 'gone') options.onWindow('gone');
  }

  function streamViews(response: ServerResponse): void {
    loseWindow('replaced');
    const stream = openWindowStream(response, options.newToken(), headers);
    current = { stream, stopViews: options.kiosk.onView((view) => stream.send(view)) };
    options.onWindow('shown');
    response.on('close', () => {
      if (current?.stream === stream) loseWindow('gone');
    });
  }

  async function takeChoice(request: IncomingMessage): Promise<number> {
    if (!/^application\/json(;|$)/.test(request.headers['content-type'] ?? '')) return 415;
    const body = await bodyOf(request);
    if (body === null) return 413;
    if (current === null || request.headers['kiosk-window'] !== current.stream.id) return 409;
    const choice = v.safeParse(choiceSchema, parseJson(body));
    if (!choice.success) return 400;
    options.kiosk.choose(choice.output);
    return 204;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const cookie = gate.enter(request);
    if (cookie !== null) return empty(response, 303, { 'set-cookie': cookie, location: '/' });
    if (!gate.admit(request).ok) return empty(response, 403);
    const route = `${request.method} ${request.url}`;
    if (route === 'POST /choose') return empty(response, await takeChoice(request));
    if (route === 'GET /views') return streamViews(response);
    // A window looks whether main is back before it loads the page again.
    if (route === 'HEAD /') return empty(response, 204);
    // Every browser asks for it, and a page that loads well has no failed request.
    if (route === 'GET /favicon.ico') return empty(response, 204);
    if (request.method !== 'GET') return empty(response, 405);
    if (request.url === '/') {
      // A reload or a second tab: whoever was here is gone before the page comes.
      loseWindow('replaced');
      return send(response, files.get('/index.html'));
    }
    return send(response, files.get(request.url ?? ''));
  }

  const server = createServer({ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.maxConnections = 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const gate = makeGate({ port, newToken: options.newToken });

  return ok({
    port,
    newEntryUrl: () => `http://127.0.0.1:${port}${gate.newEntryPath()}`,
    async close() {
      current?.stopViews();
      current = null;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  });
}

/** The page with the bridge in front of its own scripts: module scripts run in the order of the document. */
function withBridge(page: PageFiles, bridge: Buffer): PageFiles | null {
  const index = page.get('/index.html');
  const html = index?.bytes.toString('utf8');
  if (index === undefined || html === undefined || !/<head>/i.test(html)) return null;
  const bridged = html.replace(/<head>/i, (head) => `${head}<script type="module" src="${bridgePath}"></script>`);
  return new Map<string, PageFile>([
    ...page,
    ['/index.html', { type: index.type, bytes: Buffer.from(bridged) }],
    [bridgePath, { type: 'text/javascript; charset=utf-8', bytes: bridge }],
  ]);
}

function send(response: ServerResponse, file: PageFile | undefined): void {
  if (file === undefined) return empty(response, 404);
  response.writeHead(200, { ...headers, 'content-type': file.type, 'content-length': file.bytes.length });
  response.end(file.bytes);
}

function empty(response: ServerResponse, status: number, more: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, ...more, ...(status === 413 ? { connection: 'close' } : {}) });
  response.end();
}

/** The whole body, or null where it is longer than any choice. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostChoiceBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
