/** What the window does by itself: focus, pages, presses, keys, and what it must never show. */
import { expect, test } from '@playwright/test';
import type { Server } from 'node:http';
import type { View, ViewOf } from '../../../preload/contract.ts';
import { buildWindow } from './build-window.ts';
import { inLanguage } from './languages.ts';
import { defects } from './measure.ts';
import { act } from './sample-parts.ts';
import { gallery } from './views.ts';
import { openWindow, serve, type KioskWindow } from './window.ts';

const portrait = { width: 1080, height: 1920 };
let server: Server;
let url: string;
let kiosk: KioskWindow;
const view = (name: string): View => {
  const found = gallery[name];
  if (found === undefined) throw new Error(`no view ${name}`);
  return found;
};

test.beforeAll(async () => {
  ({ server, url } = await serve(await buildWindow(`worker-${process.env['TEST_WORKER_INDEX'] ?? '0'}`)));
});
test.afterAll(() => {
  server.close();
});
test.beforeEach(async ({ browser }) => {
  kiosk = await openWindow(browser, url, portrait);
});
test.afterEach(async () => {
  await kiosk.page.context().close();
});

test('the pad looks the same after every key, by touch and by mouse', async () => {
  await kiosk.show(view('pin'));
  const pad = kiosk.page.locator('.keys');
  const before = await pad.screenshot();
  for (const key of ['key.1', 'key.5', 'key.0', 'key.delete', 'key.clear']) {
    await kiosk.page.locator(`[data-action="${key}"]`).tap();
    expect((await pad.screenshot()).equals(before), `touched ${key}`).toBe(true);
    await kiosk.page.locator(`[data-action="${key}"]`).click();
    expect((await pad.screenshot()).equals(before), `clicked ${key}`).toBe(true);
  }
});

test('the pad looks the same whatever was typed and when it is full', async () => {
  const typed = view('pin') as ViewOf<'pin'>;
  await kiosk.show(typed);
  const pad = kiosk.page.locator('.keys');
  const before = await pad.screenshot();
  await kiosk.show({
    ...typed, n: 2, keypad: { ...typed.keypad, entered: 6, shown: '●●●●●●' },
    actions: typed.actions.map((one) => (/^key\.\d$/.test(one.id) ? { ...one, enabled: false } : one)),
  });
  expect((await pad.screenshot()).equals(before)).toBe(true);
});

test('fast digits all arrive; a second press of another button does not', async () => {
  await kiosk.show(view('pin'));
  for (let press = 0; press < 4; press += 1) await kiosk.page.locator('[data-action="key.7"]').click();
  await kiosk.page.locator('[data-action="help"]').dblclick();
  expect((await kiosk.chosen()).map(({ action }) => action)).toEqual(['key.7', 'key.7', 'key.7', 'key.7', 'help']);
});

test('a key of the keyboard presses what main offered for it', async () => {
  await kiosk.show(view('pin'));
  await kiosk.page.keyboard.press('4');
  await kiosk.page.keyboard.press('Backspace');
  await kiosk.page.keyboard.press('Enter');
  await kiosk.page.keyboard.press('x');
  expect((await kiosk.chosen()).map(({ action }) => action)).toEqual(['key.4', 'key.delete', 'next']);
});

test('what is not enabled does nothing', async () => {
  await kiosk.show(view('slip-drawing'));
  await kiosk.page.locator('[data-action="print"]').click({ force: true });
  expect((await kiosk.chosen()).map(({ action }) => action)).not.toContain('print');
});

test('a choice names the view that it was made on', async () => {
  await kiosk.show({ ...view('attract'), n: 41 });
  await kiosk.page.locator('[data-action="start"]').tap();
  expect(await kiosk.chosen()).toEqual([{ view: 41, action: 'start' }]);
});

test('the focus lands on the heading of a new screen and stays where it is on the same one', async () => {
  await kiosk.show(view('before'));
  await expect(kiosk.page.locator('h1')).toBeFocused();
  await kiosk.show(view('pin'));
  await expect(kiosk.page.locator('h1')).toBeFocused();
  await kiosk.page.locator('[data-action="key.1"]').focus();
  await kiosk.show({ ...view('pin'), n: 9 });
  await expect(kiosk.page.locator('[data-action="key.1"]')).toBeFocused();
});

