/** An adapter program that is not there: what it says, and how it ends. */
import type { ProgramTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createEmulatedPlug } from './emulated-plug.ts';

export interface ProgramEmulator extends ProgramTransport {
  /** Nothing arrives while nobody listens. */
  say(output: string | Uint8Array): void;
  plug(): void;
  /** The program ends, and does not start again before `plug`. */
  unplug(): void;
  readonly openHandles: number;
}

export function createProgramEmulator(): ProgramEmulator {
  const plug = createEmulatedPlug();

  return {
    async start(onOutput, onEnded) {
      if (!plug.plugged) return failed({ kind: 'absent' as const });
      return ok(plug.connect(onOutput, onEnded));
    },
    watch: plug.watch,
    say(output) {
      plug.deliver(typeof output === 'string' ? new TextEncoder().encode(output) : output);
    },
    plug: plug.plug,
    unplug: plug.unplug,
    get openHandles() {
      return plug.openHandles;
    },
  };
}
