/** Signing in at the kiosk's window, in a login window of its own, to the record that the login opens, and away again. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openSignIn } from '../../main/site/open-sign-in.ts';
import type { SignInSetting } from '../../main/site/sign-in-setting.ts';
import { startFhirServer } from '../sign-in/fhir-server.ts';
import { clientId, redirectUri, startProvider } from '../sign-in/openid-provider.ts';
import { secondBrowser } from '../sign-in/second-browser.ts';
import { finish, forgetSeed, openVisit, say, toReader } from './demo-visit.ts';
import { storyOf, tracesOf } from './traces.ts';

const amina = { id: 'amina-1', nhsNumber: '9990000018', given: 'Amina', family: 'Quillfeather', born: '1954-03-02', allergy: 'Penicillin' };
const password = 'amina-secret-passphrase';

test.afterAll(forgetSeed);

test('from the button to the record of the account, and nothing of it stays', async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-login-'));
  const provider = await startProvider({
    accounts: [{ name: 'amina', password, claims: { fhirUser: `Patient/${amina.id}` } }],
    patientOf: () => amina.id,
  });
  const server = await startFhirServer({
    records: [
      {
        patient: amina.id,
        resources: [
          { resourceType: 'Patient', id: amina.id, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: amina.nhsNumber }], name: [{ use: 'official', given: [amina.given], family: amina.family }], birthDate: amina.born },
          { resourceType: 'AllergyIntolerance', id: 'a-1', patient: { reference: `Patient/${amina.id}` }, clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] }, code: { text: amina.allergy } },
        ],
      },
    ],
    patientOf: async (token) => ((await provider.accountOf(token)) === null ? null : amina.id),
    smart: () => ({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/auth`,
      token_endpoint: `${provider.issuer}/token`,
      jwks_uri: `${provider.issuer}/jwks`,
      revocation_endpoint: `${provider.issuer}/token/revocation`,
      code_challenge_methods_supported: ['S256'],
      capabilities: ['launch-standalone', 'client-confidential-asymmetric', 'permission-v2', 'sso-openid-connect'],
    }),
  });
  const keyPath = join(folder, 'key.pem');
  await writeFile(keyPath, provider.clientKey, { mode: 0o600 });
  const account = 'Example Records';
  const signInSetting: SignInSetting = { kind: 'smart', name: account, issuer: provider.issuer, clientId, keyPath, keyId: 'kiosk-1', redirectUri, origins: [], algorithm: 'RS512', idTokenAlgorithm: 'RS512', fhirBase: server.base, operation: 'everything' };
  const second = await secondBrowser();
  const opened = await openSignIn(signInSetting, { window: second.window, timer: systemTimer, random: (length) => randomBytes(length) });
  if (!opened.ok) throw new Error(opened.error.kind);
  const visit = await openVisit({ browser, name: 'sign-in', login: { signIn: opened.value, signInSetting } });
  try {
    const { visitor, page, met } = visit;
    await toReader(visit);
    await visitor.press(say('identify.sign-in-account', { account }));
    const login = await second.page();
    await met(say('sign-in.heading-account', { account }), 'login-open');
    await login.getByLabel('Name').fill('amina');
    await login.getByLabel('Password').fill(password);
    // The window is killed as soon as the login is over.
    await login.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true }).catch(() => undefined);
    await visitor.see(say('confirm.heading'));
    expect(await page.locator('main').innerText()).toContain('A Q');
    await expect.poll(() => second.profiles(), 'the profile of the login').toEqual([]);
    await visitor.press(say('confirm.yes'));
    await visitor.see(say('record.heading'));
    await visitor.press(say('record:section.allergies'));
    await page.getByText(amina.allergy).first().waitFor();
    expect(server.asked.some((asked) => asked.includes('$everything'))).toBe(true);
    await finish(visit);
    expect(storyOf(visit)).toEqual(['session-started', 'sign-in-asked', 'proof-given', 'person-confirmed', 'record-asked', 'record-shown', 'section-viewed', 'session-ended: finished']);
    const codes = provider.asked.flatMap((asked) => [...asked.matchAll(/(?:state|nonce|code_challenge)=([\w-]{20,})/g)].map(([, value = '']) => value));
    expect(codes.length).toBeGreaterThan(0);
    expect(await tracesOf(visit, [password, amina.nhsNumber, amina.family, amina.born, amina.allergy, clientId, ...codes])).toEqual([]);
    expect([visit.strayed, visit.complaints]).toEqual([[], []]);
  } finally {
    await visit.close();
    second.close();
    await server.close();
    await provider.close();
    await rm(folder, { recursive: true });
  }
});
