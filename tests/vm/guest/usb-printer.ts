/**
 * Puts an emulated printer on the other end of a USB cable: the kernel's printer gadget on its dummy controller.
 * What the kiosk writes to `/dev/usb/lp*` comes out of `/dev/g_printer0`, and back.
 * Source: Linux, Documentation/usb/gadget_printer.rst and gadget_configfs.rst.
 */
import { close, closeSync, constants, existsSync, mkdirSync, openSync, read, readdirSync, symlinkSync, write, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteLink, Timer } from '../../../hardware/ports.ts';
import type { PrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';

const gadget = '/sys/kernel/config/usb_gadget/printer';
const gadgetNode = '/dev/g_printer0';
const deviceId = 'MFG:Alongside;MDL:Emulated;CLS:PRINTER;CMD:ESC/POS;';
const retry = 4;
const nodeRetry = 20;

/** Where a cable is plugged in (the name of a controller) and pulled out (nothing). */
export const cable: string = join(gadget, 'UDC');

/** Makes the gadget; nothing is plugged in yet. Needs root. */
export function createUsbPrinterGadget(): void {
  const printer = join(gadget, 'functions/printer.0');
  const configuration = join(gadget, 'configs/c.1');
  mkdirSync(gadget);
  writeFileSync(join(gadget, 'idVendor'), '0x04b8');
  writeFileSync(join(gadget, 'idProduct'), '0x0e28');
  mkdirSync(join(gadget, 'strings/0x409'));
  writeFileSync(join(gadget, 'strings/0x409/serialnumber'), '0001');
  writeFileSync(join(gadget, 'strings/0x409/product'), 'Emulated printer');
  mkdirSync(printer);
  writeFileSync(join(printer, 'pnp_string'), deviceId);
  // Buffers of 8 KiB that fill before the cable holds back.
  writeFileSync(join(printer, 'q_len'), '2');
  mkdirSync(configuration);
  symlinkSync(printer, join(configuration, 'printer.0'));
}

/** The cable follows the emulator: its plug, its faults, its power. The returned function pulls it out for good. */
export function servePrinterOnUsb(printer: PrinterEmulator, timer: Timer): () => void {
  let stopped = false;
  let session: { readonly file: number; alive: boolean } | null = null;
  let following = false;

  function pullOut(): void {
    if (session === null) return;
    const { file } = session;
    session.alive = false;
    session = null;
    writeFileSync(cable, '\n');
    close(file, () => {});
    // A plug that only lost its hold comes back by itself.
    timer.after(nodeRetry, () => void follow());
  }

  async function plugIn(): Promise<void> {
    const [controller = ''] = readdirSync('/sys/class/udc');
    writeFileSync(cable, controller);
    let file = openGadget();
    for (let tries = 0; file === null && tries < 200; tries += 1) {
      await pause(nodeRetry);
      file = openGadget();
    }
    if (file === null) throw new Error(`${gadgetNode} did not come`);
    const mine = { file, alive: true };
    const opened = await printer.open((bytes) => void answer(mine, bytes), pullOut);
    if (!opened.ok) {
      writeFileSync(cable, '\n');
      closeSync(file);
      return;
    }
    session = mine;
    void serve(mine, opened.value);
  }

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void timer.after(ms, resolve));

  async function serve(mine: { readonly file: number; readonly alive: boolean }, link: ByteLink): Promise<void> {
    // More than the gadget can hold: of a buffer read in part it gives the rest, freed meanwhile, after the next plug.
    const room = new Uint8Array(65_536);
    while (mine.alive) {
      const count = await readSome(mine.file, room);
      if (!mine.alive) return;
      if (count === 0) {
        await pause(retry);
        continue;
      }
      let taken = await link.write(room.slice(0, count));
      while (!taken.ok && taken.error.kind === 'stalled' && mine.alive) taken = await link.write(new Uint8Array());
    }
  }

  let answers: Promise<void> = Promise.resolve();
  function answer(mine: { readonly file: number; readonly alive: boolean }, bytes: Uint8Array): void {
    answers = answers.then(async () => {
      let at = 0;
      while (mine.alive && at < bytes.length) {
        const count = await writeSome(mine.file, bytes.subarray(at));
        at += count;
        if (count === 0) await pause(retry);
      }
    });
  }

  async function follow(): Promise<void> {
    if (following) return;
    following = true;
    while (!stopped && session === null && printer.report().status !== 'absent') {
      await plugIn();
      if (session === null) await pause(nodeRetry);
    }
    following = false;
  }

  const unwatch = printer.watch(() => void follow());
  void follow();

  return () => {
    stopped = true;
    unwatch();
    pullOut();
  };
}

function openGadget(): number | null {
  if (!existsSync(gadgetNode)) return null;
  try {
    return openSync(gadgetNode, constants.O_RDWR | constants.O_NONBLOCK);
  } catch {
    return null;
  }
}

/** 0 where there is nothing, or nobody any more. */
function readSome(file: number, room: Uint8Array): Promise<number> {
  return new Promise((resolve) => read(file, room, 0, room.length, null, (error, count) => resolve(error === null ? count : 0)));
}

function writeSome(file: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve) => write(file, bytes, 0, bytes.length, null, (error, count) => resolve(error === null ? count : 0)));
}
