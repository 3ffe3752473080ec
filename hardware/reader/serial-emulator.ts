/** A serial reader that is not there: bytes in pieces as a line delivers them, real plugging, and the faults of the field. */
import type { SerialLine, SerialTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createEmulatedPlug } from './emulated-plug.ts';

export interface SerialFault {
  /** `no-end`: the suffix gets lost; `half`: only the first half comes; `unplug`: the plug is pulled after the first half. */
  readonly kind: 'no-end' | 'half' | 'unplug';
}

export interface SerialEmulator extends SerialTransport {
  /** Nothing arrives while nobody listens, as with a real one. */
  hold(code: string | Uint8Array, aim?: string | null): void;
  /** Sends bytes as they are. */
  send(bytes: Uint8Array): void;
  plug(): void;
  unplug(): void;
  deny(denied: boolean): void;
  /** Another program has the port. */
  occupy(occupied: boolean): void;
  /** Happens to the next code. */
  fault(fault: SerialFault): void;
  readonly plugged: boolean;
  readonly openHandles: number;
  /** As the kiosk set it last. */
  readonly line: SerialLine | null;
}

export interface SerialEmulatorOptions {
  /** How many bytes come in one piece; 64 is a USB full-speed packet. */
  readonly piece?: number;
  readonly prefix?: string;
  readonly suffix?: string;
  /** Whether it sends the AIM id in front of the data. */
  readonly sendsAim?: boolean;
}

export function createSerialEmulator({ piece = 64, prefix = '', suffix = '\r', sendsAim = true }: SerialEmulatorOptions = {}): SerialEmulator {
  const plug = createEmulatedPlug();
  let denied = false;
  let occupied = false;
  let next: SerialFault | null = null;
  let line: SerialLine | null = null;

  const path = (): string => `/dev/ttyEMULATED${plug.replugs}`;

  function send(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += piece) plug.deliver(bytes.subarray(at, at + piece));
  }

  return {
    async ports() {
      return plug.plugged ? [{ path: path(), vendorId: 0x0c2e, productId: 0x0b6a }] : [];
    },
    async open(asked, asLine, onBytes, onLost) {
      if (!plug.plugged || asked !== path()) return failed({ kind: 'absent' as const });
      if (denied) return failed({ kind: 'denied' as const });
      if (occupied) return failed({ kind: 'busy' as const });
      line = asLine;
      return ok(plug.connect(onBytes, onLost));
    },
    watch: plug.watch,
    hold(code, aim = ']Q1') {
      const data = typeof code === 'string' ? new TextEncoder().encode(code) : code;
      const before = new TextEncoder().encode(prefix + (sendsAim && aim !== null ? aim : ''));
      const after = new TextEncoder().encode(suffix);
      const fault = next;
      next = null;
      const whole = Uint8Array.from([...before, ...data, ...(fault?.kind === 'no-end' ? [] : after)]);
      if (fault === null || fault.kind === 'no-end') {
        send(whole);
        return;
      }
      send(whole.subarray(0, Math.ceil(whole.length / 2)));
      if (fault.kind === 'unplug') plug.unplug();
    },
    send,
    plug: plug.plug,
    unplug: plug.unplug,
    deny(set) {
      denied = set;
      plug.changed();
    },
    occupy(set) {
      occupied = set;
      plug.changed();
    },
    fault(fault) {
      next = fault;
    },
    get plugged() {
      return plug.plugged;
    },
    get openHandles() {
      return plug.openHandles;
    },
    get line() {
      return line;
    },
  };
}
