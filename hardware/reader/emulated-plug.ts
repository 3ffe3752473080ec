/** The plug of a reader that is not there: who has it open, who watches for it, and what a pulled plug does to both. */
import type { DeviceHandle, WatchDevices } from '../ports.ts';

export interface EmulatedPlug {
  readonly plugged: boolean;
  /** A device comes back under another path: how often it did. */
  readonly replugs: number;
  /** Opened and not closed, lost ones among them. */
  readonly openHandles: number;
  readonly watch: WatchDevices;
  /** Only while it is plugged. `onLost` comes once, when the plug is pulled, and not after `close`. */
  connect(onBytes: (bytes: Uint8Array) => void, onLost: () => void): DeviceHandle;
  /** Every open handle gets a copy of its own; nothing arrives while nobody listens. */
  deliver(bytes: Uint8Array): void;
  /** Does nothing while it is in. */
  readonly plug: () => void;
  /** Does nothing while it is out. */
  readonly unplug: () => void;
  /** Tells the watchers that something is otherwise now. */
  changed(): void;
}

export function createEmulatedPlug(initiallyPlugged = true): EmulatedPlug {
  let plugged = initiallyPlugged;
  let replugs = 0;
  const watchers = new Set<() => void>();
  const handles = new Set<{ readonly onBytes: (bytes: Uint8Array) => void; readonly onLost: () => void; alive: boolean }>();

  function changed(): void {
    for (const watcher of [...watchers]) watcher();
  }

  return {
    get plugged() {
      return plugged;
    },
    get replugs() {
      return replugs;
    },
    get openHandles() {
      return handles.size;
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    connect(onBytes, onLost) {
      const handle = { onBytes, onLost, alive: true };
      handles.add(handle);
      return {
        async close() {
          handle.alive = false;
          handles.delete(handle);
        },
      };
    },
    deliver(bytes) {
      for (const handle of [...handles]) if (handle.alive) handle.onBytes(bytes.slice());
    },
    plug() {
      if (plugged) return;
      plugged = true;
      replugs += 1;
      changed();
    },
    unplug() {
      if (!plugged) return;
      plugged = false;
      for (const handle of [...handles]) {
        if (!handle.alive) continue;
        handle.alive = false;
        handle.onLost();
      }
      changed();
    },
    changed,
  };
}
