/** ESC and a character: Epson ESC/POS command reference, obsolete and clone commands included. */
import { byte, skip, take, takeUntil, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import { ignored, now, on, plain, signed, table, withByte, withWord } from './command-table.ts';
import { columnImage, columns } from './graphics-commands.ts';
import type { PrintState } from './print-state.ts';
import type { QrLevel } from './qr-symbol.ts';
import { starCommand } from './star-commands.ts';
import { printQr } from './symbol-commands.ts';

export const escCommands = table({
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
  '%': withByte((state, value) => (state.ownLetters.used = on(value))),
  '&': function* (state) {
    const y = yield* byte();
    const from = yield* byte();
    const to = yield* byte();
    for (let code = from; code <= to; code += 1) {
      const x = yield* byte();
      if (x > 0) state.ownLetters.shapes.set(code, yield* columns(x, y * 8));
    }
  },
  '*': columnImage,
  '-': withByte((state, value) => (state.style = { ...state.style, underline: Math.min(2, plain(value)) })),
  '2': now((state) => (state.spacing = Math.round(state.dotsPerInch / 6))),
  '3': withByte((state, value) => (state.spacing = Math.round(value * state.unitY))),
  // Not Epson's: italics, with a parameter or without.
  '4': optionalSwitch,
  '5': optionalSwitch,
  '<': ignored(0),
  // The customer display on the same cable is spoken to: the printer hears nothing until it is chosen again.
  '=': withByte((state, value) => (state.chosen = on(value))),
  '?': withByte((state, value) => void state.ownLetters.shapes.delete(value)),
  '@': now((state, mechanism) => {
    state.initialise();
    mechanism.automaticStatus(0);
  }),
  // Not Epson's: heat, sleep and encoding of small panel printers, a buzzer.
  '7': ignored(3),
  '8': ignored(2),
  '9': ignored(1),
  B: ignored(2),
  C: ignored(1),
  D: function* (state) {
    state.tabs = [...(yield* takeUntil(0))];
  },
  E: withByte((state, value) => (state.style = { ...state.style, bold: on(value) })),
  G: withByte((state, value) => (state.style = { ...state.style, bold: on(value) })),
  J: withByte((state, value) => state.feedDots(Math.round(value * state.unitY))),
  K: withByte((state, value) => state.back(Math.round(value * state.unitY))),
  F: ignored(1),
  L: now((state) => state.beginPage()),
  M: withByte((state, value) => (state.style = { ...state.style, font: plain(value) === 1 ? 'B' : 'A' })),
  R: withByte((state, value) => (state.international = plain(value))),
  S: now((state) => state.leavePage()),
  T: ignored(1),
  U: ignored(1),
  V: withByte((state, value) => (state.turned = plain(value) !== 0)),
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
    const letter = levels.find((name) => name.charCodeAt(0) === level);
    printQr(state, data, letter ?? levels[level] ?? 'L', Math.min(16, Math.max(1, module)));
  },
  '\\': withWord((state, value) => state.moveTo(state.x + signed(value) * state.unitX)),
  a: withByte((state, value) => {
    state.align = (['left', 'centre', 'right'] as const)[plain(value)] ?? state.align;
  }),
  c: ignored(2),
  d: withByte((state, value) => state.feedLines(value)),
  e: withByte((state, value) => state.back(value * state.spacing)),
  f: ignored(2),
  i: now((_, mechanism) => mechanism.cut(false)),
  m: now((_, mechanism) => mechanism.cut(false)),
  o: ignored(0),
  p: function* (_, mechanism) {
    yield* skip(3);
    mechanism.drawer();
  },
  q: ignored(0),
  r: ignored(1),
  t: withByte((state, value) => (state.codeTable = value)),
  u: withByte((_state, _value, mechanism) => mechanism.queuedStatus('drawer')),
  v: now((_, mechanism) => mechanism.queuedStatus('paper')),
  '{': withByte((state, value) => {
    // It counts at the beginning of a line only.
    if (state.lineIsEmpty) state.upsideDown = on(value);
  }),
  // Not Epson's: Star's own commands, which many programs send to any printer.
  '\x1d': starCommand,
  '\x1e': ignored(2),
  // Star's question after its status: asked of any printer by programs that find out what they talk to.
  '\x06': ignored(1),
  // Not Epson's: margins of impact printers, the size of a QR code (`ESC # # Q P I X n`).
  '#': ignored(6),
  O: optionalSwitch,
  Q: optionalSwitch,
  l: optionalSwitch,
});

/** A parameter follows only if it looks like none of what may come next. */
function* optionalSwitch(state: PrintState): Reading {
  const value = yield* byte();
  if (value > 0x09 && value !== 0x30 && value !== 0x31) state.unread = value;
}