test('nothing of the screen before is left in the page', async () => {
  await kiosk.show(view('section-medicines'));
  await expect(kiosk.page.locator('body')).toContainText('Metformin');
  await kiosk.show(view('attract'));
  expect(await kiosk.page.content()).not.toMatch(/Metformin|Riverside/);
});

test('245 medicines are all reached by pages, each once whole, without scrolling', async () => {
  await kiosk.show(view('section-medicines'));
  const seen = new Set<string>();
  const more = kiosk.page.locator('.pager .button').last();
  for (;;) {
    const titles = await kiosk.page.locator('.item:not([inert]) .item__title').allTextContents();
    for (const title of titles) seen.add(title);
    if ((await more.getAttribute('aria-disabled')) === 'true') break;
    await more.click();
  }
  expect(seen.size).toBe(245);
  await expect(kiosk.page.locator('.pager__where')).toHaveText(/^Page (\d+) of \1$/);
  expect(await kiosk.page.evaluate(() => [scrollX, scrollY, document.documentElement.scrollWidth > innerWidth])).toEqual([0, 0, false]);
});

test('details open on a press and the pages follow', async () => {
  await kiosk.show(view('section-medicines'));
  await expect(kiosk.page.locator('.item').first()).not.toContainText('Riverside');
  await kiosk.page.locator('.button--more').first().click();
  await expect(kiosk.page.locator('.item').first()).toContainText('Riverside');
});

test('an opened card stays whole and in its place, also on a low screen', async ({ browser }) => {
  const wide = await openWindow(browser, url, { width: 1920, height: 1080 });
  const results = view('section-results');
  for (const language of ['en', 'ur'] as const) {
    for (const textSize of ['normal', 'biggest'] as const) {
      await wide.show(view('attract'));
      await wide.show({ ...inLanguage(results, language), settings: { ...results.settings, textSize } } as View);
      const first = wide.page.locator('.item').first();
      const opens = first.locator('.button--more');
      for (let page = 0; page < 3 && !(await opens.isVisible()); page += 1) await wide.page.locator('.pager .button').last().click();
      await opens.click();
      await expect(first).toContainText('Keep on with the same tablets');
      const found = await wide.page.evaluate(`(${defects.toString()})(0.274, ${textSize === 'biggest' ? 7.33 : 4.8})`);
      expect(found, `${language}, ${textSize} letters`).toEqual([]);
      expect(await first.getAttribute('inert'), 'on the page where it was opened').toBeNull();
    }
  }
  await wide.page.context().close();
});

test('main is told that the person is reading, at most every five seconds', async () => {
  await kiosk.show(view('section-medicines'));
  const more = kiosk.page.locator('.pager .button').last();
  for (let page = 0; page < 5; page += 1) await more.click();
  expect((await kiosk.chosen()).map(({ action }) => action)).toEqual(['active']);
});

test('the keyboard reaches every button and comes round again', async () => {
  await kiosk.show(view('record'));
  const reached = new Set<string>();
  const more = kiosk.page.locator('.pager .button').last();
  for (;;) {
    const all = await kiosk.page.locator('button:not([inert])').count();
    for (let step = 0; step <= all; step += 1) {
      await kiosk.page.keyboard.press('Tab');
      const name = await kiosk.page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset['action'] ?? document.activeElement.innerText : ''));
      if (name !== '') reached.add(name);
    }
    if (!(await more.isVisible()) || (await more.getAttribute('aria-disabled')) === 'true') break;
    await kiosk.page.keyboard.press('PageDown');
  }
  for (const id of ['section.allergies', 'section.procedures', 'print', 'not-here', 'back', 'help', 'finish', 'tool.hide']) expect(reached).toContain(id);
  const ring = await kiosk.page.locator('[data-action="print"]').evaluate((button) => {
    button.focus();
    return getComputedStyle(button).outlineStyle;
  });
  expect(ring).toBe('solid');
});

