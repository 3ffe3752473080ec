/** A provider, or somebody in between, that answers wrongly: each fault alone is enough to let nobody in. */
import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportPKCS8, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { ok } from '../../hardware/result.ts';
import { readClientKey, type ClientKey } from '../../main/identity/sign-in/client-key.ts';
import type { LoginWindow } from '../../main/identity/sign-in/login-window.ts';
import { createNhsLogin } from '../../main/identity/sign-in/nhs-login.ts';

const clientId = 'kiosk';
const redirectUri = 'https://kiosk.example/signed-in';
const pair = await generateKeyPair('RS512', { extractable: true });
const stranger = await generateKeyPair('RS512');
const elliptic = await generateKeyPair('ES256', { extractable: true });
let issuer = '';
let nonce = '';
let clientKey: ClientKey;

/** What the next login meets; each test changes one thing. */
let answers: {
  idToken: (good: JWTPayload) => Promise<string>;
  callback: (state: string) => Record<string, string>;
  token: (response: ServerResponse, good: object) => void;
  userinfo: object;
};

const sign = (payload: JWTPayload, key = pair.privateKey, alg = 'RS512', kid = 'k') => new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
const json = (response: ServerResponse, body: object, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const server = createServer((request, response) => {
  if (request.url === '/token') {
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: issuer, aud: clientId, sub: 's', iat: now, exp: now + 300, nonce, vot: 'P9.Cm', vtm: `${issuer}/trustmark`, nhs_number: '9990000018', birthdate: '1954-03-02', family_name: 'Khan', given_name: 'Amina' };
    void answers.idToken(good).then((id_token) => answers.token(response, { access_token: 'access-canary', token_type: 'Bearer', expires_in: 300, id_token }));
  } else if (request.url === '/keys') {
    void Promise.all([exportJWK(pair.publicKey), exportJWK(elliptic.publicKey)]).then(([rsa, ec]) =>
      json(response, { keys: [{ ...rsa, kid: 'k', alg: 'RS512', use: 'sig' }, { ...ec, kid: 'ec', alg: 'ES256', use: 'sig' }] }),
    );
  } else {
    json(response, answers.userinfo);
  }
});

/** Sends the person straight back, as a provider that is sure would. */
const window: LoginWindow = {
  open: (request) => {
    const asked = new URL(request.url).searchParams;
    nonce = asked.get('nonce') ?? '';
    const back = new URL(redirectUri);
    back.search = new URLSearchParams(answers.callback(asked.get('state') ?? '')).toString();
    return Promise.resolve(ok({ callbackUrl: back.href }));
  },
};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = await generateKeyPair('RS512', { extractable: true });
  const read = await readClientKey(await exportPKCS8(own.privateKey), 'RS512', null);
  if (!read.ok) throw new Error(read.error.kind);
  clientKey = read.value;
});

afterAll(() => void server.close());

beforeEach(() => {
  answers = {
    idToken: (good) => sign(good),
    callback: (state) => ({ code: 'code', state }),
    token: (response, good) => json(response, good),
    userinfo: { sub: 's' },
  };
});

function signIn(signal = new AbortController().signal) {
  const endpoints = { authorization: `${issuer}/authorize`, token: `${issuer}/token`, keys: `${issuer}/keys`, userinfo: `${issuer}/userinfo` };
  return createNhsLogin({
    provider: {
      issuer,
      clientId,
      key: clientKey,
      idTokenAlgorithm: 'RS512',
      redirectUri,
      origins: [issuer],
      metadataUrl: issuer,
      endpoints,
      allowHttp: true,
    },
    window,
    timer: systemTimer,
    random: (length) => randomBytes(length),
    trustmark: `${issuer}/trustmark`,
    pseudonym: () => 'p-1',
  }).signIn(signal);
}

test('without a fault the person is let in, so that each fault below is what refuses', async () => {
  expect(await signIn()).toMatchObject({ ok: true, value: { initials: 'A K' } });
});

