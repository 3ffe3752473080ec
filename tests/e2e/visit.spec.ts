/** Whole visits as people make them. Every screen that is met is looked at by axe and by the ruler; pictures land in out/e2e/. */
import { expect, test } from '@playwright/test';
import { demoHelper } from '../../main/demo/cards.ts';
import { languages, words } from '../../main/copy/words.ts';
import { enterPin, finish, forgetSeed, openVisit, personOf, pressPrint, printed, rose, say, toRecord, type DemoVisit } from './demo-visit.ts';

let visit: DemoVisit;

test.afterEach(async () => {
  expect.soft(visit.strayed, 'requests to another origin').toEqual([]);
  expect.soft(visit.complaints, 'complaints of the page').toEqual([]);
  await visit.close();
});

test.afterAll(forgetSeed);

const heldBack = ['Penicillin', 'penicillin', 'Metformin', 'HbA1c'];

for (const orientation of ['portrait', 'landscape'] as const) {
  test(`card, PIN, record, a result, paper, goodbye: ${orientation}`, async ({ browser }) => {
    test.setTimeout(180_000);
    visit = await openVisit({ browser, name: orientation, orientation });
    const { visitor, met, demo, page } = visit;
    await met(say('attract.heading'), '01-attract');
    await visitor.press(say('attract.needs'));
    await met(say('needs.heading'), '02-needs');
    await visitor.press(say('needs.done'));
    await met(say('before.heading'), '03-before');
    await visitor.press(say('before.continue'));
    await met(say('identify.heading'), '04-identify');
    demo.bench.hold('rose');
    await met(say('pin.heading'), '05-pin');
    await visitor.type(rose.pin);
    await visitor.press(say('keypad.next'));
    await met(say('confirm.heading'), '06-confirm');
    await visitor.press(say('confirm.yes'));
    await met(say('record.heading'), '07-record');
    for (const section of ['allergies', 'medicines', 'results', 'devices'] as const) {
      await visitor.press(say(`record:section.${section}`));
      await met(say(`record:section.${section}`), `08-${section}`);
      await visitor.press(say('dock.back'));
      await visitor.see(say('record.heading'));
    }
    await visitor.press(say('record.not-here'));
    await met(say('not-here.heading'), '09-not-here');
    await visitor.press(say('dock.back'));
    await visitor.see(say('record.heading'));
    await visitor.press(say('record.print'));
    await visitor.see(say('slip.heading'));
    await visitor.ready(say('slip.print'));
    await met(say('slip.heading'), '10-slip');
    await page.getByRole('button', { name: say('slip.print'), exact: true }).tap();
    await printed(visit);
    await met(say('take-paper.heading'), '11-take-paper');
    await visitor.press(say('take-paper.taken'));
    await visitor.see(say('record.heading'));
    await visitor.press(say('dock.finish'));
    await met(say('finish-question.heading'), '12-finish-question');
    await visitor.press(say('finish-question.yes'));
    await met(say('goodbye.heading'), '13-goodbye');
    await visitor.press(say('goodbye.happy'));
    await visitor.see(say('attract.heading'));
    expect((await demo.lastPrint())?.picture.height).toBeGreaterThan(500);
  });
}

test('an NHS number and a date of birth, typed, instead of a card', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'number' });
  const { visitor, met } = visit;
  await visitor.press(say('attract.start'));
  await visitor.press(say('before.continue'));
  await visitor.press(say('identify.type-number'));
  await met(say('number.heading'), '1-number');
  await visitor.type(`${rose.nhsNumber.slice(0, 9)}${(Number(rose.nhsNumber[9]) + 1) % 10}`);
  await visitor.press(say('keypad.next'));
  await visit.page.getByText(say('number.problem')).waitFor();
  await met(say('number.heading'), '2-number-problem');
  await visitor.press(say('keypad.clear'));
  await visitor.type(rose.nhsNumber);
  await visitor.press(say('keypad.next'));
  await met(say('birth-date.heading'), '3-birth-date');
  await visitor.type('30021948');
  await visitor.press(say('keypad.next'));
  await visit.page.getByText(say('birth-date.problem')).waitFor();
  const [year, month, day] = rose.birthDate.split('-');
  await visitor.type(`${day}${month}${year}`);
  await visitor.press(say('keypad.next'));
  await enterPin(visitor, rose.pin);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
  await finish(visit);
});

