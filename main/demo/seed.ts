/**
 * The demo site on disk: its register, keys, cards and records, made at the first start and kept for the next.
 * A real site never has its signing key here; this one says so in its name.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import { createCardOffice, type CardOffice, type OfficeFault } from '../identity/card-office/card-office.ts';
import { credentialGuard } from '../identity/register/guards.ts';
import { createCardSigner, createSigningKey, type CardSigner } from '../identity/card-office/issue-card.ts';
import type { Register } from '../identity/register/register.ts';
import { createSecrets, type Random, type Secrets } from '../identity/register/secrets.ts';
import { openSqliteRegister } from '../identity/register/sqlite.ts';
import { usualLimits } from '../identity/register/tries.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { languageCodes } from '../../preload/contract.ts';
import { words } from '../copy/words.ts';
import type { BroughtSetting } from '../site/brought-setting.ts';
import { readSite, type Site } from '../site/site.ts';
import { demoHelper, demoService, type SignedTexts } from './cards.ts';
import { makeHealthCard } from './health-card.ts';
import { initialsOf } from './practice.ts';
import { demoPeople } from './people/people.ts';

export interface DemoSeed {
  readonly site: Site;
  readonly signed: SignedTexts;
}

/** The folder cannot be written, or what is in it is not a demo's. */
export type SeedFault = { readonly kind: 'demo-folder-unusable'; readonly why: string };

export interface SeedOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly screen: Site['screen'];
  readonly languages: Site['languages'];
  /** Other issuers and hosts than the demo's own: for tests. */
  readonly shared?: BroughtSetting;
}

const files = {
  cards: 'cards.json',
  signingKey: 'DEMO-ONLY-signing-key.json',
  issuers: 'health-card-issuers.json',
  register: 'register.sqlite',
  pepper: 'register.pepper',
  records: 'records',
  measures: 'screen.json',
  audit: 'audit.sqlite',
  auditKey: 'audit.key',
  site: 'site.json',
} as const;

const audience = 'alongside-demo';
const day = 24 * 60 * 60 * 1000;
const cardDays = 365;
/** Cards are made anew well before they run out. */
const spareDays = 30;

const keptSchema = v.strictObject({
  note: v.string(),
  /** Of the people and staff that these cards were made for. */
  edition: v.string(),
  expiresAt: v.number(),
  publicKey: v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string(), kid: v.string() }),
  signed: v.strictObject({
    people: v.record(v.string(), v.string()),
    helper: v.string(),
    service: v.string(),
    expired: v.string(),
    unknown: v.string(),
    forged: v.string(),
    healthCard: v.string(),
  }),
});
type Kept = v.InferOutput<typeof keptSchema>;

/** Changes whenever somebody edits the made-up people, so that an old register is not used with new cards. */
const edition = createHash('sha256')
  .update(JSON.stringify([demoPeople.map(({ id, nhsNumber, birthDate, pin, card }) => [id, nhsNumber, birthDate, pin, card]), demoHelper, demoService]))
  .digest('hex');

export async function seedDemo(options: SeedOptions): Promise<Result<DemoSeed, SeedFault>> {
  const at = (name: keyof typeof files) => join(options.folder, files[name]);
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await writeRecords(at('records'), options.clock);
    const auditKey = await keyFile(at('auditKey'), options.random);
    const kept = await readKept(at('cards'), options.clock);
    if (kept === null) {
      const own = [at('cards'), at('signingKey'), at('issuers'), at('pepper'), at('register'), `${at('register')}-wal`, `${at('register')}-shm`];
      await Promise.all(own.map((path) => rm(path, { force: true })));
    }
    const pepper = await keyFile(at('pepper'), options.random);
    const register = openSqliteRegister(at('register'));
    if (!register.ok) return unusable(register.error.kind);
    const secrets = createSecrets({ pepper, pseudonymKey: auditKey, random: options.random });
    try {
      const seeded =
        kept === null
          ? await makeCards(options, register.value, secrets, { signingKey: at('signingKey'), issuers: at('issuers') })
          : await refresh(kept, register.value, secrets, options.clock);
      if (!seeded.ok) return unusable(seeded.error.kind);
      if (kept === null) await writePrivately(at('cards'), JSON.stringify(seeded.value, null, 2));
      const site = demoSite(options, seeded.value, at);
      await writePrivately(at('site'), JSON.stringify(site, null, 2));
      return ok({ site, signed: seeded.value.signed });
    } finally {
      await register.value.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return unusable(String(error.code));
    throw error;
  }
}

