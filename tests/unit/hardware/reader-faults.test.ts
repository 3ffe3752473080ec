/** What readers do in the field, by the numbers of the list of faults: 14 to 18. What a person sees of it is in `tests/faults`. */
import { describe, expect, it } from 'vitest';
import type { HidTransport, ReaderEvent, UsbDeviceInfo } from '../../../hardware/ports.ts';
import { honeywellLayout, encodeScan } from '../../../hardware/reader/hid-pos-codec.ts';
import { createHidPosReader } from '../../../hardware/reader/hid-pos-driver.ts';
import { createJoinedReader } from '../../../hardware/reader/joined-reader.ts';
import { createScannerEmulator, type ScannerEmulatorOptions } from '../../../hardware/reader/scanner-emulator.ts';
import { createSerialReader } from '../../../hardware/reader/serial-driver.ts';
import { createSerialEmulator } from '../../../hardware/reader/serial-emulator.ts';
import { claimDevice } from '../../../hardware/transports/sole-owner.ts';
import { scannedText } from '../../../main/identity/codes/scanned-text.ts';
import { told } from '../../contract/reader-cases.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

async function listenTo(options: ScannerEmulatorOptions & { usb?: readonly UsbDeviceInfo[] } = {}) {
  const timer = createSimulatedTimer();
  const scanner = createScannerEmulator(options);
  const events: ReaderEvent[] = [];
  const survey = { devices: async () => options.usb ?? [] };
  const stop = createHidPosReader({ transport: scanner, timer, survey }).listen((event) => events.push(event));
  await timer.advance(0);
  return { timer, scanner, events, stop, heard: () => events.map(told) };
}

describe('14: plugs', () => {
  it('unplug and replug: another path, the same scanner', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.unplug();
    scanner.plug();
    await timer.advance(0);
    scanner.hold('CODE');
    expect(heard()).toEqual(['ready', 'absent', 'ready', 'scan ]Q1 CODE']);
  });

  it('unplug between report 1 and 2 of a QR', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.fault({ kind: 'unplug', report: 1 });
    scanner.hold('A'.repeat(200));
    scanner.plug();
    await timer.advance(0);
    scanner.hold('B');
    expect(heard()).toEqual(['ready', 'misread', 'absent', 'ready', 'scan ]Q1 B']);
  });

  it('power brown-out: gone and back within 100 ms, ten times', async () => {
    const { timer, scanner, heard } = await listenTo();
    for (let time = 0; time < 10; time += 1) {
      scanner.unplug();
      await timer.advance(40);
      scanner.plug();
      await timer.advance(40);
    }
    scanner.hold('CODE');
    expect(scanner.openHandles).toBe(1);
    expect(heard().slice(-2)).toEqual(['ready', 'scan ]Q1 CODE']);
  });

  it('device present but open: permission denied until udev has settled', async () => {
    const { timer, scanner, heard } = await listenTo({ plugged: false });
    scanner.deny(true);
    scanner.plug();
    await timer.advance(600);
    scanner.unplug();
    scanner.plug();
    await timer.advance(600);
    scanner.deny(false);
    await timer.advance(1000);
    expect(heard()).toEqual(['absent', 'ready']);
  });

  it('comes without a word of the system', async () => {
    const timer = createSimulatedTimer();
    const scanner = createScannerEmulator({ plugged: false });
    const heard: string[] = [];
    createHidPosReader({ transport: { ...scanner, watch: () => () => undefined }, timer }).listen((event) => heard.push(told(event)));
    await timer.advance(100);
    scanner.plug();
    await timer.advance(5000);
    expect(heard).toEqual(['absent', 'ready']);
  });
});

