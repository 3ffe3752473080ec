/** The readers of a site: which kind, and what that kind must be told. One, or a list in the order of preference. */
import * as v from 'valibot';
import { framings, usualIdle } from '../../hardware/reader/code-framing.ts';
import { keyboardLayouts } from '../../hardware/reader/keyboard-codec.ts';

const oneOf = <const Names extends readonly string[]>(names: Names) => v.picklist(names, `must be one of ${names.join(', ')}`);

const bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600] as const;

const devicePath = v.pipe(
  v.string('must be the path of a device, such as /dev/serial/by-id/usb-Maker_Scanner-if00'),
  v.regex(/^\/dev\/[^\0]+$/, 'must be the path of a device, such as /dev/serial/by-id/usb-Maker_Scanner-if00'),
);

const number = (least: number, most: number, unit: string) => {
  const must = `must be a whole number of ${unit} from ${least} to ${most}`;
  return v.pipe(v.number(must), v.integer(must), v.minValue(least, must), v.maxValue(most, must));
};

const emulator = v.strictObject({ kind: v.literal('emulator') });
const hidPos = v.strictObject({ kind: v.literal('hid-pos') });

const serial = v.strictObject({
  kind: v.literal('serial'),
  /** Without it, the port of the first scanner of a maker that is known. */
  path: v.optional(devicePath),
  /** A virtual COM port over USB takes any. */
  baud: v.optional(v.picklist(bauds, `must be one of ${bauds.join(', ')}`), 9600),
  parity: v.optional(oneOf(['none', 'even', 'odd']), 'none'),
  stopBits: v.optional(v.picklist([1, 2], 'must be 1 or 2'), 1),
  /** How the reader ends a code; `stx-etx` also carries codes of several lines. */
  framing: v.optional(oneOf(framings), 'line'),
  /** What the reader is set to send before every code. */
  prefix: v.optional(v.pipe(v.string('must be at most 16 characters'), v.regex(/^[\x20-\x7e]{0,16}$/, 'must be at most 16 characters of ASCII')), ''),
  idleMilliseconds: v.optional(number(50, 2000, 'milliseconds'), usualIdle),
});

const usbId = v.pipe(
  v.string('must be a USB id, such as "05e0"'),
  v.regex(/^[0-9a-fA-F]{4}$/, 'must be a USB id, such as "05e0"'),
  v.transform((id) => Number.parseInt(id, 16)),
);

/** Degraded, and only behind its udev rule: this kiosk's own README of readers says why. */
const keyboard = v.strictObject({
  kind: v.literal('keyboard'),
  /** Without it, the first scanner of a maker that is known. */
  device: v.optional(v.strictObject({ vendorId: usbId, productId: usbId }, 'must be { vendorId, productId }')),
  /** What the scanner is set to. */
  layout: v.optional(oneOf(keyboardLayouts), 'uk'),
  suffix: v.optional(oneOf(['enter', 'tab']), 'enter'),
});

const word = v.pipe(v.string('must be a list of words'), v.minLength(1, 'must be a list of words'), v.check((text) => !text.includes('\0'), 'must be a list of words'));

const contactless = v.strictObject({
  kind: v.literal('contactless'),
  /** The site's adapter and its arguments: it says in lines what is held to the reader. */
  command: v.pipe(
    v.tupleWithRest([word], word, 'must be a program and its arguments, such as ["/usr/local/bin/card-adapter"]'),
    v.check(([program]) => program.startsWith('/'), 'must begin with the whole path of a program'),
  ),
});

const camera = v.strictObject({
  kind: v.literal('camera'),
  device: v.optional(devicePath, '/dev/video0'),
  width: v.optional(number(160, 1920, 'dots'), 640),
  height: v.optional(number(120, 1080, 'dots'), 480),
  framesPerSecond: v.optional(number(1, 15, 'frames'), 8),
});

const known = [emulator, hidPos, serial, keyboard, camera, contactless] as const;
const must = 'must be { "kind": "hid-pos" }, or another kind of reader: serial, keyboard, camera, contactless, emulator';
const byKind = v.variant('kind', [...known], must);

/** How site files said it before there was more than one kind. */
const byTransport = v.pipe(
  v.strictObject({ transport: v.picklist(['emulator', 'hid'], 'must be "emulator" or "hid"') }, must),
  v.transform(({ transport }): v.InferOutput<typeof byKind> => ({ kind: transport === 'hid' ? 'hid-pos' : 'emulator' })),
);

export type ReaderSetting = v.InferOutput<typeof byKind>;

const isOld = (input: unknown): boolean => typeof input === 'object' && input !== null && 'transport' in input;
const one = v.lazy((input) => (isOld(input) ? byTransport : byKind));
const several = v.pipe(
  v.array(one, must),
  v.minLength(1, 'must name at least one reader'),
  v.maxLength(4, 'must name at most 4 readers'),
  v.check((list) => list.length < 2 || list.every(({ kind }) => kind !== 'emulator'), 'must not mix an emulator with devices'),
);

/** Always a list, in the order of preference. */
export const readerSetting = v.lazy((input) =>
  Array.isArray(input) ? several : v.pipe(one, v.transform((setting): ReaderSetting[] => [setting])),
);
