/**
 * A real OpenID provider on this machine, set up as NHS login describes itself: private_key_jwt, PKCE, RS512, vectors of
 * trust. Its page asks for a name and a password, and tries what a page of a stranger would try.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { readClientKey } from '../../main/identity/sign-in/client-key.ts';
import type { ProviderSettings } from '../../main/identity/sign-in/provider.ts';

export interface Account {
  readonly name: string;
  readonly password: string;
  readonly claims: { readonly [claim: string]: unknown };
}

export interface TestProvider {
  readonly issuer: string;
  readonly settings: ProviderSettings;
  /** Paths that were asked for, queries and all. */
  readonly asked: string[];
  /** Parameters of the authorisation requests that reached the page. */
  readonly requests: { readonly [name: string]: unknown }[];
  /** The pem of the kiosk's key. */
  readonly clientKey: string;
  /** The account of a token, while it is good. */
  accountOf(token: string): Promise<{ readonly accountId: string; readonly scope: string } | null>;
  close(): Promise<void>;
}

export interface ProviderOptions {
  readonly accounts: readonly Account[];
  /** Put into the login page: what a stranger's page might try. */
  readonly pageExtras?: string;
  /** The `patient` of the token response, by account. */
  readonly patientOf?: (accountId: string) => string | null;
}

export const redirectUri = 'https://kiosk.example/signed-in';
export const clientId = 'kiosk-central-library';

export async function startProvider(options: ProviderOptions): Promise<TestProvider> {
  const asked: string[] = [];
  const requests: { readonly [name: string]: unknown }[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const clientKey = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const read = await readClientKey(clientKey, 'RS512', 'kiosk-1');
  if (!read.ok) throw new Error(read.error.kind);
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'RS512',
        id_token_signed_response_alg: 'RS512',
        jwks: { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'kiosk-1', alg: 'RS512', use: 'sig' }] },
      },
    ],
    jwks: { keys: [{ ...own, kid: 'provider-1', alg: 'RS512', use: 'sig' }] },
    enabledJWA: { idTokenSigningAlgValues: ['RS512'], clientAuthSigningAlgValues: ['RS512'] },
    clientAuthMethods: ['private_key_jwt'],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'profile_extended', 'fhirUser', 'launch/patient', 'patient/*.rs'],
    claims: {
      openid: ['sub', 'vot', 'vtm'],
      profile: ['nhs_number', 'birthdate', 'family_name', 'identity_proofing_level'],
      profile_extended: ['given_name'],
      fhirUser: ['fhirUser'],
    },
    conformIdTokenClaims: false,
    extraParams: ['vtr', 'aud'],
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    cookies: { keys: ['of this test alone'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_context: unknown, id: string) => {
      const account = options.accounts.find(({ name }) => name === id);
      return account === undefined ? undefined : { accountId: id, claims: () => ({ sub: id, ...account.claims }) };
    },
    loadExistingGrant: async (context: { oidc: { session: { accountId: string }; client: { clientId: string }; params: { scope: string } } }) => {
      const grant = new provider.Grant({ accountId: context.oidc.session.accountId, clientId: context.oidc.client.clientId });
      grant.addOIDCScope(context.oidc.params.scope);
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const account = context.oidc?.route === 'token' ? context.oidc.entities.Account?.accountId : undefined;
    const patient = account === undefined ? null : (options.patientOf?.(account) ?? null);
    if (patient !== null && typeof context.body['access_token'] === 'string') context.body = { ...context.body, patient };
  });
  const callback = provider.callback();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // An open redirect, as providers have had them.
    const leave = request.url?.startsWith('/leave?') === true ? new URLSearchParams(request.url.slice('/leave?'.length)).get('to') : null;
    if (leave !== null) {
      response.writeHead(302, { location: leave }).end();
      return;
    }
    if (request.url?.startsWith('/interaction/') !== true) {
      callback(request, response);
      return;
    }
    const { params } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      requests.push(params);
      page(response, options.pageExtras ?? '');
      return;
    }
    const form = await formOf(request);
    if (form.get('cancel') !== null) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    const account = options.accounts.find(({ name, password }) => name === form.get('name') && password === form.get('password'));
    if (account === undefined) page(response, '<p>Not right. Try again.</p>');
    else await provider.interactionFinished(request, response, { login: { accountId: account.name } });
  }

  return {
    issuer,
    asked,
    requests,
    clientKey,
    settings: {
      issuer,
      clientId,
      key: read.value,
      idTokenAlgorithm: 'RS512',
      redirectUri,
      origins: [issuer],
      metadataUrl: `${issuer}/.well-known/openid-configuration`,
      endpoints: null,
      allowHttp: true,
    },
    async accountOf(token) {
      const found = await provider.AccessToken.find(token);
      return found === undefined || found.isExpired ? null : found;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function page(response: ServerResponse, extras: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>Log in</title>
    <form method="post">
      <label>Name <input name="name" autocomplete="username"></label>
      <label>Password <input name="password" type="password" autocomplete="current-password"></label>
      <button>Continue</button>
      <button name="cancel" value="yes">Do not agree</button>
    </form>${extras}`);
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
