/** A reader on a serial line: RS-232, or USB in CDC (virtual COM port) mode. The second choice after HID POS. */
import type { HidTransport, Reader, SerialLine, SerialTransport, Timer, UsbSurvey } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createCodeFraming } from './code-framing.ts';
import type { FrameSettings } from './code-framing.ts';
import { createHotPlugReader } from './hot-plug-reader.ts';
import type { ReaderConnection } from './hot-plug-reader.ts';
import { findWrongMode, isScannerMaker } from './scanner-match.ts';

export interface SerialSettings extends FrameSettings {
  /** `/dev/serial/by-id/…` or `/dev/ttyS0`; null takes the port of the first scanner. */
  readonly path: string | null;
  readonly line: SerialLine;
}

export interface SerialParts {
  readonly transport: SerialTransport;
  readonly settings: SerialSettings;
  readonly timer: Timer;
  /** Both tell of a scanner that is set to another mode. */
  readonly hid?: Pick<HidTransport, 'devices'>;
  readonly survey?: UsbSurvey;
}

export function createSerialReader(parts: SerialParts): Reader {
  return createHotPlugReader({ connection: serialConnection(parts), timer: parts.timer });
}

function serialConnection({ transport, settings, timer, hid, survey }: SerialParts): ReaderConnection {
  async function findPort(): Promise<string | null> {
    if (settings.path !== null) return settings.path;
    const ports = await transport.ports();
    return ports.find(({ vendorId }) => vendorId !== null && isScannerMaker(vendorId))?.path ?? null;
  }

  async function absentOrWrongMode() {
    const hidDevices = await hid?.devices();
    const found = findWrongMode('serial', hidDevices?.ok === true ? hidDevices.value : [], (await survey?.devices()) ?? []);
    return failed(found === null ? { kind: 'absent' as const } : { kind: 'wrong-mode' as const, found });
  }

  return {
    async open(heard) {
      const path = await findPort();
      if (path === null) return absentOrWrongMode();
      const framing = createCodeFraming(timer, settings, heard.scan, heard.misread);
      let over = false;
      const opened = await transport.open(
        path,
        settings.line,
        (bytes) => {
          if (!over) framing.push(bytes);
        },
        () => {
          if (over) return;
          over = true;
          framing.drop();
          heard.lost();
        },
      );
      if (!opened.ok) return opened.error.kind === 'absent' ? absentOrWrongMode() : failed({ kind: opened.error.kind });
      return ok({
        condition: 'ready' as const,
        close() {
          if (!over) {
            over = true;
            framing.forget();
          }
          return opened.value.close();
        },
      });
    },
    watch: transport.watch,
  };
}
