/**
 * USB devices that this computer is itself: the kernel's gadgets on its dummy controllers, each with a port of its own.
 * Source: Linux, Documentation/usb/gadget_configfs.rst, drivers/usb/gadget/udc/dummy_hcd.c.
 */
import { chownSync, mkdirSync, symlinkSync, writeFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface UsbGadget {
  readonly name: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly product: string;
  /** The kernel's function and its instance, and what is set of it. */
  readonly function: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The controller that it is plugged into. */
  readonly controller: 'dummy_udc.0' | 'dummy_udc.1';
}

const cableOf = (gadget: UsbGadget): string => join('/sys/kernel/config/usb_gadget', gadget.name, 'UDC');

/** Makes the device; nothing is plugged in yet. Needs root; `owner` may plug it in and pull it out. */
export function createUsbGadget(gadget: UsbGadget, owner: number): void {
  const folder = join('/sys/kernel/config/usb_gadget', gadget.name);
  const made = join(folder, 'functions', gadget.function);
  const configuration = join(folder, 'configs/c.1');
  mkdirSync(folder);
  writeFileSync(join(folder, 'idVendor'), gadget.vendorId);
  writeFileSync(join(folder, 'idProduct'), gadget.productId);
  mkdirSync(join(folder, 'strings/0x409'));
  writeFileSync(join(folder, 'strings/0x409/serialnumber'), '0001');
  writeFileSync(join(folder, 'strings/0x409/product'), gadget.product);
  mkdirSync(made);
  for (const [name, value] of Object.entries(gadget.settings)) writeFileSync(join(made, name), value);
  mkdirSync(configuration);
  symlinkSync(made, join(configuration, gadget.function));
  chownSync(cableOf(gadget), owner, owner);
}

export function plugIn(gadget: UsbGadget): Promise<void> {
  return setCable(gadget, gadget.controller);
}

export function pullOut(gadget: UsbGadget): Promise<void> {
  return setCable(gadget, '');
}

function setCable(gadget: UsbGadget, controller: string): Promise<void> {
  return new Promise((resolve, reject) =>
    writeFile(cableOf(gadget), `${controller}\n`, (error) => {
      if (error === null) resolve();
      else reject(new Error(`the ${gadget.name} cannot be ${controller === '' ? 'pulled out' : 'plugged in'}: ${error.code}`));
    }),
  );
}
