/** SMART Health Cards that people bring along: read, believed or not, shown as what they are, and forgotten. */
import { expect, test } from '@playwright/test';
import { sameCodePause } from '../../hardware/reader/same-code.ts';
import { createIssuer, digitsOf, qrOf, qrPartsOf } from '../unit/identity/health-card-fixture.ts';
import { cardOf, clinic, mina, openClinic, otto, outOfDate, secretsOf, takenBack, type Clinic } from './brought-cards.ts';
import { finish, forgetSeed, openVisit, personOf, rose, say, toReader, toRecord, type DemoVisit } from './demo-visit.ts';
import { storyOf, tracesOf } from './traces.ts';

let place: Clinic;
let visit: DemoVisit;

test.beforeAll(async () => {
  place = await openClinic();
});

test.afterEach(async () => {
  expect.soft(visit.strayed, 'requests to another origin').toEqual([]);
  expect.soft(visit.complaints, 'complaints of the page').toEqual([]);
  await visit.close();
});

test.afterAll(async () => {
  await forgetSeed();
  await place.forget();
});

type Browser = Parameters<typeof openVisit>[0]['browser'];
const open = (browser: Browser, name: string, orientation: 'portrait' | 'landscape' = 'portrait') =>
  openVisit({ browser, name, orientation, shared: { issuersPath: place.issuersPath, linkHosts: [] } });

for (const orientation of ['portrait', 'landscape'] as const) {
  test(`says what its issuer says, and no more: ${orientation}`, async ({ browser }) => {
    visit = await open(browser, `card-${orientation}`, orientation);
    const { met, demo, page } = visit;
    const jws = await cardOf(place, mina);
    await toReader(visit);
    demo.scanner.hold(qrOf(jws));
    await met(say('statement.heading'), 'statement');
    const shown = await page.locator('main').innerText();
    for (const part of [clinic, 'Mina Thistledown', 'Flu vaccine', '2 October 2025', mina.batch, say('statement.only')]) expect(shown).toContain(part);
    expect(shown).not.toContain(say('statement.not-checked'));
    expect(shown).not.toContain(mina.birthDate);
    await finish(visit);
    expect(storyOf(visit)).toEqual(['session-started', 'code-scanned: health-card', 'session-ended: finished']);
    expect(await tracesOf(visit, [...secretsOf(mina, jws), digitsOf(jws)])).toEqual([]);
  });
}

test('in two codes is put together in any order', async ({ browser }) => {
  visit = await open(browser, 'card-parts');
  const { visitor, met, demo, page } = visit;
  const jws = await cardOf(place, mina);
  const [first = '', second = ''] = qrPartsOf(jws, 2);
  await toReader(visit);
  demo.scanner.hold(second);
  await page.getByText(say('identify.parts', { count: 2, held: 1 })).waitFor();
  await met(say('identify.heading'), 'one-of-two');
  await page.waitForTimeout(sameCodePause + 200);
  demo.scanner.hold(second);
  await expect.poll(() => storyOf(visit).filter((line) => line.startsWith('code-')), 'the same half again').toHaveLength(2);
  demo.scanner.hold(first);
  await visitor.see(say('statement.heading'));
  expect(await page.locator('main').innerText()).toContain('Mina Thistledown');
  await visitor.press(say('dock.back'));
  await visitor.see(say('identify.heading'));
  expect(await page.locator('main').innerText()).not.toContain(say('identify.parts', { count: 2, held: 1 }));
  demo.scanner.hold(second);
  await page.getByText(say('identify.parts', { count: 2, held: 1 })).waitFor();
  await finish(visit);
  expect(new Set(storyOf(visit))).toEqual(new Set(['session-started', 'code-scanned: health-card', 'session-ended: finished']));
  expect(await tracesOf(visit, secretsOf(mina, jws))).toEqual([]);
});

