/** What stands between a person and their paper: a question about metres of it, and a code that opens it elsewhere. */
import { beforeEach, describe, expect, test } from 'vitest';
import { failed, ok } from '../../hardware/result.ts';
import type { View, ViewOf } from '../../preload/contract.ts';
import { createKiosk, type Kiosk } from '../../main/kiosk.ts';
import type { SessionPorts, SlipRequest } from '../../main/session/ports.ts';
import { canary, card, helper, helperBadge, limits, longSlip, madeLink, place, slip } from '../model/made-up.ts';
import { quietPorts, type QuietPorts } from './quiet-ports.ts';

let world: QuietPorts;
let kiosk: Kiosk;
let view: View;
let drawn: SlipRequest[];
let shared: { readonly passcode: string; readonly sections: readonly string[] }[];

const settled = () => new Promise((resolve) => setImmediate(resolve));
const press = (action: string) => kiosk.choose({ view: view.n, action });
const offered = (id: string) => view.actions.find((one) => one.id === id) ?? null;

async function until(screen: View['screen']): Promise<void> {
  for (let turn = 0; turn < 50 && view.screen !== screen; turn += 1) await settled();
  expect(view.screen).toBe(screen);
}

async function toSlip(change: Partial<SessionPorts> = {}, linkHours: number | null = 24): Promise<ViewOf<'slip'>> {
  world = quietPorts();
  const ports: SessionPorts = {
    ...world.ports,
    printing: { ...world.ports.printing, draw: (request) => (drawn.push(request), Promise.resolve(ok(slip))) },
    sharing: {
      share: ({ passcode, choices }) => (shared.push({ passcode, sections: choices.sections }), Promise.resolve(ok(madeLink))),
    },
    ...change,
  };
  kiosk = createKiosk({ ports, place: { ...place, linkHours }, limits, selfCheck: () => Promise.resolve('ready') });
  kiosk.onView((next) => {
    view = next;
  });
  await until('attract');
  press('start');
  press('continue');
  world.scan(card);
  await until('pin');
  for (const digit of canary.pin) press(`key.${digit}`);
  press('next');
  await until('confirm');
  press('yes');
  await until('record');
  press('print');
  await until('slip');
  return ready();
}

async function ready(): Promise<ViewOf<'slip'>> {
  for (let turn = 0; turn < 10; turn += 1) await settled();
  if (view.screen !== 'slip') throw new Error(view.screen);
  return view;
}

async function helped(): Promise<void> {
  world.scan(helperBadge);
  await until('helper-pin');
  press('key.1');
  press('next');
  await until('helper-offer');
  press('accept-help');
}

beforeEach(() => {
  drawn = [];
  shared = [];
});

const longDraw = () => ({ printing: { ...quietPorts().ports.printing, draw: () => Promise.resolve(ok(longSlip)) } });

describe('metres of paper', () => {
  test('are asked about, and can be left', async () => {
    await toSlip(longDraw());
    press('print');
    expect(view).toMatchObject({ screen: 'slip', heading: 'Print about 3 m of paper?' });
    press('choose-again');
    expect(await ready()).toMatchObject({ heading: 'Your paper', length: 'About 340 cm of paper' });
    press('print');
    press('print');
    await until('take-paper');
  });

  test('a usual length is not asked about', async () => {
    expect((await toSlip()).length).toBe('About 12 cm of paper');
    press('print');
    await until('take-paper');
  });

  test.each([
    ['long', longSlip],
    ['short', slip],
  ] as const)('a helper learns nothing of a %s one: not its length, not by a question', async (_, one) => {
    await toSlip({ printing: { ...quietPorts().ports.printing, draw: () => Promise.resolve(ok(one)) } });
    await helped();
    const before = await ready();
    expect(before).toMatchObject({ paper: null, length: 'Your paper is ready' });
    press('print');
    expect(view).toMatchObject({ screen: 'slip', heading: 'Print your paper now?', length: 'Your paper is ready', paper: null });
    expect(JSON.stringify(view)).not.toMatch(/\d+ (?:cm|m) of/);
  });

  test.each([
    ['too-long', 'That is too much for one paper. Choose fewer parts.'],
    ['other-language', 'This printer cannot print this language. Choose English for your paper.'],
    ['other-letters', 'This printer cannot print some of the letters here. Choose fewer parts.'],
  ] as const)('what cannot be printed as chosen is said (%s), and only other choices lead on', async (kind, said) => {
    await toSlip({ printing: { ...quietPorts().ports.printing, draw: () => Promise.resolve(failed({ kind })) } });
    expect(view).toMatchObject({ paper: null, length: '' });
    expect(JSON.stringify(view)).toContain(said);
    expect(offered('print')?.enabled).toBe(false);
  });
});

describe('a code that opens it elsewhere', () => {
  const choose = (passcode: string) => {
    press('link');
    for (const letter of passcode) press(`letter.row0.${letter}`);
  };

  test('is made when the person asks for it, with the passcode that they chose, and stands on the slip', async () => {
    expect((await toSlip()).actions.find(({ id }) => id === 'link')).toMatchObject({ on: false, enabled: true });
    expect(drawn.every(({ link }) => link === undefined)).toBe(true);
    choose('7');
    expect(view).toMatchObject({ screen: 'passcode', keypad: { shown: '7', secret: false } });
    press('next');
    await ready();
    expect(shared).toEqual([{ passcode: '7', sections: ['allergies', 'medicines', 'conditions', 'vaccinations'] }]);
    expect(drawn.at(-1)?.link).toEqual(madeLink);
    expect(offered('link')?.on).toBe(true);
    expect(world.audited).toContainEqual({ event: 'link-made', session: expect.any(String), sections: 4 });
    expect(JSON.stringify(view)).not.toContain(canary.link);
  });

  test('goes with other choices, and when it is asked to go', async () => {
    await toSlip();
    choose('7');
    press('next');
    await ready();
    press('tick.allergies');
    await ready();
    expect(drawn.at(-1)?.link).toBeUndefined();
    choose('7');
    press('next');
    await ready();
    press('link');
    await ready();
    expect(drawn.at(-1)?.link).toBeUndefined();
  });

  test('that cannot be made is said, and the slip prints without it', async () => {
    await toSlip({ sharing: { share: () => Promise.resolve(failed({ kind: 'unreachable' })) } });
    choose('7');
    press('next');
    await ready();
    expect(JSON.stringify(view)).toContain('Your paper prints without it.');
    expect(world.audited).toContainEqual({ event: 'link-not-made', session: expect.any(String), why: 'unreachable' });
    press('print');
    await until('take-paper');
  });

  test('is not offered where the site has no place for it, nor beside a helper', async () => {
    await toSlip({}, null);
    expect(offered('link')).toBeNull();
    await toSlip();
    await helped();
    await ready();
    expect(offered('link')).toBeNull();
    expect(view.helpBanner?.text).toContain(helper.name);
  });
});
