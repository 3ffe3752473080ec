/**
 * ESC GS: Star's own commands (StarPRNT and Line mode specifications). A printer in ESC/POS mode does nothing with them;
 * they are read to their end, because a header that is not understood prints its picture as text.
 */
import { byte, skip, take, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import { rasterRows } from './graphics-commands.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';
import { printQr } from './symbol-commands.ts';
import type { QrLevel } from './qr-symbol.ts';

const levels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];

export function* starCommand(state: PrintState, _mechanism: PrintMechanism): Reading {
  const kind = String.fromCharCode(yield* byte());
  if (kind === 't') state.codeTable = starTables[yield* byte()] ?? state.codeTable;
  else if (kind === 'a') state.align = (['left', 'centre', 'right'] as const)[(yield* byte()) % 48] ?? state.align;
  else if (kind === 'A') state.moveTo(yield* word());
  else if (kind === 'R') state.moveTo(state.x + (yield* word()));
  else if (kind === 'S') {
    yield* byte();
    const bytesPerRow = yield* word();
    const rows = yield* word();
    yield* byte();
    yield* rasterRows(state, bytesPerRow, rows);
  } else if (kind === 'y') yield* qr(state);
  else if (kind === 'x') yield* pdf417();
  else if (kind === 'b') yield* skip(4);
  else if (kind === ')') {
    yield* byte();
    yield* skip(yield* word());
  } else if (kind === '\x03') yield* skip(3);
  else if (kind === '\x07') yield* skip(3);
  else if (kind === 'P') {
    const fn = yield* byte();
    if (fn === 0x33) yield* skip(8);
    else if (fn === 0x32) yield* skip(1);
  } else state.unknown.push(`ESC GS ${kind.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}

/** Star's numbers of the tables that the emulator knows by Epson's. */
const starTables: Readonly<Record<number, number>> = { 1: 0, 4: 19, 32: 16 };

function* qr(state: PrintState): Reading {
  const fn = String.fromCharCode(yield* byte());
  if (fn === 'S') {
    const [what, value = 0] = yield* take(2);
    if (what === 0x31) state.qr.level = levels[value % 48] ?? 'L';
    else if (what === 0x32) state.qr.module = Math.min(8, Math.max(1, value));
  } else if (fn === 'D') {
    const [what] = yield* take(2);
    state.qr.data = yield* take(what === 0x31 ? yield* word() : 0);
  } else if (fn === 'P') printQr(state, state.qr.data, state.qr.level, state.qr.module);
}

function* pdf417(): Reading {
  const fn = String.fromCharCode(yield* byte());
  if (fn === 'S') {
    const what = yield* byte();
    yield* skip(what === 0x30 ? 3 : 1);
  } else if (fn === 'D') yield* skip(yield* word());
}
