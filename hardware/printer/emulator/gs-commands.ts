/** GS and a character: sizes, pictures, codes, cutting, and what the printer is asked. */
import { byte, skip, take, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import { ignored, now, on, plain, signed, table, withByte, withWord } from './command-table.ts';
import { counterFormat, printCounter } from './counter-commands.ts';
import { downloadImage, graphics, printDownloadImage, rasterImage, variableImage } from './graphics-commands.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';
import { barcode } from './symbol-commands.ts';

export const gsCommands = table({
  '!': withByte((state, value) => {
    state.style = { ...state.style, widthTimes: ((value >> 4) & 7) + 1, heightTimes: (value & 7) + 1 };
  }),
  $: withWord((state, value) => {
    if (state.page !== null) state.page.y = Math.round(value * state.unitY);
  }),
  '*': downloadImage,
  '/': printDownloadImage,
  '8': function* (state, mechanism) {
    const kind = yield* byte();
    const length = (yield* word()) + (yield* word()) * 0x1_0000;
    if (kind === 0x4c) yield* graphics(state, mechanism, length);
    else yield* skip(length);
  },
  ':': now((state) => state.macro.toggle()),
  A: ignored(2),
  B: withByte((state, value) => (state.style = { ...state.style, inverted: on(value) })),
  C: counterFormat,
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
  '^': function* (state) {
    const [times = 0] = yield* take(3);
    state.macro.play(times);
  },
  // Not Epson's: which two-dimensional code ESC Z prints.
  Z: ignored(1),
  a: withByte((_state, value, mechanism) => mechanism.automaticStatus(value)),
  b: ignored(1),
  c: now((state) => printCounter(state)),
  e: ejector,
  f: ignored(1),
  // Maintenance counters: 0 sets to zero, 2 asks.
  g: function* (_, mechanism) {
    const [fn] = yield* take(4);
    if (fn === 0x32) mechanism.answer([0x5f, 0x30]);
  },
  h: withByte((state, value) => (state.barcode.height = Math.max(1, value))),
  i: ignored(2),
  j: ignored(1),
  k: barcode,
  // Not Epson's: the module size of a QR code that GS k 11 prints.
  o: function* (state) {
    const [, size = 3] = yield* take(4);
    state.qr.module = Math.min(16, Math.max(1, size));
  },
  r: withByte((_state, value, mechanism) => mechanism.queuedStatus(plain(value) === 2 ? 'drawer' : 'paper')),
  v: rasterImage,
  w: withByte((state, value) => (state.barcode.module = Math.min(6, Math.max(1, value)))),
  z: ignored(3),
});

/** GS e n: 3 and 32 say how far, 32 also for how long. Not Epson's: Custom, Pyramid. */
function* ejector(_state: PrintState, mechanism: PrintMechanism): Reading {
  const what = yield* byte();
  if (what === 3 || what === 32) yield* skip(what === 3 ? 1 : 2);
  mechanism.eject(what);
}
