/** The readers that a site names, as the one reader that the session knows. */
import { createCameraReader } from '../../hardware/reader/camera-driver.ts';
import { createContactlessReader } from '../../hardware/reader/contactless-driver.ts';
import { createHidPosReader } from '../../hardware/reader/hid-pos-driver.ts';
import { createJoinedReader } from '../../hardware/reader/joined-reader.ts';
import { createKeyboardReader } from '../../hardware/reader/keyboard-driver.ts';
import { createScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { createSerialReader } from '../../hardware/reader/serial-driver.ts';
import { createCodeFinder } from '../../hardware/transports/code-finder.ts';
import { createInputDeviceTransport } from '../../hardware/transports/input-device-transport.ts';
import { createNodeHidTransport } from '../../hardware/transports/node-hid-transport.ts';
import { createProgramTransport } from '../../hardware/transports/program-transport.ts';
import { createSerialTransport } from '../../hardware/transports/serial-transport.ts';
import { createUsbSurvey } from '../../hardware/transports/usb-survey.ts';
import type { Reader, Timer } from '../../hardware/ports.ts';
import type { ReaderSetting } from './reader-setting.ts';

export interface ReaderParts {
  readonly timer: Timer;
  readonly platform: NodeJS.Platform;
  /** Where a bundler put the thread that finds codes in pictures; unbundled it is found by itself. */
  readonly codeFinderUrl?: URL;
}

export function openReader(settings: readonly ReaderSetting[], parts: ReaderParts): Reader {
  const readers = settings.map((setting) => readerOf(setting, parts));
  const [only] = readers;
  return only !== undefined && readers.length === 1 ? only : createJoinedReader(readers, parts.timer);
}

function readerOf(setting: ReaderSetting, { timer, platform, codeFinderUrl }: ReaderParts): Reader {
  const hid = createNodeHidTransport({ timer, platform });
  const survey = createUsbSurvey();
  switch (setting.kind) {
    case 'emulator':
      return createHidPosReader({ transport: createScannerEmulator(), timer });
    case 'hid-pos':
      return createHidPosReader({ transport: hid, timer, survey });
    case 'serial':
      return createSerialReader({
        transport: createSerialTransport({ timer, platform }),
        settings: {
          path: setting.path ?? null,
          line: { baud: setting.baud, parity: setting.parity, stopBits: setting.stopBits },
          framing: setting.framing,
          prefix: new TextEncoder().encode(setting.prefix),
          idle: setting.idleMilliseconds,
        },
        timer,
        hid,
        survey,
      });
    case 'keyboard':
      return createKeyboardReader({
        transport: createInputDeviceTransport({ timer, platform, architecture: process.arch }),
        settings: { device: setting.device ?? null, layout: setting.layout, suffix: setting.suffix },
        timer,
        hid,
      });
    case 'camera':
      return createCameraReader({
        transport: createProgramTransport({ command: cameraCommand(setting), timer, platform, names: /^video/ }),
        openFinder: () => createCodeFinder(timer, codeFinderUrl),
        settings: setting,
        timer,
      });
    case 'contactless':
      return createContactlessReader({
        transport: createProgramTransport({ command: setting.command, timer, platform, names: /^(?:hidraw|ttyACM|ttyUSB|bus)/ }),
        timer,
      });
  }
}

/** Grey frames of the asked size from Video4Linux, on the standard output; ffmpeg keeps nothing. */
function cameraCommand({ device, width, height, framesPerSecond }: Extract<ReaderSetting, { kind: 'camera' }>): [string, ...string[]] {
  const source = ['-f', 'v4l2', '-i', device];
  const grey = ['-an', '-vf', `fps=${framesPerSecond},scale=${width}:${height},format=gray`, '-f', 'rawvideo', '-'];
  return ['ffmpeg', '-hide_banner', '-loglevel', 'quiet', '-nostdin', ...source, ...grey];
}
