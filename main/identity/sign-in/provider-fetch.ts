/**
 * How the kiosk speaks to a provider behind the window: to the configured origins only, nothing followed elsewhere,
 * one wait for everything, a bounded answer, no cookies. Throws, as `fetch` does, and says nothing of what was sent.
 */
import type { CustomFetch } from 'openid-client';
import type { Timer } from '../../../hardware/ports.ts';

export interface ProviderFetchOptions {
  readonly origins: readonly string[];
  readonly timer: Timer;
  readonly signal: AbortSignal;
  /** Milliseconds for one request, and bytes of its answer. */
  readonly limits?: { readonly whole: number; readonly size: number };
}

const usualLimits = { whole: 10_000, size: 1024 * 1024 };

export function createProviderFetch({ origins, timer, signal, limits = usualLimits }: ProviderFetchOptions): CustomFetch {
  return async (address, options) => {
    const url = new URL(address);
    if (!origins.includes(url.origin)) throw new Error('the provider names an address that this site does not allow');
    const stop = new AbortController();
    const cancel = timer.after(limits.whole, () => stop.abort());
    try {
      const answer = await fetch(url, {
        method: options.method,
        headers: options.headers,
        // A copy has a buffer of its own, which is what fetch asks for.
        body: options.body instanceof Uint8Array ? new Uint8Array(options.body) : (options.body ?? null),
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.any([stop.signal, signal]),
      });
      const bytes = await boundedBody(answer, limits.size);
      const empty = answer.status === 204 || answer.status === 205 || answer.status === 304;
      return new Response(empty ? null : bytes, { status: answer.status, headers: answer.headers });
    } finally {
      cancel();
    }
  };
}

async function boundedBody(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > most) throw new Error('the provider answers with more than it may');
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
