/** A scanner in keyboard mode that is not there: real input events, real plugging, with or without its fence. */
import type { InputDeviceTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createEmulatedPlug } from './emulated-plug.ts';
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
  const plug = createEmulatedPlug();
  let fenced = fencedAtFirst;

  const path = (): string => `/dev/input/eventEMULATED${plug.replugs}`;
  const typed = (code: string): Uint8Array => typeText(`${sendsAim ? ']Q1' : ''}${code}`, layout, suffix) ?? new Uint8Array();

  function send(events: Uint8Array): void {
    for (let at = 0; at < events.length; at += 2 * eventBytes) plug.deliver(events.subarray(at, at + 2 * eventBytes));
  }

  return {
    async keyboards() {
      return plug.plugged ? [{ path: path(), vendorId: 0x05e0, productId: 0x1200, product: 'Emulated scanner', fenced }] : [];
    },
    async open(asked, onEvents, onLost) {
      if (!plug.plugged || asked !== path()) return failed({ kind: 'absent' as const });
      return ok(plug.connect(onEvents, onLost));
    },
    watch: plug.watch,
    hold: (code) => send(typed(code)),
    send,
    tear(code) {
      const events = typed(code);
      send(events.subarray(0, Math.floor(events.length / 4 / eventBytes) * 2 * eventBytes));
      plug.unplug();
    },
    plug: plug.plug,
    unplug: plug.unplug,
    fence(set) {
      fenced = set;
      plug.changed();
    },
    get openHandles() {
      return plug.openHandles;
    },
  };
}
