import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { failed, ok, type Result } from '../../../hardware/result.ts';

export type Refusal = { readonly kind: 'wrong-host' | 'wrong-site' | 'no-entry' };

/**
 * Who may talk to the loopback server: the one browser that was handed the entry token.
 * Any program and any web page of this machine can reach the port; none of them has the cookie,
 * and a page of another site is refused by Host (DNS rebinding), Origin and Sec-Fetch-Site even with it.
 */
export interface Gate {
  /** A fresh one-use path; from its exchange on, the cookie of an earlier window is worth nothing. */
  newEntryPath(): string;
  /** The `set-cookie` header for this path, or null where the path is no entry (any more). */
  enter(request: IncomingMessage): string | null;
  admit(request: IncomingMessage): Result<void, Refusal>;
}

const entryPrefix = '/enter/';

export function makeGate(options: { readonly port: number; readonly newToken: () => string }): Gate {
  const host = `127.0.0.1:${options.port}`;
  // Cookies are shared between the ports of a host: the name keeps two kiosks apart.
  const cookieName = `kiosk-${options.port}`;
  let entryToken: string | null = null;
  let cookieToken: string | null = null;

  return {
    newEntryPath() {
      entryToken = options.newToken();
      return `${entryPrefix}${entryToken}`;
    },
    enter(request) {
      const path = request.url ?? '';
      if (request.headers.host !== host || request.method !== 'GET' || !path.startsWith(entryPrefix)) return null;
      if (entryToken === null || !sameText(path.slice(entryPrefix.length), entryToken)) return null;
      entryToken = null;
      cookieToken = options.newToken();
      return `${cookieName}=${cookieToken}; HttpOnly; SameSite=Strict; Path=/`;
    },
    admit(request) {
      if (request.headers.host !== host) return failed({ kind: 'wrong-host' });
      if (!isSameSite(request, `http://${host}`)) return failed({ kind: 'wrong-site' });
      const cookie = cookieOf(request, cookieName);
      if (cookieToken === null || cookie === null || !sameText(cookie, cookieToken)) return failed({ kind: 'no-entry' });
      return ok(undefined);
    },
  };
}

/** Fetch Metadata: the page's own requests say `same-origin`; the address bar says `none`, and only for a page. */
function isSameSite(request: IncomingMessage, origin: string): boolean {
  const { origin: sentOrigin, 'sec-fetch-site': site, 'sec-fetch-dest': destination } = request.headers;
  if (sentOrigin !== undefined && sentOrigin !== origin) return false;
  if (request.method === 'POST') return sentOrigin === origin && site === 'same-origin';
  return site === 'same-origin' || (site === 'none' && destination === 'document');
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const own = pairs.find((pair) => pair.startsWith(`${name}=`));
  return own === undefined ? null : own.slice(name.length + 1);
}

function sameText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
