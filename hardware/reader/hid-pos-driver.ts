/** A bar code scanner in HID POS mode as a `Reader`. */
import type { HidTransport, Reader, Timer, UsbSurvey } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { layoutFromDescriptor } from './hid-report-descriptor.ts';
import { createHotPlugReader } from './hot-plug-reader.ts';
import type { Heard, ReaderConnection } from './hot-plug-reader.ts';
import { createScanAssembly } from './scan-assembly.ts';
import { findScanner, findWrongMode } from './scanner-match.ts';

export interface HidPosParts {
  readonly transport: HidTransport;
  readonly timer: Timer;
  /** Also tells of a scanner that is set to something that is no HID device at all. */
  readonly survey?: UsbSurvey;
}

export function createHidPosReader(parts: HidPosParts): Reader {
  return createHotPlugReader({ connection: hidPosConnection(parts), timer: parts.timer });
}

function hidPosConnection({ transport, timer, survey }: HidPosParts): ReaderConnection {
  return {
    async open(heard: Heard) {
      const devices = await transport.devices();
      if (!devices.ok) return failed({ kind: 'driver-missing' });
      const device = findScanner(devices.value);
      if (device === null) {
        const found = findWrongMode('hid-pos', devices.value, (await survey?.devices()) ?? []);
        return failed(found === null ? { kind: 'absent' } : { kind: 'wrong-mode', found });
      }
      const layout = device.descriptor === undefined ? null : layoutFromDescriptor(device.descriptor);
      const assembly = createScanAssembly(timer, layout, heard.scan, heard.misread);
      let over = false;
      const opened = await transport.open(
        device.path,
        (report) => {
          if (!over) assembly.report(report);
        },
        () => {
          if (over) return;
          over = true;
          assembly.drop();
          heard.lost();
        },
      );
      if (!opened.ok) return failed({ kind: opened.error.kind });
      return ok({
        condition: 'ready' as const,
        close() {
          if (!over) {
            over = true;
            assembly.forget();
          }
          return opened.value.close();
        },
      });
    },
    watch: transport.watch,
  };
}
