/** How commands are written down: a character, and what it reads and does. */
import { byte, skip, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';

export type Command = (state: PrintState, mechanism: PrintMechanism) => Reading;


/** Commands that are read and change nothing that paper shows. */
export const ignored =
  (length: number): Command =>
  () =>
    skip(length);
export const now =
  (act: (state: PrintState, mechanism: PrintMechanism) => void): Command =>
  function* (state, mechanism) {
    act(state, mechanism);
    yield* skip(0);
  };
export const withByte =
  (act: (state: PrintState, value: number, mechanism: PrintMechanism) => void): Command =>
  function* (state, mechanism) {
    act(state, yield* byte(), mechanism);
  };
export const withWord =
  (act: (state: PrintState, value: number) => void): Command =>
  function* (state) {
    act(state, yield* word());
  };

export const on = (value: number): boolean => (value & 1) === 1;
/** Parameters that may be written as 0 or '0'. */
export const plain = (value: number): number => (value >= 48 ? value - 48 : value);
export const signed = (value: number): number => (value >= 0x8000 ? value - 0x1_0000 : value);

export const table = (commands: Readonly<Record<string, Command>>): ReadonlyMap<number, Command> =>
  new Map(Object.entries(commands).map(([character, command]) => [character.charCodeAt(0), command]));
