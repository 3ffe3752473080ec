/** How a command asks for its bytes: it yields how many it wants and is resumed when they are there. */
export type Reading<Value = void> = Generator<number, Value, Uint8Array>;

/** Small, so that a row of dots fits through a receive buffer of 45 bytes. */
const longestTake = 32;

export function* byte(): Reading<number> {
  const [value] = yield 1;
  return value ?? 0;
}

/** nL nH: low byte first. */
export function* word(): Reading<number> {
  const low = yield* byte();
  return low + (yield* byte()) * 256;
}

export function* take(length: number): Reading<Uint8Array> {
  const taken = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const part = yield Math.min(longestTake, length - at);
    taken.set(part, at);
    at += part.length;
  }
  return taken;
}

export function* skip(length: number): Reading {
  for (let left = length; left > 0; ) left -= (yield Math.min(longestTake, left)).length;
}

export function* takeUntil(end: number): Reading<Uint8Array> {
  const taken: number[] = [];
  for (;;) {
    const value = yield* byte();
    if (value === end) return Uint8Array.from(taken);
    // A hostile stream that never ends its text must not fill the memory.
    if (taken.length < 65_536) taken.push(value);
  }
}
