/** Every kind of reader over its emulator, by the same cases. */
import { describe, expect, it } from 'vitest';
import { usualIdle } from '../../hardware/reader/code-framing.ts';
import { honeywellLayout, newlandLayout, type HidPosLayout } from '../../hardware/reader/hid-pos-codec.ts';
import { createHidPosReader } from '../../hardware/reader/hid-pos-driver.ts';
import { createScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { createSerialReader, type SerialSettings } from '../../hardware/reader/serial-driver.ts';
import { createSerialEmulator, type SerialEmulatorOptions } from '../../hardware/reader/serial-emulator.ts';
import { createSimulatedTimer, type SimulatedTimer } from '../unit/hardware/simulated-timer.ts';
import { readerCases, type ReaderRig } from './reader-cases.ts';

const everyByte = { longest: 2953, groupSeparator: true, utf8: true };

function hidPosRig(timer: SimulatedTimer, layout: HidPosLayout): ReaderRig {
  const scanner = createScannerEmulator({ layout });
  return {
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
    pass: timer.advance,
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
    pass: timer.advance,
  };
}

const kinds: readonly (readonly [string, (timer: SimulatedTimer) => ReaderRig])[] = [
  ['HID POS, Honeywell layout', (timer) => hidPosRig(timer, honeywellLayout)],
  ['HID POS, Newland layout', (timer) => hidPosRig(timer, newlandLayout)],
  ['serial, CR', (timer) => serialRig(timer, {}, {})],
  ['serial, CRLF, byte by byte, without an AIM id', (timer) => serialRig(timer, { framing: 'crlf' }, { suffix: '\r\n', piece: 1, sendsAim: false })],
  ['serial, STX and ETX with a prefix', (timer) => serialRig(timer, { framing: 'stx-etx', prefix: new TextEncoder().encode('~#') }, { prefix: '\u0002~#', suffix: '\u0003', piece: 7 })],
  ['serial, ended by silence', (timer) => serialRig(timer, { framing: 'silence' }, { suffix: '' })],
];

describe.each(kinds)('a reader: %s', (_, rigOver) => {
  it.each(readerCases)('$name', async ({ run }) => {
    const timer = createSimulatedTimer();
    await run(rigOver(timer));
    expect(timer.pending).toBe(0);
  });
});