test('two people’s halves never make a card', async ({ browser }) => {
  visit = await open(browser, 'card-halves');
  const { visitor, demo, page } = visit;
  const cards = [await cardOf(place, mina), await cardOf(place, otto)] as const;
  const [[hers = ''], [, his = '']] = [qrPartsOf(cards[0], 2), qrPartsOf(cards[1], 2)] as const;
  const secrets = [...secretsOf(mina, cards[0]), ...secretsOf(otto, cards[1])];
  await toReader(visit);
  demo.scanner.hold(hers);
  await page.getByText(say('identify.parts', { count: 2, held: 1 })).waitFor();
  demo.scanner.hold(his);
  await visitor.see(say('declined.kind.health-card'));
  expect(await tracesOf(visit, secrets)).toEqual([]);
  await visitor.press(say('declined.again'));
  await visitor.see(say('identify.heading'));
  demo.scanner.hold(hers);
  await page.getByText(say('identify.parts', { count: 2, held: 1 })).waitFor();
  await finish(visit);
  await toReader(visit);
  expect(await page.locator('main').innerText()).not.toContain(say('identify.parts', { count: 2, held: 1 }));
  demo.scanner.hold(his);
  await page.getByText(say('identify.parts', { count: 2, held: 1 })).waitFor();
  expect(visit.views.every(({ screen }) => screen !== 'statement')).toBe(true);
  expect(await tracesOf(visit, secrets)).toEqual([]);
});

const refusals = {
  'unknown-signer': async () => cardOf({ issuer: await createIssuer() }, mina),
  revoked: () => cardOf(place, mina, {}, takenBack),
  expired: () => cardOf(place, mina, outOfDate()),
  'signature-wrong': async () => {
    const [header, payload] = (await cardOf(place, mina)).split('.');
    const [, , signature] = (await cardOf(place, otto)).split('.');
    return [header, payload, signature].join('.');
  },
} as const;

test('that cannot be believed is refused in words of its own', async ({ browser }) => {
  visit = await open(browser, 'card-refused');
  const { visitor, met, demo, page } = visit;
  await toReader(visit);
  for (const [reason, make] of Object.entries(refusals) as [keyof typeof refusals, () => Promise<string>][]) {
    const jws = await make();
    demo.scanner.hold(qrOf(jws));
    await met(say('declined.kind.health-card'), reason);
    expect(await page.locator('main').innerText(), reason).toContain(say(`declined.kind.health-card-${reason}`));
    expect(await tracesOf(visit, secretsOf(mina, jws))).toEqual([]);
    await visitor.press(say('declined.again'));
    await visitor.see(say('identify.heading'));
  }
  await finish(visit);
  expect(storyOf(visit)).toEqual([
    'session-started',
    ...Object.keys(refusals).map((reason) => `code-declined: health-card ${reason}`),
    'session-ended: finished',
  ]);
});

test('of another person, in the middle of a visit, changes nothing', async ({ browser }) => {
  visit = await open(browser, 'card-between');
  const { visitor, demo } = visit;
  const jws = await cardOf(place, otto);
  const [half = ''] = qrPartsOf(jws, 2);
  const holdAll = async () => {
    const before = visit.view();
    for (const hold of [() => demo.bench.hold('tom'), () => demo.scanner.hold(qrOf(jws)), () => demo.scanner.hold(half), () => demo.bench.hold('web')]) {
      hold();
      // Long enough for a code to be read and recognised.
      await visit.page.waitForTimeout(250);
    }
    expect(visit.view()).toEqual(before);
  };
  await toReader(visit);
  demo.bench.hold('rose');
  await visitor.see(say('pin.heading'));
  await holdAll();
  await visitor.type(rose.pin);
  await visitor.press(say('keypad.next'));
  await visitor.see(say('confirm.heading'));
  await holdAll();
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
  await holdAll();
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  await holdAll();
  await visitor.press(say('dock.back'));
  await finish(visit);
  expect(storyOf(visit).filter((line) => line.startsWith('code-'))).toEqual(['code-scanned: access-card']);
  expect(await tracesOf(visit, [...secretsOf(otto, jws), rose.nhsNumber, rose.birthDate, rose.name, personOf('tom').nhsNumber])).toEqual([]);
  await toRecord(visit, personOf('tom'));
  expect(visit.view().top.who).toBe('T L');
});

test('from the bench, for newcomers to try', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'card-bench' });
  const { met, demo, page } = visit;
  await toReader(visit);
  demo.bench.hold('health-card');
  await met(say('statement.heading'), 'statement');
  expect(await page.locator('main').innerText()).toContain('Tom Lantern');
});
