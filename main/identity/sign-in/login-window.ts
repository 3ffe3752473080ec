/** A window for one login at one provider: what the flow asks of a shell. */
import type { Result } from '../../../hardware/result.ts';

export interface LoginRequest {
  /** Where the login begins: the provider's authorisation endpoint with its parameters. */
  readonly url: string;
  /** The only origins that the window may reach, the provider's among them. */
  readonly allowedOrigins: readonly string[];
  /** Never reached: a navigation to it ends the login and is the answer. */
  readonly redirectUri: string;
}

/** `cancelled`: closed by the person or by `signal`. `unavailable`: it did not open, or the first page did not come. */
export type LoginWindowFailure = { readonly kind: 'cancelled' | 'unavailable' };

export interface LoginWindow {
  /** When this settles the window is closed and nothing of the login is left on this machine. Never throws. */
  open(request: LoginRequest, signal: AbortSignal): Promise<Result<{ readonly callbackUrl: string }, LoginWindowFailure>>;
}

/** Where a navigation leads: only these two are let happen or end the login; everything else is stopped. */
export type Destination = 'allowed' | 'callback' | 'forbidden';

/** The redirect address is told by everything before its query, so that `https://kiosk.example/back/../x` is not it. */
export function destinationOf(address: string, request: LoginRequest): Destination {
  const url = URL.parse(address);
  // A blob has the origin of its page, and no network.
  const asked = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url === null || !asked || url.username !== '' || url.password !== '') return 'forbidden';
  const redirect = new URL(request.redirectUri);
  if (url.origin === redirect.origin && url.pathname === redirect.pathname) return 'callback';
  return request.allowedOrigins.includes(url.origin) ? 'allowed' : 'forbidden';
}
