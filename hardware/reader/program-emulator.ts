/** An adapter program that is not there: what it says, and how it ends. */
import type { ProgramTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';

export interface ProgramEmulator extends ProgramTransport {
  /** Nothing arrives while nobody listens. */
  say(output: string | Uint8Array): void;
  plug(): void;
  /** The program ends, and does not start again before `plug`. */
  unplug(): void;
  readonly openHandles: number;
}

export function createProgramEmulator(): ProgramEmulator {
  let plugged = true;
  const watchers = new Set<() => void>();
  const handles = new Set<{ readonly onOutput: (bytes: Uint8Array) => void; readonly onEnded: () => void; alive: boolean }>();

  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  return {
    async start(onOutput, onEnded) {
      if (!plugged) return failed({ kind: 'absent' as const });
      const handle = { onOutput, onEnded, alive: true };
      handles.add(handle);
      return ok({
        async close() {
          handle.alive = false;
          handles.delete(handle);
        },
      });
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    say(output) {
      const bytes = typeof output === 'string' ? new TextEncoder().encode(output) : output;
      for (const handle of [...handles]) if (handle.alive) handle.onOutput(bytes.slice());
    },
    plug() {
      if (plugged) return;
      plugged = true;
      changed();
    },
    unplug() {
      if (!plugged) return;
      plugged = false;
      for (const handle of [...handles]) {
        if (!handle.alive) continue;
        handle.alive = false;
        handle.onEnded();
      }
      changed();
    },
    get openHandles() {
      return handles.size;
    },
  };
}
