/**
 * A FHIR server that makes International Patient Summaries:
 * `GET [base]/Patient/$summary?identifier=https://fhir.nhs.uk/Id/nhs-number|N` (IPS 2.0.1, OperationDefinition-summary).
 * Every wait is bounded, nothing is followed elsewhere, and what comes back is somebody's only if it says so.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { RecordKey } from '../../identity/credential.ts';
import type { RecordFailure, RecordPort } from '../../session/ports.ts';
import { isNhsNumber, nhsNumberSystem } from '../fhir/people.ts';
import type { PatientRecord } from '../patient-record.ts';
import type { RecordReader } from '../worker/record-reader.ts';
import { failureOf, recordOf } from './matching.ts';

export interface FhirServerOptions {
  /** `https://records.example/fhir`; plain HTTP only where `allowHttp` says that this is a test. */
  readonly base: URL;
  readonly reader: RecordReader;
  readonly timer: Timer;
  /** The value of the Authorization header; asked afresh for every request and never logged. */
  readonly authorization?: () => string | null;
  /** PEM certificates of the authority to trust instead of the system's. */
  readonly ca?: string;
  readonly allowHttp?: boolean;
  readonly limits?: Partial<FhirServerLimits>;
}

export interface FhirServerLimits {
  /** Milliseconds to reach the server and to be greeted by it. */
  readonly connect: number;
  /** Milliseconds to the head of the answer. */
  readonly firstByte: number;
  /** Milliseconds for all tries together. */
  readonly whole: number;
  /** Bytes of the answer's body. */
  readonly size: number;
  readonly tries: number;
  /** Milliseconds before the second try; doubled for each one after. */
  readonly backOff: number;
}

const usualLimits: FhirServerLimits = {
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

export function fhirServerSource(options: FhirServerOptions): RecordPort {
  const limits = { ...usualLimits, ...options.limits };
  return { load: (key, signal) => load(options, limits, key, signal) };
}

async function load(options: FhirServerOptions, limits: FhirServerLimits, key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>> {
  if (!isNhsNumber(key.nhsNumber)) return failed({ kind: 'not-found' });
  if (options.base.protocol !== 'https:' && options.allowHttp !== true) return failed({ kind: 'unreachable' });
  const stop = new AbortController();
  let tooSlow = false;
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) stop.abort();
  const cancel = options.timer.after(limits.whole, () => {
    tooSlow = true;
    stop.abort();
  });
  try {
    const body = await fetchBody(options, limits, summaryUrl(options.base, key), stop.signal);
    if (!body.ok) return failed(tooSlow || signal.aborted ? { kind: 'too-slow' } : body.error);
    const read = await options.reader.read(body.value, stop.signal);
    return read.ok ? recordOf(key, read.value) : failed(failureOf(read.error));
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}

function summaryUrl(base: URL, key: RecordKey): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/Patient/$summary`;
  url.search = new URLSearchParams({ identifier: `${nhsNumberSystem}|${key.nhsNumber}` }).toString();
  return url;
}

async function fetchBody(options: FhirServerOptions, limits: FhirServerLimits, url: URL, signal: AbortSignal): Promise<Result<Uint8Array, RecordFailure>> {
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

function tryOnce(options: FhirServerOptions, limits: FhirServerLimits, url: URL, signal: AbortSignal): Promise<Try> {
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
