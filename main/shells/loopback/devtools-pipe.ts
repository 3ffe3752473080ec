/**
 * Chromium's DevTools protocol over two inherited pipes (`--remote-debugging-pipe`): JSON messages that end in NUL.
 * Only the process that started the browser can speak on it; there is no port.
 */
import type { Readable, Writable } from 'node:stream';

export interface DevtoolsEvent {
  readonly method: string;
  readonly params: { readonly [name: string]: unknown };
  /** Of the target that it comes from; null for the browser itself. */
  readonly session: string | null;
}

export interface DevtoolsPipe {
  /** Null where the browser refuses or is gone. */
  send(method: string, params?: object, session?: string | null): Promise<{ readonly [name: string]: unknown } | null>;
}

interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly sessionId?: unknown;
}

const asObject = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : {};

export function openDevtoolsPipe(to: Writable, from: Readable, onEvent: (event: DevtoolsEvent) => void): DevtoolsPipe {
  const waiting = new Map<unknown, (result: { readonly [name: string]: unknown } | null) => void>();
  let last = 0;
  let closed = false;
  let parts: Buffer[] = [];

  const close = () => {
    closed = true;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  const take = (text: string) => {
    const message = asObject(JSON.parse(text)) as Message;
    if (typeof message.method === 'string') {
      onEvent({
        method: message.method,
        params: asObject(message.params),
        session: typeof message.sessionId === 'string' ? message.sessionId : null,
      });
      return;
    }
    waiting.get(message.id)?.(message.result === undefined ? null : asObject(message.result));
    waiting.delete(message.id);
  };
  from.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      take(Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8'));
      parts = [];
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
  });
  // A browser that is killed breaks both pipes.
  for (const pipe of [to, from]) pipe.on('error', close).on('close', close);

  return {
    send(method, params = {}, session = null) {
      if (closed) return Promise.resolve(null);
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        to.write(`${JSON.stringify({ id, method, params, ...(session === null ? {} : { sessionId: session }) })}\0`);
      });
    },
  };
}
