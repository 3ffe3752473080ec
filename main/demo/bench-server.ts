/** The bench as a page of its own, for one browser of this machine: the same gate and headers as the kiosk's window. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import qrcode from 'qrcode';
import { bitmapToPng } from '../printing/bitmap-png.ts';
import { securityHeaders } from '../shells/lockdown.ts';
import { makeGate } from '../shells/loopback/gate.ts';
import { readPageFiles } from '../shells/page-files.ts';
import type { Bench } from './bench.ts';

export interface BenchServer {
  readonly port: number;
  /** A one-use address; opening it makes that browser the bench. */
  newEntryUrl(): string;
  close(): Promise<void>;
}

const headers = securityHeaders('loopback');
const pageFolder = fileURLToPath(new URL('./bench-page', import.meta.url));

export async function openBench(options: { readonly bench: Bench; readonly newToken: () => string }): Promise<BenchServer> {
  const { bench } = options;
  const page = await readPageFiles(pageFolder);

  function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
    response.writeHead(200, { ...headers, 'content-type': type });
    response.end(body);
  }

  function empty(response: ServerResponse, status: number, more: Readonly<Record<string, string>> = {}): void {
    response.writeHead(status, { ...headers, ...more });
    response.end();
  }

  function streamState(response: ServerResponse): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
    const tell = () => response.write(`data: ${JSON.stringify(bench.state())}\n\n`);
    tell();
    response.on('close', bench.watch(tell));
  }

  async function sendCode(response: ServerResponse, id: string): Promise<void> {
    const code = bench.cards.find((card) => card.id === id)?.qr ?? null;
    if (code === null) return empty(response, 404);
    send(response, 'image/svg+xml', await qrcode.toString(code, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const cookie = gate.enter(request);
    if (cookie !== null) return empty(response, 303, { 'set-cookie': cookie, location: '/' });
    if (!gate.admit(request).ok) return empty(response, 403);
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, first = '', name = ''] = pathname.split('/');
    if (request.method === 'POST') {
      if (first === 'hold') return empty(response, bench.hold(name) ? 204 : 404);
      if (first === 'press') return empty(response, bench.press(name) ? 204 : 404);
      if (first !== 'tear-off') return empty(response, 404);
      bench.tearOff();
      return empty(response, 204);
    }
    if (request.method !== 'GET') return empty(response, 405);
    if (first === 'state') return streamState(response);
    if (first === 'cards') return send(response, 'application/json', JSON.stringify(bench.cards.map(({ qr, ...card }) => ({ ...card, hasQr: qr !== null }))));
    if (first === 'code') return sendCode(response, name);
    if (first === 'paper') {
      const paper = bench.paper();
      return paper === null ? empty(response, 404) : send(response, 'image/png', await bitmapToPng(paper));
    }
    const file = page.get(pathname === '/' ? '/index.html' : pathname);
    return file === undefined ? empty(response, 404) : send(response, file.type, file.bytes);
  }

  const server = createServer({ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.maxConnections = 16;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const gate = makeGate({ port, newToken: options.newToken });
  return {
    port,
    newEntryUrl: () => `http://127.0.0.1:${port}${gate.newEntryPath()}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
