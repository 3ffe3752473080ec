/**
 * ESC/POS as a printer reads it: byte by byte, every command to its last byte.
 * Source: Epson ESC/POS command reference (TM series); obsolete and clone commands where public streams use them.
 */
import { byte, skip, take, takeUntil, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import {
  columnImage,
  defineNvImages,
  downloadImage,
  graphics,
  printDownloadImage,
  printNvImage,
  rasterImage,
  variableImage,
} from './graphics-commands.ts';
import { cells } from './glyphs.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';
import { barcode, printQr, twoDimensional } from './symbol-commands.ts';
import type { QrLevel } from './qr-symbol.ts';

type Command = (state: PrintState, mechanism: PrintMechanism) => Reading;

/** Commands that are read and change nothing that paper shows. */
const ignored =
  (length: number): Command =>
  () =>
    skip(length);
const now =
  (act: (state: PrintState, mechanism: PrintMechanism) => void): Command =>
  function* (state, mechanism) {
    act(state, mechanism);
    yield* skip(0);
  };
const withByte =
  (act: (state: PrintState, value: number, mechanism: PrintMechanism) => void): Command =>
  function* (state, mechanism) {
    act(state, yield* byte(), mechanism);
  };
const withWord =
  (act: (state: PrintState, value: number) => void): Command =>
  function* (state) {
    act(state, yield* word());
  };

const on = (value: number): boolean => (value & 1) === 1;
/** Parameters that may be written as 0 or '0'. */
const plain = (value: number): number => (value >= 48 ? value - 48 : value);
const signed = (value: number): number => (value >= 0x8000 ? value - 0x1_0000 : value);

const table = (commands: Readonly<Record<string, Command>>): ReadonlyMap<number, Command> =>
  new Map(Object.entries(commands).map(([character, command]) => [character.charCodeAt(0), command]));

const escCommands = table({
  '\f': now((state) => state.printPage(false)),
  ' ': withByte((state, value) => (state.characterSpacing = value)),
  '!': withByte((state, value) => {
    state.style = {
      ...state.style,
      font: on(value) ? 'B' : 'A',
      bold: (value & 0x08) !== 0,
      heightTimes: (value & 0x10) !== 0 ? 2 : 1,
      widthTimes: (value & 0x20) !== 0 ? 2 : 1,
      underline: (value & 0x80) !== 0 ? 1 : 0,
    };
  }),
  $: withWord((state, value) => state.moveTo(value * state.unitX)),
  '%': ignored(1),
  '&': function* () {
    const y = yield* byte();
    const from = yield* byte();
    const to = yield* byte();
    for (let code = from; code <= to; code += 1) yield* skip((yield* byte()) * y);
  },
  '*': columnImage,
  '-': withByte((state, value) => (state.style = { ...state.style, underline: Math.min(2, plain(value)) })),
  '2': now((state) => (state.spacing = Math.round(state.dotsPerInch / 6))),
  '3': withByte((state, value) => (state.spacing = Math.round(value * state.unitY))),
  '<': ignored(0),
  '=': ignored(1),
  '?': ignored(1),
  '@': now((state, mechanism) => {
    state.initialise();
    mechanism.automaticStatus(0);
  }),
  // Buzzer, on printers that are not Epson's.
  B: ignored(2),
  D: function* (state) {
    state.tabs = [...(yield* takeUntil(0))];
  },
  E: withByte((state, value) => (state.style = { ...state.style, bold: on(value) })),
  G: withByte((state, value) => (state.style = { ...state.style, bold: on(value) })),
  J: withByte((state, value) => state.feedDots(Math.round(value * state.unitY))),
  K: withByte((state, value) => state.back(Math.round(value * state.unitY))),
  L: now((state) => state.beginPage()),
  M: withByte((state, value) => (state.style = { ...state.style, font: plain(value) === 1 ? 'B' : 'A' })),
  R: withByte((state, value) => (state.international = plain(value))),
  S: now((state) => state.leavePage()),
  T: ignored(1),
  U: ignored(1),
  V: ignored(1),
  W: function* (state) {
    const x = yield* word();
    const y = yield* word();
    const width = yield* word();
    const height = yield* word();
    state.setArea(x, y, width, height);
  },
  // Not Epson's: a QR code as some clones and the `escpos` package for Node write it.
  Z: function* (state) {
    yield* byte();
    const level = yield* byte();
    const module = yield* byte();
    const data = yield* take(yield* word());
    const levels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];
    printQr(state, data, levels[level] ?? 'L', Math.min(16, Math.max(1, module)));
  },
  '\\': withWord((state, value) => state.moveTo(state.x + signed(value) * state.unitX)),
  a: withByte((state, value) => {
    state.align = (['left', 'centre', 'right'] as const)[plain(value)] ?? state.align;
  }),
  c: ignored(2),
  d: withByte((state, value) => state.feedLines(value)),
  e: withByte((state, value) => state.back(value * state.spacing)),
  i: now((_, mechanism) => mechanism.cut(false)),
  m: now((_, mechanism) => mechanism.cut(false)),
  p: function* (_, mechanism) {
    yield* skip(3);
    mechanism.drawer();
  },
  r: ignored(1),
  t: withByte((state, value) => (state.codeTable = value)),
  u: withByte((_state, _value, mechanism) => mechanism.queuedStatus('drawer')),
  v: now((_, mechanism) => mechanism.queuedStatus('paper')),
  '{': ignored(1),
});