test('with lower buttons everything to press is in the lower part', async () => {
  for (const [name, one] of Object.entries(gallery)) {
    await kiosk.show({ ...one, settings: { ...one.settings, lowButtons: true } } as View);
    const highest = await kiosk.page.locator('button:not([inert])').evaluateAll((buttons) => Math.min(...buttons.filter((button) => button.checkVisibility()).map((button) => button.getBoundingClientRect().top), innerHeight));
    expect(highest, name).toBeGreaterThanOrEqual(390);
  }
});

test('a section opens on the page of the item that the person comes back from, and turns on from there', async () => {
  const medicines = view('section-medicines') as ViewOf<'section'>;
  await kiosk.show({ ...medicines, at: 'm136' });
  await expect(kiosk.page.locator('.item--here')).not.toHaveAttribute('inert', '');
  const where = kiosk.page.locator('.pager__where');
  const before = await where.textContent();
  await kiosk.page.locator('.pager .button').last().click();
  await expect(where).not.toHaveText(before ?? '');
  await expect(kiosk.page.locator('.item--here')).toHaveAttribute('inert', '');
});

test('every row of a long table is reached by pages', async () => {
  await kiosk.show(view('item-many'));
  const rows = new Set<string>();
  const more = kiosk.page.locator('.pager .button').last();
  for (;;) {
    for (const row of await kiosk.page.locator('tbody tr:not([inert]) th').allTextContents()) rows.add(row);
    if ((await more.getAttribute('aria-disabled')) === 'true') break;
    await more.click();
  }
  expect(rows.size).toBe((view('item-many') as ViewOf<'item'>).trend?.rows.length);
});

test('a value keeps its order where the language runs the other way', async () => {
  await kiosk.show(view('item-result-ur'));
  const order = await kiosk.page.locator('dd bdi', { hasText: '20 to 42 mmol/mol' }).first().evaluate((value) => {
    const text = value.firstChild;
    const left = (from: number): number => {
      const range = document.createRange();
      if (text !== null) {
        range.setStart(text, from);
        range.setEnd(text, from + 1);
      }
      return range.getBoundingClientRect().left;
    };
    return [left(0), left(6), left(9)];
  });
  expect([...order].sort((a, b) => a - b)).toEqual(order);
});

test('a screen that cannot be drawn is calm, and the next one is drawn', async () => {
  await kiosk.show({ ...view('record'), cards: null } as unknown as View);
  await expect(kiosk.page.locator('.calm')).toBeVisible();
  expect(await kiosk.page.locator('body').innerText()).toBe('');
  await kiosk.show({ ...view('attract'), n: 2 });
  await expect(kiosk.page.locator('h1')).toHaveText('See your GP health record here');
});

test('an action that no screen places is still drawn', async () => {
  await kiosk.show({ ...view('no-record'), actions: [...view('no-record').actions, act('card.extra', 'card', 'One more way')] } as View);
  await expect(kiosk.page.locator('[data-action="card.extra"]')).toBeVisible();
});

test('the keyboard looks the same after every letter and only Capitals shows that it is on', async () => {
  await kiosk.show(view('passcode'));
  const keyboard = kiosk.page.locator('.keyboard');
  const before = await keyboard.screenshot();
  for (const key of ['letter.row0.1', 'letter.row1.q', 'letter.row4.dash', 'delete', 'clear']) {
    await kiosk.page.locator(`[data-action="${key}"]`).tap();
    expect((await keyboard.screenshot()).equals(before), `touched ${key}`).toBe(true);
    await kiosk.page.locator(`[data-action="${key}"]`).click();
    expect((await keyboard.screenshot()).equals(before), `clicked ${key}`).toBe(true);
  }
  const plain = view('passcode');
  await kiosk.show({ ...plain, n: 2, actions: plain.actions.map((one) => (one.id.startsWith('letter.') ? { ...one, enabled: false } : one)) } as View);
  expect((await keyboard.screenshot()).equals(before), 'when full').toBe(true);

  const capitals = kiosk.page.locator('[data-action="capitals"]');
  const ground = (): Promise<string> => capitals.evaluate((button) => getComputedStyle(button).backgroundColor);
  await expect(capitals).toHaveAttribute('aria-pressed', 'false');
  const off = await ground();
  await kiosk.show({ ...view('passcode-capitals'), n: 3 });
  await expect(capitals).toHaveAttribute('aria-pressed', 'true');
  expect(await ground()).not.toBe(off);
  await expect(kiosk.page.locator('[data-action="letter.row1.q"]')).toHaveText('Q');
});

