/**
 * Puts an emulated serial reader on the other end of a USB cable: the kernel's CDC ACM gadget on its dummy controller.
 * What it writes to `/dev/ttyGS0` comes to the kiosk out of `/dev/ttyACM*`.
 * Source: Linux, Documentation/usb/gadget_serial.rst, drivers/usb/gadget/function/u_serial.c.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Timer } from '../../../hardware/ports.ts';
import type { SerialEmulator } from '../../../hardware/reader/serial-emulator.ts';
import { createUsbGadget, plugIn, pullOut, type UsbGadget } from './usb-gadget.ts';

const node = '/dev/ttyGS0';
const retry = 4;

export const usbSerialScanner: UsbGadget = {
  name: 'serial-scanner',
  vendorId: '0x0c2e',
  productId: '0x0b6a',
  product: 'Emulated scanner',
  function: 'acm.0',
  settings: {},
  controller: 'dummy_udc.1',
};

/** Needs root. What a scanner sends goes out as it is. */
export function createUsbSerialScanner(owner: number): void {
  createUsbGadget(usbSerialScanner, owner);
  execFileSync('stty', ['-F', node, 'raw', '-echo']);
  chownSync(node, owner, owner);
}

/** The cable follows the emulator. The returned function pulls it out for good. */
export function serveScannerOnSerial(scanner: SerialEmulator, timer: Timer): () => Promise<void> {
  let stopped = false;
  let heed = (): void => {};
  const unwatch = scanner.watch(() => heed());
  const line = { baud: 9600, parity: 'none', stopBits: 1 } as const;

  async function follow(): Promise<void> {
    while (!stopped) {
      if (scanner.plugged) await onePlug();
      else await new Promise<void>((resolve) => (heed = resolve));
    }
  }

  async function onePlug(): Promise<void> {
    const file = await open(node, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    await plugIn(usbSerialScanner);
    let over = false;
    let unsent: Uint8Array[] = [];
    let sending: Promise<void> = Promise.resolve();
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = () => {
        over = true;
        resolve();
      };
    });
    heed = () => {
      if (stopped) end();
    };
    const [port] = await scanner.ports();
    const heard = (bytes: Uint8Array): void => {
      // One write for all the pieces of a code: a scanner does not pause in the middle of one because this bench is busy.
      unsent.push(bytes);
      if (unsent.length > 1) return;
      sending = sending.then(async () => {
        const all = Buffer.concat(unsent);
        unsent = [];
        await send(file, all, () => over);
      });
    };
    const opened = port === undefined ? null : await scanner.open(port.path, line, heard, end);
    if (opened?.ok === true && !stopped) await ended;
    over = true;
    // The plug first: what nobody has read would hold up the closing for a quarter of a minute.
    await pullOut(usbSerialScanner);
    await sending;
    await file.close();
    if (opened?.ok === true) await opened.value.close();
  }

  async function send(file: FileHandle, bytes: Uint8Array, isOver: () => boolean): Promise<void> {
    let at = 0;
    while (!isOver() && at < bytes.length) {
      const written = await file.write(bytes, at, bytes.length - at).catch(() => null);
      at += written?.bytesWritten ?? 0;
      if (written === null) await new Promise<void>((resolve) => void timer.after(retry, resolve));
    }
  }

  const following = follow();
  // Heard of where it is waited for, at the end of the check.
  following.catch(() => {});

  return () => {
    stopped = true;
    unwatch();
    heed();
    return following;
  };
}
