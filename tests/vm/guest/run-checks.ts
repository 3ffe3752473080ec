/** Runs in the guest: the device contract over the kernel's own devices, one line a check for the host to count. */
import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { createScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import { createDeviceFileTransport } from '../../../hardware/transports/device-file-transport.ts';
import { until } from '../../contract/check.ts';
import { printerCases } from '../../contract/printer-cases.ts';
import { scannerKinds } from '../../contract/scanner-kinds.ts';
import { check, say, time } from './check-runner.ts';
import { existsIn, mayUse, openFiles } from './device-nodes.ts';
import { guestDone } from './guest-lines.ts';
import { checkHidReaders, checkKeyboardReader, checkSerialReader, uhidDescriptors } from './reader-checks.ts';
import { rulesChecks } from './udev-checks.ts';
import { serveScannerOnUhid } from './uhid-scanner.ts';
import { createUsbGadget } from './usb-gadget.ts';
import { servePrinterOnUsb, usbPrinter } from './usb-printer.ts';
import { createUsbSerialScanner } from './usb-serial-scanner.ts';

/** As in the guest's /etc/passwd: what runs the kiosk is not root. */
const kioskUser = 990;
/** udev gives this to the first printer, whichever number the kernel gave it. */
const printerPath = '/dev/kiosk/printer';
const { timer } = time;

async function checkPrinters(): Promise<void> {
  const profile = emulatedProfile(384);
  for (const one of printerCases) {
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
  const [{ descriptor }] = scannerKinds;
  for (const one of rulesChecks) {
    await check('udev rules', one, async (run) => {
      const scanner = createScannerEmulator();
      const pullScanner = serveScannerOnUhid(scanner, uhidDescriptors(descriptor));
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

/** Each with devices and a process of its own: what one is busy with does not hold up another. */
const lanes: Readonly<Record<string, () => Promise<void>>> = {
  rules: checkRules,
  printers: checkPrinters,
  // Both are HID devices to the kernel.
  'hid-readers': () => checkHidReaders(time).then(() => checkKeyboardReader(time)),
  'serial-readers': () => checkSerialReader(time),
};

function runLane(name: string): Promise<boolean> {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [self, name], { stdio: 'inherit', uid: kioskUser, gid: kioskUser });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === 0)));
}

async function runAll(): Promise<boolean> {
  createUsbGadget(usbPrinter, kioskUser);
  createUsbSerialScanner(kioskUser);
  // The bench behind the devices may do what the kiosk may not.
  chmodSync('/dev/uhid', 0o666);
  const [rules, ...others] = Object.keys(lanes);
  if (rules === undefined || !(await runLane(rules))) return false;
  return (await Promise.all(others.map(runLane))).every(Boolean);
}

const lane = lanes[process.argv[2] ?? ''];
if (lane !== undefined) await lane();
else if (await runAll()) say(guestDone);
process.exit(0);
