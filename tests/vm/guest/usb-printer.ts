/**
 * Puts an emulated printer on the other end of a USB cable: the kernel's printer gadget on its dummy controller.
 * What the kiosk writes to `/dev/usb/lp*` comes out of `/dev/g_printer0`, and back.
 * Source: Linux, Documentation/usb/gadget_printer.rst, drivers/usb/gadget/function/f_printer.c.
 */
import { close, constants, existsSync, open, read, write } from 'node:fs';
import type { ByteLink, Timer } from '../../../hardware/ports.ts';
import type { PrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { plugIn, pullOut, type UsbGadget } from './usb-gadget.ts';

const gadgetNode = '/dev/g_printer0';
const retry = 4;
const nodeRetry = 20;
/** Between the plug and a printer that the computer has set up and udev has given to the bench. */
const longestSetUp = 20_000;

export const usbPrinter: UsbGadget = {
  name: 'printer',
  vendorId: '0x04b8',
  productId: '0x0e28',
  product: 'Emulated printer',
  function: 'printer.0',
  settings: {
    pnp_string: 'MFG:Alongside;MDL:Emulated;CLS:PRINTER;CMD:ESC/POS;',
    // Buffers of 8 KiB that fill before the cable holds back.
    q_len: '2',
  },
  controller: 'dummy_udc.0',
};

/**
 * The cable follows the emulator: its plug, its faults, its power. The returned function pulls it out for good; it
 * throws where the kernel did not do as it was told meanwhile.
 */
export function servePrinterOnUsb(printer: PrinterEmulator, timer: Timer): () => Promise<void> {
  let stopped = false;
  let heed = (): void => {};
  const unwatch = printer.watch(() => heed());

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void timer.after(ms, resolve));
  const isIn = (): boolean => !stopped && printer.report().status !== 'absent';

  async function follow(): Promise<void> {
    while (!stopped) {
      if (isIn()) await onePlug();
      else await new Promise<void>((resolve) => (heed = resolve));
    }
  }

  async function onePlug(): Promise<void> {
    await plugIn(usbPrinter);
    const file = await openGadget();
    if (file !== null) {
      await carry(file);
      // Closed before the plug is pulled: the gadget makes its character device anew, in the same place, at the next
      // plug, and a file that is still open then breaks the kernel's list of such files when it is closed.
      await shut(file);
    }
    await pullOut(usbPrinter);
  }

  /** Null where the plug is to come out before the computer has set the printer up. */
  async function openGadget(): Promise<number | null> {
    const until = timer.monotonic() + longestSetUp;
    while (isIn()) {
      const file = existsSync(gadgetNode) ? await tryGadget() : null;
      if (file !== null) return file;
      if (timer.monotonic() > until) throw new Error(`${gadgetNode} could not be opened within ${longestSetUp} ms`);
      await pause(nodeRetry);
    }
    return null;
  }

  /** Both ways, until the emulator lets go or the plug is to come out. */
  async function carry(file: number): Promise<void> {
    let over = false;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = () => {
        over = true;
        resolve();
      };
    });
    const isOver = (): boolean => over || stopped;
    let answers: Promise<void> = Promise.resolve();
    const opened = await printer.open((bytes) => {
      answers = answers.then(() => putAll(file, bytes, isOver));
    }, end);
    if (!opened.ok) return pause(nodeRetry);
    heed = () => {
      if (stopped) end();
    };
    await takeAll(file, opened.value, ended, isOver);
    await answers;
    await opened.value.close();
  }

  async function takeAll(file: number, link: ByteLink, ended: Promise<void>, isOver: () => boolean): Promise<void> {
    // More than the gadget can hold: of a buffer read in part it gives the rest, freed meanwhile, after the next plug.
    const room = new Uint8Array(65_536);
    while (!isOver()) {
      const count = await readSome(file, room);
      if (count === 0) await pause(retry);
      else await Promise.race([ended, deliver(link, room.slice(0, count), isOver)]);
    }
  }

  async function deliver(link: ByteLink, bytes: Uint8Array, isOver: () => boolean): Promise<void> {
    let taken = await link.write(bytes);
    while (!taken.ok && taken.error.kind === 'stalled' && !isOver()) taken = await link.write(new Uint8Array());
  }

  async function putAll(file: number, bytes: Uint8Array, isOver: () => boolean): Promise<void> {
    let at = 0;
    while (!isOver() && at < bytes.length) {
      const count = await writeSome(file, bytes.subarray(at));
      at += count;
      if (count === 0) await pause(retry);
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

/** Null while it is not set up, or still root's. */
function tryGadget(): Promise<number | null> {
  return new Promise((resolve) =>
    open(gadgetNode, constants.O_RDWR | constants.O_NONBLOCK, (error, file) => resolve(error === null ? file : null)),
  );
}

function shut(file: number): Promise<void> {
  return new Promise((resolve) => close(file, () => resolve()));
}

/** 0 where there is nothing, or nobody any more. */
function readSome(file: number, room: Uint8Array): Promise<number> {
  return new Promise((resolve) => read(file, room, 0, room.length, null, (error, count) => resolve(error === null ? count : 0)));
}

function writeSome(file: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve) => write(file, bytes, 0, bytes.length, null, (error, count) => resolve(error === null ? count : 0)));
}
