/** Puts an emulated scanner in keyboard mode before the kernel as a HID keyboard: its keys come out of `/dev/input/event*`. */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { Timer } from '../../../hardware/ports.ts';
import type { KeyboardEmulator } from '../../../hardware/reader/keyboard-emulator.ts';
import { keyboardDescriptor } from '../../contract/scanner-kinds.ts';
import { createEvent, destroyEvent, forgetTold, inputEvent } from './uhid-scanner.ts';

/**
 * Between two keys, in milliseconds: as scanners type that were not told to hurry. The kernel keeps 64 events for whoever
 * reads them, which are five capital letters.
 */
const pace = 16;
const eventBytes = 24;
const leftShift = 42;

/** HID usages (HID Usage Tables, keyboard page) of the key codes that a scanner types, from a first code on. */
const rows: readonly (readonly [first: number, usages: string])[] = [
  [2, '1e1f20212223242526272d2e'],
  [15, '2b'],
  [16, '141a0815171c180c12132f30'],
  [28, '28'],
  [30, '041607090a0b0d0e0f333435'],
  [43, '31'],
  [44, '1d1b0619051110363738'],
  [55, '55'],
  [57, '2c'],
  [71, '5f6061565c5d5e57595a5b6263'],
  [86, '64'],
  [98, '54'],
];
const usageOf = new Map(
  rows.flatMap(([first, usages]) => [...Buffer.from(usages, 'hex')].map((usage, at) => [first + at, usage] as const)),
);

/** Boot keyboard reports (HID 1.11, appendix B.1) of key events, each with the SYN behind it. */
export function keyboardReports(events: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(events.buffer, events.byteOffset, events.byteLength);
  const held = new Set<number>();
  const reports: Uint8Array[] = [];
  for (let at = 0; at < events.length; at += 2 * eventBytes) {
    const code = view.getUint16(at + 18, true);
    if (view.getInt32(at + 20, true) === 1) held.add(code);
    else held.delete(code);
    const keys = [...held].filter((one) => one !== leftShift).map((one) => usageOf.get(one) ?? 0);
    reports.push(Uint8Array.of(held.has(leftShift) ? 2 : 0, 0, ...keys, ...Array.from({ length: 6 - keys.length }, () => 0)));
  }
  return reports;
}

/**
 * What it types comes key by key; a key is let go of in the same breath, because the kernel repeats one that is held.
 * The returned function pulls it out for good.
 */
export function serveKeyboardOnUhid(keyboard: KeyboardEmulator, timer: Timer): () => void {
  let plugged: { readonly path: string; readonly file: number } | null = null;
  let stopped = false;
  let waiting: Uint8Array[] = [];
  let typing = false;
  let busy: Promise<void> = Promise.resolve();

  function pullOut(): void {
    if (plugged === null) return;
    const { file } = plugged;
    plugged = null;
    waiting = [];
    writeSync(file, destroyEvent);
    closeSync(file);
  }

  function type(): void {
    const strike = waiting.shift();
    typing = strike !== undefined && plugged !== null;
    if (strike === undefined || plugged === null) return;
    forgetTold(plugged.file);
    for (const report of keyboardReports(strike)) writeSync(plugged.file, inputEvent(report));
    timer.after(pace, type);
  }

  async function follow(): Promise<void> {
    const device = (await keyboard.keyboards())?.[0];
    if (plugged !== null && plugged.path !== device?.path) pullOut();
    if (stopped || plugged !== null || device === undefined) return;
    const file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
    writeSync(file, createEvent({ ...device, usagePage: 1, usage: 6 }, keyboardDescriptor));
    plugged = { path: device.path, file };
    const opened = await keyboard.open(device.path, (events) => put(events), pullOut);
    if (!opened.ok) pullOut();
  }

  /** The emulator tells one event after the other: what belongs to one key is put together again. */
  function put(events: Uint8Array): void {
    const last = waiting.at(-1);
    const whole = last !== undefined && isReleased(last);
    if (last === undefined || whole) waiting.push(events);
    else waiting[waiting.length - 1] = Buffer.concat([last, events]);
    if (!typing) {
      typing = true;
      timer.after(pace, type);
    }
  }

  const unwatch = keyboard.watch(() => {
    busy = busy.then(follow);
  });
  busy = busy.then(follow);
  return () => {
    stopped = true;
    unwatch();
    pullOut();
  };
}

/** Every key that was pressed has been let go of. */
function isReleased(events: Uint8Array): boolean {
  return keyboardReports(events).at(-1)?.every((byte) => byte === 0) ?? true;
}
