/** The only way up: a choice that was offered, for the view that it was offered in. Everything else is dropped. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../main/audit/catalogue.ts';
import { createKiosk, type Kiosk } from '../../main/kiosk.ts';
import type { View } from '../../preload/contract.ts';
import { canary, card, limits, place } from '../model/made-up.ts';
import { quietPorts, type QuietPorts } from './quiet-ports.ts';

let world: QuietPorts;
let kiosk: Kiosk;
let views: View[];

const view = (): View => {
  const last = views.at(-1);
  if (last === undefined) throw new Error('the kiosk shows nothing');
  return last;
};
const press = (action: string) => kiosk.choose({ view: view().n, action });
/** Promises of the ports answer at once, but not in the same turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function until(screen: View['screen']): Promise<void> {
  for (let turn = 0; turn < 50 && view().screen !== screen; turn += 1) await settled();
  expect(view().screen).toBe(screen);
}

async function toRecord(): Promise<void> {
  press('start');
  press('continue');
  world.scan(card);
  await until('pin');
  for (const digit of canary.pin) press(`key.${digit}`);
  press('next');
  await until('confirm');
  press('yes');
  await until('record');
}

beforeEach(async () => {
  world = quietPorts();
  views = [];
  kiosk = createKiosk({ ports: world.ports, place, limits, selfCheck: () => Promise.resolve('ready') });
  kiosk.onView((next) => views.push(next));
  await until('attract');
});


/** Nothing was sent to the window, and nothing was written down. */
function unmoved(doing: () => void): void {
  const [shown, written] = [views.length, world.audited.length];
  doing();
  expect([views.length, world.audited.length]).toEqual([shown, written]);
}

describe('what was not offered does nothing', () => {
  test('an earlier or later view number', () => {
    const { n } = view();
    for (const number of [n - 1, n + 1, 0, n + 0.5, -1, Number.NaN, Number.MAX_SAFE_INTEGER, Infinity]) {
      unmoved(() => kiosk.choose({ view: number, action: 'start' }));
    }
    press('start');
    expect(view().screen).toBe('before');
    unmoved(() => kiosk.choose({ view: n, action: 'continue' }));
  });

  test('an action of another screen, of nobody, or a look-alike', () => {
    for (const action of ['continue', 'print', 'finish-yes', 'START', 'start ', ' start', 'start.', 'stаrt', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'x'.repeat(100_000)]) {
      unmoved(() => press(action));
    }
  });

  test('a button that is there and cannot be pressed', async () => {
    press('start');
    const disabled = view().actions.filter(({ enabled }) => !enabled);
    press('continue');
    press('type-number');
    disabled.push(...view().actions.filter(({ enabled }) => !enabled));
    expect(disabled.length).toBeGreaterThan(0);
    for (const { id } of view().actions.filter(({ enabled }) => !enabled)) unmoved(() => press(id));
  });

  test('fields that nobody asked for', () => {
    const { n } = view();
    const extras: readonly object[] = [{ event: 'START' }, { type: 'START' }, { payload: { language: 'ur' } }, { '': 1 }, { constructor: 1 }];
    for (const extra of extras) unmoved(() => kiosk.choose({ view: n, action: 'start', ...extra }));
    unmoved(() => kiosk.choose(JSON.parse(`{"view":${n},"action":"start","__proto__":{"admin":true}}`)));
  });

  test('anything that is no choice at all', () => {
    const { n } = view();
    const shared: unknown[] = [null, undefined, 0, n, 'start', true, [], [n, 'start'], {}, { view: n }, { action: 'start' }, Symbol('start'), () => 'start', new Map([['view', n]]), BigInt(n)];
    const typed = [{ view: String(n), action: 'start' }, { view: [n], action: 'start' }, { view: n, action: ['start'] }, { view: n, action: { toString: () => 'start' } }, { view: { valueOf: () => n }, action: 'start' }, { view: n, action: Object('start') as unknown }];
    for (const junk of [...shared, ...typed]) unmoved(() => kiosk.choose(junk));
    unmoved(() => kiosk.choose(JSON.stringify({ view: n, action: 'start' })));
  });

  test('a choice that is inherited, or that changes while it is looked at', () => {
    const { n } = view();
    unmoved(() => kiosk.choose(Object.create({ view: n, action: 'continue' })));
    let looks = 0;
    const shifty = {
      view: n,
      get action() {
        looks += 1;
        return looks === 1 ? 'nothing' : 'start';
      },
    };
    unmoved(() => kiosk.choose(shifty));
  });

  test('ten thousand kinds of rubbish', () => {
    const started = views.length;
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true }), (junk) => {
        kiosk.choose(junk);
        return views.length === started;
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('the number of a view', () => {
  test('changes whenever something else is on offer, and only grows', async () => {
    await toRecord();
    press('section.allergies');
    press('back');
    press('print');
    await until('slip');
    await settled();
    const offer = ({ screen, actions }: View) => `${screen} ${actions.map(({ id }) => id).join(' ')}`;
    for (const [at, next] of views.slice(1).entries()) {
      const before = views[at];
      if (before === undefined) continue;
      if (offer(before) === offer(next)) expect(next.n).toBe(before.n);
      else expect(next.n).toBe(before.n + 1);
    }
    expect(new Set(views.map(offer)).size).toBeGreaterThan(8);
  });

  test('a second press on the old picture of a screen presses nothing on the new one', async () => {
    press('start');
    const { n } = view();
    press('continue');
    expect(view().screen).toBe('identify');
    // 'back' is there on both screens: only the number tells them apart.
    unmoved(() => kiosk.choose({ view: n, action: 'back' }));
    expect(view().screen).toBe('identify');
  });

  test('whoever was here is not pressed for: after the window was lost, an old choice is worth nothing', async () => {
    await toRecord();
    const { n } = view();
    kiosk.windowLost();
    expect(view().screen).toBe('attract');
    for (const action of ['section.allergies', 'print', 'start', 'finish']) unmoved(() => kiosk.choose({ view: n, action }));
  });
});

describe('the window', () => {
  test('that comes late is shown the current screen once', async () => {
    await toRecord();
    const late: View[] = [];
    const stop = kiosk.onView((next) => late.push(next));
    expect(late.map(({ screen }) => screen)).toEqual(['record']);
    stop();
    press('section.allergies');
    expect(late).toHaveLength(1);
  });

  test('is told of a lost window before anything else can be', async () => {
    await toRecord();
    kiosk.windowLost();
    expect(JSON.stringify(view())).not.toContain(canary.initials);
    const ended = world.audited.filter((event): event is Extract<AuditEvent, { event: 'session-ended' }> => event.event === 'session-ended');
    expect(ended.map(({ why }) => why)).toEqual(['stopped']);
  });

  test('a stopped kiosk takes nothing and shows nothing', async () => {
    await toRecord();
    await kiosk.stop();
    unmoved(() => press('print'));
    unmoved(() => press('finish'));
  });
});
