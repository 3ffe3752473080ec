import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import example from '../../../main/site/example-site.json' with { type: 'json' };
import { loadSite } from '../../../main/site/load-site.ts';
import { readSite, sayFault } from '../../../main/site/site.ts';

const nhs = {
  kind: 'nhs-login',
  issuer: 'https://auth.example/',
  clientId: 'library-kiosks',
  keyPath: 'login-key.pem',
  redirectUri: 'https://kiosk.example/signed-in',
  trustmark: 'https://auth.example/trustmark/example',
};
const { trustmark: _trustmark, ...client } = nhs;
const smart = { ...client, kind: 'smart', name: 'Example Records', fhirBase: 'https://records.example/fhir' };

const read = (signIn: object) => readSite({ ...example, signIn });

it('knows two kinds of login, with the algorithms that each usually has', () => {
  expect(read(nhs)).toMatchObject({ ok: true, value: { signIn: { algorithm: 'RS512', idTokenAlgorithm: 'RS512', origins: [] } } });
  expect(read(smart)).toMatchObject({ ok: true, value: { signIn: { algorithm: 'RS384', idTokenAlgorithm: 'RS256', operation: 'summary' } } });
  expect(readSite(example)).toMatchObject({ ok: true });
});

it.each([
  ['plain http', { ...nhs, issuer: 'http://auth.example/' }, 'signIn.issuer must be an https address'],
  ['an origin with a path', { ...nhs, origins: ['https://access.example/login'] }, 'signIn.origins.0 must be an origin such as "https://access.example"'],
  ['every origin', { ...nhs, origins: ['*'] }, 'signIn.origins.0 must be an origin such as "https://access.example"'],
  ['a password in an address', { ...nhs, redirectUri: 'https://a:b@kiosk.example/' }, 'signIn.redirectUri must be an https address'],
  ['no mark to trust', { ...nhs, trustmark: undefined }, 'signIn.trustmark must be an https address'],
  ['a secret in the site file', { ...nhs, clientSecret: 'x' }, 'signIn.clientSecret is not a setting'],
  ['an algorithm without a signature', { ...nhs, idTokenAlgorithm: 'none' }, 'signIn.idTokenAlgorithm must be one of RS256, RS384, RS512, ES256, ES384, ES512'],
  ['a base with a slash', { ...smart, fhirBase: 'https://records.example/fhir/' }, 'signIn.fhirBase must be an address without a query, or a slash at its end'],
  ['an unknown kind', { ...nhs, kind: 'saml' }, 'signIn must be { "kind": "nhs-login", ... } or { "kind": "smart", ... }'],
])('names the setting: %s', (_name, signIn, said) => {
  const site = read(signIn);
  expect(site.ok ? [] : site.error.faults.map(sayFault)).toContain(said);
});

it('takes the directory of issuers from the folder of the site file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  const path = join(folder, 'site.json');
  await writeFile(path, JSON.stringify({ ...example, shared: { issuersPath: 'issuers.json' } }));
  expect(await loadSite(path)).toMatchObject({ ok: true, value: { shared: { issuersPath: join(folder, 'issuers.json') } } });
  await rm(folder, { recursive: true });
});

it('takes the key from the folder of the site file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  const path = join(folder, 'site.json');
  await writeFile(path, JSON.stringify({ ...example, signIn: nhs }));
  expect(await loadSite(path)).toMatchObject({ ok: true, value: { signIn: { keyPath: join(folder, 'login-key.pem') } } });
  await rm(folder, { recursive: true });
});
