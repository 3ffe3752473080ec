/** A slip that nobody takes: drawn in again where the printer can, once, and never while its person may still take it. */
import { SimulatedClock } from 'xstate';
import { expect, test } from 'vitest';
import { createKiosk } from '../../main/kiosk.ts';
import { delays } from '../../main/session/delays.ts';
import type { View } from '../../preload/contract.ts';
import { canary, card, limits, place } from '../model/made-up.ts';
import { quietPorts } from './quiet-ports.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function printed() {
  const world = quietPorts();
  const clock = new SimulatedClock();
  let view: View | null = null;
  let retracted = 0;
  const printing = { ...world.ports.printing, retract: () => void (retracted += 1) };
  const kiosk = createKiosk({ ports: { ...world.ports, printing }, place, limits, clock, selfCheck: () => Promise.resolve('ready') });
  kiosk.onView((next) => {
    view = next;
  });
  const until = async (screen: View['screen']) => {
    for (let turn = 0; turn < 50 && view?.screen !== screen; turn += 1) await settled();
    expect(view?.screen).toBe(screen);
  };
  const press = (action: string) => kiosk.choose({ view: view?.n ?? -1, action });
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
  for (let turn = 0; turn < 10; turn += 1) await settled();
  press('print');
  await until('take-paper');
  return { kiosk, clock, press, until, audited: world.audited, retracted: () => retracted };
}

test('is drawn in when its time is up, once, and the screen is hidden', async () => {
  const { kiosk, clock, until, audited, retracted } = await printed();
  clock.increment(delays.takePaper - 1);
  expect(retracted()).toBe(0);
  clock.increment(1);
  expect(retracted()).toBe(1);
  await until('hidden');
  clock.increment(delays.takePaper * 2);
  expect(retracted()).toBe(1);
  expect(audited).toContainEqual(expect.objectContaining({ event: 'paper-reminder-ended', taken: false }));
  await kiosk.stop();
});

test.each(['taken', 'back'])('that was taken is not looked for again: %s', async (action) => {
  const { kiosk, clock, press, until, retracted } = await printed();
  press(action);
  await until('record');
  clock.increment(delays.takePaper * 2);
  expect(retracted()).toBe(0);
  await kiosk.stop();
});
