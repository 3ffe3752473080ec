/** Answers and windows that come late: nothing of one person reaches the next, and nothing is claimed that nobody knows. */
import { expect, test } from 'vitest';
import { failed, ok } from '../../hardware/result.ts';
import type { Recognition } from '../../main/identity/codes/recognition.ts';
import { createKiosk } from '../../main/kiosk.ts';
import type { SessionPorts } from '../../main/session/ports.ts';
import type { View } from '../../preload/contract.ts';
import { canary, card, healthCard, limits, place, serviceBadge, slip, staff } from '../model/made-up.ts';
import { quietPorts } from './quiet-ports.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function opened(change: (ports: SessionPorts) => Partial<SessionPorts>) {
  const world = quietPorts();
  let view: View | null = null;
  const kiosk = createKiosk({ ports: { ...world.ports, ...change(world.ports) }, place, limits, selfCheck: () => Promise.resolve('ready') });
  kiosk.onView((next) => {
    view = next;
  });
  const shown = () => view?.screen;
  const until = async (screen: View['screen']) => {
    for (let turn = 0; turn < 50 && shown() !== screen; turn += 1) await settled();
    expect(shown()).toBe(screen);
  };
  const press = async (...actions: readonly string[]) => {
    for (const action of actions) {
      kiosk.choose({ view: view?.n ?? -1, action });
      await settled();
    }
  };
  await until('attract');
  return { ...world, kiosk, until, press, text: () => JSON.stringify(view) };
}

test('a code that is recognised after its visit has ended is of nobody in the next one', async () => {
  let answer: (recognition: Recognition) => void = () => undefined;
  const { scan, kiosk, press, until, text } = await opened(({ identity }) => ({
    identity: { ...identity, recognise: () => new Promise((resolve) => { answer = resolve; }) },
  }));
  await press('start', 'continue');
  scan(healthCard);
  kiosk.windowLost();
  answer(healthCard);
  await until('attract');

  await press('start', 'continue');
  scan(healthCard);
  kiosk.windowLost();
  await press('start');
  answer(healthCard);
  await settled();
  await press('continue');
  await until('identify');
  expect(text()).not.toContain(canary.clinical);
  await kiosk.stop();
});

test('a lost window closes the service page', async () => {
  const { scan, kiosk, press, until } = await opened(({ identity }) => ({ identity: { ...identity, proveStaff: () => Promise.resolve(ok(staff)) } }));
  scan(serviceBadge);
  await until('service-pin');
  await press('key.1', 'next');
  await until('service');
  kiosk.windowLost();
  await until('attract');
  await kiosk.stop();
});

test('a second print that cannot be drawn says nothing new of the first', async () => {
  let drawn = 0;
  const { scan, kiosk, press, until, text } = await opened(({ printing }) => ({
    printing: {
      ...printing,
      draw: ({ copy }) => {
        drawn += 1;
        return Promise.resolve(copy ? failed({ kind: 'cannot-draw' }) : ok(slip));
      },
      print: () => ({ outcome: Promise.resolve({ kind: 'unknown', condition: null }), abandon: () => undefined }),
    },
  }));
  await press('start', 'continue');
  scan(card);
  await until('pin');
  await press(...[...canary.pin].map((digit) => `key.${digit}`), 'next');
  await until('confirm');
  await press('yes');
  await until('record');
  await press('print');
  await until('slip');
  await press('print');
  await until('print-trouble');
  await press('reprint');
  await settled();
  expect(drawn).toBe(2);
  expect(text()).toContain('"trouble":"unknown"');
  await kiosk.stop();
});
