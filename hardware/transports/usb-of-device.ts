/** Which USB device stands behind `/dev/usb/lp0` or `/dev/ttyACM0`, as Linux tells in sysfs: a hint, never a proof. */
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** `04b8:0e28`, or null where the system does not say. */
export async function usbOfDevice(path: string, sysfs = '/sys'): Promise<string | null> {
  const node = basename(await realpath(path).catch(() => path));
  const group = node.startsWith('lp') ? 'usbmisc' : 'tty';
  let folder = await realpath(join(sysfs, 'class', group, node, 'device')).catch(() => null);
  // The interface stands in the device that has the numbers.
  for (let up = 0; folder !== null && up < 4; up += 1) {
    const [vendor, product] = await Promise.all(['idVendor', 'idProduct'].map((name) => readId(join(folder ?? '', name))));
    if (vendor && product) return `${vendor}:${product}`;
    folder = dirname(folder);
  }
  return null;
}

async function readId(path: string): Promise<string | null> {
  const text = (await readFile(path, 'utf8').catch(() => '')).trim().toLowerCase();
  return /^[0-9a-f]{4}$/.test(text) ? text : null;
}