const fsCommands = table({
  '!': ignored(1),
  '&': now((state) => (state.kanji = 'pairs')),
  '-': ignored(1),
  '.': now((state) => (state.kanji = 'none')),
  '2': ignored(74),
  '?': ignored(2),
  C: ignored(1),
  S: ignored(2),
  W: ignored(1),
  g: function* () {
    const fn = yield* byte();
    yield* skip(5);
    const length = yield* word();
    if (fn === 0x31) yield* skip(length);
  },
  p: printNvImage,
  q: defineNvImages,
});

const gsCommands = table({
  '!': withByte((state, value) => {
    state.style = { ...state.style, widthTimes: ((value >> 4) & 7) + 1, heightTimes: (value & 7) + 1 };
  }),
  $: withWord((state, value) => {
    if (state.page !== null) state.page.y = Math.round(value * state.unitY);
  }),
  '*': downloadImage,
  '/': printDownloadImage,
  '8': function* (state) {
    const kind = yield* byte();
    const length = (yield* word()) + (yield* word()) * 0x1_0000;
    if (kind === 0x4c) yield* graphics(state, length);
    else yield* skip(length);
  },
  ':': ignored(0),
  A: ignored(2),
  B: withByte((state, value) => (state.style = { ...state.style, inverted: on(value) })),
  C: function* () {
    const kind = yield* byte();
    if (kind === 0x3b) for (let field = 0; field < 5; field += 1) yield* takeUntil(0x3b);
    else yield* skip(kind === 0x31 ? 6 : 2);
  },
  D: function* () {
    // Windows BMP: the file says its own length.
    yield* skip(7);
    yield* skip(2);
    const size = (yield* word()) + (yield* word()) * 0x1_0000;
    yield* skip(Math.max(0, size - 6));
  },
  E: ignored(1),
  H: withByte((state, value) => (state.barcode.text = plain(value))),
  I: withByte((_state, value, mechanism) => mechanism.identify(value)),
  L: withWord((state, value) => (state.leftMargin = Math.min(state.paper.width - 1, Math.round(value * state.unitX)))),
  P: function* (state) {
    const x = yield* byte();
    const y = yield* byte();
    state.unitX = x === 0 ? 1 : state.dotsPerInch / x;
    state.unitY = y === 0 ? 1 : state.dotsPerInch / y;
  },
  Q: variableImage,
  T: withByte((state, value) => (plain(value) === 0 ? state.cancelLine() : state.finishLine())),
  V: function* (_, mechanism) {
    const mode = yield* byte();
    const feeds = mode === 65 || mode === 66 || mode === 97 || mode === 98 || mode === 103 || mode === 104;
    if (feeds) yield* byte();
    mechanism.cut(feeds);
  },
  W: withWord((state, value) => (state.areaWidth = Math.max(1, Math.round(value * state.unitX)))),
  '\\': withWord((state, value) => {
    if (state.page !== null) state.page.y = Math.max(0, state.page.y + Math.round(signed(value) * state.unitY));
  }),
  '^': ignored(3),
  a: withByte((_state, value, mechanism) => mechanism.automaticStatus(value)),
  b: ignored(1),
  c: ignored(0),
  f: ignored(1),
  g: ignored(4),
  h: withByte((state, value) => (state.barcode.height = Math.max(1, value))),
  i: ignored(2),
  j: ignored(1),
  k: barcode,
  r: withByte((_state, value, mechanism) => mechanism.queuedStatus(plain(value) === 2 ? 'drawer' : 'paper')),
  v: rasterImage,
  w: withByte((state, value) => (state.barcode.module = Math.min(6, Math.max(1, value)))),
  z: ignored(3),
});

