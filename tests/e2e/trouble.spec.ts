/** What goes wrong in a library: wrong PINs, other codes, empty paper, pulled plugs, people who walk away, windows that die. */
import { expect, test } from '@playwright/test';
import { sameCodePause } from '../../hardware/reader/same-code.ts';
import { enterPin, finish, forgetSeed, openVisit, personOf, pressPrint, printed, rose, say, toReader, toRecord, type DemoVisit } from './demo-visit.ts';
import { storyOf, tracesOf } from './traces.ts';
import { visitCardOf } from './visit-card.ts';

let visit: DemoVisit;

test.afterEach(async () => {
  expect.soft(visit.strayed, 'requests to another origin').toEqual([]);
  await visit.close();
});

test.afterAll(forgetSeed);

const clinical = 'Metformin';

async function toPin({ visitor, demo }: DemoVisit, card: string): Promise<void> {
  await visitor.press(say('attract.start'));
  await visitor.press(say('before.continue'));
  await visitor.see(say('identify.heading'));
  demo.bench.hold(card);
  await visitor.see(say('pin.heading'));
}

/** What the person reads after a PIN, screen by screen, until they may not go on. */
async function triesOf(visit: DemoVisit, card: string): Promise<string[]> {
  const { visitor, page } = visit;
  const read: string[] = [];
  await toPin(visit, card);
  for (let at = 0; at < 8; at += 1) {
    await enterPin(visitor, '1357');
    await expect.poll(() => visit.view().screen).toBe('not-matched');
    await visitor.see(visit.view().heading);
    read.push(await page.locator('main').innerText());
    if (visit.view().heading === say('not-matched.locked-heading')) break;
    visit.wait(61_000);
    await visitor.press(say('not-matched.again'));
  }
  return read;
}

test('a wrong PIN counts down and locks; the right one no longer opens', async ({ browser }) => {
  test.setTimeout(120_000);
  visit = await openVisit({ browser, name: 'wrong-pin' });
  const { visitor, met, page } = visit;
  const known = await triesOf(visit, 'rose');
  await met(say('not-matched.locked-heading'), 'locked');
  expect(known.length).toBeGreaterThan(2);
  await visitor.press(say('dock.finish'));
  await visitor.press(say('finish-question.yes'));
  await visitor.press(say('goodbye.done'));
  await toPin(visit, 'rose');
  await enterPin(visitor, rose.pin);
  await visitor.see(say('not-matched.locked-heading'));
  expect(await page.locator('body').innerText()).not.toContain('R B');
});

test('a card of nobody reads exactly like a card with a wrong PIN', async ({ browser }) => {
  test.setTimeout(120_000);
  visit = await openVisit({ browser, name: 'nobody' });
  const known = await triesOf(visit, 'tom');
  await visit.visitor.press(say('dock.finish'));
  await visit.visitor.press(say('finish-question.yes'));
  await visit.visitor.press(say('goodbye.done'));
  expect(await triesOf(visit, 'unknown')).toEqual(known);
});

test('too quick a second guess is asked to wait', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'quick' });
  const { visitor, met } = visit;
  await toPin(visit, 'rose');
  for (let at = 0; at < 4; at += 1) {
    await enterPin(visitor, '1357');
    await expect.poll(() => visit.view().screen).toBe('not-matched');
    if (visit.view().heading === say('not-matched.wait-heading')) break;
    await visitor.press(say('not-matched.again'));
  }
  await met(say('not-matched.wait-heading'), 'wait');
});

/** What the bench has no card for, as the reader sends it. */
const otherCodes: Readonly<Record<string, readonly [text: string, aim: string]>> = {
  wifi: ['WIFI:T:WPA;S:Library guests;P:open sesame;;', ']Q1'],
  parcel: ['JD014600003828374655', ']C0'],
  link: ['shlink:/eyJ1cmwiOiJodHRwczovL2V4YW1wbGUub3JnL20iLCJrZXkiOiJyeFRnWWxPYUtKUEZ0Y0VkMHFjY2VOOHdFVTRwOTRTcUF3SVdRZTZ1WDdRIn0', ']Q1'],
};