const unusable = (why: string) => failed({ kind: 'demo-folder-unusable' as const, why });

async function makeCards(
  { clock, random }: SeedOptions,
  register: Register,
  secrets: Secrets,
  paths: { readonly signingKey: string; readonly issuers: string },
): Promise<Result<Kept, OfficeFault | { readonly kind: 'not-a-signing-key' }>> {
  const key = await createSigningKey();
  await writePrivately(
    paths.signingKey,
    JSON.stringify({ note: 'Signs the cards of the demo and nothing else. A real signing key never stands at a kiosk.', ...key.privateJwk }, null, 2),
  );
  const signer = await createCardSigner(key.privateJwk, audience);
  const stranger = await createCardSigner({ ...(await createSigningKey()).privateJwk, kid: key.publicJwk.kid }, audience);
  if (!signer.ok) return signer;
  if (!stranger.ok) return stranger;

  const office = createCardOffice({ register, secrets, signer: signer.value, clock });
  const enrolled = await Promise.all(
    demoPeople.map((person) => office.enrol({ nhsNumber: person.nhsNumber, birthDate: person.birthDate, initials: initialsOf(person.name), pin: person.pin })),
  );
  for (const answer of enrolled) if (!answer.ok) return answer;
  const people: Record<string, string> = {};
  for (const person of demoPeople) {
    const card = await office.issueCard(person.nhsNumber, cardDays);
    if (!card.ok) return card;
    people[person.id] = card.value.text;
    const prepared = await prepareCard(person, card.value.id, office, register, secrets, clock);
    if (!prepared.ok) return prepared;
  }
  const [helper, service] = await Promise.all([office.enrolStaff(demoHelper, cardDays), office.enrolStaff(demoService, cardDays)]);
  if (!helper.ok) return helper;
  if (!service.ok) return service;

  const healthCard = await makeHealthCard(clock.now());
  await writePrivately(paths.issuers, JSON.stringify(healthCard.issuers, null, 2));

  return ok({
    note: 'Cards of made-up people, for the demo only.',
    edition,
    expiresAt: clock.now() + cardDays * day,
    publicKey: key.publicJwk,
    signed: { people, helper: helper.value.text, service: service.value.text, healthCard: healthCard.code, ...(await oddCards(signer.value, stranger.value, clock, random)) },
  });
}

/** Cards that are right in form and open nothing. */
async function oddCards(signer: CardSigner, stranger: CardSigner, clock: Clock, random: Random) {
  const now = Math.floor(clock.now() / 1000);
  const days = (number: number) => (number * day) / 1000;
  const card = (by: CardSigner, issued: number, expires: number) =>
    by.sign({ kind: 'access-card', id: Buffer.from(random(16)).toString('base64url'), issued, expires });
  return {
    expired: await card(signer, now - days(730), now - days(365)),
    unknown: await card(signer, now, now + days(cardDays)),
    forged: await card(stranger, now, now + days(cardDays)),
  };
}

