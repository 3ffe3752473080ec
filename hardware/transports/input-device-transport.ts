/**
 * Keyboards as Linux's input layer has them (evdev), and whether the window system leaves one alone. Node cannot grab a
 * device (EVIOCGRAB is an ioctl), so a udev rule keeps it from every window, and what udev holds of it is the proof:
 * libinput skips a device with LIBINPUT_IGNORE_DEVICE, and neither libinput nor the X server takes one without ID_INPUT.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputDeviceInfo, InputDeviceTransport, Timer } from '../ports.ts';
import { ok } from '../result.ts';
import { openQuietDevice } from './quiet-device.ts';
import { watchDevices } from './watch-devices.ts';

/** 64-bit: there a `struct input_event` is 24 bytes. */
const architectures = new Set(['x64', 'arm64', 'riscv64', 'loong64', 'ppc64', 's390x']);

export interface InputDeviceParts {
  readonly timer: Timer;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  /** Where sysfs and udev's database are; other places in tests. */
  readonly folders?: { readonly input: string; readonly udev: string };
}

export function createInputDeviceTransport({
  timer,
  platform,
  architecture,
  folders = { input: '/sys/class/input', udev: '/run/udev/data' },
}: InputDeviceParts): InputDeviceTransport {
  return {
    async keyboards() {
      if (platform !== 'linux' || !architectures.has(architecture)) return null;
      const names = (await readdir(folders.input).catch(() => [])).filter((name) => /^event\d+$/.test(name)).sort();
      const found = await Promise.all(names.map(describe));
      return found.filter((device) => device !== null);
    },

    async open(path, onEvents, onLost) {
      const opened = await openQuietDevice({ path, timer, platform }, onEvents, onLost);
      if (!opened.ok) return opened;
      const device = opened.value;
      await device.drain();
      device.start();
      return ok({ close: device.close });
    },

    watch: watchDevices({ folders: ['/dev', '/dev/input'], names: /^(?:event\d+|input|hidraw\d+)$/, timer, platform }),
  };

  async function describe(name: string): Promise<InputDeviceInfo | null> {
    const read = (file: string): Promise<string> => readFile(join(folders.input, name, file), 'utf8').then((text) => text.trim(), () => '');
    if (!hasLetters(await read('device/capabilities/key'))) return null;
    const [vendor, product, title, number] = await Promise.all(['device/id/vendor', 'device/id/product', 'device/name', 'dev'].map(read));
    const properties = await readFile(join(folders.udev, `c${number}`), 'utf8').catch(() => '');
    return {
      path: `/dev/input/${name}`,
      vendorId: Number.parseInt(vendor ?? '', 16) || 0,
      productId: Number.parseInt(product ?? '', 16) || 0,
      product: title ?? '',
      fenced: isFenced(properties),
    };
  }
}

/** What udev's database says of a device, one property a line: `E:NAME=value`. */
export function isFenced(properties: string): boolean {
  const held = new Map(
    properties.split('\n').flatMap((line): [string, string][] => {
      const [, name, value] = /^E:([^=]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
  const set = (name: string): boolean => ![undefined, '', '0'].includes(held.get(name));
  return set('LIBINPUT_IGNORE_DEVICE') && !set('ID_INPUT') && !set('ID_INPUT_KEY') && !set('ID_INPUT_KEYBOARD');
}

/** Digits, Enter and letters: key codes 2, 28 and 30 of the bit map, whose words of 64 bits stand highest first. */
function hasLetters(bitMap: string): boolean {
  const lowest = /([0-9a-f]+)$/i.exec(bitMap)?.[1];
  if (lowest === undefined) return false;
  const bits = BigInt(`0x${lowest}`);
  return [2n, 28n, 30n].every((code) => (bits >> code) % 2n === 1n);
}
