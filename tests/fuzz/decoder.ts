/** A decoder and what may be thrown at it: whatever comes, it answers, soon and in little memory. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';

/** For one input. */
export const bounds = { milliseconds: 100, bytes: 64 * 1024 * 1024 };

export interface FuzzOptions {
  readonly runs: number;
  /** The same seed throws the same things. */
  readonly seed: number;
}

export interface Decoder {
  readonly name: string;
  /** Null, or the smallest input that was found to break it, with all that is needed to throw it again. */
  fuzz(options: FuzzOptions): Promise<string | null>;
}

/**
 * Inputs between two turns of the event loop. Node lets go of a closed zlib stream and of a finished job of WebCrypto
 * in a turn, and one promise after the other never comes to one: a million inputs would hold gigabytes.
 */
const breath = 200;

/** `decode` throws where an answer is not as it should be. */
export function decoder<Input>(name: string, inputs: fc.Arbitrary<Input>, decode: (input: Input) => unknown): Decoder {
  return {
    name,
    async fuzz({ runs, seed }) {
      let thrown = 0;
      const property = fc.asyncProperty(inputs, async (input) => {
        thrown += 1;
        if (thrown % breath === 0) await nextTurn();
        await within(async () => void (await decode(input)));
      });
      const found = await fc.check(property, { numRuns: runs, seed });
      if (!found.failed) return null;
      const { counterexample, counterexamplePath, errorInstance } = found;
      return `${name} with seed ${found.seed}, path ${counterexamplePath}: ${fc.stringify(counterexample?.[0])}\n${String(errorInstance)}`;
    },
  };
}

/** Milliseconds; nothing takes 64 MB in less. */
const quick = 5;

/** What was slow once is asked thrice more, in time of the processor, and the best counts: a machine has other things to do. */
async function within(decode: () => Promise<void>): Promise<void> {
  const from = performance.now();
  await decode();
  if (performance.now() - from < quick) return;
  const before = taken();
  let best = await processorTime(decode);
  const after = taken();
  // Apart, because what is freed of one would hide what is taken of the other.
  const grown = Math.max(after.heap - before.heap, after.outside - before.outside);
  for (let again = 0; again < 2 && best > bounds.milliseconds; again += 1) best = Math.min(best, await processorTime(decode));
  if (best > bounds.milliseconds) throw new Error(`took ${Math.round(best)} ms`);
  if (grown > bounds.bytes) throw new Error(`took ${Math.round(grown / 1e6)} MB`);
}

async function processorTime(decode: () => Promise<void>): Promise<number> {
  const from = process.cpuUsage();
  await decode();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

function taken(): { readonly heap: number; readonly outside: number } {
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, outside: external };
}

export function expectTrue(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}
