/** Fetching from a record server: every wait is bounded, nothing is followed elsewhere, nothing is kept between requests. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { RecordFailure } from '../../session/ports.ts';

export interface FetchOptions {
  readonly timer: Timer;
  /** The value of the Authorization header; asked afresh for every request and never logged. */
  readonly authorization?: () => string | null;
  /** PEM certificates of the authority to trust instead of the system's. */
  readonly ca?: string;
}

export interface FetchLimits {
  /** Milliseconds to reach the server and to be greeted by it. */
  readonly connect: number;
  /** Milliseconds to the head of the answer. */
  readonly firstByte: number;
  /** Milliseconds for the whole record, all pages and tries together. */
  readonly whole: number;
  /** Bytes of the record, all pages together. */
  readonly size: number;
  readonly tries: number;
  /** Milliseconds before the second try; doubled for each one after. */
  readonly backOff: number;
}

export const usualLimits: FetchLimits = {
  connect: 5_000,
  firstByte: 15_000,
  whole: 40_000,
  size: 64 * 1024 * 1024,
  tries: 3,
  backOff: 500,
};

/** What one try came to. `again`: worth another try, after `wait` milliseconds where the server asked for that. */
type Try =
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly failure: RecordFailure }
  | { readonly kind: 'again'; readonly wait: number | null };

/** The body of one answer. A server that is busy or gone is asked again, a little later each time. */
export async function fetchBody(options: FetchOptions, limits: FetchLimits, url: URL, signal: AbortSignal): Promise<Result<Uint8Array, RecordFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(options, limits, url, signal);
    if (outcome.kind === 'body') return ok(outcome.bytes);
    if (outcome.kind === 'failed') return failed(outcome.failure);
    if (attempt >= limits.tries || signal.aborted) return failed({ kind: 'unreachable' });
    await pause(options.timer, outcome.wait ?? limits.backOff * 2 ** (attempt - 1), signal);
    if (signal.aborted) return failed({ kind: 'too-slow' });
  }
}

function pause(timer: Timer, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timer.after(milliseconds, done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function tryOnce(options: FetchOptions, limits: FetchLimits, url: URL, signal: AbortSignal): Promise<Try> {
  return new Promise((resolve) => {
    const authorization = options.authorization?.() ?? null;
    const headers: Record<string, string> = { accept: 'application/fhir+json', 'accept-encoding': 'identity' };
    if (authorization !== null) headers['authorization'] = authorization;
    let over = false;
    const finish = (outcome: Try) => {
      if (over) return;
      over = true;
      cancelConnect();
      cancelFirst();
      // A connection that served one person serves nobody else.
      outgoing.destroy();
      resolve(outcome);
    };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, { headers, agent: false, signal, ...(options.ca === undefined ? {} : { ca: options.ca }) });
    const cancelConnect = options.timer.after(limits.connect, () => {
      if (!connected) finish({ kind: 'again', wait: null });
    });
    const cancelFirst = options.timer.after(limits.firstByte, () => finish({ kind: 'failed', failure: { kind: 'too-slow' } }));
    let connected = false;
    outgoing.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    outgoing.on('error', () => finish(signal.aborted ? { kind: 'failed', failure: { kind: 'too-slow' } } : { kind: 'again', wait: null }));
    outgoing.once('response', (answer) => {
      cancelFirst();
      const verdict = judge(answer);
      if (verdict !== null) finish(verdict);
      else collect(answer, limits.size, signal, finish);
    });
    outgoing.end();
  });
}

/** What the head of an answer already decides; null where its body is to be read. */
function judge(answer: IncomingMessage): Try | null {
  const status = answer.statusCode ?? 0;
  if (status === 200) {
    const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    return type === 'application/fhir+json' || type === 'application/json' ? null : { kind: 'failed', failure: { kind: 'not-understood' } };
  }
  if (status === 403) return { kind: 'failed', failure: { kind: 'no-access' } };
  // 400 and 422 are a number that the server does not take: to the person the same as one that it does not know.
  if (status === 400 || status === 404 || status === 410 || status === 422) return { kind: 'failed', failure: { kind: 'not-found' } };
  if (status === 429 || status >= 500) return { kind: 'again', wait: retryAfter(answer.headers['retry-after']) };
  // A redirect is never followed, and 401 is the kiosk's own key: neither is the person's doing.
  return { kind: 'failed', failure: { kind: 'unreachable' } };
}

/** Seconds only: a date would need a clock that the server and the kiosk agree on. */
function retryAfter(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) * 1_000 : null;
}

function collect(answer: IncomingMessage, limit: number, signal: AbortSignal, finish: (outcome: Try) => void): void {
  const announced = Number(answer.headers['content-length'] ?? '0');
  if (announced > limit) {
    finish({ kind: 'failed', failure: { kind: 'too-large' } });
    return;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  answer.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > limit) finish({ kind: 'failed', failure: { kind: 'too-large' } });
    else chunks.push(chunk);
  });
  answer.once('end', () => {
    if (!answer.complete) {
      finish({ kind: 'again', wait: null });
      return;
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    finish({ kind: 'body', bytes });
  });
  // Cut off in the middle, or fewer bytes than announced.
  const broken = () => finish(signal.aborted ? { kind: 'failed', failure: { kind: 'too-slow' } } : { kind: 'again', wait: null });
  answer.on('error', broken);
  answer.once('aborted', broken);
  answer.once('close', broken);
}
