/** Which device is the scanner, and whether something that looks like one is set to another mode than it should be. */
import type { HidDeviceInfo, ScannerMode, UsbDeviceInfo, WrongMode } from '../ports.ts';

const barCodeScanner = { usagePage: 0x8c, usage: 0x02 } as const;
const keyboard = { usagePage: 0x01, usage: 0x06 } as const;
/** IBM hand-held mode (IBM HID): it delivers no QR code at all, so it is as good as no reader. */
const ibmUsagePage = 0xff45;

type WantedMode = 'hid-pos' | 'serial' | 'keyboard';

interface Maker {
  readonly name: string;
  /** What the maker's guides call the setup barcode of a mode, where it is not the usual word. */
  readonly setupCodes?: Partial<Record<WantedMode, string>>;
}

const honeywell: Maker = { name: 'Honeywell', setupCodes: { 'hid-pos': 'USB HID POS', serial: 'USB Serial', keyboard: 'USB PC Keyboard' } };
const zebra: Maker = { name: 'Zebra', setupCodes: { 'hid-pos': 'USB HID POS', serial: 'USB CDC Host', keyboard: 'HID Keyboard Emulation' } };

/** Makers of scanners by USB vendor id: their other devices are not found at a kiosk. */
const makers: ReadonlyMap<number, Maker> = new Map([
  [0x0c2e, honeywell],
  // Hand Held Products, and an older id.
  [0x0536, honeywell],
  [0x23d0, honeywell],
  // Symbol before.
  [0x05e0, zebra],
  [0x05f9, { name: 'Datalogic' }],
  [0x080c, { name: 'Datalogic' }],
  [0x1eab, { name: 'Newland', setupCodes: { 'hid-pos': 'HID-POS' } }],
  [0x0db5, { name: 'Access-IS' }],
  [0x11fa, { name: 'Code' }],
  [0x065a, { name: 'Opticon' }],
]);

const usualSetupCodes: Readonly<Record<WantedMode, string>> = {
  'hid-pos': 'USB HID POS',
  serial: 'USB COM port (CDC)',
  keyboard: 'USB keyboard',
};

export function isScannerMaker(vendorId: number): boolean {
  return makers.has(vendorId);
}

/** By what the device is, never by its path: after a replug the path is another one. */
export function findScanner(devices: readonly HidDeviceInfo[]): HidDeviceInfo | null {
  return devices.find((device) => modeOfHid(device) === 'hid-pos') ?? null;
}

/** The scanner that would do if it were set to `wanted`; null where none is in sight. */
export function findWrongMode(
  wanted: WantedMode,
  hidDevices: readonly HidDeviceInfo[],
  usbDevices: readonly UsbDeviceInfo[],
): WrongMode | null {
  const seen = [
    ...hidDevices.map((device) => ({ vendorId: device.vendorId, mode: modeOfHid(device) })),
    ...usbDevices.map((device) => ({ vendorId: device.vendorId, mode: modeOfUsb(device) })),
  ].filter(({ vendorId, mode }) => mode !== wanted && (isScannerMaker(vendorId) || mode === 'ibm' || mode === 'hid-pos'));
  // One device has several interfaces: what it is beats that it is something.
  const found = seen.find(({ mode }) => mode !== 'other') ?? seen[0];
  if (found === undefined) return null;
  const maker = makers.get(found.vendorId);
  return {
    mode: found.mode,
    maker: maker?.name ?? null,
    setupCode: maker?.setupCodes?.[wanted] ?? usualSetupCodes[wanted],
  };
}

function modeOfHid({ usagePage, usage }: HidDeviceInfo): ScannerMode {
  if (usagePage === barCodeScanner.usagePage && usage === barCodeScanner.usage) return 'hid-pos';
  if (usagePage === keyboard.usagePage && usage === keyboard.usage) return 'keyboard';
  return usagePage === ibmUsagePage ? 'ibm' : 'other';
}

function modeOfUsb({ roles }: UsbDeviceInfo): ScannerMode {
  if (roles.includes('keyboard')) return 'keyboard';
  return roles.includes('serial') ? 'serial' : 'other';
}
