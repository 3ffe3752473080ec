/**
 * A camera as a reader: a program of the site's gives grey frames, a thread finds the code in them. Frames are looked at one
 * at a time, the newest one first; nothing of a picture is kept, and no light is switched.
 */
import type { CodeFinder, ProgramTransport, Reader, Scan, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createHotPlugReader } from './hot-plug-reader.ts';
import type { ReaderConnection } from './hot-plug-reader.ts';
import { longestScan } from './hid-pos-codec.ts';

export interface CameraSettings {
  /** Of every frame, in dots. */
  readonly width: number;
  readonly height: number;
  /** At most so many are looked at in a second. */
  readonly framesPerSecond: number;
}

export interface CameraParts {
  readonly transport: ProgramTransport;
  /** A new one for each time that the camera comes. */
  readonly openFinder: () => CodeFinder;
  readonly settings: CameraSettings;
  readonly timer: Timer;
}

/** A camera that gives no whole frame for so long is gone, though its program runs. */
const silence = 10_000;
/** Two codes in sight are said once, until they were away for this long. */
const twoCodesPause = 2000;

export function createCameraReader(parts: CameraParts): Reader {
  return createHotPlugReader({ connection: cameraConnection(parts), timer: parts.timer });
}

function cameraConnection({ transport, openFinder, settings, timer }: CameraParts): ReaderConnection {
  const frameBytes = settings.width * settings.height;
  const pause = 1000 / settings.framesPerSecond;

  return {
    async open(heard) {
      const finder = openFinder();
      const buffer = new Uint8Array(frameBytes);
      let size = 0;
      let over = false;
      let looking = false;
      let nextAt = -Infinity;
      let quietUntil = -Infinity;
      let cancelSilence = timer.after(silence, end);

      function end(): void {
        if (over) return;
        forget();
        heard.lost();
      }

      function forget(): void {
        over = true;
        cancelSilence();
        buffer.fill(0);
        size = 0;
      }

      function saw(scans: readonly Scan[] | null): void {
        if (over) return;
        if (scans === null) {
          end();
          return;
        }
        const [first, ...others] = differing(scans);
        if (first === undefined) return;
        // Nobody can say whose of two is meant.
        if (others.length > 0) {
          const stays = timer.monotonic() < quietUntil;
          quietUntil = timer.monotonic() + twoCodesPause;
          if (!stays) heard.misread();
        } else heard.scan(first);
      }

      function wholeFrame(): void {
        cancelSilence();
        cancelSilence = timer.after(silence, end);
        if (!looking && timer.monotonic() >= nextAt) {
          looking = true;
          nextAt = timer.monotonic() + pause;
          void finder.find({ width: settings.width, height: settings.height, data: buffer.slice() }).then((scans) => {
            looking = false;
            saw(scans);
          });
        }
        buffer.fill(0);
        size = 0;
      }

      const started = await transport.start((bytes) => {
        for (let at = 0; at < bytes.length && !over; ) {
          const taken = Math.min(frameBytes - size, bytes.length - at);
          buffer.set(bytes.subarray(at, at + taken), size);
          size += taken;
          at += taken;
          if (size === frameBytes) wholeFrame();
        }
      }, end);
      if (!started.ok) {
        forget();
        await finder.close();
        return failed({ kind: started.error.kind });
      }
      return ok({
        condition: 'ready' as const,
        async close() {
          if (!over) forget();
          await Promise.all([started.value.close(), finder.close()]);
        },
      });
    },
    watch: transport.watch,
  };
}

/** The same code twice in a picture, or a mirror of it, is one code. */
function differing(scans: readonly Scan[]): Scan[] {
  const codes: Scan[] = [];
  for (const scan of scans) {
    if (scan.bytes.length === 0 || scan.bytes.length > longestScan) continue;
    const known = codes.some(({ bytes }) => bytes.length === scan.bytes.length && bytes.every((byte, at) => byte === scan.bytes[at]));
    if (!known) codes.push(scan);
  }
  return codes;
}
