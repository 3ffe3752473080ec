/** Every kind of reader that a kernel can show without a camera, by the cases of every reader: over `/dev/hidraw*`, `/dev/ttyACM*`, `/dev/input/event*`. */
import { createHidPosReader } from '../../../hardware/reader/hid-pos-driver.ts';
import { usualIdle } from '../../../hardware/reader/code-framing.ts';
import { createKeyboardReader } from '../../../hardware/reader/keyboard-driver.ts';
import { createKeyboardEmulator } from '../../../hardware/reader/keyboard-emulator.ts';
import { createScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import { createSerialReader } from '../../../hardware/reader/serial-driver.ts';
import { createSerialEmulator } from '../../../hardware/reader/serial-emulator.ts';
import { createInputDeviceTransport } from '../../../hardware/transports/input-device-transport.ts';
import { createNodeHidTransport } from '../../../hardware/transports/node-hid-transport.ts';
import { createSerialTransport } from '../../../hardware/transports/serial-transport.ts';
import type { BenchTime, Check } from '../../contract/check.ts';
import { until } from '../../contract/check.ts';
import { hidReaderCases, type HidReaderRig } from '../../contract/hid-reader-cases.ts';
import { readerCases, type ReaderRig } from '../../contract/reader-cases.ts';
import { ibmDescriptor, keyboardDescriptor, scannerKinds } from '../../contract/scanner-kinds.ts';
import type { ScannerKind } from '../../contract/scanner-kinds.ts';
import { check } from './check-runner.ts';
import { existsIn, openFiles, usable } from './device-nodes.ts';
import { serveKeyboardOnUhid } from './uhid-keyboard.ts';
import { serveScannerOnUhid } from './uhid-scanner.ts';
import { serveScannerOnSerial } from './usb-serial-scanner.ts';

const { platform, arch } = process;
const longestPlug = 15_000;

/** What a kernel's devices have in common: what was not read before the plug went is gone. */
const kernel = { tornIsTold: false };

/** What a scanner of this kind is to the kernel, in each of its modes. */
export function uhidDescriptors(descriptor: Uint8Array): (device: { readonly usagePage: number }) => Uint8Array {
  return ({ usagePage }) => (usagePage === 0x01 ? keyboardDescriptor : usagePage === 0xff45 ? ibmDescriptor : descriptor);
}

export async function checkHidReaders(time: BenchTime): Promise<void> {
  for (const kind of scannerKinds) {
    for (const one of readerCases) await onHid(kind, one);
    for (const one of hidReaderCases) await onHid(kind, one);
  }

  async function onHid({ name, layout, descriptor }: ScannerKind, one: Check<HidReaderRig>): Promise<void> {
    await check(`reader on /dev/hidraw, ${name}`, one, async (run) => {
      const scanner = createScannerEmulator({ layout, descriptor });
      const pullOut = serveScannerOnUhid(scanner, uhidDescriptors(descriptor));
      try {
        await until(time, 'the kernel and udev give the scanner', () => usable('/dev', 'hidraw'), longestPlug);
        await run({
          ...time,
          ...kernel,
          scanner,
          reader: createHidPosReader({ transport: createNodeHidTransport({ timer: time.timer, platform }), timer: time.timer }),
          works: 'ready',
          aim: layout.aimAt === null ? null : ']Q1',
          carries: { longest: 2953, groupSeparator: true, utf8: true },
          hold: (code) => scanner.hold(code),
          tear(code) {
            scanner.fault({ kind: 'unplug', report: 2 });
            scanner.hold(code);
          },
          plug: scanner.plug,
          unplug: scanner.unplug,
          openHandles: () => openFiles('/dev/hidraw'),
        });
      } finally {
        pullOut();
        await until(time, 'the scanner is gone', () => !existsIn('/dev', 'hidraw'), longestPlug);
      }
    });
  }
}

export async function checkSerialReader(time: BenchTime): Promise<void> {
  const { timer } = time;
  const gone = (): Promise<void> => until(time, 'the port is gone', () => !existsIn('/dev', 'ttyACM'), longestPlug);
  const settings = { path: null, line: { baud: 9600, parity: 'none', stopBits: 1 }, framing: 'line', prefix: new Uint8Array(), idle: usualIdle } as const;
  for (const one of readerCases) {
    await check('reader on /dev/ttyACM', one, async (run) => {
      const scanner = createSerialEmulator();
      const pullOut = serveScannerOnSerial(scanner, timer);
      const rig: ReaderRig = {
        ...time,
        ...kernel,
        reader: createSerialReader({ transport: createSerialTransport({ timer, platform }), settings, timer }),
        works: 'ready',
        aim: ']Q1',
        carries: { longest: 2953, groupSeparator: true, utf8: true },
        hold: (code) => scanner.hold(code),
        async tear(code) {
          scanner.send(new TextEncoder().encode(`]Q1${code}`));
          await time.pass(100);
          scanner.unplug();
        },
        plug: scanner.plug,
        async unplug() {
          scanner.unplug();
          await gone();
        },
        openHandles: () => openFiles('/dev/ttyACM'),
      };
      try {
        await until(time, 'the kernel and udev give the port', () => usable('/dev', 'ttyACM'), longestPlug);
        await run(rig);
      } finally {
        await pullOut();
        await gone();
      }
    });
  }
}

export async function checkKeyboardReader(time: BenchTime): Promise<void> {
  const { timer } = time;
  for (const one of readerCases) {
    await check('reader on /dev/input/event', one, async (run) => {
      const scanner = createKeyboardEmulator({ layout: 'uk', suffix: 'enter' });
      const pullOut = serveKeyboardOnUhid(scanner, timer);
      const transport = createInputDeviceTransport({ timer, platform, architecture: arch });
      try {
        await until(time, 'the kernel gives the keyboard', () => existsIn('/dev', 'hidraw'), longestPlug);
        await run({
          ...time,
          ...kernel,
          reader: createKeyboardReader({ transport, settings: { device: null, layout: 'uk', suffix: 'enter' }, timer }),
          works: 'keyboard-mode',
          aim: ']Q1',
          // As long as what stands on a card or a letter.
          carries: { longest: 60, groupSeparator: false, utf8: false },
          hold: (code) => scanner.hold(code),
          tear: scanner.tear,
          plug: scanner.plug,
          unplug: scanner.unplug,
          openHandles: () => openFiles('/dev/input/event'),
        });
      } finally {
        pullOut();
        await until(time, 'the keyboard is gone', () => !existsIn('/dev', 'hidraw'), longestPlug);
      }
    });
  }
}
