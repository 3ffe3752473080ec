/** What the shipped udev rules make of the devices, seen by the kiosk's user. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import type { BenchTime, Check } from '../../contract/check.ts';
import { until } from '../../contract/check.ts';

export interface RulesBench extends BenchTime {
  readonly scanner: ScannerEmulator;
  readonly group: number;
  readonly printerPath: string;
}

const patience = 10_000;

function first(folder: string, name: RegExp): string | null {
  const found = existsSync(folder) ? readdirSync(folder).find((entry) => name.test(entry)) : undefined;
  return found === undefined ? null : join(folder, found);
}

/** The computer has a power button and a keyboard of its own. */
function typingScanner(): string {
  const names = existsSync('/sys/class/input') ? readdirSync('/sys/class/input').filter((name) => name.startsWith('event')) : [];
  const makerOf = (name: string): string => {
    try {
      return readFileSync(`/sys/class/input/${name}/device/id/vendor`, 'ascii').trim();
    } catch {
      // Pulled out meanwhile.
      return '';
    }
  };
  return names.find((name) => makerOf(name) === '0c2e') ?? 'none';
}

function isOf(path: string, group: number): boolean {
  const node = statSync(path, { throwIfNoEntry: false });
  return node !== undefined && node.gid === group && (node.mode & 0o777) === 0o660;
}

export const rulesChecks: readonly Check<RulesBench>[] = [
  {
    name: 'give a scanner to the group of the kiosk and to nobody else',
    async run(bench) {
      await until(bench, 'the scanner is the group’s', () => isOf(first('/dev', /^hidraw/) ?? '/none', bench.group), patience);
    },
  },
  {
    name: 'keep a scanner that types from every window, and let the kiosk read it',
    async run(bench) {
      bench.scanner.setMode('keyboard');
      await until(bench, 'the keyboard is the group’s', () => isOf(`/dev/input/${typingScanner()}`, bench.group), patience);
      const name = typingScanner();
      const numbers = readFileSync(`/sys/class/input/${name}/dev`, 'ascii').trim();
      const record = `/run/udev/data/c${numbers}`;
      await until(bench, 'udev has written it down', () => existsSync(record), patience);
      const said = readFileSync(record, 'utf8').split('\n');
      assert.ok(said.includes('E:LIBINPUT_IGNORE_DEVICE=1'), said.join(' '));
      assert.ok(!said.some((line) => /^E:ID_INPUT(?:_KEY|_KEYBOARD)?=1$/.test(line)), said.join(' '));
    },
  },
  {
    name: 'give the printer to the group, under a name that stays, and keep it awake',
    async run(bench) {
      await until(bench, 'the printer is the group’s', () => isOf(bench.printerPath, bench.group), patience);
      const power = readdirSync('/sys/bus/usb/devices')
        .map((device) => join('/sys/bus/usb/devices', device))
        .filter((device) => existsSync(join(device, 'idVendor')) && readFileSync(join(device, 'idVendor'), 'ascii').trim() === '04b8')
        .map((device) => readFileSync(join(device, 'power/control'), 'ascii').trim());
      assert.deepEqual(power, ['on']);
    },
  },
];
