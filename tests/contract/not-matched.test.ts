/** Whatever is wrong with a card, the screens and the buttons after a PIN are the same to the byte, and no quicker. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Credential } from '../../main/identity/credential.ts';
import { createKiosk } from '../../main/kiosk.ts';
import type { View } from '../../preload/contract.ts';
import { limits, place } from '../model/made-up.ts';
import { openTestSite, scanOf, valueOf, type TestSite } from '../unit/identity/site-fixture.ts';
import { quietPorts } from './quiet-ports.ts';

const pin = '839206';
const wrong = '839207';
const day = 86_400_000;
/** Half of the usual cost: enough to be seen. */
const pinCost = 14;

let site: TestSite;
let cards: Readonly<Record<string, { readonly credential: Credential; readonly typed: string }>>;

async function card(nhsNumber: string, visits: 'one' | 'many' = 'many', days = 7): Promise<Credential> {
  const issued = valueOf(visits === 'one' ? await site.office.issueVisitCard(nhsNumber, 1) : await site.office.issueCard(nhsNumber, days));
  const seen = await site.identity.recognise(scanOf(issued.text));
  if (seen.type !== 'credential') throw new Error('the card was not recognised');
  return seen.credential;
}
const idOf = (credential: Credential): string => (credential.kind === 'access-card' ? credential.cardId : '');

beforeAll(async () => {
  site = await openTestSite(undefined, undefined, pinCost);
  const numbers = ['9434765919', '9876543210', '6541003238', '4857773457', '9000000009', '9690937286'];
  for (const nhsNumber of numbers) valueOf(await site.office.enrol({ nhsNumber, birthDate: '1948-08-06', initials: 'A K', pin }));
  const [right = '', blockedOf = '', replacedOf = '', usedOf = '', expiredOf = '', alsoBlockedOf = ''] = numbers;
  const blocked = await card(blockedOf);
  valueOf(await site.office.blockCard(idOf(blocked)));
  const alsoBlocked = await card(alsoBlockedOf);
  valueOf(await site.office.blockCard(idOf(alsoBlocked)));
  const replaced = await card(replacedOf);
  await card(replacedOf);
  const used = await card(usedOf, 'one');
  valueOf(await site.identity.prove({ credential: used, birthDate: null, pin }));
  const expired = await card(expiredOf, 'many', 1);
  site.clock.at += 2 * day;
  cards = {
    'a wrong PIN': { credential: await card(right), typed: wrong },
    'a card that nobody has': { credential: { kind: 'access-card', cardId: 'AAAAAAAAAAAAAAAAAAAAAA' }, typed: pin },
    'a blocked card': { credential: blocked, typed: pin },
    'a blocked card and a wrong PIN': { credential: alsoBlocked, typed: wrong },
    'a replaced card': { credential: replaced, typed: pin },
    'a used card for one visit': { credential: used, typed: pin },
    'an expired card': { credential: expired, typed: pin },
  };
});
afterAll(() => site.remove());

/** All that was shown since the last digit, and milliseconds of this process. */
async function tried({ credential, typed }: { readonly credential: Credential; readonly typed: string }): Promise<{ readonly views: string; readonly took: number }> {
  const { ports, scan } = quietPorts();
  const identity = { ...site.identity, recognise: ports.identity.recognise };
  const kiosk = createKiosk({ ports: { ...ports, identity }, place, limits: { ...limits, pin: { min: 6, max: 6 } }, selfCheck: () => Promise.resolve('ready') });
  const views: View[] = [];
  kiosk.onView((view) => views.push(view));
  const until = async (...screens: readonly View['screen'][]) => {
    for (let turn = 0; turn < 5_000 && !screens.includes(views.at(-1)?.screen ?? 'attract'); turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(screens).toContain(views.at(-1)?.screen);
  };
  const press = (action: string) => kiosk.choose({ view: views.at(-1)?.n ?? -1, action });
  await new Promise((resolve) => setImmediate(resolve));
  press('start');
  press('continue');
  scan({ type: 'credential', credential });
  await until('pin');
  for (const digit of typed) press(`key.${digit}`);
  const shown = views.length;
  const before = process.cpuUsage();
  press('next');
  await until('not-matched');
  const { user, system } = process.cpuUsage(before);
  await kiosk.stop();
  // The number of a view counts what was shown before.
  return { views: JSON.stringify(views.slice(shown).map(({ n: _, ...view }) => view)), took: (user + system) / 1000 };
}

test('a wrong PIN, and a card that is unknown, blocked, replaced, used or too old', async () => {
  const { 'a wrong PIN': first, ...others } = cards;
  if (first === undefined) throw new Error('no card');
  const expected = await tried(first);
  expect(expected.views).toContain('"screen":"not-matched"');
  for (const [what, one] of Object.entries(others)) {
    site.clock.at += day;
    const seen = await tried(one);
    expect(seen.views, what).toBe(expected.views);
    times.set(what, seen.took);
  }
  // What the processor does beside it only adds; an answer without the work would take a hundredth.
  const whole = await leastOf(first);
  for (const [what, took] of times) expect(took, what).toBeGreaterThan(whole / 2);
});

const times = new Map<string, number>();

async function leastOf(one: Parameters<typeof tried>[0]): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    site.clock.at += day;
    took.push((await tried(one)).took);
  }
  return Math.min(...took);
}
