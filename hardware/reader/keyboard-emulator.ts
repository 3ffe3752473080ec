/** A scanner in keyboard mode that is not there: real input events, real plugging, with or without its fence. */
import type { InputDeviceTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { typeText } from './keyboard-codec.ts';
import type { KeyboardLayout } from './keyboard-codec.ts';

export interface KeyboardEmulator extends InputDeviceTransport {
  /** Types the code; one with a character that its keys do not have is not typed at all. */
  hold(code: string): void;
  /** Sends events as they are. */
  send(events: Uint8Array): void;
  /** Types the first half of a code and pulls the plug. */
  tear(code: string): void;
  plug(): void;
  unplug(): void;
  /** Whether the window system leaves it alone. */
  fence(fenced: boolean): void;
  readonly openHandles: number;
}

export interface KeyboardEmulatorOptions {
  readonly layout?: KeyboardLayout;
  readonly suffix?: 'enter' | 'tab';
  readonly sendsAim?: boolean;
  readonly fenced?: boolean;
}

const eventBytes = 24;

export function createKeyboardEmulator({
  layout = 'uk',
  suffix = 'enter',
  sendsAim = true,
  fenced: fencedAtFirst = true,
}: KeyboardEmulatorOptions = {}): KeyboardEmulator {
  let plugged = true;
  let fenced = fencedAtFirst;
  let number = 0;
  const watchers = new Set<() => void>();
  const handles = new Set<{ readonly onEvents: (bytes: Uint8Array) => void; readonly onLost: () => void; alive: boolean }>();

  const path = (): string => `/dev/input/eventEMULATED${number}`;
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  const typed = (code: string): Uint8Array => typeText(`${sendsAim ? ']Q1' : ''}${code}`, layout, suffix) ?? new Uint8Array();

  function send(events: Uint8Array): void {
    if (!plugged) return;
    for (let at = 0; at < events.length; at += 2 * eventBytes) {
      for (const handle of [...handles]) if (handle.alive) handle.onEvents(events.slice(at, at + 2 * eventBytes));
    }
  }

  function unplug(): void {
    if (!plugged) return;
    plugged = false;
    for (const handle of [...handles]) {
      if (!handle.alive) continue;
      handle.alive = false;
      handle.onLost();
    }
    changed();
  }

  return {
    async keyboards() {
      return plugged ? [{ path: path(), vendorId: 0x05e0, productId: 0x1200, product: 'Emulated scanner', fenced }] : [];
    },
    async open(asked, onEvents, onLost) {
      if (!plugged || asked !== path()) return failed({ kind: 'absent' as const });
      const handle = { onEvents, onLost, alive: true };
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
    hold: (code) => send(typed(code)),
    send,
    tear(code) {
      const events = typed(code);
      send(events.subarray(0, Math.floor(events.length / 4 / eventBytes) * 2 * eventBytes));
      unplug();
    },
    plug() {
      if (plugged) return;
      plugged = true;
      number += 1;
      changed();
    },
    unplug,
    fence(set) {
      fenced = set;
      changed();
    },
    get openHandles() {
      return handles.size;
    },
  };
}
