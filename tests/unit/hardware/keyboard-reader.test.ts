import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HidDeviceInfo } from '../../../hardware/ports.ts';
import { createKeyboardDecoder, inputEvents, typeText, type KeyboardLayout } from '../../../hardware/reader/keyboard-codec.ts';
import { createKeyboardReader } from '../../../hardware/reader/keyboard-driver.ts';
import { createKeyboardEmulator } from '../../../hardware/reader/keyboard-emulator.ts';
import { createInputDeviceTransport, isFenced } from '../../../hardware/transports/input-device-transport.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { told } from '../../contract/reader-cases.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

const press = (...codes: number[]): Uint8Array => inputEvents(codes.flatMap((code) => [{ code, value: 1 }, { code, value: 0 }]));
const withHeld = (held: number, code: number): Uint8Array =>
  inputEvents([{ code: held, value: 1 }, { code, value: 1 }, { code, value: 0 }, { code: held, value: 0 }]);

function typed(events: Uint8Array, layout: KeyboardLayout = 'uk'): string {
  return createKeyboardDecoder(layout, 'enter')
    .push(events)
    .map((one) => (one.type === 'character' ? String.fromCharCode(one.byte) : `<${one.type}>`))
    .join('');
}

describe('what a scanner types', () => {
  it.each<[KeyboardLayout, string]>([
    ['uk', 'shc:/5676290952432060346029243740446031222959 "@#~\\|'],
    ['us', 'https://example.org/?q=1&r=[{2}]!"@#$%^*()_+~`\\|<>'],
  ])('is the text with the layout that it is set to: %s', (layout, text) => {
    expect(typed(typeText(text, layout, 'enter') ?? new Uint8Array(), layout)).toBe(`${text}<end>`);
  });

  it('is any printable ASCII in US, and in UK all but none of it', () => {
    const printable = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at));
    for (const layout of ['uk', 'us'] as const) expect(typed(typeText(printable, layout, 'none') ?? new Uint8Array(), layout)).toBe(printable);
  });

  it('has digits of the keypad too, and letters in the case that caps lock makes of them', () => {
    expect(typed(press(79, 80, 81, 58, 30, 2))).toBe('123A1');
    expect(typed(Uint8Array.from([...press(58), ...withHeld(42, 30)]))).toBe('a');
  });

  it.each([
    ['Control and ], which some makers send for GS', withHeld(29, 27)],
    ['Alt and digits of the keypad, which others send', withHeld(56, 79)],
    ['AltGr and 4, the euro of a UK keyboard', withHeld(100, 5)],
    ['shift and 3, the pound of a UK keyboard', withHeld(42, 4)],
    ['a function key', press(59)],
    ['a key that repeats', inputEvents([{ code: 30, value: 2 }])],
  ])('is not made up where it cannot be carried: %s', (_, events) => {
    expect(typed(events)).toContain('<lost>');
  });

  it('is lost, not guessed, where the kernel dropped events', () => {
    const dropped = new Uint8Array(24);
    dropped[18] = 3;
    expect(typed(Uint8Array.from([...withHeld(42, 30).subarray(0, 48), ...dropped, ...press(30)]))).toBe('<lost>a');
  });

  it('is read to its end, whatever the events are', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ code: fc.integer({ min: 0, max: 300 }), value: fc.integer({ min: -1, max: 3 }) }), { maxLength: 60 }), (keys) => {
        const decoder = createKeyboardDecoder('uk', 'enter');
        const all = decoder.push(inputEvents(keys));
        expect(all.every((one) => one.type !== 'character' || (one.byte >= 32 && one.byte < 127))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a reader in keyboard mode', () => {
  const settings = { device: null, layout: 'uk', suffix: 'enter' } as const;

  async function listenTo(options: { fenced?: boolean; hid?: readonly HidDeviceInfo[] } = {}) {
    const timer = createSimulatedTimer();
    const scanner = createKeyboardEmulator(options.fenced === undefined ? {} : { fenced: options.fenced });
    const heard: string[] = [];
    const hid = { devices: async () => ({ ok: true as const, value: options.hid ?? [] }) };
    const stop = createKeyboardReader({ transport: scanner, settings, timer, hid }).listen((event) => heard.push(told(event)));
    await timer.advance(0);
    return { timer, scanner, heard, stop };
  }

  it('is not used while its keys could reach the window, and is when the rule is in force', async () => {
    const { timer, scanner, heard } = await listenTo({ fenced: false });
    scanner.hold('SECRET');
    expect(scanner.openHandles).toBe(0);
    await timer.advance(2700);
    expect(heard).toEqual(['not-fenced']);
    scanner.fence(true);
    await timer.advance(0);
    scanner.hold('CODE');
    expect(heard).toEqual(['not-fenced', 'keyboard-mode', 'scan ]Q1 CODE']);
  });

  it('says misread for a code that a keyboard cannot carry, once, and reads the next', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.send(Uint8Array.from([...press(2, 3), ...withHeld(29, 27), ...press(4, 5, 28)]));
    await timer.advance(500);
    scanner.hold('NEXT');
    expect(heard).toEqual(['keyboard-mode', 'misread', 'scan ]Q1 NEXT']);
  });

  it('drops a code that stops in the middle', async () => {
    const { timer, scanner, heard } = await listenTo();
    scanner.send(press(2, 3, 4));
    await timer.advance(700);
    scanner.hold('NEXT');
    expect(heard).toEqual(['keyboard-mode', 'misread', 'scan ]Q1 NEXT']);
  });

  it('waits for a slow scanner of 100 ms a key', async () => {
    const { timer, scanner, heard } = await listenTo();
    for (const code of [30, 48, 46, 28]) {
      scanner.send(press(code));
      await timer.advance(100);
    }
    expect(heard).toEqual(['keyboard-mode', 'scan null abc']);
  });

  it('says that the scanner is set to a better mode than the site expects', async () => {
    const timer = createSimulatedTimer();
    const device = { path: 'p', vendorId: 0x05e0, productId: 1, usagePage: 0x8c, usage: 2, product: 'Zebra' };
    const found: unknown[] = [];
    createKeyboardReader({
      transport: { ...createKeyboardEmulator(), keyboards: async () => [] },
      settings,
      timer,
      hid: { devices: async () => ({ ok: true, value: [device] }) },
    }).listen((event) => found.push(event));
    await timer.advance(0);
    expect(found).toEqual([{ type: 'condition', condition: 'wrong-mode', found: { mode: 'hid-pos', maker: 'Zebra', setupCode: 'HID Keyboard Emulation' } }]);
  });
});

