/** GS C and GS c: the counter that numbers slips. */
import { byte, take, takeUntil, word } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import type { PrintState } from './print-state.ts';

/** GS C 0 m n: digits and where they stand. GS C 1: range and step. GS C 2: value. GS C ;: all of it as text. */
export function* counterFormat(state: PrintState): Reading {
  const kind = yield* byte();
  if (kind === 0x3b) {
    const fields: number[] = [];
    for (let field = 0; field < 5; field += 1) fields.push(Number.parseInt(String.fromCharCode(...(yield* takeUntil(0x3b))), 10) || 0);
    const [from = 1, to = 65_535, step = 1, , value = 1] = fields;
    state.counter = { ...state.counter, from, to, step, value };
  } else if (kind === 0x31) {
    const from = yield* word();
    const to = yield* word();
    const [step = 1] = yield* take(2);
    state.counter = { ...state.counter, from, to, step };
  } else if (kind === 0x32) state.counter = { ...state.counter, value: yield* word() };
  else {
    const [digits = 0] = yield* take(2);
    state.counter = { ...state.counter, digits };
  }
}

/** GS c: prints it and counts on. */
export function printCounter(state: PrintState): void {
  const { value, digits, step, from, to } = state.counter;
  for (const character of String(value).padStart(Math.min(digits, 5), ' ')) state.writeCharacter(character);
  const up = from <= to;
  const next = up ? value + step : value - step;
  state.counter = { ...state.counter, value: (up ? next > to : next < to) ? from : next };
}