describe('15: reports', () => {
  const next = 'scan ]Q1 NEXT';
  it.each([
    ['lost last report', -1, 'drop', ['ready', 'misread', next]],
    ['short buffer', 1, 'half', ['ready', 'misread', next]],
  ] as const)('%s', async (_, report, kind, expected) => {
    const { timer, scanner, heard } = await listenTo();
    scanner.fault({ kind, report });
    scanner.hold('A'.repeat(200));
    await timer.advance(600);
    scanner.hold('NEXT');
    expect(heard()).toEqual(expected);
  });

  it('lost first report, duplicate report: another text, which no signature or check digit takes, and never the next person’s', async () => {
    for (const kind of ['drop', 'duplicate'] as const) {
      const { timer, scanner, heard } = await listenTo();
      scanner.fault({ kind, report: 0 });
      scanner.hold(`${'A'.repeat(56)}${'B'.repeat(56)}`);
      await timer.advance(400);
      scanner.hold('NEXT');
      expect(heard().at(-1)).toBe(next);
      expect(heard()).not.toContain(`scan ]Q1 ${'A'.repeat(56)}${'B'.repeat(56)}`);
    }
  });

  it('two scanners interleaved: each is its own', async () => {
    const timer = createSimulatedTimer();
    const [first, second] = [createScannerEmulator(), createScannerEmulator()];
    const readers = [first, second].map((transport) => createHidPosReader({ transport, timer }));
    const heard: string[] = [];
    createJoinedReader(readers, timer).listen((event) => heard.push(told(event)));
    await timer.advance(0);
    const [one, two] = [encodeScan(new TextEncoder().encode('A'.repeat(100)), ']Q1', honeywellLayout), encodeScan(new TextEncoder().encode('B'.repeat(100)), ']Q1', honeywellLayout)];
    for (let at = 0; at < 2; at += 1) {
      first.send(one[at] ?? new Uint8Array());
      second.send(two[at] ?? new Uint8Array());
    }
    expect(heard).toEqual(['ready', `scan ]Q1 ${'A'.repeat(100)}`, `scan ]Q1 ${'B'.repeat(100)}`]);
  });

  it('a report of another id, and Continued stuck at 1: dropped after 400 ms, said once', async () => {
    const { timer, scanner, heard } = await listenTo();
    const [stuck = new Uint8Array()] = encodeScan(new Uint8Array(100).fill(0x41), ']Q1', honeywellLayout);
    scanner.send(Uint8Array.of(7, 1, 2), stuck);
    await timer.advance(399);
    scanner.send(stuck);
    await timer.advance(399);
    expect(heard()).toEqual(['ready']);
    await timer.advance(1);
    expect(heard()).toEqual(['ready', 'misread']);
  });

  it('length over 56, length 0', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.send(Uint8Array.of(2, 57, ...new Uint8Array(62)), Uint8Array.of(2, 0, ...new Uint8Array(62)));
    await timer.advance(400);
    scanner.hold('NEXT');
    expect(heard()).toEqual(['ready', 'misread', next]);
  });

  it.each([
    ['NULs', Uint8Array.of(0x41, 0, 0x42), ']Q1', null],
    ['invalid UTF-8', Uint8Array.of(0x41, 0xc3), ']Q1', null],
    ['a byte order mark', new TextEncoder().encode('\ufeffA'), ']Q1', null],
    ['ECI escapes, with a backslash of the code’s own', new TextEncoder().encode('\\000026Zo\u00eb\\\\x'), ']Q2', 'Zoë\\x'],
    ['ECI escapes of ISO 8859-1', Uint8Array.from([...new TextEncoder().encode('\\000003Zo'), 0xeb]), ']Q2', 'Zoë'],
    ['trailing CR', new TextEncoder().encode('A\r'), ']Q1', 'A'],
    ['trailing LF', new TextEncoder().encode('A\n'), ']Q1', 'A'],
    ['trailing CRLF', new TextEncoder().encode('A\r\n'), ']Q1', 'A'],
    ['trailing TAB: text, which no kind of code has', new TextEncoder().encode('A\t'), ']Q1', 'A\t'],
  ])('%s: a text or none, never a changed one', async (_, bytes, aim, text) => {
    const { scanner, events } = await listenTo();
    scanner.hold(bytes, aim);
    const last = events.at(-1);
    if (last?.type !== 'scan') throw new Error('no scan');
    const read = scannedText(last.scan);
    expect(read.ok ? read.value : null).toBe(text);
  });

  it('a 2,953-byte QR, and ten scans in a second', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.hold('Q'.repeat(2953));
    for (let time = 0; time < 10; time += 1) {
      await timer.advance(100);
      scanner.hold(`FAST-${time}`);
    }
    expect(heard()).toHaveLength(12);
  });

  it('the same code twice within 1.5 s counts once', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.hold('SAME');
    await timer.advance(1400);
    scanner.hold('SAME');
    await timer.advance(1500);
    scanner.hold('SAME');
    expect(heard()).toEqual(['ready', 'scan ]Q1 SAME', 'scan ]Q1 SAME']);
  });
});

