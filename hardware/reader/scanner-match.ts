/** Which HID device is the scanner, and whether something that looks like one is in the wrong mode. */
import type { HidDeviceInfo } from '../ports.ts';

const barCodeScanner = { usagePage: 0x8c, usage: 0x02 } as const;

/** Makers of scanners (USB vendor ids): their other devices are not found at a kiosk. */
const scannerMakers = new Set([
  0x0c2e, // Honeywell, Metrologic
  0x0536, // Hand Held Products
  0x23d0, // Honeywell (older)
  0x05e0, // Zebra, Symbol
  0x05f9, // Datalogic, PSC
  0x080c, // Datalogic
  0x1eab, // Newland
  0x0db5, // Access-IS
  0x11fa, // Code
  0x065a, // Opticon
]);

/** IBM hand-held mode (IBM HID): it delivers no QR code at all, so it is as good as no reader. */
const ibmUsagePage = 0xff45;

/** By what the device is, never by its path: after a replug the path is another one. */
export function findScanner(devices: readonly HidDeviceInfo[]): HidDeviceInfo | null {
  return (
    devices.find(({ usagePage, usage }) => usagePage === barCodeScanner.usagePage && usage === barCodeScanner.usage) ?? null
  );
}

export function hasScannerInWrongMode(devices: readonly HidDeviceInfo[]): boolean {
  return devices.some(({ vendorId, usagePage }) => scannerMakers.has(vendorId) || usagePage === ibmUsagePage);
}
