/** Nothing of a person is anywhere but on the screen that shows it, and after they have gone it is nowhere. */
import { expect, test } from '@playwright/test';
import { demoHelper } from '../../main/demo/cards.ts';
import { slowHand } from '../e2e/demo-visit.ts';
import { openCanaryVisit, openSection, say, toRecord, type CanaryVisit } from './canary-visit.ts';

let visit: CanaryVisit;

test.afterEach(async () => {
  expect(await visit.close(), 'on disk, after the browser and the kiosk have ended').toEqual([]);
});

const mayShow = ['search', 'changed', 'summary', 'wrong-which', 'wrong', 'section', 'slip', 'printing', 'print-trouble'];

/** Views that carried what their screen may not show. */
function strays({ streamed }: CanaryVisit): readonly unknown[] {
  return streamed().filter(({ screen, canaries }) => canaries.length > 0 && !mayShow.includes(screen));
}

async function nothingLeft(): Promise<void> {
  await visit.visitor.see(say('attract.heading'));
  expect(strays(visit)).toEqual([]);
  expect(await visit.leftovers()).toEqual([]);
}

test('a whole visit with help and paper', async () => {
  test.setTimeout(180_000);
  visit = await openCanaryVisit();
  const { visitor, kiosk, inPage } = visit;
  const { name, pin } = demoHelper;
  await toRecord(visit);
  expect(await inPage()).toEqual([]);
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
  expect(await inPage()).toEqual([]);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  expect((await inPage()).length).toBeGreaterThan(0);

  await visitor.press(say('dock.help'));
  await visitor.see(say('help.heading'));
  expect(await inPage()).toEqual([]);
  kiosk.bench('hold helper');
  await visitor.see(say('helper-pin.heading'));
  await visitor.type(pin);
  await visitor.press(say('keypad.next'));
  await visitor.see(say('helper-offer.heading', { name }));
  expect(await inPage()).toEqual([]);
  expect(strays(visit)).toEqual([]);
  await visitor.press(say('helper-offer.yes'));
  await visitor.see(say('record:section.medicines'));
  expect(await inPage()).toEqual([]);
  await visitor.press(say('dock.back'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('record:section.results'));
  await visitor.see(say('record:section.results'));
  expect(await inPage()).toEqual([]);
  expect(visit.streamed().filter(({ canaries }) => canaries.length > 0), 'views while the helper is masked').toEqual([]);
  await visitor.press(say('section.show', { name }));
  await expect.poll(async () => (await inPage()).length).toBeGreaterThan(0);
  await visitor.press(say('help-banner.stop'));

  await visitor.press(say('dock.back'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('record.print'));
  await visitor.see(say('slip.heading'));
  await visitor.ready(say('slip.print'));
  await visit.page.waitForTimeout(slowHand);
  await visit.page.getByRole('button', { name: say('slip.print'), exact: true }).tap();
  await expect.poll(() => kiosk.screen(), { timeout: 45_000 }).toBe('take-paper');
  await visitor.see(say('take-paper.heading'));
  expect(await inPage()).toEqual([]);
  await visitor.press(say('take-paper.taken'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('dock.finish'));
  await visitor.press(say('finish-question.yes'));
  await visitor.see(say('goodbye.heading'));
  expect(await inPage()).toEqual([]);
  await visitor.press(say('goodbye.done'));
  await nothingLeft();
});

test('looking for things, and choosing what to take along', async () => {
  test.setTimeout(120_000);
  visit = await openCanaryVisit();
  const { visitor, inPage } = visit;
  await toRecord(visit);
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('finding:search.open'));
  await visitor.see(say('finding:search.heading'));
  await visit.page.keyboard.type('Qwvcanary', { delay: 250 });
  await expect.poll(async () => (await inPage()).length).toBeGreaterThan(0);
  // What was typed is a canary itself.
  await visit.page.keyboard.type('1x', { delay: 250 });
  await visitor.press(say('tools.hide'));
  await visitor.see(say('hidden.heading'));
  expect(await inPage()).toEqual([]);
  await visitor.press(say('hidden.show'));
  await visitor.see(say('finding:search.heading'));
  expect(await inPage(), 'a hidden screen forgets the letters').toEqual([]);
  await visitor.press(say('dock.back'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('finding:page.open'));
  await visitor.see(say('finding:page.heading'));
  expect((await inPage()).length).toBeGreaterThan(0);
  await visitor.press(say('dock.back'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  await visitor.press(say('finding:wrong.open'));
  await visitor.see(say('finding:wrong.which'));
  await visit.page.locator('[data-action="wrong.medicines-1"]').tap();
  await visitor.see(say('finding:wrong.heading'));
  await visitor.press(say('finding:wrong.kind.wrong'));
  await visitor.press(say('finding:wrong.to-paper'));
  await visitor.see(say('slip.heading'));
  await visitor.ready(say('slip.print'));
  await visitor.press(say('dock.finish'));
  await visitor.press(say('finish-question.yes'));
  await visitor.see(say('goodbye.heading'));
  expect(await inPage()).toEqual([]);
  await visitor.press(say('goodbye.done'));
  await nothingLeft();
});

test('not me', async () => {
  visit = await openCanaryVisit();
  await toRecord(visit);
  await visit.visitor.press(say('confirm.no'));
  await visit.visitor.see(say('goodbye.heading'));
  await visit.visitor.press(say('goodbye.done'));
  await nothingLeft();
});

test('nobody answers', async () => {
  visit = await openCanaryVisit({ idle: 3_000, warning: 1_500, goodbye: 1_000 });
  await toRecord(visit);
  await openSection(visit);
  await visit.visitor.see(say('still-there.heading'));
  expect(await visit.inPage()).toEqual([]);
  await nothingLeft();
});

test('hidden, and left so', async () => {
  visit = await openCanaryVisit({ hiddenLock: 1_000, idle: 3_000, goodbye: 1_000 });
  await toRecord(visit);
  await openSection(visit);
  await visit.visitor.press(say('tools.hide'));
  await visit.visitor.see(say('hidden.heading'));
  expect(await visit.inPage()).toEqual([]);
  await nothingLeft();
});

test('a reload', async () => {
  visit = await openCanaryVisit();
  await toRecord(visit);
  await openSection(visit);
  // The sweep is not blind: while the section is open it finds the person on the page and in its memory.
  const seen = await visit.leftovers();
  expect(seen.some((one) => one.startsWith('page: '))).toBe(true);
  expect(seen.some((one) => one.startsWith('heap: '))).toBe(true);
  await visit.page.reload();
  await nothingLeft();
});

test('the window is closed', async () => {
  visit = await openCanaryVisit();
  await toRecord(visit);
  await openSection(visit);
  await visit.context.newPage();
  await visit.page.close();
  await expect.poll(() => visit.kiosk.screen()).toBe('attract');
  expect(strays(visit)).toEqual([]);
  expect(await visit.leftovers()).toEqual([]);
});

/** How far the visit is when the plug of the kiosk's computer is pulled. */
const killedAt: Readonly<Record<string, (visit: CanaryVisit) => Promise<void>>> = {
  'while a PIN is typed': async ({ visitor, kiosk }) => {
    await visitor.press(say('attract.start'));
    await visitor.press(say('before.continue'));
    await visitor.see(say('identify.heading'));
    kiosk.bench('hold rose');
    await visitor.see(say('pin.heading'));
    await visitor.type('58');
  },
  'while a section is read': async (visit) => {
    await toRecord(visit);
    await openSection(visit);
  },
  'while the slip prints': async (visit) => {
    await toRecord(visit);
    await openSection(visit);
    await visit.visitor.press(say('section.print'));
    await visit.visitor.see(say('slip.heading'));
    await visit.visitor.ready(say('slip.print'));
    await visit.page.waitForTimeout(slowHand);
    await visit.page.getByRole('button', { name: say('slip.print'), exact: true }).tap();
    await expect.poll(() => visit.kiosk.screen()).toBe('printing');
  },
};

for (const [when, walk] of Object.entries(killedAt)) {
  test(`the kiosk is killed ${when}, and started again`, async () => {
    test.setTimeout(120_000);
    visit = await openCanaryVisit();
    await walk(visit);
    await visit.kiosk.kill();
    await expect(visit.page.locator('body')).toBeEmpty();
    expect(await visit.inPage()).toEqual([]);
    await visit.restart();
    await nothingLeft();
  });
}
