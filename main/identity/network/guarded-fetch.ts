/**
 * The one way in which a code that somebody holds may make this kiosk speak to the network.
 * The address came from a stranger: https only, hosts of the site's own list, no credentials, no redirects, no cookies.
 * The name is resolved here, every address that it has must be public, and the connection is made to those very addresses,
 * so that an answer of DNS which changes in between changes nothing. Size and every wait are bounded.
 */
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { isPublicAddress } from './public-address.ts';

export interface GuardedRequest {
  readonly url: string;
  /** JSON to POST; null for a GET. */
  readonly body: string | null;
  readonly accept: string;
  /** RFC 6750, for a place that the site itself named; a code that somebody holds has none. */
  readonly bearer?: string;
  /** Bytes of the answer's body. */
  readonly most: number;
}

export interface GuardedAnswer {
  /** Never a redirect. */
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Uint8Array;
}

/** `stopped`: by the caller's signal. `redirected` answers are not read. */
export type GuardedFault = {
  readonly kind: NotAllowed | 'unreachable' | 'too-slow' | 'too-large' | 'redirected' | 'packed' | 'stopped';
};

/** Found before anything is contacted; `private-address` after the name was resolved. */
export type NotAllowed = 'not-an-address' | 'not-https' | 'credentials-in-address' | 'host-not-allowed' | 'private-address';

export type GuardedFetch = (
  asked: GuardedRequest,
  signal: AbortSignal,
) => Promise<Result<GuardedAnswer, GuardedFault>>;

export interface FetchLimits {
  /** Milliseconds to resolve the name, to reach the host and to be greeted by it. */
  readonly connect: number;
  /** Milliseconds from the beginning to the head of the answer. */
  readonly firstByte: number;
  /** Milliseconds for everything. */
  readonly whole: number;
}

const usualLimits: FetchLimits = { connect: 5_000, firstByte: 15_000, whole: 30_000 };

export interface GuardedFetchOptions {
  /** Host names, each alone (port 443) or with its port: `links.example.org:8443`. */
  readonly allowedHosts: readonly string[];
  readonly timer: Timer;
  readonly limits?: Partial<FetchLimits>;
  /** What a test with a server of its own must say aloud; a kiosk says nothing. */
  readonly test?: {
    /** PEM of the authority to trust instead of the system's. */
    readonly ca?: string;
    readonly resolve?: (host: string) => Promise<readonly string[]>;
    readonly mayConnect?: (address: string) => boolean;
  };
}

interface Target {
  readonly url: URL;
  readonly addresses: readonly string[];
}

export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const limits = { ...usualLimits, ...options.limits };
  return async (asked, signal) => {
    const url = allowedAddress(asked.url, options.allowedHosts);
    if (!url.ok) return url;
    const stop = new AbortController();
    let why: GuardedFault['kind'] | null = null;
    const end = (reason: GuardedFault['kind']): void => {
      why ??= reason;
      stop.abort();
    };
    const onAbort = (): void => end('stopped');
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    let connected = false;
    let answered = false;
    const cancels = [
      options.timer.after(limits.connect, () => (connected ? undefined : end('unreachable'))),
      options.timer.after(limits.firstByte, () => (answered ? undefined : end('too-slow'))),
      options.timer.after(limits.whole, () => end('too-slow')),
    ];
    try {
      const target = await resolved(url.value, options, stop.signal);
      if (why !== null) return failed({ kind: why });
      if (!target.ok) return target;
      const answer = await ask(target.value, asked, options, stop.signal, {
        connected: () => (connected = true),
        answered: () => (answered = true),
      });
      return why === null ? answer : failed({ kind: why });
    } finally {
      for (const cancel of cancels) cancel();
      signal.removeEventListener('abort', onAbort);
    }
  };
}

/** What can be said of an address without asking anybody. A host by its number is never on the list. */
export function allowedAddress(text: string, allowedHosts: readonly string[]): Result<URL, { readonly kind: NotAllowed }> {
  const url = URL.parse(text);
  if (url === null) return failed({ kind: 'not-an-address' });
  if (url.protocol !== 'https:') return failed({ kind: 'not-https' });
  if (url.username !== '' || url.password !== '') return failed({ kind: 'credentials-in-address' });
  const named = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0;
  if (!named || !allowedHosts.some((host) => host.toLowerCase() === url.host)) return failed({ kind: 'host-not-allowed' });
  url.hash = '';
  return ok(url);
}