describe('the fence of a keyboard', () => {
  it.each([
    ['the rule', 'I:1\nE:LIBINPUT_IGNORE_DEVICE=1\nE:ID_VENDOR_ID=05e0', true],
    ['no rule', 'E:ID_INPUT=1\nE:ID_INPUT_KEYBOARD=1', false],
    ['half of the rule: the X server would still take it', 'E:LIBINPUT_IGNORE_DEVICE=1\nE:ID_INPUT=1\nE:ID_INPUT_KEYBOARD=1', false],
    ['a rule that says no', 'E:LIBINPUT_IGNORE_DEVICE=0', false],
    ['nothing known', '', false],
  ])('is what udev holds of it: %s', (_, properties, fenced) => {
    expect(isFenced(properties)).toBe(fenced);
  });

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'input-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is looked up for every keyboard, and what has no letters is none', async () => {
    const input = async (name: string, files: Readonly<Record<string, string>>) => {
      for (const [file, content] of Object.entries(files)) {
        await mkdir(join(folder, 'input', name, file, '..'), { recursive: true });
        await writeFile(join(folder, 'input', name, file), `${content}\n`);
      }
    };
    await input('event4', {
      dev: '13:68',
      'device/name': 'Symbol Bar Code Scanner',
      'device/id/vendor': '05e0',
      'device/id/product': '1200',
      'device/capabilities/key': '1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe',
    });
    await input('event5', { dev: '13:69', 'device/name': 'Power Button', 'device/capabilities/key': '10000000000000 0' });
    await mkdir(join(folder, 'udev'));
    await writeFile(join(folder, 'udev', 'c13:68'), 'E:LIBINPUT_IGNORE_DEVICE=1\n');
    const parts = { timer: systemTimer, platform: 'linux', architecture: 'x64', folders: { input: join(folder, 'input'), udev: join(folder, 'udev') } } as const;
    expect(await createInputDeviceTransport(parts).keyboards()).toEqual([
      { path: '/dev/input/event4', vendorId: 0x05e0, productId: 0x1200, product: 'Symbol Bar Code Scanner', fenced: true },
    ]);
    expect(await createInputDeviceTransport({ ...parts, architecture: 'arm' }).keyboards()).toBeNull();
    expect(await createInputDeviceTransport({ ...parts, platform: 'darwin' }).keyboards()).toBeNull();
  });
});