async function prepareCard(
  person: (typeof demoPeople)[number],
  cardId: string,
  office: CardOffice,
  register: Register,
  secrets: Secrets,
  clock: Clock,
): Promise<Result<void, OfficeFault>> {
  if (person.card === 'blocked') return office.blockCard(cardId);
  if (person.card === 'good') return ok(undefined);
  const guards = [
    credentialGuard(secrets, { kind: 'access-card', cardId }),
    credentialGuard(secrets, { kind: 'nhs-number', nhsNumber: person.nhsNumber }),
  ];
  for (const guard of guards) {
    for (let wrong = 0; wrong < usualLimits.most; wrong += 1) {
      const tried = await register.beginTry({ guard, kiosk: 'demo', at: clock.now(), limits: { most: usualLimits.most, delays: [], kiosk: [], register: [] } });
      if (!tried.ok) return tried;
    }
  }
  return ok(undefined);
}

/** A newcomer who locked a card yesterday finds it open today. */
async function refresh(kept: Kept, register: Register, secrets: Secrets, clock: Clock): Promise<Result<Kept, OfficeFault>> {
  const office = createCardOffice({ register, secrets, signer: null, clock });
  for (const person of demoPeople) {
    if (person.card === 'locked') continue;
    const unlocked = await office.unlock(person.nhsNumber);
    if (!unlocked.ok) return unlocked;
  }
  return ok(kept);
}

async function readKept(path: string, clock: Clock): Promise<Kept | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text);
  if (!kept.success || kept.output.edition !== edition) return null;
  return kept.output.expiresAt > clock.now() + spareDays * day ? kept.output : null;
}

/** Written at every start: a summary is as new as the day on which somebody looks at it. */
async function writeRecords(folder: string, clock: Clock): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const createdAt = new Date(clock.now()).toISOString();
  for (const person of demoPeople) {
    const document = person.document(createdAt);
    if (document === null) continue;
    const whole = JSON.stringify(document);
    await writePrivately(join(folder, `${person.nhsNumber}.json`), person.record === 'broken' ? whole.slice(0, whole.length / 2) : whole);
  }
}

async function keyFile(path: string, random: Random): Promise<Uint8Array> {
  const kept = await readFile(path).catch(() => null);
  if (kept !== null && kept.length === 32) return kept;
  const made = random(32);
  await writePrivately(path, made);
  return made;
}

async function writePrivately(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
  await chmod(path, 0o600);
}

const desk = {
  en: 'Ask at the library desk.',
  cy: 'Gofynnwch wrth ddesg y llyfrgell.',
  pl: 'Proszę zapytać przy biurku w bibliotece.',
  ro: 'Întrebați la biroul bibliotecii.',
  pa: 'ਲਾਇਬ੍ਰੇਰੀ ਦੇ ਡੈਸਕ ਤੇ ਪੁੱਛੋ।',
  ur: 'لائبریری کے ڈیسک پر پوچھیں۔',
  bn: 'লাইব্রেরির ডেস্কে জিজ্ঞাসা করুন।',
  gu: 'લાઇબ્રેરીના ડેસ્ક પર પૂછો.',
  ar: 'اسأل عند مكتب المكتبة.',
  pt: 'Pergunte no balcão da biblioteca.',
  es: 'Pregunte en el mostrador de la biblioteca.',
};

function demoSite(options: SeedOptions, kept: Kept, at: (name: keyof typeof files) => string): Site {
  const site = readSite({
    name: 'Central Library',
    kiosk: 'demo',
    people: { desk, surgery: Object.fromEntries(languageCodes.map((code) => [code, words(code)('slip:contact.your-surgery')])) },
    screen: { ...options.screen, measuresPath: at('measures') },
    languages: options.languages,
    cards: { audience, keys: [kept.publicKey] },
    register: { path: at('register'), pepperPath: at('pepper') },
    words: { unreviewed: true },
    record: { source: 'folder', path: at('records') },
    shared: options.shared ?? { issuersPath: at('issuers') },
    printer: { profile: 'emulated', connection: { transport: 'emulator' } },
    reader: { transport: 'emulator' },
    audit: { path: at('audit'), keyPath: at('auditKey') },
    service: { contact: 'The people who run this demo' },
  });
  if (!site.ok) throw new TypeError(`the demo site is wrong: ${site.error.faults.map((fault) => fault.setting).join(', ')}`);
  return site.value;
}
