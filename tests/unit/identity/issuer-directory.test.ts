import { beforeAll, describe, expect, it } from 'vitest';
import { verifyHealthCard } from '../../../main/identity/health-card/verify.ts';
import { readIssuerDirectory } from '../../../main/identity/health-card/issuer-directory.ts';
import { at, claims, createIssuer, iss, sign, type TestIssuer } from './health-card-fixture.ts';
import { valueOf } from './site-fixture.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createIssuer();
});
const read = async (value: unknown) => valueOf(await readIssuerDirectory(value));
const why = async (key: object) => (await read({ keys: [key] })).leftOut.map((one) => one.why);

describe('a directory of issuers', () => {
  it('may be a snapshot of many issuers', async () => {
    const other = await createIssuer();
    const directory = await read({
      issuerInfo: [
        { issuer: { iss, name: 'Clinic' }, keys: [issuer.jwk], crls: [] },
        { issuer: { iss: 'https://other.example' }, keys: [other.jwk] },
      ],
    });
    expect(await verifyHealthCard(await sign(issuer, claims()), { directory, at })).toMatchObject({ ok: true, value: { issuerName: 'Clinic' } });
    expect(await verifyHealthCard(await sign(other, claims()), { directory, at })).toEqual({ ok: false, error: { kind: 'issuer-not-the-keys' } });
  });

  it('may give one key to two addresses of one issuer', async () => {
    const moved = 'https://moved.example.org';
    const directory = await read({
      issuerInfo: [
        { issuer: { iss }, keys: [issuer.jwk] },
        { issuer: { iss: moved }, keys: [issuer.jwk] },
      ],
    });
    for (const address of [iss, moved]) {
      expect((await verifyHealthCard(await sign(issuer, claims({ iss: address })), { directory, at })).ok).toBe(true);
    }
  });

  it('may be a bare key set, which binds no address', async () => {
    const directory = await read({ keys: [issuer.jwk] });
    expect((await verifyHealthCard(await sign(issuer, claims()), { directory, at })).ok).toBe(true);
  });

  it('leaves out keys that cannot be trusted, and says why', async () => {
    const other = await createIssuer();
    expect(await why({ ...issuer.jwk, kid: other.kid })).toEqual(['thumbprint-wrong']);
    expect(await why({ ...issuer.jwk, use: 'enc' })).toEqual(['not-es256']);
    expect(await why({ ...issuer.jwk, crv: 'P-384' })).toEqual(['not-es256']);
    expect(await why({ ...issuer.jwk, alg: 'ES384' })).toEqual(['not-es256']);
    expect(await why({ ...issuer.jwk, d: issuer.jwk.x })).toEqual(['private-key']);
    expect(await why({ ...issuer.jwk, x5c: ['bm90IGEgY2VydGlmaWNhdGU='] })).toEqual(['certificate-of-another-key']);
    expect(await why(issuer.jwk)).toEqual([]);
  });

  it.each([null, 1, 'keys', {}, { keys: [1] }, { issuerInfo: [{}] }, { iss: 'http://no.example', keys: [] }])('is none: %j', async (value) => {
    expect(await readIssuerDirectory(value)).toEqual({ ok: false, error: { kind: 'not-an-issuer-directory' } });
  });
});
