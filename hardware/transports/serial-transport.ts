/**
 * Serial lines without a native module, on Linux: the device file, set to raw by the system's `stty` while it is open, so
 * that the settings hold from the first byte that is delivered. Sources: termios(3), stty(1), sysfs(5).
 */
import { spawn } from 'node:child_process';
import { readFile, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SerialLine, SerialPortInfo, SerialTransport, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { openQuietDevice } from './quiet-device.ts';
import { watchDevices } from './watch-devices.ts';

/** A line that does not answer in this time is none. */
const setTimeLimit = 3000;

export function createSerialTransport({ timer, platform }: { timer: Timer; platform: NodeJS.Platform }): SerialTransport {
  return {
    ports: () => (platform === 'linux' ? listPorts('/sys/class/tty') : Promise.resolve([])),

    async open(path, line, onBytes, onLost) {
      if (platform !== 'linux') return failed({ kind: 'driver-missing' });
      const opened = await openQuietDevice({ path, timer, platform }, onBytes, onLost);
      if (!opened.ok) return opened;
      const device = opened.value;
      const set = await setLine(device.file, line, timer);
      if (set !== 'set') {
        await device.close();
        return failed({ kind: set === 'no-stty' ? 'driver-missing' : 'absent' });
      }
      await device.drain();
      device.start();
      return ok({ close: device.close });
    },

    watch: watchDevices({ folders: ['/dev'], names: /^(?:ttyACM|ttyUSB|ttyS|hidraw)/, timer, platform }),
  };
}

/**
 * Settings belong to the terminal and hold while somebody has it open, which is us. The file is handed over as number 3:
 * Node makes a file that becomes a standard stream of a child blocking, for us as well.
 */
function setLine(file: number, line: SerialLine, timer: Timer): Promise<'set' | 'refused' | 'no-stty'> {
  return new Promise((resolve) => {
    const program = spawn('stty', ['-F', '/dev/fd/3', ...sttyArguments(line)], { stdio: ['ignore', 'ignore', 'ignore', file], env: { PATH: '/usr/bin:/bin' } });
    const cancel = timer.after(setTimeLimit, () => program.kill('SIGKILL'));
    program.once('error', () => {
      cancel();
      resolve('no-stty');
    });
    program.once('exit', (code) => {
      cancel();
      resolve(code === 0 ? 'set' : 'refused');
    });
  });
}

/** Raw both ways, nothing echoed, no flow control by characters that may be data; no modem lines. */
export function sttyArguments({ baud, parity, stopBits }: SerialLine): string[] {
  return [
    ...['raw', '-echo', '-echoe', '-echok', '-echonl', '-iexten', 'min', '1', 'time', '0', 'clocal', 'cread', '-crtscts', 'cs8'],
    ...(parity === 'none' ? ['-parenb'] : ['parenb', parity === 'odd' ? 'parodd' : '-parodd']),
    stopBits === 2 ? 'cstopb' : '-cstopb',
    ...['ispeed', String(baud), 'ospeed', String(baud)],
  ];
}

/** Every terminal that a USB device is behind. */
export async function listPorts(classFolder: string): Promise<readonly SerialPortInfo[]> {
  const names = (await readdir(classFolder).catch(() => [])).filter((name) => /^tty(?:ACM|USB)\d+$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const device = await usbDeviceOf(join(classFolder, name, 'device'));
      return { path: `/dev/${name}`, vendorId: device?.vendorId ?? null, productId: device?.productId ?? null };
    }),
  );
}

/** An interface, a port, a device: the ids stand two or three folders up. */
async function usbDeviceOf(link: string): Promise<{ readonly vendorId: number; readonly productId: number } | null> {
  let folder = await realpath(link).catch(() => null);
  for (let up = 0; folder !== null && up < 4; up += 1) {
    const [vendor, product] = await Promise.all(['idVendor', 'idProduct'].map((file) => readFile(join(folder ?? '', file), 'ascii').catch(() => null)));
    if (vendor != null && product != null) return { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) };
    folder = dirname(folder);
  }
  return null;
}