test('a helper sees nothing that was not shown, and leaves when asked', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'help' });
  const { visitor, met, page, demo } = visit;
  const { name, pin } = demoHelper;
  const clinical = async () => {
    const text = await page.locator('body').innerText();
    return heldBack.filter((word) => text.includes(word));
  };
  await toRecord(visit);
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  expect(await clinical()).toContain('Metformin');
  await visitor.press(say('dock.help'));
  await met(say('help.heading'), '1-help');
  demo.bench.hold('helper');
  await met(say('helper-pin.heading'), '2-helper-pin');
  await visitor.type(pin);
  await visitor.press(say('keypad.next'));
  await met(say('helper-offer.heading', { name }), '3-helper-offer');
  expect(await clinical()).toEqual([]);
  await visitor.press(say('helper-offer.yes'));
  await met(say('record:section.medicines'), '4-guided');
  expect(await clinical()).toEqual([]);
  await visitor.press(say('dock.back'));
  await met(say('record.heading'), '5-guided-record');
  expect(await clinical()).toEqual([]);
  await visitor.press(say('record:section.medicines'));
  await visitor.press(say('section.show', { name }));
  await expect.poll(clinical).toContain('Metformin');
  await met(say('record:section.medicines'), '6-shared');
  await visitor.press(say('dock.back'));
  await visitor.see(say('record.heading'));
  expect(await clinical()).toEqual([]);
  await visitor.press(say('record.print'));
  await met(say('slip.heading'), '7-guided-slip');
  expect(await page.locator('img').count()).toBe(0);
  await visitor.press(say('help-banner.stop'));
  await visitor.ready(say('slip.print'));
  await expect(page.locator('.help-banner')).toHaveCount(0);
  await finish(visit);
});

test('a helper whom the person does not want is gone at once', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'declined-help' });
  const { visitor, demo } = visit;
  await toRecord(visit);
  demo.bench.hold('helper');
  await visitor.see(say('helper-pin.heading'));
  await visitor.type(demoHelper.pin);
  await visitor.press(say('keypad.next'));
  await visitor.see(say('helper-offer.heading', { name: demoHelper.name }));
  await visitor.press(say('helper-offer.no'));
  await visitor.see(say('record.heading'));
  expect(visit.view().helpBanner).toBeNull();
});

test('practice with a made-up person is marked on every screen and on the paper', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'practice' });
  const { visitor, met, page } = visit;
  const tom = personOf('tom');
  await visitor.press(say('attract.practise'));
  await met(say('before.heading'), '1-before');
  await visitor.press(say('before.continue'));
  await met(say('practice-people.heading'), '2-people');
  await visitor.press(tom.name);
  await met(say('pin.heading'), '3-pin');
  const pin = /\d{4,8}/.exec(await page.locator('main').innerText())?.[0] ?? '';
  await enterPin(visitor, pin);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.yes'));
  await met(say('record.heading'), '4-record');
  await pressPrint(visit);
  await printed(visit);
  // The printing screen shows the same picture, without its words.
  const papers = visit.views.flatMap((view) => (view.screen === 'slip' && view.paper !== null ? [view.paper.words.join(' ')] : []));
  expect(papers.length).toBeGreaterThan(0);
  for (const paper of papers) expect(paper.toLowerCase()).toContain('practice');
  const inSession = visit.views.slice(visit.views.findIndex(({ screen }) => screen === 'before'));
  expect(inSession.filter(({ top }) => top.practice === null).map(({ screen }) => screen)).toEqual([]);
});

