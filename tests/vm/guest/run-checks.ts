/** Runs in the guest: the device contract over the kernel's own devices, one line a check for the host to count. */
import { accessSync, chmodSync, chownSync, constants, existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { createScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import { createDeviceFileTransport } from '../../../hardware/transports/device-file-transport.ts';
import { createNodeHidTransport } from '../../../hardware/transports/node-hid-transport.ts';
import { systemTimer as timer } from '../../../hardware/transports/system-timer.ts';
import type { Check } from '../contract/check.ts';
import { settled, until } from '../contract/check.ts';
import { printerContract } from '../contract/printer-contract.ts';
import { readerContract } from '../contract/reader-contract.ts';
import { ibmDescriptor, keyboardDescriptor, scannerKinds } from '../contract/scanner-kinds.ts';
import { guestLine } from './guest-lines.ts';
import { rulesChecks } from './udev-checks.ts';
import { serveScannerOnUhid } from './uhid-scanner.ts';
import { cable, createUsbPrinterGadget, servePrinterOnUsb } from './usb-printer.ts';

/** As in the guest's /etc/passwd: what runs the kiosk is not root. */
const kioskUser = 990;
/** udev gives this to the first printer, whichever number the kernel gave it. */
const printerPath = '/dev/kiosk/printer';
const longestCheck = 120_000;

/** As given to the host by `--only`. */
const only = decodeURIComponent(/ only=(\S*)/.exec(readFileSync('/proc/cmdline', 'utf8'))?.[1] ?? '');

const pass = (ms: number): Promise<void> => new Promise((resolve) => void timer.after(ms, resolve));
const time = { timer, pass };
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function openFiles(prefix: string): number {
  let count = 0;
  for (const file of readdirSync('/proc/self/fd')) {
    try {
      if (readlinkSync(`/proc/self/fd/${file}`).startsWith(prefix)) count += 1;
    } catch {
      // The folder's own handle, closed meanwhile.
    }
  }
  return count;
}

const nodes = (folder: string, prefix: string): string[] =>
  existsSync(folder) ? readdirSync(folder).flatMap((name) => (name.startsWith(prefix) ? [join(folder, name)] : [])) : [];
const existsIn = (folder: string, prefix: string): boolean => nodes(folder, prefix).length > 0;

/** There, and this user's to read and write. */
function usable(folder: string, prefix: string): boolean {
  return nodes(folder, prefix).some(mayUse);
}

function mayUse(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function check<Bench>(suite: string, { name, run }: Check<Bench>, withBench: (run: (bench: Bench) => Promise<void>) => Promise<void>) {
  if (!`${suite}: ${name}`.includes(only)) return;
  const from = timer.monotonic();
  let error: unknown = null;
  try {
    await settled(time, 'the check ends', withBench(run), longestCheck);
  } catch (thrown) {
    error = thrown;
  }
  const ms = Math.round(timer.monotonic() - from);
  say(guestLine({ suite, name, ms, error: error === null ? null : error instanceof Error ? error.message : String(error) }));
}

async function checkReaders(): Promise<void> {
  for (const { name, layout, descriptor } of scannerKinds) {
    for (const one of readerContract) {
      await check(`reader on /dev/hidraw, ${name}`, one, async (run) => {
        const scanner = createScannerEmulator({ layout, descriptor });
        const descriptors: Readonly<Record<number, Uint8Array>> = { 0x8c: descriptor, 0x01: keyboardDescriptor, 0xff45: ibmDescriptor };
        const pullOut = serveScannerOnUhid(scanner, ({ usagePage }) => descriptors[usagePage] ?? descriptor);
        try {
          await until(time, 'the kernel and udev give the scanner', () => usable('/dev', 'hidraw'), 10_000);
          const transport = createNodeHidTransport({ timer, platform: process.platform });
          const openHandles = () => openFiles('/dev/hidraw');
          await run({ ...time, transport, scanner, tellsAim: layout.aimAt !== null, openHandles });
        } finally {
          pullOut();
          await until(time, 'the scanner is gone', () => !existsIn('/dev', 'hidraw'), 10_000);
        }
      });
    }
  }
}

async function checkPrinters(): Promise<void> {
  const profile = emulatedProfile(384);
  for (const one of printerContract) {
    await check('printer on /dev/usb/lp', one, async (run) => {
      const printer = createPrinterEmulator({ profile, timer });
      const pullOut = servePrinterOnUsb(printer, timer);
      try {
        await until(time, 'the kernel and udev give the printer', () => mayUse(printerPath), 20_000);
        const transport = createDeviceFileTransport({ path: printerPath, timer });
        await run({ ...time, transport, printer, profile, openHandles: () => openFiles('/dev/usb/lp') });
      } finally {
        await pullOut();
        await until(time, 'the printer is gone', () => !existsIn('/dev/usb', 'lp'), 10_000);
      }
    });
  }
}

async function checkRules(): Promise<void> {
  for (const one of rulesChecks) {
    await check('udev rules', one, async (run) => {
      const scanner = createScannerEmulator();
      const [kind] = scannerKinds;
      const pullScanner = serveScannerOnUhid(scanner, ({ usagePage }) => (usagePage === 0x8c ? (kind?.descriptor ?? keyboardDescriptor) : keyboardDescriptor));
      const pullPrinter = servePrinterOnUsb(createPrinterEmulator({ profile: emulatedProfile(384), timer }), timer);
      try {
        await run({ ...time, scanner, group: kioskUser, printerPath });
      } finally {
        pullScanner();
        await pullPrinter();
        await until(time, 'all is gone', () => !existsIn('/dev', 'hidraw') && !existsIn('/dev/usb', 'lp'), 10_000);
      }
    });
  }
}

createUsbPrinterGadget();
// The bench behind the devices may do what the kiosk may not.
chmodSync('/dev/uhid', 0o666);
chownSync(cable, kioskUser, kioskUser);
process.setgroups?.([kioskUser]);
process.setgid?.(kioskUser);
process.setuid?.(kioskUser);
say(`guest ready as user ${process.getuid?.()}`);
await checkRules();
await checkReaders();
await checkPrinters();
say('guest done');
process.exit(0);
