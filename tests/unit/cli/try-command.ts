import { runCommand, type Command, type Terminal } from '../../../main/cli/command.ts';

export interface Tried {
  readonly code: number;
  readonly answers: readonly unknown[];
  readonly said: readonly string[];
  readonly shown: readonly string[];
}

export interface Surroundings {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: number;
  /** Where the bytes begin that should be random: two runs that make something need two. */
  readonly randomFrom?: number;
  readonly interrupted?: () => Promise<void>;
  /** Lines that are typed, at once and later. */
  readonly typing?: (type: (line: string) => void) => void;
  readonly onAnswer?: (answer: unknown) => void;
}

/** A command without a process around it; bytes that should be random count up. */
export async function tryCommand(command: Command, args: readonly string[], around: Surroundings = {}): Promise<Tried> {
  const answers: unknown[] = [];
  const said: string[] = [];
  const shown: string[] = [];
  let count = around.randomFrom ?? 0;
  const input = around.input ?? '';
  const terminal: Terminal = {
    input: () => Promise.resolve(typeof input === 'string' ? new TextEncoder().encode(input) : input),
    lines(onLine) {
      around.typing?.(onLine);
      return () => {};
    },
    answer(value) {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      answers.push(plain);
      around.onAnswer?.(plain);
    },
    say: (line) => said.push(line),
    show: (line) => shown.push(line),
    environment: around.environment ?? {},
    clock: { now: () => around.now ?? Date.parse('2026-11-22T12:00:00Z'), monotonic: () => 0 },
    random: (length) => Uint8Array.from({ length }, () => (count += 1) % 256),
    interrupted: around.interrupted ?? (() => Promise.resolve()),
  };
  return { code: await runCommand(command, args, terminal), answers, said, shown };
}
