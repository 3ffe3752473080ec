/** node-hid 3.4 as a `HidTransport`. Only `HIDAsync`: the older class holds a thread of the pool for each device. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Device, HIDAsync } from 'node-hid';
import type { HidDeviceInfo, HidTransport, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { claimDevice } from './sole-owner.ts';
import { watchDevices } from './watch-devices.ts';

type NodeHid = Pick<typeof import('node-hid'), 'devicesAsync' | 'HIDAsync'>;

export function createNodeHidTransport({ timer, platform }: { timer: Timer; platform: NodeJS.Platform }): HidTransport {
  let loading: Promise<NodeHid | null> | null = null;
  /** Null where libusb or libudev is not installed: then there is no reader, and no crash. */
  const load = (): Promise<NodeHid | null> => {
    loading ??= import('node-hid').then(
      (loaded) => loaded,
      () => null,
    );
    return loading;
  };

  return {
    async devices() {
      const hid = await load();
      if (hid === null) return failed({ kind: 'driver-missing' });
      let found: readonly Device[];
      try {
        found = await hid.devicesAsync();
      } catch {
        return ok([]);
      }
      return ok(await Promise.all(found.flatMap((device) => (device.path === undefined ? [] : [describe(device, device.path)]))));
    },

    async open(path, onReport, onLost) {
      const hid = await load();
      if (hid === null) return failed({ kind: 'absent' });
      // Two handles on one scanner would both get every code.
      const claim = await claimDevice(path, platform);
      if (!claim.ok) return failed({ kind: claim.error.kind });
      const handle = await openHandle(hid, path);
      if (handle === 'denied' || handle === 'absent') {
        claim.value.release();
        return failed({ kind: handle });
      }
      const opened = handle;
      let lost = false;
      // Before the data listener: an error without a listener ends the process. It comes as a string.
      opened.on('error', () => {
        if (lost) return;
        lost = true;
        onLost();
      });
      // Exactly one: a second makes node-hid throw where nobody can catch it.
      opened.on('data', (report: Uint8Array) => {
        if (!lost) onReport(new Uint8Array(report));
      });
      // It begins to read in the next tick, and throws there, where nobody can catch it, if it was closed before.
      await new Promise<void>((resolve) => process.nextTick(resolve));
      return ok({
        async close() {
          lost = true;
          claim.value.release();
          try {
            await opened.close();
          } catch {
            // Already gone; closing a dead handle is all that was wanted.
          }
        },
      });
    },

    // A scanner that is set to another mode comes and goes under other names.
    watch: watchDevices({ folders: ['/dev'], names: /^(?:hidraw|ttyACM|ttyUSB)/, timer, platform }),
  };

  async function describe(device: Device, path: string): Promise<HidDeviceInfo> {
    const info = {
      path,
      vendorId: device.vendorId,
      productId: device.productId,
      usagePage: device.usagePage ?? 0,
      usage: device.usage ?? 0,
      product: device.product ?? '',
    };
    if (platform !== 'linux') return info;
    try {
      const descriptor = await readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`);
      return { ...info, descriptor: new Uint8Array(descriptor) };
    } catch {
      return info;
    }
  }
}

async function openHandle(hid: NodeHid, path: string): Promise<HIDAsync | 'denied' | 'absent'> {
  try {
    return await hid.HIDAsync.open(path);
  } catch (error) {
    return /permission|access/i.test(String(error)) ? 'denied' : 'absent';
  }
}
