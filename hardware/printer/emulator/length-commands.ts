/** Commands that say their length: `( x pL pH ...`. Even an unknown one is read to its end. */
import { byte, skip, take, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import { graphics } from './graphics-commands.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';
import { twoDimensional } from './symbol-commands.ts';

export type CommandGroup = 'esc' | 'fs' | 'gs';

const known: Readonly<Record<CommandGroup, string>> = { esc: 'ABYZ', fs: 'ACELef', gs: 'ABCDEFGHJKLMNPQVWYZakz' };
/** Customer settings and their values are told as text. */
const digits = (value: number): number[] => [...String(value)].map((digit) => digit.charCodeAt(0));

export function* withLength(state: PrintState, mechanism: PrintMechanism, group: CommandGroup): Reading {
  const kind = String.fromCharCode(yield* byte());
  const length = yield* word();
  if (!known[group].includes(kind)) state.unknown.push(`${group.toUpperCase()} ( ${JSON.stringify(kind)}`);
  if (group === 'gs' && kind === 'L') yield* graphics(state, mechanism, length);
  else if (group === 'gs' && kind === 'k') yield* twoDimensional(state, mechanism, length);
  else if (group === 'gs' && kind === 'H' && length === 6) {
    const [fn, , ...token] = yield* take(6);
    if (fn === 48) mechanism.processId(token);
  } else if (group === 'gs' && kind === 'E' && length >= 1) yield* settings(mechanism, length);
  else if (group === 'fs' && kind === 'C' && length === 2) {
    // Fn 48: 2 is UTF-8, 1 is one byte a character.
    const [fn, coding] = yield* take(2);
    if (fn === 48) state.kanji = coding === 2 || coding === 50 ? 'utf-8' : 'none';
  } else yield* skip(length);
}

/** GS ( E: 1 enters the settings, 4 asks a memory switch, 6 a value, 12 the interface; what is set stays as it was. */
function* settings(mechanism: PrintMechanism, length: number): Reading {
  const [fn = 0, ...rest] = yield* take(length);
  const [a = 0] = rest;
  if (fn === 1) mechanism.answer([0x37, 0x20, 0x4f, 0x4b]);
  else if (fn === 4) mechanism.answer([0x37, 0x21, ...Array.from({ length: 8 }, () => 0x30)]);
  else if (fn === 6) mechanism.answer([0x37, 0x27, ...digits(a), 0x1f, 0x30]);
  else if (fn === 12) mechanism.answer([0x37, 0x33, ...digits(a), 0x1f, 0x30]);
}