test('each thing that is not a card has its own sentence, and nothing of it is kept', async ({ browser }) => {
  test.setTimeout(120_000);
  visit = await openVisit({ browser, name: 'declined' });
  const { visitor, met, demo, page } = visit;
  await visitor.press(say('attract.start'));
  await visitor.press(say('before.continue'));
  const declined = {
    prescription: ['prescription', 'prescription not-used-here'],
    expired: ['access-card-expired', 'access-card expired'],
    forged: ['access-card-signature-wrong', 'access-card signature-wrong'],
    web: ['web', 'web not-used-here'],
    bottle: ['retail', 'retail not-used-here'],
    travel: ['travel-card', 'travel-card not-used-here'],
    library: ['library', 'library not-used-here'],
    contact: ['contact', 'contact not-used-here'],
    wifi: ['contact', 'contact not-used-here'],
    'letter-smudged': ['nhs-number', 'nhs-number check-character-wrong'],
    parcel: ['unknown', 'unknown not-known'],
    link: ['health-link', 'health-link not-used-here'],
  } as const;
  for (const [card, [kind]] of Object.entries(declined)) {
    await visitor.see(say('identify.heading'));
    const other = otherCodes[card];
    if (other === undefined) demo.bench.hold(card);
    else demo.scanner.hold(...other);
    await met(say(kind.startsWith('access-card') ? 'declined.kind.access-card' : 'declined.heading'), card);
    expect(await page.locator('main').innerText(), card).toContain(say(`declined.kind.${kind}`));
    await visitor.press(say('declined.again'));
  }
  await visitor.see(say('identify.heading'));
  demo.bench.hold('half-read');
  await page.getByText(say('identify.misread')).waitFor();
  await met(say('identify.heading'), 'misread');
  expect(storyOf(visit)).toEqual(['session-started', ...Object.values(declined).map(([, line]) => `code-declined: ${line}`), 'code-misread']);
  const held = ['BEEF', 'example.org', '5012345678900', '80826000010000000001', 'A2301234567890B', 'Made Up', '01632960001', 'open sesame', 'JD014600003828374655', 'rxTgYlOaKJPFtcEd0qcceN8wEU4p94SqAwIWQe6uX7Q', '9995260'];
  expect(await tracesOf(visit, held)).toEqual([]);
});

test('a card for one visit, held up again with the right PIN, reads exactly like a wrong PIN', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'one-visit' });
  const { visitor, demo, page } = visit;
  const card = await visitCardOf(visit, rose);
  const holdIt = async (pin: string) => {
    await toReader(visit);
    await page.waitForTimeout(sameCodePause + 200);
    demo.scanner.hold(card);
    await enterPin(visitor, pin);
  };
  await holdIt('1357');
  await visitor.see(say('not-matched.heading'));
  const wrongPin = { ...visit.view(), n: 0 };
  await finish(visit);
  await holdIt(rose.pin);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
  await finish(visit);
  const before = storyOf(visit).length;
  await holdIt(rose.pin);
  await visitor.see(say('not-matched.heading'));
  expect(await page.locator('body').innerText()).not.toContain('R B');
  const again = { ...visit.view(), n: 0 };
  // Who was right got their try back, so that the same number of tries is left.
  expect(again).toEqual(wrongPin);
  expect(storyOf(visit).slice(before)).toEqual(['session-started', 'code-scanned: access-card', 'proof-asked: access-card', 'proof-refused: card-used']);
  expect(await tracesOf(visit, [card, rose.pin, rose.nhsNumber, rose.birthDate, ...rose.name.split(' ')].filter((one) => one.length > 4))).toEqual([]);
});

