/**
 * A scanner in keyboard mode: a degraded mode that a site has to ask for. Its keys are read from the kernel's device, and
 * it is used only while the window system is told to leave that device alone: else every code would also be typed into
 * whatever has the focus, and Enter would press a button.
 */
import type { HidTransport, InputDeviceInfo, InputDeviceTransport, Reader, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createCodeFraming } from './code-framing.ts';
import { createHotPlugReader } from './hot-plug-reader.ts';
import type { ReaderConnection } from './hot-plug-reader.ts';
import { createKeyboardDecoder } from './keyboard-codec.ts';
import type { KeyboardLayout } from './keyboard-codec.ts';
import { findWrongMode, isScannerMaker } from './scanner-match.ts';

export interface KeyboardSettings {
  /** USB vendor and product id of the scanner; null takes the first one of a maker that is known. */
  readonly device: { readonly vendorId: number; readonly productId: number } | null;
  /** What the scanner is set to, not what is printed on anybody's keys. */
  readonly layout: KeyboardLayout;
  readonly suffix: 'enter' | 'tab';
}

/** Zebra types a key in 80 to 100 ms where it was not told otherwise. */
const idle = 500;
const carriageReturn = 0x0d;

export interface KeyboardParts {
  readonly transport: InputDeviceTransport;
  readonly settings: KeyboardSettings;
  readonly timer: Timer;
  /** Tells of a scanner that is set to a better mode than the site expects. */
  readonly hid?: Pick<HidTransport, 'devices'>;
}

export function createKeyboardReader(parts: KeyboardParts): Reader {
  return createHotPlugReader({ connection: keyboardConnection(parts), timer: parts.timer });
}

function keyboardConnection({ transport, settings, timer, hid }: KeyboardParts): ReaderConnection {
  const isOurs = ({ vendorId, productId }: InputDeviceInfo): boolean =>
    settings.device === null ? isScannerMaker(vendorId) : vendorId === settings.device.vendorId && productId === settings.device.productId;

  return {
    async open(heard) {
      const keyboards = await transport.keyboards();
      if (keyboards === null) return failed({ kind: 'driver-missing' });
      const device = keyboards.find(isOurs);
      if (device === undefined) {
        const hidDevices = await hid?.devices();
        const found = findWrongMode('keyboard', hidDevices?.ok === true ? hidDevices.value : [], []);
        return failed(found === null ? { kind: 'absent' } : { kind: 'wrong-mode', found });
      }
      // Every keyboard of the scanner: it may type on another of its interfaces.
      if (keyboards.some((one) => isOurs(one) && !one.fenced)) return failed({ kind: 'not-fenced' });

      const decoder = createKeyboardDecoder(settings.layout, settings.suffix);
      const framing = createCodeFraming(timer, { framing: 'cr', prefix: new Uint8Array(), idle }, heard.scan, heard.misread);
      let over = false;
      const opened = await transport.open(
        device.path,
        (events) => {
          if (over) return;
          for (const typed of decoder.push(events)) {
            if (typed.type === 'lost') framing.spoil();
            else framing.push(Uint8Array.of(typed.type === 'end' ? carriageReturn : typed.byte));
          }
        },
        () => {
          if (over) return;
          over = true;
          framing.drop();
          heard.lost();
        },
      );
      if (!opened.ok) return failed({ kind: opened.error.kind });
      return ok({
        condition: 'keyboard-mode' as const,
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