test('claims that the token leaves to the userinfo endpoint are taken from there, of the same person only', async () => {
  answers.idToken = ({ nhs_number: _number, birthdate: _date, family_name: _family, given_name: _given, ...rest }) => sign(rest);
  answers.userinfo = { sub: 's', nhs_number: '999 000 0018', birthdate: '1954-03-02', family_name: 'Khan' };
  expect(await signIn()).toMatchObject({ ok: true, value: { initials: 'K', recordKey: { nhsNumber: '9990000018' } } });
  answers.userinfo = { ...answers.userinfo, sub: 'somebody else' };
  expect(await signIn()).toEqual({ ok: false, error: { kind: 'unavailable' } });
});

const now = () => Math.floor(Date.now() / 1000);
const forged: readonly [string, (good: JWTPayload) => Promise<string>][] = [
  ['of another issuer', (good) => sign({ ...good, iss: 'https://elsewhere.example' })],
  ['for another client', (good) => sign({ ...good, aud: 'somebody' })],
  ['for several clients', (good) => sign({ ...good, aud: [clientId, 'somebody'] })],
  ['of another login', (good) => sign({ ...good, nonce: 'another' })],
  ['without a nonce', ({ nonce: _nonce, ...rest }) => sign(rest)],
  ['expired', (good) => sign({ ...good, exp: now() - 3600 })],
  ['without an end', ({ exp: _exp, ...rest }) => sign(rest)],
  ['not yet valid', (good) => sign({ ...good, nbf: now() + 3600 })],
  ['signed by a stranger', (good) => sign(good, stranger.privateKey)],
  ['of an unknown key', (good) => sign(good, stranger.privateKey, 'RS512', 'unknown')],
  ['of an algorithm that was not agreed', (good) => sign(good, elliptic.privateKey, 'ES256', 'ec')],
  ['unsigned', (good) => Promise.resolve(new UnsecuredJWT(good).encode())],
  ['changed after it was signed', async (good) => (await sign(good)).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...good, nhs_number: '9990000026' })).toString('base64url')}.`)],
  ['no token', () => Promise.resolve('hello')],
];

test.for(forged)('an ID token %s is refused', async ([, idToken]) => {
  answers.idToken = idToken;
  expect(await signIn()).toEqual({ ok: false, error: { kind: 'refused' } });
});

const callbacks: readonly [string, (state: string) => Record<string, string>, string][] = [
  ['another state', () => ({ code: 'code', state: 'another' }), 'refused'],
  ['no state', () => ({ code: 'code' }), 'refused'],
  ['another issuer', (state) => ({ code: 'code', state, iss: 'https://elsewhere.example' }), 'refused'],
  ['no code', (state) => ({ state }), 'refused'],
  ['"access denied"', (state) => ({ state, error: 'access_denied' }), 'refused'],
  ['"not enough"', (state) => ({ state, error: 'unmet_authentication_requirements' }), 'too-weak'],
  ['"try later"', (state) => ({ state, error: 'temporarily_unavailable' }), 'unavailable'],
];

test.for(callbacks)('sent back with %s: %s', async ([, callback, kind]) => {
  answers.callback = callback;
  expect(await signIn()).toEqual({ ok: false, error: { kind } });
});

const tokens: readonly [string, (response: ServerResponse, good: object) => void, string][] = [
  ['a spent code', (response) => json(response, { error: 'invalid_grant', error_description: 'access-canary' }, 400), 'refused'],
  ['a key that is not ours', (response) => json(response, { error: 'invalid_client' }, 401), 'unavailable'],
  ['a fault of its own', (response) => json(response, {}, 500), 'unavailable'],
  ['a redirect', (response) => void response.writeHead(302, { location: 'https://elsewhere.example/' }).end(), 'unavailable'],
  ['something else than JSON', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello'), 'unavailable'],
  ['no end', (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(' '.repeat(2_000_000)), 'unavailable'],
  ['nothing', (response) => void response.destroy(), 'unavailable'],
];

test.for(tokens)('a token endpoint that answers with %s: %s', async ([, token, kind]) => {
  answers.token = token;
  expect(await signIn()).toEqual({ ok: false, error: { kind } });
});

test('a provider that keeps silent holds nobody: the end of the visit ends it', async () => {
  const stop = new AbortController();
  answers.token = () => stop.abort();
  expect(await signIn(stop.signal)).toEqual({ ok: false, error: { kind: 'cancelled' } });
});
