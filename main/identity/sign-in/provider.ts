/**
 * An OpenID provider as the site file names it, made ready for one login: its endpoints, its keys, our own key.
 * OpenID Connect Discovery 1.0 section 3; SMART App Launch 2.2, `.well-known/smart-configuration`.
 */
import * as client from 'openid-client';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { ClientKey, SignatureAlgorithm } from './client-key.ts';

export interface ProviderSettings {
  /** Exactly as it stands in `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly key: ClientKey;
  /** The one algorithm that an ID token may be signed with. */
  readonly idTokenAlgorithm: SignatureAlgorithm;
  /** As registered with the provider; nothing need listen there. */
  readonly redirectUri: string;
  /** Everything that the login may reach, the provider's own origin among them. */
  readonly origins: readonly string[];
  /** Where the provider describes itself; not asked where `endpoints` are pinned. */
  readonly metadataUrl: string;
  readonly endpoints: ProviderEndpoints | null;
  /** Tests with a provider on this machine say so aloud. */
  readonly allowHttp: boolean;
}

export interface ProviderEndpoints {
  readonly authorization: string;
  readonly token: string;
  readonly keys: string;
  readonly userinfo?: string | undefined;
  readonly revocation?: string | undefined;
}

const described = v.object({
  issuer: v.string(),
  authorization_endpoint: v.string(),
  token_endpoint: v.string(),
  jwks_uri: v.string(),
  userinfo_endpoint: v.optional(v.string()),
  revocation_endpoint: v.optional(v.string()),
  code_challenge_methods_supported: v.optional(v.array(v.string())),
});

export type ProviderFault = { readonly kind: 'unavailable' };

/** Ready for one login and thrown away with it. Endpoints outside the site's origins are as if there were none. */
export async function prepareProvider(
  settings: ProviderSettings,
  fetch: client.CustomFetch,
): Promise<Result<client.Configuration, ProviderFault>> {
  const endpoints = settings.endpoints === null ? await discover(settings, fetch) : ok(settings.endpoints);
  if (!endpoints.ok) return endpoints;
  const { authorization, token, keys, userinfo, revocation } = endpoints.value;
  const allowed = [authorization, token, keys, userinfo, revocation].every((one) => one === undefined || isAllowed(one, settings));
  if (!allowed) return failed({ kind: 'unavailable' });
  const metadata: client.ServerMetadata = {
    issuer: settings.issuer,
    authorization_endpoint: authorization,
    token_endpoint: token,
    jwks_uri: keys,
    ...(userinfo === undefined ? {} : { userinfo_endpoint: userinfo }),
    ...(revocation === undefined ? {} : { revocation_endpoint: revocation }),
  };
  const { key, kid } = settings.key;
  const provider = new client.Configuration(
    metadata,
    settings.clientId,
    { id_token_signed_response_alg: settings.idTokenAlgorithm },
    client.PrivateKeyJwt(kid === null ? key : { key, kid }, {
      // Both NHS login and SMART want the token endpoint here, not the issuer.
      [client.modifyAssertion]: (_header, payload) => {
        payload['aud'] = token;
      },
    }),
  );
  provider[client.customFetch] = fetch;
  // TLS alone would let whoever terminates it write the token: its signature is checked too.
  client.enableNonRepudiationChecks(provider);
  if (settings.allowHttp) client.allowInsecureRequests(provider);
  return ok(provider);
}

async function discover(settings: ProviderSettings, fetch: client.CustomFetch): Promise<Result<ProviderEndpoints, ProviderFault>> {
  const found = await ask(settings.metadataUrl, fetch);
  // The issuer must be the very string: one that differs in a slash signs other tokens (RFC 8414 section 3.3).
  if (found === null || found.issuer !== settings.issuer) return failed({ kind: 'unavailable' });
  if (found.code_challenge_methods_supported?.includes('S256') === false) return failed({ kind: 'unavailable' });
  return ok({
    authorization: found.authorization_endpoint,
    token: found.token_endpoint,
    keys: found.jwks_uri,
    userinfo: found.userinfo_endpoint,
    revocation: found.revocation_endpoint,
  });
}

async function ask(url: string, fetch: client.CustomFetch): Promise<v.InferOutput<typeof described> | null> {
  try {
    const answer = await fetch(url, { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' });
    const read = answer.status === 200 ? v.safeParse(described, await answer.json()) : null;
    return read?.success === true ? read.output : null;
  } catch {
    return null;
  }
}

function isAllowed(address: string, settings: ProviderSettings): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '' || !settings.origins.includes(url.origin)) return false;
  return url.protocol === 'https:' || (settings.allowHttp && url.protocol === 'http:');
}
