/** Pictures in all the ways that ESC/POS knows: raster, column, stored in the printer. */
import { Canvas } from './canvas.ts';
import { byte, skip, take, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';

/** No header may make the emulator set aside more than this. */
const tallestStored = 16_384;
const widestStored = 2400;

/** GS v 0 m xL xH yL yH: x in bytes, y in dots; m 1 doubles the width, 2 the height. Each row prints as it comes. */
export function* rasterImage(state: PrintState): Reading {
  yield* byte();
  const mode = yield* byte();
  const bytesPerRow = yield* word();
  const rows = yield* word();
  yield* rasterRows(state, bytesPerRow, rows, (mode & 1) + 1, ((mode >> 1) & 1) + 1);
}

/** Rows of packed dots, each printed as it comes; kept for the page in page mode. */
export function* rasterRows(state: PrintState, bytesPerRow: number, rows: number, wide = 1, tall = 1): Reading {
  if (state.page === null) state.finishLine();
  const left = state.pictureLeft(bytesPerRow * 8 * wide);
  const kept = state.page === null ? null : new Canvas(Math.min(bytesPerRow * 8, state.paper.width), Math.min(rows, tallestStored));
  for (let row = 0; row < rows; row += 1) {
    const dots = yield* take(bytesPerRow);
    if (kept !== null) {
      if (row < kept.height) kept.addRow(row, 0, dots);
      continue;
    }
    const printed = wide === 1 ? dots : widened(dots);
    for (let time = 0; time < tall; time += 1) state.paper.printRow(left, printed);
  }
  if (kept !== null) state.place(kept.scaled(wide, tall));
}

function widened(dots: Uint8Array): Uint8Array {
  const canvas = new Canvas(dots.length * 8, 1);
  canvas.addRow(0, 0, dots);
  return canvas.scaled(2, 1).row(0).slice();
}

/** ESC * m nL nH: columns of 8 or 24 dots, placed in the print line. */
export function* columnImage(state: PrintState): Reading {
  const mode = yield* byte();
  const columns = yield* word();
  const tall = mode === 32 || mode === 33;
  const single = mode === 1 || mode === 33;
  const perColumn = tall ? 3 : 1;
  const dotWidth = single ? 1 : 2;
  const canvas = new Canvas(Math.min(columns * dotWidth, state.paper.width), 24);
  for (let column = 0; column < columns; column += 1) {
    const dots = yield* take(perColumn);
    for (let bit = 0; bit < perColumn * 8; bit += 1) {
      if (((dots[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) === 0) continue;
      const height = tall ? 1 : 3;
      canvas.fill(column * dotWidth, bit * height, dotWidth, height);
    }
  }
  state.place(canvas);
}

/** GS Q 0 m xL xH yL yH: x in dots, y in bytes, by columns. */
export function* variableImage(state: PrintState): Reading {
  yield* byte();
  const mode = yield* byte();
  const x = yield* word();
  const y = yield* word();
  const canvas = yield* columns(x, y * 8);
  state.printPicture(canvas.scaled((mode & 1) + 1, ((mode >> 1) & 1) + 1));
}

/** GS * x y: a picture of x by y characters of 8 dots, in columns, kept for GS /. */
export function* downloadImage(state: PrintState): Reading {
  const x = yield* byte();
  const y = yield* byte();
  state.stored.set('download', yield* columns(x * 8, y * 8));
}

/** FS q n [xL xH yL yH d...]: pictures kept for FS p. */
export function* defineNvImages(state: PrintState): Reading {
  const count = yield* byte();
  for (let index = 1; index <= count; index += 1) {
    const x = yield* word();
    const y = yield* word();
    state.stored.set(`nv ${index}`, yield* columns(x * 8, y * 8));
  }
}

export function* printNvImage(state: PrintState): Reading {
  const index = yield* byte();
  printStored(state, `nv ${index}`, yield* byte());
}

export function* printDownloadImage(state: PrintState): Reading {
  printStored(state, 'download', yield* byte());
}

function printStored(state: PrintState, key: string, mode: number): void {
  const canvas = state.stored.get(key);
  if (canvas !== undefined) state.printPicture(canvas.scaled((mode & 1) + 1, ((mode >> 1) & 1) + 1));
}

/** Column format: each column is `height / 8` bytes from above. */
export function* columns(width: number, height: number): Reading<Canvas> {
  const canvas = new Canvas(Math.min(width, widestStored), Math.min(height, tallestStored));
  const perColumn = Math.ceil(height / 8);
  for (let x = 0; x < width; x += 1) {
    const dots = yield* take(perColumn);
    for (let y = 0; y < canvas.height; y += 1) if (((dots[y >> 3] ?? 0) & (0x80 >> (y & 7))) !== 0) canvas.set(x, y);
  }
  return canvas;
}

function* rows(width: number, height: number): Reading<Canvas> {
  const canvas = new Canvas(Math.min(width, widestStored), Math.min(height, tallestStored));
  for (let y = 0; y < height; y += 1) {
    const dots = yield* take(Math.ceil(width / 8));
    if (y < canvas.height) canvas.addRow(y, 0, dots);
  }
  return canvas;
}

const storeRoom = [0x33, 0x39, 0x33, 0x32, 0x31, 0x36];

function keysOf(state: PrintState, fn: number): number[] {
  const head = fn === 64 ? 'key ' : 'download key ';
  return [...state.stored.keys()].filter((key) => key.startsWith(head)).flatMap((key) => key.slice(head.length).split(' ').map(Number));
}

/**
 * GS ( L and GS 8 L, after their length. Functions: 50 prints the stored graphics, 112 and 113 store raster and
 * column graphics, 67 and 83 define by key, 69 and 85 print by key; the rest is read and does nothing here.
 */
export function* graphics(state: PrintState, mechanism: PrintMechanism, length: number): Reading {
  if (length < 2) {
    yield* skip(length);
    return;
  }
  yield* byte();
  const fn = yield* byte();
  let left = length - 2;
  // 48 and 51: room for pictures; 64 and 80: the keys of those that are kept.
  if (fn === 48 || fn === 51) mechanism.answer([0x37, fn === 48 ? 0x30 : 0x31, ...storeRoom]);
  else if (fn === 64 || fn === 80) mechanism.answer([0x37, fn === 64 ? 0x72 : 0x73, 0x40, ...keysOf(state, fn)]);
  else if (fn === 65 || fn === 81) for (const key of state.stored.keys()) if (key.startsWith(fn === 65 ? 'key' : 'download key')) state.stored.delete(key);
  if ((fn === 2 || fn === 50) && left === 0) {
    if (state.graphics !== null) state.printPicture(state.graphics);
    state.graphics = null;
    return;
  }
  if ((fn === 112 || fn === 113) && left >= 8) {
    const [, wide = 1, tall = 1] = yield* take(4);
    const x = yield* word();
    const y = yield* word();
    left -= 8;
    const size = fn === 112 ? Math.ceil(x / 8) * y : x * Math.ceil(y / 8);
    if (size <= left) {
      const canvas = yield* fn === 112 ? rows(x, y) : columns(x, y);
      state.graphics = canvas.scaled(wide === 2 ? 2 : 1, tall === 2 ? 2 : 1);
      left -= size;
    }
  } else if ((fn === 67 || fn === 83) && left >= 9) {
    const [, key1, key2] = yield* take(4);
    const x = yield* word();
    const y = yield* word();
    yield* byte();
    left -= 9;
    const size = Math.ceil(x / 8) * y;
    if (size <= left) {
      state.stored.set(`${fn === 67 ? 'key' : 'download key'} ${key1} ${key2}`, yield* rows(x, y));
      left -= size;
    }
  } else if ((fn === 69 || fn === 85) && left >= 4) {
    const [key1, key2, wide = 1, tall = 1] = yield* take(4);
    left -= 4;
    const canvas = state.stored.get(`${fn === 69 ? 'key' : 'download key'} ${key1} ${key2}`);
    if (canvas !== undefined) state.printPicture(canvas.scaled(wide === 2 ? 2 : 1, tall === 2 ? 2 : 1));
  }
  yield* skip(left);
}