test('a card that was reported lost reads exactly like a card with a wrong PIN', async ({ browser }) => {
  test.setTimeout(120_000);
  visit = await openVisit({ browser, name: 'blocked' });
  const { visitor, met, page } = visit;
  const nell = personOf('nell');
  await toPin(visit, nell.id);
  await enterPin(visitor, nell.pin);
  await met(say('not-matched.heading'), 'not-matched');
  expect(await page.locator('body').innerText()).not.toContain('N F');
  expect(storyOf(visit)).toEqual(['session-started', 'code-scanned: access-card', 'proof-asked: access-card', 'proof-refused: card-blocked']);
  expect(await tracesOf(visit, [...nell.name.split(' '), nell.nhsNumber, nell.birthDate])).toEqual([]);
});

test('the paper runs out in the middle, somebody loads more, and it goes on', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'paper-out' });
  const { met, demo } = visit;
  await toRecord(visit);
  await pressPrint(visit);
  await expect.poll(() => visit.view().screen).toBe('printing');
  demo.bench.press('paper-out');
  await met(say('print-trouble.paper-out'), 'paper-out');
  demo.bench.press('paper-out');
  await printed(visit);
  await met(say('take-paper.heading'), 'take-paper');
});

test('the cover is opened in the middle and closed again', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'cover-open' });
  const { visitor, met, demo } = visit;
  await toRecord(visit);
  await pressPrint(visit);
  await expect.poll(() => visit.view().screen).toBe('printing');
  demo.bench.press('cover-open');
  await met(say('print-trouble.cover-open'), 'cover-open');
  demo.bench.press('cover-open');
  await expect.poll(() => visit.view().screen, { timeout: 30_000 }).toMatch(/take-paper|print-trouble/);
  if (visit.view().screen === 'take-paper') return;
  // A printer that lost its place says so, and nobody is told that it printed.
  await visitor.see(say('print-trouble.unknown'));
});

test('the printer is unplugged in the middle: nobody can know, and the next one says COPY', async ({ browser }) => {
  test.setTimeout(120_000);
  visit = await openVisit({ browser, name: 'unplugged' });
  const { visitor, met, demo } = visit;
  await toRecord(visit);
  await pressPrint(visit);
  await expect.poll(() => visit.view().screen).toBe('printing');
  demo.bench.press('printer-unplugged');
  await met(say('print-trouble.unknown'), 'unknown');
  demo.bench.press('printer-unplugged');
  await expect.poll(() => visit.view().actions.find(({ id }) => id === 'reprint')?.enabled, { timeout: 45_000 }).toBe(true);
  await visitor.press(say('print-trouble.reprint'));
  await printed(visit);
  const drawn = visit.views.flatMap((view) => (view.screen === 'printing' && view.paper !== null ? [{ lead: view.lead, height: view.paper.height }] : []));
  const copies = drawn.filter(({ lead }) => lead.includes(say('printing.copy')));
  expect(copies.length).toBeGreaterThan(0);
  // The same paper with one thing more on it: the word.
  expect(copies.at(-1)?.height).toBeGreaterThan(drawn[0]?.height ?? Infinity);
});

test('a printer without paper is said before anything is sent', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'no-paper' });
  const { visitor, met, demo } = visit;
  demo.bench.press('paper-out');
  await toRecord(visit);
  await visitor.press(say('record.print'));
  await visit.page.getByText(say('slip.printer.paper-out')).waitFor();
  await met(say('slip.heading'), 'slip');
  expect(visit.view().actions.find(({ id }) => id === 'print')?.enabled).toBe(false);
});

test('an unplugged reader leaves another way in, and comes back by itself', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'reader' });
  const { visitor, met, demo, page } = visit;
  demo.bench.press('reader-unplugged');
  await visitor.press(say('attract.start'));
  await visitor.press(say('before.continue'));
  await page.getByText(say('identify.reader-away')).waitFor();
  await met(say('identify.heading'), 'away');
  demo.bench.press('reader-unplugged');
  await expect(page.getByText(say('identify.reader-away'))).toHaveCount(0, { timeout: 15_000 });
  demo.bench.hold('rose');
  await visitor.see(say('pin.heading'));
});