async function resolved(url: URL, options: GuardedFetchOptions, signal: AbortSignal): Promise<Result<Target, GuardedFault>> {
  const resolve = options.test?.resolve ?? everyAddress;
  const addresses = await orAborted(resolve(url.hostname), signal);
  if (addresses === null || addresses.length === 0) return failed({ kind: 'unreachable' });
  const mayConnect = options.test?.mayConnect ?? isPublicAddress;
  // One private address among public ones is somebody trying.
  return addresses.every(mayConnect) ? ok({ url, addresses }) : failed({ kind: 'private-address' });
}

async function everyAddress(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
}

/** Null when the name cannot be resolved or nobody waits any more: the system's resolver cannot be stopped. */
function orAborted<Value>(pending: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(null);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    pending.then(resolve, stop).finally(() => signal.removeEventListener('abort', stop)).catch(stop);
  });
}

interface Steps {
  connected(): void;
  answered(): void;
}

function ask(target: Target, asked: GuardedRequest, options: GuardedFetchOptions, signal: AbortSignal, steps: Steps): Promise<Result<GuardedAnswer, GuardedFault>> {
  return new Promise((resolve) => {
    const outgoing = request(target.url, requestOptions(target, asked, options, signal));
    const finish = (outcome: Result<GuardedAnswer, GuardedFault>): void => {
      resolve(outcome);
      // A connection that served one person serves nobody else.
      outgoing.destroy();
    };
    outgoing.on('socket', (socket) => {
      socket.once('connect', () => {
        if (!target.addresses.includes(socket.remoteAddress ?? '')) finish(failed({ kind: 'private-address' }));
      });
      socket.once('secureConnect', steps.connected);
    });
    outgoing.on('error', () => finish(failed({ kind: 'unreachable' })));
    outgoing.once('response', (answer) => {
      steps.answered();
      const fault = headFault(answer, asked.most);
      if (fault === null) collect(answer, asked.most, finish);
      else finish(failed(fault));
    });
    outgoing.end(asked.body ?? undefined);
  });
}

function requestOptions({ addresses }: Target, asked: GuardedRequest, options: GuardedFetchOptions, signal: AbortSignal): RequestOptions {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const ca = options.test?.ca;
  return {
    method: asked.body === null ? 'GET' : 'POST',
    headers: {
      accept: asked.accept,
      ...(asked.bearer === undefined ? {} : { authorization: `Bearer ${asked.bearer}` }),
      'accept-encoding': 'identity',
      ...(asked.body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(asked.body) }),
    },
    agent: false,
    // Whatever the environment says.
    rejectUnauthorized: true,
    signal,
    ...(ca === undefined ? {} : { ca }),
    // The addresses that were checked, and nothing that DNS says now.
    lookup(_host, { all }, answer) {
      if (all === true) answer(null, found);
      else answer(null, found[0]?.address ?? '', found[0]?.family);
    },
  };
}

/** What the head of an answer already decides. */
function headFault(answer: IncomingMessage, most: number): GuardedFault | null {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) return { kind: 'redirected' };
  // What was not asked for could be a bomb.
  const packed = answer.headers['content-encoding'];
  if (packed !== undefined && packed.toLowerCase() !== 'identity') return { kind: 'packed' };
  return Number(answer.headers['content-length'] ?? '0') > most ? { kind: 'too-large' } : null;
}

function collect(answer: IncomingMessage, most: number, finish: (outcome: Result<GuardedAnswer, GuardedFault>) => void): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  answer.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > most) finish(failed({ kind: 'too-large' }));
    else chunks.push(chunk);
  });
  answer.once('end', () => {
    const whole: Result<GuardedAnswer, GuardedFault> = ok({
      status: answer.statusCode ?? 0,
      retryAfter: answer.headers['retry-after'] ?? null,
      body: Buffer.concat(chunks),
    });
    finish(answer.complete ? whole : failed({ kind: 'unreachable' }));
  });
  // Cut off in the middle, or fewer bytes than announced.
  const broken = (): void => finish(failed({ kind: 'unreachable' }));
  answer.on('error', broken);
  answer.once('close', broken);
}
