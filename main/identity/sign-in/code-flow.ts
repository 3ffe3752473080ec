/**
 * One login from the first address to checked claims: authorisation code with PKCE, state and nonce.
 * OpenID Connect Core 1.0 section 3.1, RFC 7636, RFC 9700. What the library throws becomes one of four reasons;
 * its words, which can hold parts of a token, are dropped here.
 */
import { base64url } from 'jose';
import * as client from 'openid-client';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { SignInFailure } from '../../session/ports.ts';
import type { Random } from '../register/secrets.ts';
import type { LoginWindow } from './login-window.ts';
import { createProviderFetch } from './provider-fetch.ts';
import { prepareProvider, type ProviderSettings } from './provider.ts';

export interface FlowParts {
  readonly provider: ProviderSettings;
  readonly window: LoginWindow;
  readonly timer: Timer;
  readonly random: Random;
}

export interface SignedIn {
  /** Of the ID token: signature, issuer, audience, times, nonce and algorithm are checked. */
  readonly claims: client.IDToken;
  readonly accessToken: string;
  /** Seconds; null where the provider does not say. */
  readonly expiresIn: number | null;
  /** Other members of the token response, such as SMART's `patient`. */
  readonly launched: { readonly [member: string]: unknown };
  /** The claims of the userinfo endpoint, checked to be of the same person; null where they do not come. */
  userinfo(): Promise<{ readonly [claim: string]: unknown } | null>;
  /** Best effort, in the background: the provider forgets the token too, where it can. */
  revoke(): void;
}

export async function signInByCode(
  parts: FlowParts,
  asked: { readonly scope: string; readonly more?: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Result<SignedIn, SignInFailure>> {
  const { provider: settings, random } = parts;
  const { origins } = settings;
  const fetch = createProviderFetch({ origins, timer: parts.timer, signal });
  const prepared = await prepareProvider(settings, fetch);
  if (signal.aborted) return failed({ kind: 'cancelled' });
  if (!prepared.ok) return prepared;
  const provider = prepared.value;
  const [state, nonce, verifier] = [secret(random), secret(random), secret(random)];
  const url = client.buildAuthorizationUrl(provider, {
    ...asked.more,
    response_type: 'code',
    redirect_uri: settings.redirectUri,
    scope: asked.scope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Whoever was here before, nobody is signed in yet.
    prompt: 'login',
  });
  const returned = await parts.window.open({ url: url.href, allowedOrigins: origins, redirectUri: settings.redirectUri }, signal);
  if (!returned.ok) return returned;
  try {
    const tokens = await client.authorizationCodeGrant(provider, new URL(returned.value.callbackUrl), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return failed({ kind: 'refused' });
    return ok(signedIn(parts, provider, tokens, claims));
  } catch (error) {
    return failed(signal.aborted ? { kind: 'cancelled' } : failureOf(error));
  }
}

function signedIn(
  parts: FlowParts,
  provider: client.Configuration,
  tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
  claims: client.IDToken,
): SignedIn {
  return {
    claims,
    accessToken: tokens.access_token,
    expiresIn: tokens.expires_in ?? null,
    launched: tokens,
    async userinfo() {
      if (provider.serverMetadata().userinfo_endpoint === undefined) return null;
      return client.fetchUserInfo(provider, tokens.access_token, claims.sub).catch(() => null);
    },
    revoke() {
      if (provider.serverMetadata().revocation_endpoint === undefined) return;
      // The login's own signal may be over by now; the wait is bounded all the same.
      const { signal } = new AbortController();
      provider[client.customFetch] = createProviderFetch({ origins: parts.provider.origins, timer: parts.timer, signal });
      client.tokenRevocation(provider, tokens.access_token).catch(() => {});
    },
  };
}

/** 256 bits, as RFC 7636 section 7.1 recommends for a verifier. */
function secret(random: Random): string {
  return base64url.encode(random(32));
}

/** OpenID Connect Core 3.1.2.6, RFC 6749 4.1.2.1, and the error of RFC 9470's authors for an account that is not enough. */
const answers = new Map<string, SignInFailure['kind']>([
  ['unmet_authentication_requirements', 'too-weak'],
  ['server_error', 'unavailable'],
  ['temporarily_unavailable', 'unavailable'],
  ['unauthorized_client', 'unavailable'],
  ['invalid_request', 'unavailable'],
  ['invalid_scope', 'unavailable'],
]);

/** Faults of a token or an answer that somebody made wrong, or made for somebody else: this login is refused. */
const refusals = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_PARSE_ERROR',
]);

function failureOf(error: unknown): SignInFailure {
  if (error instanceof client.AuthorizationResponseError) return { kind: answers.get(error.error) ?? 'refused' };
  if (error instanceof client.ResponseBodyError) return { kind: error.error === 'invalid_grant' ? 'refused' : 'unavailable' };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && refusals.has(error.code)) return { kind: 'refused' };
  return { kind: 'unavailable' };
}
