/** SMART on FHIR from the login to the record: a real provider, a real FHIR server, and the site's own wiring between them. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import type { LoginWindow } from '../../main/identity/sign-in/login-window.ts';
import { openSignIn } from '../../main/site/open-sign-in.ts';
import { openRecordSource, type RecordSource } from '../../main/site/record-source.ts';
import type { SignInSetting } from '../../main/site/sign-in-setting.ts';
import { loginByHand } from './by-hand.ts';
import { startFhirServer, type FhirServer } from './fhir-server.ts';
import { clientId, redirectUri, startProvider, type TestProvider } from './openid-provider.ts';
import { secondBrowser } from './second-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'smart-login-'));
const keyPath = join(folder, 'key.pem');
let provider: TestProvider;
let server: FhirServer;
let source: RecordSource;

const patient = (id: string, nhsNumber: string | null, given: string, family: string) => ({
  resourceType: 'Patient' as const,
  id,
  ...(nhsNumber === null ? {} : { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }] }),
  name: [
    { use: 'usual' as const, given: ['Mina'], family: 'Khan' },
    { use: 'official' as const, given: [given], family },
  ],
  birthDate: '1954-03-02',
});
const allergy = (id: string, of: string, text: string) => ({
  resourceType: 'AllergyIntolerance' as const,
  id,
  patient: { reference: `Patient/${of}` },
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
  code: { text },
});

beforeAll(async () => {
  const fhirUsers = new Map<string, string>([
    ['amina', 'Patient/amina-1'],
    ['carer', 'RelatedPerson/rp-1'],
    ['doctor', 'Practitioner/dr-1'],
    ['other', 'Patient/amina-1'],
    ['numberless', 'Patient/numberless-1'],
  ]);
  const patients = new Map([...fhirUsers].map(([name]) => [name, name === 'other' ? 'tom-1' : name === 'numberless' ? 'numberless-1' : 'amina-1']));
  provider = await startProvider({
    accounts: [...fhirUsers].map(([name, fhirUser]) => ({ name, password: `${name}-secret`, claims: { fhirUser } })),
    patientOf: (account) => patients.get(account) ?? null,
  });
  server = await startFhirServer({
    records: [
      { patient: 'amina-1', resources: [patient('amina-1', '9990000018', 'Amina', 'Khan'), allergy('a-1', 'amina-1', 'Penicillin')] },
      { patient: 'tom-1', resources: [patient('tom-1', '9990000026', 'Tom', 'Lantern'), allergy('a-2', 'tom-1', 'Wasp stings')] },
      { patient: 'numberless-1', resources: [patient('numberless-1', null, 'No', 'Number')] },
    ],
    async patientOf(token) {
      const held = await provider.accountOf(token);
      return held?.scope.includes('patient/*.rs') === true ? (patients.get(held.accountId) ?? null) : null;
    },
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
  writeFileSync(keyPath, provider.clientKey, { mode: 0o600 });
  const opened = await openRecordSource({ source: 'folder', path: folder }, systemTimer, undefined, setting());
  if (!opened.ok) throw new Error(opened.error.kind);
  source = opened.value;
});

afterAll(async () => {
  await source.close();
  await server.close();
  await provider.close();
  rmSync(folder, { recursive: true });
});

function setting(): Extract<SignInSetting, { kind: 'smart' }> {
  return {
    kind: 'smart',
    name: 'Example Records',
    issuer: provider.issuer,
    clientId,
    keyPath,
    keyId: 'kiosk-1',
    redirectUri,
    origins: [],
    algorithm: 'RS512',
    idTokenAlgorithm: 'RS512',
    fhirBase: server.base,
    operation: 'everything',
  };
}

const forever = new AbortController().signal;

async function signIn(window: LoginWindow) {
  const opened = await openSignIn(setting(), { window, timer: systemTimer, random: (length) => randomBytes(length) });
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value((number) => `p-of-${number.length}`).signIn(forever);
}

test('from a name and a password in the second browser to the record, and the token is used up', async () => {
  const browser = await secondBrowser();
  const signingIn = signIn(browser.window);
  const page = await browser.page();
  await page.getByLabel('Name').fill('amina');
  await page.getByLabel('Password').fill('amina-secret');
  await page.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true }).catch(() => {});
  const person = await signingIn;
  browser.close();
  if (!person.ok) throw new Error(person.error.kind);
  expect(person.value).toMatchObject({ initials: 'A K', yearOfBirth: '1954', pseudonym: 'p-of-10', recordKey: { nhsNumber: '9990000018' } });
  expect(provider.requests.at(-1)).toMatchObject({ scope: 'openid fhirUser launch/patient patient/*.rs', aud: server.base, prompt: 'login' });

  const { recordKey } = person.value;
  const token = recordKey.grant?.authorization()?.slice('Bearer '.length) ?? '';
  expect(await provider.accountOf(token)).not.toBeNull();
  // Whatever writes the visit down writes no token.
  expect(JSON.stringify(person.value)).not.toContain(token);

  const loaded = await source.port.load(recordKey, forever);
  if (!loaded.ok) throw new Error(loaded.error.kind);
  expect(JSON.stringify(loaded.value)).toContain('Penicillin');
  expect(JSON.stringify(loaded.value)).not.toContain('Wasp');
  expect(recordKey.grant?.authorization()).toBeNull();
  await expect.poll(() => provider.accountOf(token)).toBeNull();
  expect(await source.port.load(recordKey, forever)).toMatchObject({ ok: false });
});

test('a key without a grant goes to the records of the site', async () => {
  const before = server.asked.length;
  expect(await source.port.load({ nhsNumber: '9990000018' }, forever)).toEqual({ ok: false, error: { kind: 'not-found' } });
  expect(server.asked).toHaveLength(before);
});

test.for(['carer', 'doctor', 'other', 'numberless'])('%s is nobody whose own record this is: refused, and the token revoked', async (name) => {
  const revoked = () => provider.asked.filter((one) => one === 'POST /token/revocation').length;
  const before = revoked();
  expect(await signIn(loginByHand(name))).toEqual({ ok: false, error: { kind: 'refused' } });
  await expect.poll(revoked).toBe(before + 1);
});

test('a grant that nobody uses forgets itself', async () => {
  let later = () => {};
  const timer = { ...systemTimer, after: (ms: number, call: () => void) => (ms === 300_000 ? ((later = call), () => {}) : systemTimer.after(ms, call)) };
  const opened = await openSignIn(setting(), { window: loginByHand('amina'), timer, random: (length) => randomBytes(length) });
  const person = opened.ok ? await opened.value(() => 'p').signIn(forever) : null;
  if (person === null || !person.ok) throw new Error('not signed in');
  const { grant } = person.value.recordKey;
  expect(grant?.authorization()).not.toBeNull();
  later();
  expect(grant?.authorization()).toBeNull();
});

test('a key that others may read, that is none, or that is not there, is said at the start', async () => {
  const open = (path: string) => openSignIn({ ...setting(), keyPath: path }, { window: loginByHand('amina'), timer: systemTimer, random: (length) => randomBytes(length) });
  const shared = join(folder, 'shared.pem');
  writeFileSync(shared, provider.clientKey);
  chmodSync(shared, 0o640);
  expect(await open(shared)).toEqual({ ok: false, error: { kind: 'sign-in-key-not-private', path: shared } });
  const none = join(folder, 'none.pem');
  writeFileSync(none, 'hello', { mode: 0o600 });
  expect(await open(none)).toEqual({ ok: false, error: { kind: 'sign-in-key-not-a-key', path: none } });
  expect(await open(join(folder, 'gone.pem'))).toMatchObject({ ok: false, error: { kind: 'sign-in-key-not-readable' } });
});