test('the letters stand in rows from left to right in every language, and what is typed too', async () => {
  for (const language of [{ code: 'en', dir: 'ltr' }, { code: 'ur', dir: 'rtl' }] as const) {
    await kiosk.show({ ...view('passcode'), language } as View);
    const places = await kiosk.page.locator('.keyboard [data-action^="letter.row"]').evaluateAll((keys) => keys.map((key) => [key.textContent, key.getBoundingClientRect().left, key.getBoundingClientRect().top] as const));
    const rows = Map.groupBy(places, ([, , top]) => Math.round(top));
    expect([...rows].sort(([a], [b]) => a - b).map(([, row]) => [...row].sort(([, a], [, b]) => a - b).map(([letter]) => letter).join(''))).toEqual(['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '-_.@#!']);
    await expect(kiosk.page.locator('.typed__digits')).toHaveAttribute('dir', 'ltr');
    await expect(kiosk.page.locator('.typed__digits')).toContainText('riversid');
  }
});

test('a double letter arrives twice, by touch and by key; a double press of Capitals once', async () => {
  await kiosk.show(view('passcode'));
  await kiosk.page.locator('[data-action="letter.row2.l"]').dblclick();
  await kiosk.page.keyboard.press('s');
  await kiosk.page.keyboard.press('s');
  await kiosk.page.keyboard.press('Shift+S');
  await kiosk.page.keyboard.press('-');
  await kiosk.page.keyboard.press('Backspace');
  await kiosk.page.keyboard.press('Backspace');
  await kiosk.page.locator('[data-action="capitals"]').dblclick();
  await kiosk.page.locator('h1').focus();
  await kiosk.page.keyboard.press('Enter');
  expect((await kiosk.chosen()).map(({ action }) => action)).toEqual(['letter.row2.l', 'letter.row2.l', 'letter.row2.s', 'letter.row2.s', 'letter.shifted.s', 'letter.row4.dash', 'delete', 'delete', 'capitals', 'next']);
});

test('a long passcode shows its end on one line and is said in full', async () => {
  await kiosk.show(view('passcode-full'));
  const typed = kiosk.page.locator('.typed__digits');
  await expect(typed.locator('[aria-hidden]')).toHaveText('…W-mmmmWWWW-mmmmW');
  await expect(typed.locator('.nhsuk-u-visually-hidden')).toHaveText('WWWW-mmmm'.repeat(8).slice(0, 64));
  expect(await typed.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
});

test('every choice of the paper stands beside the paper: only the paper has pages', async ({ browser }) => {
  const wide = await openWindow(browser, url, { width: 1920, height: 1080 });
  for (const one of [kiosk, wide]) {
    await one.show(view('slip'));
    await expect(one.page.locator('.pager:visible')).toHaveCount(1);
    await expect(one.page.locator('.paper .pager')).toBeVisible();
    expect(await one.page.locator('[role="checkbox"]:visible').count()).toBe(view('slip').actions.filter(({ group }) => group === 'tick').length);
  }
  await wide.page.context().close();
});

test('a small sound for a new screen, for those who asked for it, and silence for all others', async () => {
  const withSound = (name: string, n: number, sound: boolean): View => {
    const found = view(name);
    return { ...found, n, settings: { ...found.settings, sound } };
  };
  await kiosk.show(withSound('before', 1, false));
  await kiosk.page.evaluate(() => {
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      document.documentElement.dataset['notes'] = String(Number(document.documentElement.dataset['notes'] ?? '0') + 1);
      return make.call(this);
    };
  });
  const notes = () => kiosk.page.evaluate(() => Number(document.documentElement.dataset['notes'] ?? '0'));
  await kiosk.show(withSound('pin', 2, false));
  expect(await notes()).toBe(0);
  await kiosk.show(withSound('before', 3, true));
  await expect.poll(notes).toBe(1);
  await kiosk.show(withSound('take-paper', 4, true));
  await expect.poll(notes).toBe(3);
});