test('another language turns the page round, and is forgotten afterwards', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'urdu', languages: ['en', 'ur'] });
  const { visitor, met, page } = visit;
  const urdu = words('ur');
  await met(say('attract.heading'), '1-attract');
  await visitor.press(languages.ur.name);
  await met(urdu('before.heading'), '2-before');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ur');
  await visitor.press(urdu('before.continue'));
  visit.demo.bench.hold('nasreen');
  await met(urdu('pin.heading'), '3-pin');
  await visitor.type(personOf('nasreen').pin);
  await visitor.press(urdu('keypad.next'));
  await visitor.see(urdu('confirm.heading'));
  await visitor.press(urdu('confirm.yes'));
  await met(urdu('record.heading'), '4-record');
  await visitor.press(urdu('record:section.medicines'));
  await met(urdu('record:section.medicines'), '5-medicines');
  await visitor.press(urdu('dock.finish'));
  await visitor.press(urdu('finish-question.yes'));
  await visitor.see(urdu('goodbye.heading'));
  await visitor.press(urdu('goodbye.done'));
  await visitor.see(say('attract.heading'));
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('the PIN pad looks the same before and after every press', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'pin-pad' });
  const { visitor, page } = visit;
  await visitor.press(say('attract.start'));
  await visitor.press(say('before.continue'));
  await visitor.see(say('identify.heading'));
  visit.demo.bench.hold('rose');
  await visitor.see(say('pin.heading'));
  const keys = page.locator('.keys');
  const look = async () => (await keys.screenshot({ animations: 'disabled' })).toString('base64');
  const before = await look();
  for (const [typed, digit] of [...rose.pin].entries()) {
    await visitor.type(digit);
    await expect.poll(() => visit.view().screen === 'pin' && 'keypad' in visit.view()).toBe(true);
    await expect(page.locator('.ring--filled')).toHaveCount(typed + 1);
    expect(await look(), `after digit ${typed + 1}`).toBe(before);
  }
  const text = await page.locator('body').innerHTML();
  expect(text).not.toContain(rose.pin);
  // Four digits can be anywhere in a picture; in words they can only have been typed.
  expect(visit.views.filter((view) => 'keypad' in view && JSON.stringify(view.keypad).includes(rose.pin))).toEqual([]);
});

test('a whole visit by keyboard alone', async ({ browser }) => {
  visit = await openVisit({ browser, name: 'keyboard' });
  const { visitor, page, demo } = visit;
  /** Tab to what is named, and Enter. */
  async function go(name: string): Promise<void> {
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => document.activeElement?.textContent ?? '');
      const enabled = await page.evaluate(() => document.activeElement?.getAttribute('aria-disabled') !== 'true');
      if (label.includes(name) && enabled) return page.keyboard.press('Enter');
    }
    throw new Error(`no way by Tab to "${name}"`);
  }
  const onHeading = async (heading: string) => {
    await visitor.see(heading);
    expect(await page.evaluate(() => document.activeElement?.tagName), `focus on ${heading}`).toBe('H1');
  };
  await onHeading(say('attract.heading'));
  await go(say('attract.start'));
  await onHeading(say('before.heading'));
  await go(say('before.continue'));
  await onHeading(say('identify.heading'));
  demo.bench.hold('rose');
  await onHeading(say('pin.heading'));
  await page.keyboard.type('19');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await page.keyboard.type(rose.pin);
  await visitor.ready(say('keypad.next'));
  await page.keyboard.press('Enter');
  await onHeading(say('confirm.heading'));
  await go(say('confirm.yes'));
  await onHeading(say('record.heading'));
  await go(say('record:section.allergies'));
  await onHeading(say('record:section.allergies'));
  await go(say('dock.back'));
  await onHeading(say('record.heading'));
  await go(say('record.print'));
  await onHeading(say('slip.heading'));
  await visitor.ready(say('slip.print'));
  await go(say('slip.print'));
  await printed(visit);
  await onHeading(say('take-paper.heading'));
  await go(say('take-paper.taken'));
  await onHeading(say('record.heading'));
  await go(say('dock.finish'));
  await onHeading(say('finish-question.heading'));
  await go(say('finish-question.yes'));
  await onHeading(say('goodbye.heading'));
});
