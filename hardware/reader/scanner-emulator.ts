/** A scanner that is not there: real reports of the chosen layout, real plugging, and the faults of the field. */
import type { HidDeviceInfo, HidTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createEmulatedPlug } from './emulated-plug.ts';
import { encodeScan, honeywellLayout } from './hid-pos-codec.ts';
import type { HidPosLayout } from './hid-pos-codec.ts';

export interface ScannerFault {
  /** `half`: a report of 32 bytes; `unplug`: the plug is pulled before this report. */
  readonly kind: 'drop' | 'duplicate' | 'half' | 'unplug';
  /** Which report of the next code, from 0; -1 is the last. */
  readonly report: number;
}

/** What the scanner is set to: only `pos` delivers codes. `denied`: the node belongs to somebody else. */
export type ScannerMode = 'pos' | 'keyboard' | 'ibm';

export interface ScannerEmulator extends HidTransport {
  /** Holds a code to the reader. Nothing arrives while nobody listens, as with a real one. */
  hold(code: string | Uint8Array, aim?: string | null): void;
  /** Sends reports as they are: other ids, junk. */
  send(...reports: readonly Uint8Array[]): void;
  plug(): void;
  unplug(): void;
  setMode(mode: ScannerMode): void;
  deny(denied: boolean): void;
  /** Happens to the next code. */
  fault(fault: ScannerFault): void;
  readonly plugged: boolean;
  /** How many handles are open: more than one reads every code twice. */
  readonly openHandles: number;
}

export interface ScannerEmulatorOptions {
  readonly layout?: HidPosLayout;
  readonly descriptor?: Uint8Array;
  /** What the reader is set to add. */
  readonly suffix?: '' | '\r' | '\r\n';
  readonly plugged?: boolean;
}

const usages = {
  pos: { usagePage: 0x8c, usage: 0x02 },
  keyboard: { usagePage: 0x01, usage: 0x06 },
  ibm: { usagePage: 0xff45, usage: 0x4b00 },
} as const;

export function createScannerEmulator({
  layout = honeywellLayout,
  descriptor,
  suffix = '',
  plugged: initiallyPlugged = true,
}: ScannerEmulatorOptions = {}): ScannerEmulator {
  const plug = createEmulatedPlug(initiallyPlugged);
  let mode: ScannerMode = 'pos';
  let denied = false;
  let next: ScannerFault | null = null;

  const path = (): string => `emulated/hidraw${plug.replugs}`;

  function device(): HidDeviceInfo {
    return {
      path: path(),
      vendorId: 0x0c2e,
      productId: 0x0b61,
      ...usages[mode],
      product: 'Emulated scanner',
      ...(descriptor === undefined ? {} : { descriptor }),
    };
  }

  function send(...reports: readonly Uint8Array[]): void {
    if (mode !== 'pos') return;
    for (const report of reports) plug.deliver(report);
  }

  return {
    async devices() {
      return ok(plug.plugged ? [device()] : []);
    },
    async open(asked, onReport, onLost) {
      if (!plug.plugged || asked !== path()) return failed({ kind: 'absent' as const });
      if (denied) return failed({ kind: 'denied' as const });
      return ok(plug.connect(onReport, onLost));
    },
    watch: plug.watch,
    hold(code, aim = ']Q1') {
      const text = typeof code === 'string' ? new TextEncoder().encode(code) : code;
      const ending = new TextEncoder().encode(suffix);
      const data = new Uint8Array(text.length + ending.length);
      data.set(text);
      data.set(ending, text.length);
      const reports = encodeScan(data, aim, layout);
      const fault = next;
      next = null;
      const hit = fault === null ? -1 : fault.report < 0 ? reports.length + fault.report : fault.report;
      for (const [index, report] of reports.entries()) {
        if (fault === null || index !== hit) send(report);
        else if (fault.kind === 'duplicate') send(report, report);
        else if (fault.kind === 'half') send(report.subarray(0, 32));
        else if (fault.kind === 'unplug') plug.unplug();
      }
    },
    send,
    plug: plug.plug,
    unplug: plug.unplug,
    setMode(set) {
      if (mode === set) return;
      plug.unplug();
      mode = set;
      plug.plug();
    },
    deny(set) {
      denied = set;
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
  };
}