test('records that cannot be reached are said kindly, and can be asked for again', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'records-down' });
  const { visitor, met, demo } = visit;
  demo.bench.press('records-down');
  await toPin(visit, 'rose');
  await enterPin(visitor, rose.pin);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.yes'));
  await met(say('no-record.heading'), 'unreachable');
  demo.bench.press('records-down');
  await visitor.press(say('no-record.again'));
  await visitor.see(say('record.heading'));
});

for (const [id, words] of [['gwen', 'not-found'], ['dai', 'not-understood']] as const) {
  test(`a record that is ${words} is not an empty record`, async ({ browser }) => {
    visit = await openVisit({ browser, name: words });
    const { visitor, met, page } = visit;
    await toPin(visit, id);
    await enterPin(visitor, personOf(id).pin);
    await visitor.see(say('confirm.heading'));
    await visitor.press(say('confirm.yes'));
    await met(say('no-record.heading'), 'no-record');
    expect(await page.locator('main').innerText()).toContain(say(`no-record.${words}`));
  });
}

test('nobody answers: covered, then cleared; somebody answers: where they were', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'idle', delays: { idle: 4_000, warning: 4_000, goodbye: 2_000 } });
  const { visitor, met, page } = visit;
  await toRecord(visit);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  await visitor.see(say('still-there.heading'));
  expect(await page.content()).not.toContain(clinical);
  await visitor.press(say('still-there.stay'));
  await visitor.see(say('record:section.medicines'));
  await met(say('still-there.heading'), 'still-there');
  await visitor.see(say('attract.heading'));
  expect(visit.views.slice(-6).map(({ screen }) => screen)).toContain('goodbye');
  expect(visit.view().top.who).toBeNull();
});

test('a hidden screen shows nothing; after a while it asks for the PIN', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'hidden', delays: { hiddenLock: 4_000 } });
  const { visitor, met, page, demo } = visit;
  await toRecord(visit);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  await visitor.press(say('tools.hide'));
  await met(say('hidden.heading'), 'hidden');
  expect(await page.content()).not.toContain(clinical);
  expect(await page.content()).not.toContain('R B');
  await page.locator('main').getByText(say('hidden.locked')).waitFor();
  await met(say('hidden.heading'), 'locked');
  await visitor.type('1357');
  await visitor.press(say('keypad.next'));
  await expect.poll(() => visit.view().screen === 'hidden' && 'keypad' in visit.view()).toBe(true);
  await expect(page.locator('.ring--filled')).toHaveCount(0);
  await visitor.type(rose.pin);
  await visitor.press(say('keypad.next'));
  await visitor.see(say('record:section.medicines'));
  await visitor.press(say('tools.hide'));
  await visitor.see(say('hidden.heading'));
  demo.bench.hold('rose');
  await visitor.see(say('record:section.medicines'));
});

test('a reload shows nothing of anyone', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'reload' });
  const { visitor, page } = visit;
  await toRecord(visit);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  await page.reload();
  await visitor.see(say('attract.heading'));
  expect(await page.content()).not.toContain(clinical);
  expect(visit.view().screen).toBe('attract');
});

test('a second tab takes the place of the first, and neither shows anyone', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'second-tab' });
  const { visitor, page, context, loopback } = visit;
  await toRecord(visit);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  const second = await context.newPage();
  await second.goto(`http://127.0.0.1:${loopback.port}/`);
  await second.getByRole('heading', { level: 1, name: say('attract.heading') }).waitFor();
  expect(await second.content()).not.toContain(clinical);
  await expect(page.locator('body')).toBeEmpty();
});

test('a renderer that crashes takes the session with it', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'crash' });
  const { visitor, page, context, loopback } = visit;
  await toRecord(visit);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await expect.poll(() => visit.view().screen).toBe('attract');
  expect(visit.view().top.who).toBeNull();
  const next = await context.newPage();
  await next.goto(`http://127.0.0.1:${loopback.port}/`);
  await next.getByRole('heading', { level: 1, name: say('attract.heading') }).waitFor();
  expect(await next.content()).not.toContain(clinical);
});
