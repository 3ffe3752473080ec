/**
 * ESC/POS as a printer reads it: byte by byte, every command to its last byte.
 * Source: Epson ESC/POS command reference (TM series); obsolete and clone commands where public streams use them.
 */
import { byte, skip, take, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import type { Command } from './command-table.ts';
import { escCommands } from './esc-commands.ts';
import { fsCommands } from './fs-commands.ts';
import { cells } from './glyphs.ts';
import { rasterRows } from './graphics-commands.ts';
import { gsCommands } from './gs-commands.ts';
import { withLength } from './length-commands.ts';
import type { CommandGroup } from './length-commands.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';

/** Real-time commands have been obeyed on reception; here they are only passed over. */
function* realTime(state: PrintState): Reading {
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
    // Not a real-time command: what follows DLE is read as if DLE were not there.
  } else state.unread = kind;
}

/** DC2: small panel printers (density, test page, pictures); Epson's have none of them. */
function* panelCommand(state: PrintState): Reading {
  const kind = String.fromCharCode(yield* byte());
  if (kind === '#') yield* skip(1);
  else if (kind === '*') {
    const rows = yield* byte();
    yield* rasterRows(state, yield* byte(), rows);
  } else if (kind === 'V') yield* rasterRows(state, 48, yield* word());
  else if (kind !== 'T') state.unread = kind.charCodeAt(0);
}

const groups = new Map<number, { readonly name: CommandGroup; readonly commands: ReadonlyMap<number, Command> }>([
  [0x1b, { name: 'esc', commands: escCommands }],
  [0x1c, { name: 'fs', commands: fsCommands }],
  [0x1d, { name: 'gs', commands: gsCommands }],
]);

const gb18030 = new TextDecoder('gb18030');
const shiftJis = new TextDecoder('shift-jis');
/** First bytes of a pair; A1 to DF are single katakana. */
const beginsShiftJis = (value: number): boolean => (value >= 0x81 && value <= 0x9f) || (value >= 0xe0 && value <= 0xfc);
const utf8 = new TextDecoder('utf-8');

function* character(state: PrintState, value: number): Reading {
  if ((state.kanji === 'pairs' && value >= 0x80) || (state.kanji === 'shift-jis' && beginsShiftJis(value))) {
    const coding = state.kanji === 'pairs' ? gb18030 : shiftJis;
    const pair = coding.decode(Uint8Array.of(value, yield* byte()));
    state.writeCharacter(pair.charAt(0));
    state.x += cells[state.style.font].width * state.style.widthTimes;
  } else if (state.kanji === 'utf-8' && value >= 0xc2) {
    const more = value >= 0xf0 ? 3 : value >= 0xe0 ? 2 : 1;
    state.writeCharacter(utf8.decode(Uint8Array.of(value, ...(yield* take(more)))));
  } else state.write(value);
}

/** The customer display is spoken to: nothing is printed before `ESC = n` chooses the printer again. */
function* unchosen(state: PrintState): Reading {
  if ((yield* byte()) !== 0x1b) return;
  const second = yield* byte();
  if (second === 0x3d) state.chosen = ((yield* byte()) & 1) === 1;
  else if (second === 0x40) state.initialise();
}

/** One command or character. Yields how many bytes it wants next. */
export function* readCommand(state: PrintState, mechanism: PrintMechanism): Reading {
  if (!state.chosen) {
    yield* unchosen(state);
    return;
  }
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
  if (first === 0x10) yield* realTime(state);
  else if (first === 0x12) yield* panelCommand(state);
  else if (first === 0x0a) state.newLine();
  else if (first === 0x09) state.tab();
  else if (first === 0x0c) state.printPage(true);
  else if (first === 0x18) state.cancelLine();
  // Other control characters mean nothing, and CR prints nothing where LF does.
  else if (first >= 0x20) yield* character(state, first);
}
