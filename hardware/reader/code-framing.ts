/**
 * Bytes of a serial reader, in pieces as they come, to whole codes: `[prefix] [AIM id] data [suffix]`.
 * A code that never ends is dropped when the line falls silent: half of it must never join the next person's, and its
 * other half, should it come after all, is no code.
 * GS (0x1D) between the elements of a GS1 code is data like any other byte, and so is every byte that ends no code.
 */
import type { Scan, Timer } from '../ports.ts';
import { splitAim } from './aim-prefix.ts';
import { longestScan } from './hid-pos-codec.ts';
import { createSilence, lateRest } from './silence.ts';

/**
 * How the reader marks the end of a code. `line`: CR, LF or both; the others are strict.
 * `stx-etx` (0x02 … 0x03) is the one that carries codes of several lines. `silence`: no mark, so nobody can say whether
 * the end of a code got lost.
 */
export const framings = ['line', 'cr', 'lf', 'crlf', 'tab', 'stx-etx', 'silence'] as const;
export type Framing = (typeof framings)[number];

export interface FrameSettings {
  readonly framing: Framing;
  /** What the reader is set to send before every code, after STX where there is one; at most 16 bytes. */
  readonly prefix: Uint8Array;
  /** Milliseconds without a byte, after which a code that did not end is dropped. A UART at 9,600 baud sends one a millisecond. */
  readonly idle: number;
}

export const usualIdle = 300;

const stx = 0x02;
const etx = 0x03;
const tab = 0x09;
const lf = 0x0a;
const cr = 0x0d;

/** The byte that ends a code, and for CRLF the one that must stand before it. */
const endings: Readonly<Record<Framing, { readonly last: readonly number[]; readonly before: number | null }>> = {
  line: { last: [cr, lf], before: null },
  cr: { last: [cr], before: null },
  lf: { last: [lf], before: null },
  crlf: { last: [lf], before: cr },
  tab: { last: [tab], before: null },
  'stx-etx': { last: [etx], before: null },
  silence: { last: [], before: null },
};

export interface CodeFraming {
  push(bytes: Uint8Array): void;
  /** Something of the code got lost or cannot be carried: it is dropped up to its end, and said once. */
  spoil(): void;
  /** The device is gone: what has come of a code is dropped, and said. */
  drop(): void;
  /** The same without a word. */
  forget(): void;
}

export function createCodeFraming(
  timer: Timer,
  { framing, prefix, idle }: FrameSettings,
  onScan: (scan: Scan) => void,
  onMisread: () => void,
): CodeFraming {
  const { last, before } = endings[framing];
  const longest = longestScan + prefix.length + 4;
  const buffer = new Uint8Array(longest);
  let size = 0;
  /** Too much came, no start or no end: what follows belongs to nobody until the end of a code or of the stream. */
  let discarding = false;
  let started = framing !== 'stx-etx';
  const silence = createSilence(timer, fellSilent);

  function reset(): void {
    buffer.fill(0, 0, size);
    size = 0;
    discarding = false;
    started = framing !== 'stx-etx';
    silence.stop();
  }

  function breakOff(): void {
    reset();
    discarding = true;
    onMisread();
  }

  function finish(): void {
    const whole = buffer.slice(0, size);
    const wasDiscarding = discarding;
    reset();
    if (wasDiscarding || whole.length === 0) return;
    if (!prefix.every((byte, at) => whole[at] === byte)) {
      onMisread();
      return;
    }
    const scan = splitAim(whole.slice(prefix.length));
    if (scan.bytes.length > longestScan) onMisread();
    else if (scan.bytes.length > 0) onScan(scan);
  }

  function fellSilent(): void {
    if (framing === 'silence') {
      finish();
      return;
    }
    const torn = size > 0 && !discarding;
    reset();
    if (!torn) return;
    breakOff();
    silence.await(lateRest);
  }

  function take(byte: number): void {
    if (framing === 'stx-etx' && byte === stx) {
      // A start inside a code: the end of the one before got lost.
      if (started && size > 0 && !discarding) {
        reset();
        onMisread();
      }
      size = 0;
      discarding = false;
      started = true;
      return;
    }
    if (!started) {
      // Line ends between codes are no code; anything else came without its start.
      if (byte !== cr && byte !== lf && !discarding) breakOff();
      return;
    }
    if (last.includes(byte) && (before === null || buffer[size - 1] === before)) {
      if (before !== null) size -= 1;
      finish();
      return;
    }
    if (discarding) return;
    if (size === longest) {
      breakOff();
      return;
    }
    buffer[size] = byte;
    size += 1;
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return;
      silence.stop();
      for (const byte of bytes) take(byte);
      if (size > 0 || discarding || (framing === 'stx-etx' && started)) silence.await(idle);
    },
    spoil() {
      if (!discarding) breakOff();
      silence.await(idle);
    },
    drop() {
      const torn = size > 0 && !discarding;
      reset();
      if (torn) onMisread();
    },
    forget: reset,
  };
}
