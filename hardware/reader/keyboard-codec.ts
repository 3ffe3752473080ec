/**
 * What a scanner in keyboard mode types, read from the kernel and not from a window: key events to characters.
 * Sources: Linux `include/uapi/linux/input.h` (struct input_event), `input-event-codes.h`.
 *
 *   struct input_event, 64-bit, little endian, 24 bytes
 *    0..15  time
 *   16..17  type: 0 SYN, 1 KEY
 *   18..19  code
 *   20..23  value: 0 released, 1 pressed, 2 repeated
 *
 * A keyboard has no way to say GS, NUL or a letter beyond ASCII; scanners make up chords and Alt sequences for them, each
 * maker its own. Such a code is said to be broken, never passed on changed.
 */

export const keyboardLayouts = ['uk', 'us'] as const;
export type KeyboardLayout = (typeof keyboardLayouts)[number];

/** `end`: the reader's suffix key; `lost`: something that cannot be carried, or that the kernel lost. */
export type Typed = { readonly type: 'character'; readonly byte: number } | { readonly type: 'end' } | { readonly type: 'lost' };

export interface KeyboardDecoder {
  /** Whole events. */
  push(events: Uint8Array): Typed[];
}

const eventBytes = 24;
const synchronise = 0;
const synchroniseDropped = 3;
const keyEvent = 1;
const pressed = 1;
const released = 0;

const enter = new Set([28, 96]);
const tab = 15;
const shifts = new Set([42, 54]);
/** Control, Alt, AltGr, Meta: a chord is no character. */
const chordKeys = new Set([29, 97, 56, 100, 125, 126]);
const capsLock = 58;
/** Num lock and scroll lock: some scanners set them to what they need and back. */
const otherLocks = new Set([69, 70]);

/** Key code, character, and the one with shift; a space stands for none that can be carried. */
type Row = readonly [first: number, plain: string, shifted: string];

const letters: readonly Row[] = [
  [16, 'qwertyuiop', 'QWERTYUIOP'],
  [30, 'asdfghjkl', 'ASDFGHJKL'],
  [44, 'zxcvbnm', 'ZXCVBNM'],
];
const keypad: readonly Row[] = [
  [55, '*', '*'],
  [71, '789-456+1230.', '789-456+1230.'],
  [98, '/', '/'],
];
const signs: Readonly<Record<KeyboardLayout, readonly Row[]>> = {
  us: [
    [2, '1234567890-=', '!@#$%^&*()_+'],
    [26, '[]', '{}'],
    [39, ";'`", ':"~'],
    [43, '\\', '|'],
    [51, ',./', '<>?'],
  ],
  uk: [
    [2, '1234567890-=', '!" $%^&*()_+'],
    [26, '[]', '{}'],
    [39, ";'`", ':@ '],
    [43, '#', '~'],
    [51, ',./', '<>?'],
    [86, '\\', '|'],
  ],
};
const space = 57;

interface Key {
  readonly plain: number;
  readonly shifted: number | null;
  readonly letter: boolean;
}

function keysOf(layout: KeyboardLayout): ReadonlyMap<number, Key> {
  const keys = new Map<number, Key>([[space, { plain: 0x20, shifted: 0x20, letter: false }]]);
  const add = (rows: readonly Row[], letter: boolean): void => {
    for (const [first, plain, shifted] of rows) {
      for (const [at, character] of [...plain].entries()) {
        const upper = shifted[at] ?? ' ';
        keys.set(first + at, { plain: character.charCodeAt(0), shifted: upper === ' ' ? null : upper.charCodeAt(0), letter });
      }
    }
  };
  add(letters, true);
  add(signs[layout], false);
  add(keypad, false);
  return keys;
}

export function createKeyboardDecoder(layout: KeyboardLayout, suffix: 'enter' | 'tab'): KeyboardDecoder {
  const keys = keysOf(layout);
  const held = new Set<number>();
  let capitals = false;

  const isEnd = (code: number): boolean => (suffix === 'enter' ? enter.has(code) : code === tab);

  function press(code: number): Typed | null {
    if (shifts.has(code) || otherLocks.has(code)) return null;
    if (chordKeys.has(code)) return { type: 'lost' };
    if (code === capsLock) {
      capitals = !capitals;
      return null;
    }
    if ([...held].some((one) => chordKeys.has(one))) return { type: 'lost' };
    if (isEnd(code)) return { type: 'end' };
    const key = keys.get(code);
    if (key === undefined) return { type: 'lost' };
    const shifted = [...held].some((one) => shifts.has(one)) !== (key.letter && capitals);
    const byte = shifted ? key.shifted : key.plain;
    return byte === null ? { type: 'lost' } : { type: 'character', byte };
  }

  return {
    push(events) {
      const typed: Typed[] = [];
      const view = new DataView(events.buffer, events.byteOffset, events.byteLength);
      for (let at = 0; at + eventBytes <= events.length; at += eventBytes) {
        const type = view.getUint16(at + 16, true);
        const code = view.getUint16(at + 18, true);
        const value = view.getInt32(at + 20, true);
        if (type === synchronise && code === synchroniseDropped) {
          held.clear();
          typed.push({ type: 'lost' });
        }
        if (type !== keyEvent) continue;
        if (value === released) held.delete(code);
        // A key that repeats was held by somebody or something: a scanner lets go of every key.
        else if (value !== pressed) typed.push({ type: 'lost' });
        else {
          const one = press(code);
          if (held.size < 16) held.add(code);
          if (one !== null) typed.push(one);
        }
      }
      return typed;
    },
  };
}

/** The events of a scanner that types this; null for a character that its keys do not have. */
export function typeText(text: string, layout: KeyboardLayout, suffix: 'enter' | 'tab' | 'none'): Uint8Array | null {
  const keys = [...keysOf(layout)];
  const codes: { readonly code: number; readonly value: number }[] = [];
  const strike = (code: number): void => void codes.push({ code, value: 1 }, { code, value: 0 });
  for (const character of text) {
    const byte = character.codePointAt(0);
    const plain = keys.find(([, key]) => key.plain === byte);
    const shifted = keys.find(([, key]) => key.shifted === byte);
    if (plain !== undefined) strike(plain[0]);
    else if (shifted === undefined) return null;
    else {
      codes.push({ code: 42, value: 1 });
      strike(shifted[0]);
      codes.push({ code: 42, value: 0 });
    }
  }
  if (suffix !== 'none') strike(suffix === 'enter' ? 28 : tab);
  return inputEvents(codes);
}

/** Each key event and the SYN that ends its report, as the kernel gives them. */
export function inputEvents(keys: readonly { readonly code: number; readonly value: number }[]): Uint8Array {
  const bytes = new Uint8Array(keys.length * 2 * eventBytes);
  const view = new DataView(bytes.buffer);
  for (const [at, { code, value }] of keys.entries()) {
    const start = at * 2 * eventBytes;
    view.setUint16(start + 16, keyEvent, true);
    view.setUint16(start + 18, code, true);
    view.setInt32(start + 20, value, true);
  }
  return bytes;
}