describe('16: the wrong mode', () => {
  const conditionOf = (events: readonly ReaderEvent[]): unknown => events.at(-1);

  it('keyboard: which barcode of which guide puts it right', async () => {
    const { timer, scanner, events } = await listenTo();
    scanner.setMode('keyboard');
    await timer.advance(0);
    expect(conditionOf(events)).toEqual({ type: 'condition', condition: 'wrong-mode', found: { mode: 'keyboard', maker: 'Honeywell', setupCode: 'USB HID POS' } });
  });

  it('IBM HID, which has no QR codes', async () => {
    const { timer, scanner, events } = await listenTo();
    scanner.setMode('ibm');
    await timer.advance(0);
    expect(conditionOf(events)).toMatchObject({ condition: 'wrong-mode', found: { mode: 'ibm' } });
  });

  it.each([
    ['SNAPI', { vendorId: 0x05e0, productId: 0x1900, product: '', roles: ['other'] }, 'other', 'Zebra'],
    ['CDC', { vendorId: 0x1eab, productId: 0x0d06, product: '', roles: ['serial', 'other'] }, 'serial', 'Newland'],
  ] as const)('%s, which is no HID device at all', async (_, device, mode, maker) => {
    const { events } = await listenTo({ plugged: false, usb: [device] });
    expect(conditionOf(events)).toMatchObject({ condition: 'wrong-mode', found: { mode, maker } });
  });

  it('HID POS where the site asks for a serial line', async () => {
    const timer = createSimulatedTimer();
    const serial = createSerialEmulator();
    serial.unplug();
    const events: ReaderEvent[] = [];
    const settings = { path: null, line: { baud: 9600, parity: 'none', stopBits: 1 }, framing: 'line', prefix: new Uint8Array(), idle: 300 } as const;
    createSerialReader({ transport: serial, settings, timer, hid: createScannerEmulator() }).listen((event) => events.push(event));
    await timer.advance(0);
    expect(conditionOf(events)).toEqual({ type: 'condition', condition: 'wrong-mode', found: { mode: 'hid-pos', maker: 'Honeywell', setupCode: 'USB Serial' } });
  });

  it('another maker’s keyboard and mouse are nobody’s scanner', async () => {
    const { heard } = await listenTo({ plugged: false, usb: [{ vendorId: 0x046d, productId: 0xc31c, product: 'Keyboard', roles: ['keyboard'] }] });
    expect(heard()).toEqual(['absent']);
  });
});

describe('17: the HID stack', () => {
  it('missing libusb: said, and looked for again', async () => {
    const timer = createSimulatedTimer();
    const scanner = createScannerEmulator();
    let missing = true;
    const transport: HidTransport = { ...scanner, devices: () => (missing ? Promise.resolve({ ok: false, error: { kind: 'driver-missing' } }) : scanner.devices()) };
    const heard: string[] = [];
    createHidPosReader({ transport, timer }).listen((event) => heard.push(told(event)));
    await timer.advance(0);
    missing = false;
    await timer.advance(5000);
    expect(heard).toEqual(['driver-missing', 'ready']);
  });

  it('two listeners after reconnection: one code, once for each, over one handle', async () => {
    const { timer, scanner, heard } = await listenTo();
    for (let time = 0; time < 3; time += 1) {
      scanner.unplug();
      scanner.plug();
      await timer.advance(10);
    }
    scanner.hold('ONCE');
    expect(heard().filter((one) => one.startsWith('scan'))).toEqual(['scan ]Q1 ONCE']);
    expect(scanner.openHandles).toBe(1);
  });

  it('start-up before udev settles: the handle is lost while it opens, and the next one is used', async () => {
    const timer = createSimulatedTimer();
    const scanner = createScannerEmulator();
    let first = true;
    const transport: HidTransport = {
      ...scanner,
      async open(path, onReport, onLost) {
        const opened = await scanner.open(path, onReport, onLost);
        if (first) onLost();
        first = false;
        return opened;
      },
    };
    const heard: string[] = [];
    createHidPosReader({ transport, timer }).listen((event) => heard.push(told(event)));
    await timer.advance(10);
    scanner.hold('CODE');
    expect(heard).toEqual(['ready', 'scan ]Q1 CODE']);
    expect(scanner.openHandles).toBe(1);
  });

  it.runIf(process.platform === 'linux')('two kiosks on one scanner: the second finds it busy', async () => {
    const first = await claimDevice('/dev/null', 'linux');
    if (!first.ok) throw new Error(first.error.kind);
    expect(await claimDevice('/dev/null', 'linux')).toEqual({ ok: false, error: { kind: 'busy' } });
    first.value.release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await claimDevice('/dev/null', 'linux');
    expect(second.ok).toBe(true);
    if (second.ok) second.value.release();
  });
});

describe('18: back to factory settings', () => {
  it('a scanner that becomes a keyboard is given up and said, and read again when it was put right', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.setMode('keyboard');
    await timer.advance(0);
    scanner.hold('TYPED INTO THE WINDOW');
    scanner.setMode('pos');
    await timer.advance(0);
    scanner.hold('CODE');
    expect(scanner.openHandles).toBe(1);
    expect(heard()).toEqual(['ready', 'absent', 'wrong-mode', 'absent', 'ready', 'scan ]Q1 CODE']);
  });
});
