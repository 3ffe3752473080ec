/** Every kind of reader over its emulator, by the same cases; `npm run test:vm` runs them over devices of a kernel. */
import { describe, expect, it } from 'vitest';
import type { CodeFinder } from '../../hardware/ports.ts';
import { usualIdle } from '../../hardware/reader/code-framing.ts';
import { honeywellLayout, newlandLayout, type HidPosLayout } from '../../hardware/reader/hid-pos-codec.ts';
import { createCameraReader } from '../../hardware/reader/camera-driver.ts';
import { createContactlessReader } from '../../hardware/reader/contactless-driver.ts';
import { createHidPosReader } from '../../hardware/reader/hid-pos-driver.ts';
import { createKeyboardReader } from '../../hardware/reader/keyboard-driver.ts';
import { createKeyboardEmulator } from '../../hardware/reader/keyboard-emulator.ts';
import { encodeNdef } from '../../hardware/reader/ndef-codec.ts';
import { createProgramEmulator } from '../../hardware/reader/program-emulator.ts';
import { createScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { createSerialReader, type SerialSettings } from '../../hardware/reader/serial-driver.ts';
import { createSerialEmulator, type SerialEmulatorOptions } from '../../hardware/reader/serial-emulator.ts';
import { createSimulatedTimer, type SimulatedTimer } from '../unit/hardware/simulated-timer.ts';
import { hidReaderCases, type HidReaderRig } from './hid-reader-cases.ts';
import { readerCases, type ReaderRig } from './reader-cases.ts';
import { scannerKinds } from './scanner-kinds.ts';

const everyByte = { longest: 2953, groupSeparator: true, utf8: true };

/** What is the same on every bench of this file. */
const simulated = (timer: SimulatedTimer) => ({ timer, pass: timer.advance, tornIsTold: true });

function hidPosRig(timer: SimulatedTimer, layout: HidPosLayout, descriptor?: Uint8Array): HidReaderRig {
  const scanner = createScannerEmulator({ layout, ...(descriptor === undefined ? {} : { descriptor }) });
  return {
    ...simulated(timer),
    scanner,
    reader: createHidPosReader({ transport: scanner, timer }),
    works: 'ready',
    aim: layout.aimAt === null ? null : ']Q1',
    carries: everyByte,
    hold: (code) => scanner.hold(code),
    tear(code) {
      scanner.fault({ kind: 'unplug', report: 1 });
      scanner.hold(code);
    },
    plug: scanner.plug,
    unplug: scanner.unplug,
    openHandles: () => scanner.openHandles,
  };
}

export const serialSettings: SerialSettings = {
  path: null,
  line: { baud: 9600, parity: 'none', stopBits: 1 },
  framing: 'line',
  prefix: new Uint8Array(),
  idle: usualIdle,
};

function serialRig(timer: SimulatedTimer, settings: Partial<SerialSettings>, options: SerialEmulatorOptions): ReaderRig {
  const scanner = createSerialEmulator(options);
  return {
    ...simulated(timer),
    reader: createSerialReader({ transport: scanner, settings: { ...serialSettings, ...settings }, timer }),
    works: 'ready',
    aim: options.sendsAim === false ? null : ']Q1',
    carries: everyByte,
    hold: (code) => scanner.hold(code),
    tear(code) {
      scanner.fault({ kind: 'unplug' });
      scanner.hold(code);
    },
    plug: scanner.plug,
    unplug: scanner.unplug,
    openHandles: () => scanner.openHandles,
  };
}

/** A keyboard has no GS and nothing beyond ASCII: the one kind that is not a whole reader, and says so. */
function keyboardRig(timer: SimulatedTimer, layout: 'uk' | 'us', suffix: 'enter' | 'tab'): ReaderRig {
  const scanner = createKeyboardEmulator({ layout, suffix });
  return {
    ...simulated(timer),
    reader: createKeyboardReader({ transport: scanner, settings: { device: null, layout, suffix }, timer }),
    works: 'keyboard-mode',
    aim: ']Q1',
    carries: { longest: 2953, groupSeparator: false, utf8: false },
    hold: scanner.hold,
    tear: scanner.tear,
    plug: scanner.plug,
    unplug: scanner.unplug,
    openHandles: () => scanner.openHandles,
  };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function contactlessRig(timer: SimulatedTimer): ReaderRig {
  const adapter = createProgramEmulator();
  const line = (code: string): string => `ndef ${hexOf(encodeNdef({ text: code }))}\n`;
  return {
    ...simulated(timer),
    reader: createContactlessReader({ transport: adapter, timer }),
    works: 'ready',
    aim: null,
    carries: { ...everyByte, longest: 4000 },
    hold: (code) => adapter.say(line(code)),
    tear(code) {
      adapter.say(line(code).slice(0, 40));
      adapter.unplug();
    },
    plug: adapter.plug,
    unplug: adapter.unplug,
    openHandles: () => adapter.openHandles,
  };
}

/** Frames that say what is in them: finding a code in a picture is the camera's own test. */
function cameraRig(timer: SimulatedTimer): ReaderRig {
  const camera = createProgramEmulator();
  const settings = { width: 64, height: 64, framesPerSecond: 15 };
  const openFinder = (): CodeFinder => ({
    async find({ data }) {
      const end = data.indexOf(0);
      return [{ bytes: data.slice(0, end), aim: ']Q1' }];
    },
    async close() {},
  });
  return {
    ...simulated(timer),
    reader: createCameraReader({ transport: camera, openFinder, settings, timer }),
    works: 'ready',
    aim: ']Q1',
    carries: everyByte,
    hold(code) {
      const frame = new Uint8Array(settings.width * settings.height);
      frame.set(new TextEncoder().encode(code));
      camera.say(frame);
    },
    tear: null,
    plug: camera.plug,
    unplug: camera.unplug,
    openHandles: () => camera.openHandles,
  };
}

const kinds: readonly (readonly [string, (timer: SimulatedTimer) => ReaderRig])[] = [
  ['HID POS, Honeywell layout, descriptor unknown', (timer) => hidPosRig(timer, honeywellLayout)],
  ['HID POS, Newland layout, descriptor unknown', (timer) => hidPosRig(timer, newlandLayout)],
  ...scannerKinds.map(({ name, layout, descriptor }) => [`HID POS, ${name}`, (timer: SimulatedTimer) => hidPosRig(timer, layout, descriptor)] as const),
  ['serial, CR', (timer) => serialRig(timer, {}, {})],
  ['serial, CRLF, byte by byte, without an AIM id', (timer) => serialRig(timer, { framing: 'crlf' }, { suffix: '\r\n', piece: 1, sendsAim: false })],
  ['serial, STX and ETX with a prefix', (timer) => serialRig(timer, { framing: 'stx-etx', prefix: new TextEncoder().encode('~#') }, { prefix: '\u0002~#', suffix: '\u0003', piece: 7 })],
  ['serial, ended by silence', (timer) => serialRig(timer, { framing: 'silence' }, { suffix: '' })],
  ['keyboard mode, UK', (timer) => keyboardRig(timer, 'uk', 'enter')],
  ['keyboard mode, US, ended by Tab', (timer) => keyboardRig(timer, 'us', 'tab')],
  ['camera', cameraRig],
  ['contactless, through an adapter', contactlessRig],
];

describe.each(kinds)('a reader: %s', (_, rigOver) => {
  it.each(readerCases)('$name', async ({ run }) => {
    const timer = createSimulatedTimer();
    await run(rigOver(timer));
    expect(timer.pending).toBe(0);
  });
});

describe.each(scannerKinds)('a HID POS reader: $name', ({ layout, descriptor }) => {
  it.each(hidReaderCases)('$name', async ({ run }) => {
    const timer = createSimulatedTimer();
    await run(hidPosRig(timer, layout, descriptor));
    expect(timer.pending).toBe(0);
  });
});
