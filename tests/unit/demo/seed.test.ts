import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../../main/clock.ts';
import { demoCards, demoHelper, demoService } from '../../../main/demo/cards.ts';
import { demoPeople } from '../../../main/demo/people/people.ts';
import { seedDemo, type DemoSeed } from '../../../main/demo/seed.ts';
import { readIssuerDirectory } from '../../../main/identity/health-card/issuer-directory.ts';
import { createIdentity } from '../../../main/identity/prove.ts';
import { recognise } from '../../../main/identity/codes/recognise.ts';
import { createSecrets } from '../../../main/identity/register/secrets.ts';
import { loadSite } from '../../../main/site/load-site.ts';
import type { IdentityPort } from '../../../main/session/ports.ts';
import { openRegister } from '../../../main/site/open-register.ts';

const clock: Clock = { now: () => Date.UTC(2026, 10, 22, 9), monotonic: () => 0 };
const random = (length: number) => new Uint8Array(randomBytes(length));

describe('the demo site', () => {
  let folder = '';
  let seed: DemoSeed;
  let identity: IdentityPort;
  let close: () => Promise<void>;

  const seeded = async () => {
    const made = await seedDemo({ folder, clock, random, screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2767 }, languages: ['en'] });
    if (!made.ok) throw new Error(made.error.why);
    return made.value;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    seed = await seeded();
    const register = await openRegister(seed.site.register);
    if (!register.ok) throw new Error(register.error.kind);
    const secrets = createSecrets({ pepper: await readFile(seed.site.register.pepperPath), random });
    identity = createIdentity({ register: register.value, secrets, keys: seed.site.cards.keys, audience: seed.site.cards.audience, kiosk: seed.site.kiosk, clock });
    close = () => register.value.close();
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  const recognised = (id: string) => {
    const card = demoCards(seed.signed).find((each) => each.id === id);
    return identity.recognise({ bytes: new TextEncoder().encode(card?.code), aim: card?.aim ?? null });
  };

  async function prove(id: string, pin: string) {
    const seen = await recognised(id);
    if (seen.type !== 'credential') throw new Error(`${id} is no credential`);
    return identity.prove({ credential: seen.credential, birthDate: null, pin });
  }

  it.each(demoPeople.filter((person) => person.card === 'good').map((person) => [person.name, person] as const))('lets %s in by card and PIN', async (_name, person) => {
    expect(await prove(person.id, person.pin)).toMatchObject({ ok: true, value: { yearOfBirth: person.birthDate.slice(0, 4), recordKey: { nhsNumber: person.nhsNumber } } });
  });

  it('keeps the locked one locked and the blocked one out', async () => {
    expect(await prove('idris', '2648')).toEqual({ ok: false, error: { kind: 'locked' } });
    expect(await prove('nell', '6291')).toMatchObject({ ok: false, error: { kind: 'not-matched' } });
    expect(await prove('unknown', '5826')).toMatchObject({ ok: false, error: { kind: 'not-matched' } });
  });

  it.each([
    ['expired', { type: 'declined', kind: 'access-card', reason: 'expired' }],
    ['forged', { type: 'declined', kind: 'access-card', reason: 'signature-wrong' }],
    ['letter', { type: 'credential', credential: { kind: 'nhs-number' } }],
  ])('%s is told apart', async (id, expected) => {
    expect(await recognised(id)).toMatchObject(expected);
  });

  it('has a health card that its own directory believes, and no other kiosk', async () => {
    const { issuersPath = '' } = seed.site.shared;
    const directory = await readIssuerDirectory(JSON.parse(await readFile(issuersPath, 'utf8')));
    if (!directory.ok) throw new Error(directory.error.kind);
    const scan = { bytes: new TextEncoder().encode(seed.signed.healthCard), aim: ']Q1' };
    const rules = { cardKeys: new Map(), audience: null, at: clock.now() };
    const seen = await recognise(scan, { ...rules, healthIssuers: directory.value });
    expect(seen).toMatchObject({ type: 'health-card', statement: { issuer: 'Harbour Street Practice', person: { name: 'Tom Lantern' }, notShown: 0, revocation: 'checked' } });
    expect(seen.type === 'health-card' && seen.statement.facts.map(({ what }) => what?.name)).not.toContain(null);
    expect(await recognise(scan, rules)).toMatchObject({ type: 'declined', kind: 'health-card', reason: 'not-used-here' });
  });

  it.each([demoHelper, demoService])('knows the badge and PIN of $name', async (staff) => {
    const seen = await recognised(staff.role);
    if (seen.type !== 'badge') throw new Error('no badge');
    expect(await identity.proveStaff({ badge: seen.badge, pin: staff.pin })).toEqual({ ok: true, value: { name: staff.name, alias: staff.alias, role: staff.role } });
  });

  it('writes a site file that reads back, a record a person, and nothing that others may read', async () => {
    expect(await loadSite(join(folder, 'site.json'))).toEqual({ ok: true, value: seed.site });
    expect((await readdir(join(folder, 'records'))).toSorted()).toEqual(
      demoPeople.filter((person) => person.record !== 'absent').map((person) => `${person.nhsNumber}.json`).toSorted(),
    );
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
  });

  it('keeps its cards for the next start', async () => {
    expect((await seeded()).signed).toEqual(seed.signed);
    expect(await prove('rose', '5826')).toMatchObject({ ok: true });
  });
});
