/** An https server of this test alone, with a certificate that it made for itself, and a fetch that may reach it. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { createGuardedFetch, type GuardedFetch, type GuardedFetchOptions } from '../../../main/identity/network/guarded-fetch.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly host: string;
  readonly asked: Asked[];
  /** Connections that were made, spoken over or not. */
  connections(): number;
  readonly options: GuardedFetchOptions;
  fetchWith(change?: Partial<GuardedFetchOptions>): GuardedFetch;
  close(): Promise<void>;
}

export async function startServer(answer: (asked: Asked, response: ServerResponse) => void): Promise<TestServer> {
  const { cert, key } = selfSigned('links.test');
  const asked: Asked[] = [];
  let connections = 0;
  const server: Server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      answer(one, response);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `links.test:${(server.address() as AddressInfo).port}`;
  const options: GuardedFetchOptions = {
    allowedHosts: [host],
    timer: systemTimer,
    test: { ca: cert, resolve: async () => ['127.0.0.1'], mayConnect: (address) => address === '127.0.0.1' },
  };
  return {
    host,
    asked,
    connections: () => connections,
    options,
    fetchWith: (change = {}) => createGuardedFetch({ ...options, ...change }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The fewest fields that TLS needs (RFC 5280), for a hundred years. */
function selfSigned(name: string): { readonly cert: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const commonName = der(0x30, der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))));
  const subjectAltName = der(0x30, Buffer.from('0603551d11', 'hex'), der(0x04, der(0x30, der(0x82, Buffer.from(name)))));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    ecdsaWithSha256,
    commonName,
    der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x18, Buffer.from('21200101000000Z'))),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, subjectAltName)),
  );
  return { cert: pem(der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.of(0), signed(body, privateKey)))), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function signed(body: Buffer, key: KeyObject): Buffer {
  return sign('sha256', body, key);
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}
