/**
 * Puts an emulated scanner before the kernel as a HID device: what it sends comes out of `/dev/hidraw*`.
 * Source: Linux, Documentation/hid/uhid.rst and include/uapi/linux/uhid.h (packed structures, little endian here).
 */
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { HidDeviceInfo } from '../../../hardware/ports.ts';
import type { ScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';

const uhid = { destroy: 1, create2: 11, input2: 12 } as const;
const usbBus = 0x03;
const longestDescriptor = 4096;

/** `struct uhid_event` with `struct uhid_create2_req`. */
export function createEvent(device: Omit<HidDeviceInfo, 'path'>, descriptor: Uint8Array): Uint8Array {
  const event = Buffer.alloc(4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + longestDescriptor);
  event.writeUInt32LE(uhid.create2, 0);
  event.write(device.product, 4, 127, 'utf8');
  event.writeUInt16LE(descriptor.length, 260);
  event.writeUInt16LE(usbBus, 262);
  event.writeUInt32LE(device.vendorId, 264);
  event.writeUInt32LE(device.productId, 268);
  event.set(descriptor.subarray(0, longestDescriptor), 280);
  return event;
}

/** `struct uhid_event` with `struct uhid_input2_req`. */
export function inputEvent(report: Uint8Array): Uint8Array {
  const event = Buffer.alloc(4 + 2 + report.length);
  event.writeUInt32LE(uhid.input2, 0);
  event.writeUInt16LE(report.length, 4);
  event.set(report, 6);
  return event;
}

export const destroyEvent: Uint8Array = Uint8Array.of(uhid.destroy, 0, 0, 0);

/** What the kernel said meanwhile (start, open, close) interests nobody, but must not fill its queue. */
export function forgetTold(file: number): void {
  const heard = Buffer.alloc(8192);
  try {
    while (readSync(file, heard) > 0);
  } catch {
    // EAGAIN: all of it is read.
  }
}

/** `descriptorOf`: of what the scanner is set to be. The returned function pulls it out for good. */
export function serveScannerOnUhid(scanner: ScannerEmulator, descriptorOf: (device: HidDeviceInfo) => Uint8Array): () => void {
  let plugged: { readonly path: string; readonly file: number } | null = null;
  let stopped = false;
  let busy: Promise<void> = Promise.resolve();

  function pullOut(): void {
    if (plugged === null) return;
    const { file } = plugged;
    plugged = null;
    writeSync(file, destroyEvent);
    closeSync(file);
  }

  function send(file: number, report: Uint8Array): void {
    forgetTold(file);
    writeSync(file, inputEvent(report));
  }

  async function follow(): Promise<void> {
    const devices = await scanner.devices();
    const device = devices.ok ? devices.value[0] : undefined;
    if (plugged !== null && plugged.path !== device?.path) pullOut();
    if (stopped || plugged !== null || device === undefined) return;
    const file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
    writeSync(file, createEvent(device, descriptorOf(device)));
    plugged = { path: device.path, file };
    const opened = await scanner.open(device.path, (report) => send(file, report), pullOut);
    if (!opened.ok) pullOut();
  }

  const unwatch = scanner.watch(() => {
    busy = busy.then(follow);
  });
  busy = busy.then(follow);
  return () => {
    stopped = true;
    unwatch();
    pullOut();
  };
}