/** Real-time commands have been obeyed on reception; here they are only passed over. */
function* realTime(): Reading {
  const kind = yield* byte();
  if (kind === 0x04) {
    const n = yield* byte();
    if (n === 7 || n === 8) yield* byte();
  } else if (kind === 0x05) yield* byte();
  else if (kind === 0x14) {
    const fn = yield* byte();
    if (fn === 1 || fn === 2) yield* skip(2);
    else if (fn === 3) yield* skip(5);
    else if (fn === 7) yield* skip(1);
    else if (fn === 8) yield* skip(7);
  }
}

const parenthesised = { esc: new Set('AY'), fs: new Set('ACELe'), gs: new Set('ACDEHKLMNPQVWYZkz') } as const;

/** `( x pL pH ...`: the length is always said, so even an unknown one is read to its end. */
function* withLength(state: PrintState, mechanism: PrintMechanism, group: keyof typeof parenthesised): Reading {
  const kind = String.fromCharCode(yield* byte());
  const length = yield* word();
  if (!parenthesised[group].has(kind)) state.unknown.push(`${group.toUpperCase()} ( ${JSON.stringify(kind)}`);
  if (group === 'gs' && kind === 'L') yield* graphics(state, length);
  else if (group === 'gs' && kind === 'k') yield* twoDimensional(state, length);
  else if (group === 'gs' && kind === 'H' && length === 6) {
    const [fn, , ...token] = yield* take(6);
    if (fn === 48) mechanism.processId(token);
  } else yield* skip(length);
}

const groups = new Map<number, { readonly name: keyof typeof parenthesised; readonly commands: ReadonlyMap<number, Command> }>([
  [0x1b, { name: 'esc', commands: escCommands }],
  [0x1c, { name: 'fs', commands: fsCommands }],
  [0x1d, { name: 'gs', commands: gsCommands }],
]);

const gb18030 = new TextDecoder('gb18030');

function* character(state: PrintState, value: number): Reading {
  if (state.kanji === 'pairs' && value >= 0x80) {
    const pair = gb18030.decode(Uint8Array.of(value, yield* byte()));
    state.writeCharacter(pair.charAt(0));
    state.x += cells[state.style.font].width * state.style.widthTimes;
  } else state.write(value);
}

/** One command or character. Yields how many bytes it wants next. */
export function* readCommand(state: PrintState, mechanism: PrintMechanism): Reading {
  const { unread } = state;
  state.unread = null;
  const first = unread ?? (yield* byte());
  const group = groups.get(first);
  if (group !== undefined) {
    const second = yield* byte();
    if (second === 0x28) {
      yield* withLength(state, mechanism, group.name);
      return;
    }
    const command = group.commands.get(second);
    if (command === undefined) {
      state.unknown.push(`${group.name.toUpperCase()} ${second.toString(16).padStart(2, '0').toUpperCase()}`);
      return;
    }
    yield* command(state, mechanism);
    return;
  }
  if (first === 0x10) yield* realTime();
  else if (first === 0x0a) state.newLine();
  else if (first === 0x09) state.tab();
  else if (first === 0x0c) state.printPage(true);
  else if (first === 0x18) state.cancelLine();
  // Other control characters mean nothing, and CR prints nothing where LF does.
  else if (first >= 0x20) yield* character(state, first);
}
