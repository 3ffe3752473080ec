/** Reports of one device, in order, to whole codes. Pure but for the timer that drops what never ends. */
import type { Scan, Timer } from '../ports.ts';
import { decodeReport, guessLayout, longestScan, withoutSuffix } from './hid-pos-codec.ts';
import type { HidPosLayout } from './hid-pos-codec.ts';
import { splitAim } from './aim-prefix.ts';
import { createSilence, lateRest } from './silence.ts';

/** All reports of the longest code take 33 ms on a slow machine; the rest of a torn one never comes. */
export const partialScanTimeout = 400;

export interface ScanAssembly {
  report(bytes: Uint8Array): void;
  /** The device is gone: half a code must never join the next person's. */
  drop(): void;
  /** The same without a word: nobody listens any more. */
  forget(): void;
}

/** `layout` is null where no descriptor tells: then the first report of each code decides. */
export function createScanAssembly(
  timer: Timer,
  layout: HidPosLayout | null,
  onScan: (scan: Scan) => void,
  onMisread: () => void,
): ScanAssembly {
  let parts: Uint8Array[] = [];
  let size = 0;
  let aim: string | null = null;
  let current: HidPosLayout | null = null;
  /** The rest of a broken code is still coming in, or may still come, and belongs to nobody. */
  let discarding = false;
  const silence = createSilence(timer, fellSilent);

  function reset(): void {
    for (const part of parts) part.fill(0);
    parts = [];
    size = 0;
    aim = null;
    current = null;
    discarding = false;
    silence.stop();
  }

  function fellSilent(): void {
    const told = discarding;
    reset();
    if (told) return;
    discarding = true;
    silence.await(lateRest);
    onMisread();
  }

  function breakOff(): void {
    const told = discarding;
    reset();
    discarding = true;
    silence.await(partialScanTimeout);
    if (!told) onMisread();
  }

  return {
    report(bytes) {
      const used = layout ?? current ?? guessLayout(bytes);
      const decoded = decodeReport(bytes, used);
      if (!decoded.ok) {
        if (decoded.error.kind !== 'other-report') breakOff();
        return;
      }
      const { data, continued } = decoded.value;
      if (discarding) {
        if (continued) silence.await(partialScanTimeout);
        else reset();
        return;
      }
      // Another symbology in the middle: the end of the code before got lost.
      if (parts.length > 0 && aim !== decoded.value.aim) {
        reset();
        onMisread();
      }
      current = used;
      aim = decoded.value.aim;
      parts.push(data);
      size += data.length;
      if (size > longestScan) {
        breakOff();
        if (!continued) reset();
        return;
      }
      if (continued) {
        silence.await(partialScanTimeout);
        return;
      }
      const whole = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      const scan = wholeScan(whole, aim, used);
      reset();
      if (scan.bytes.length > 0) onScan(scan);
    },
    drop() {
      const torn = parts.length > 0;
      reset();
      if (torn) onMisread();
    },
    forget: reset,
  };
}

/**
 * Where the report has no place for the AIM id, a reader set to send it puts it before the data.
 * Escapes of character sets (ECI) stay in: whoever makes text of the bytes must know them.
 */
function wholeScan(whole: Uint8Array, aim: string | null, layout: HidPosLayout): Scan {
  const bare = withoutSuffix(whole);
  return layout.aimAt === null ? splitAim(bare) : { bytes: bare, aim };
}
