/**
 * The few ESC/POS commands that a drawn slip needs, as bytes.
 * Source: Epson ESC/POS Application Programming Guide and TRG; numbers are as Epson writes them.
 */
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Bitmap, PrinterProfile } from '../ports.ts';

const ESC = 0x1b;
const GS = 0x1d;
const DLE = 0x10;

/** ESC @: also clears ASB (GS a), margins and the print line; not the receive buffer. */
export const initialise = Uint8Array.of(ESC, 0x40);

/** GS a: automatic status (4 bytes) at once and on each change of online, error and paper. */
export const automaticStatus = Uint8Array.of(GS, 0x61, 0x0e);

/** DLE EOT n: one byte at once, also when offline. 1 printer, 2 offline cause, 3 error cause, 4 paper. */
export type StatusQuestion = 1 | 2 | 3 | 4;
export function askStatus(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(DLE, 0x04, question);
}

/** DLE ENQ 2: recover after clearing the receive and print buffers. Real-time. */
export const clearBuffers = Uint8Array.of(DLE, 0x05, 0x02);

/** FS .: out of a double-byte mode, in which Chinese models start and every pair of 80 and up is one character. */
export const endKanji = Uint8Array.of(0x1c, 0x2e);

/** GS ( H fn 48: echoes `37 22 token 00` when what came before is on the paper. Token: four of 20..7E hex. */
export function askProcessId(token: string): Uint8Array {
  return Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...[...token].map((char) => char.charCodeAt(0)));
}

/** GS r 1: one byte when what came before has been processed. */
export const askPaperStatus = Uint8Array.of(GS, 0x72, 0x01);

/** The fence that this printer can answer; empty where it can answer none. */
export function fence(profile: PrinterProfile, token: string): Uint8Array {
  if (profile.fence === 'process-id') return askProcessId(token);
  return profile.fence === 'paper-status' ? askPaperStatus : new Uint8Array();
}

/** GS V B/A: feed to the cutter, then cut; without a cutter, feed past the tear bar. */
export function cut(profile: PrinterProfile): Uint8Array {
  if (profile.cut === 'partial') return Uint8Array.of(GS, 0x56, 0x42, 0x00);
  if (profile.cut === 'full') return Uint8Array.of(GS, 0x56, 0x41, 0x00);
  return Uint8Array.of(ESC, 0x64, 0x05);
}

/** GS e 6: one byte, bit 3 set while a slip is held at the mouth. GS e 2 draws it in, where that is allowed in the printer's set-up. */
export const askPresenter = Uint8Array.of(GS, 0x65, 0x06);
export const retractSlip = Uint8Array.of(GS, 0x65, 0x02);
export const slipHeld = 0x08;

/** GS v 0, mode 0: width in bytes, height in dots, then the rows. */
function rasterHeader(bytesPerRow: number, rows: number): number[] {
  return [GS, 0x76, 0x30, 0x00, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8];
}

export interface EncodedStrip {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

export type PictureFailure = { readonly kind: 'too-wide' | 'misshapen' };

/**
 * The picture as raster strips of at most `profile.stripRows` rows. No strip holds a real-time command
 * (see `printablePicture`), and none ends where the next row would complete one.
 */
export function encodeStrips(picture: Bitmap, profile: PrinterProfile): Result<readonly EncodedStrip[], PictureFailure> {
  const strips = stripsOf(picture, profile);
  return strips.ok ? ok([...strips.value]) : strips;
}

/** The same, each strip made when it is wanted: the first is out long before the last of forty metres is encoded. */
export function stripsOf(picture: Bitmap, profile: PrinterProfile): Result<Iterable<EncodedStrip>, PictureFailure> {
  const bytesPerRow = Math.ceil(picture.width / 8);
  if (picture.width > profile.width) return failed({ kind: 'too-wide' });
  if (picture.width < 1 || picture.data.length !== bytesPerRow * picture.height) return failed({ kind: 'misshapen' });
  return ok(strips(picture, bytesPerRow, profile.stripRows));
}

function* strips(picture: Bitmap, bytesPerRow: number, stripRows: number): Generator<EncodedStrip> {
  for (let row = 0; row < picture.height; ) {
    const most = Math.min(stripRows, picture.height - row);
    const bytes = new Uint8Array(8 + most * bytesPerRow);
    const data = bytes.subarray(8);
    data.set(picture.data.subarray(row * bytesPerRow, (row + most) * bytesPerRow));
    guard(data, picture.width);
    let rows = 1;
    while (rows < most && !isRealTimePair(data[rows * bytesPerRow - 1], data[rows * bytesPerRow])) rows += 1;
    bytes.set(rasterHeader(bytesPerRow, rows));
    yield { bytes: bytes.subarray(0, 8 + rows * bytesPerRow), rows };
    row += rows;
  }
}

/** A whole job as one stream, for a file or a queue that cannot answer: initialise, strips, cut. */
export function encodePicture(picture: Bitmap, profile: PrinterProfile): Result<Uint8Array, PictureFailure> {
  const encoded = encodeStrips(picture, profile);
  if (!encoded.ok) return encoded;
  return ok(joined([initialise, ...encoded.value.map((strip) => strip.bytes), cut(profile)]));
}

/**
 * The picture as it can be sent. A printer obeys `10 04`, `10 05` and `10 14` even inside picture data
 * (status request, clear buffers, drawer, power off), so one dot beside a black dot is added where a row
 * holds such a pair: `10` becomes `18`, which can begin no other pair. Dots beyond the width are white.
 * A picture that comes out of here comes out of here unchanged.
 */
export function printablePicture({ width, height, data }: Bitmap): Bitmap {
  const printable = data.slice();
  guard(printable, width);
  return { width, height, data: printable };
}

/** Whole rows, in place. */
function guard(data: Uint8Array, width: number): void {
  const bytesPerRow = Math.ceil(width / 8);
  if (width % 8 !== 0) {
    const mask = (0xff << (8 - (width % 8))) & 0xff;
    for (let end = bytesPerRow - 1; end < data.length; end += bytesPerRow) data[end] = (data[end] ?? 0) & mask;
  }
  for (let at = data.indexOf(DLE); at >= 0; at = data.indexOf(DLE, at + 1)) {
    if ((at + 1) % bytesPerRow !== 0 && isRealTimePair(DLE, data[at + 1])) data[at] = 0x18;
  }
}

function isRealTimePair(first: number | undefined, second: number | undefined): boolean {
  return first === DLE && (second === 0x04 || second === 0x05 || second === 0x14);
}

/** Where a printer would see DLE EOT, DLE ENQ or DLE DC4 in a stream. */
export function realTimePairs(stream: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at + 1 < stream.length; at += 1) if (isRealTimePair(stream[at], stream[at + 1])) found.push(at);
  return found;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
