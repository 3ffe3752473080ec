/** Every USB device of this machine by what its interfaces are, from sysfs: Linux, `Documentation/ABI/testing/sysfs-bus-usb`. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UsbDeviceInfo, UsbSurvey } from '../ports.ts';

/** USB class codes: 02 communications, 03 human interface; protocol 01 of a boot interface is a keyboard (HID 1.11, 4.3). */
const communications = 0x02;
const humanInterface = 0x03;
const keyboardProtocol = 0x01;

export function createUsbSurvey(folder = '/sys/bus/usb/devices'): UsbSurvey {
  return {
    async devices() {
      const names = await readdir(folder).catch(() => []);
      const devices = names.filter((name) => /^\d+-[\d.]+$/.test(name));
      const found = await Promise.all(devices.map((name) => describe(name, names)));
      return found.filter((device) => device !== null);
    },
  };

  async function describe(name: string, names: readonly string[]): Promise<UsbDeviceInfo | null> {
    const vendorId = await hex(name, 'idVendor');
    const productId = await hex(name, 'idProduct');
    if (vendorId === null || productId === null) return null;
    const roles = await Promise.all(names.filter((other) => other.startsWith(`${name}:`)).map(roleOf));
    const product = await readFile(join(folder, name, 'product'), 'utf8').catch(() => '');
    return { vendorId, productId, product: product.trim(), roles };
  }

  async function roleOf(name: string): Promise<UsbDeviceInfo['roles'][number]> {
    const kind = await hex(name, 'bInterfaceClass');
    if (kind === communications) return 'serial';
    if (kind !== humanInterface) return 'other';
    return (await hex(name, 'bInterfaceProtocol')) === keyboardProtocol ? 'keyboard' : 'hid';
  }

  async function hex(name: string, file: string): Promise<number | null> {
    const text = await readFile(join(folder, name, file), 'ascii').catch(() => null);
    const value = Number.parseInt(text ?? '', 16);
    return Number.isNaN(value) ? null : value;
  }
}
