/**
 * Pictures of one bit a dot as PNG, and back. PNG (W3C, third edition): greyscale, bit depth 1, no interlace.
 * In PNG 1 is white; on paper 1 is black.
 */
import { crc32, deflate, inflateSync } from 'node:zlib';
import { promisify } from 'node:util';
import type { Bitmap } from '../../hardware/ports.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const squeeze = promisify(deflate);
const maximumBytes = 64 * 1024 * 1024;

export async function bitmapToPng(bitmap: Bitmap): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, bitmap.width);
  view.setUint32(4, bitmap.height);
  header[8] = 1;
  const rows = new Uint8Array((rowBytes + 1) * bitmap.height);
  const white = inverted(bitmap.data);
  for (let row = 0; row < bitmap.height; row += 1) rows.set(white.subarray(row * rowBytes, (row + 1) * rowBytes), row * (rowBytes + 1) + 1);
  return concat([signature, chunk('IHDR', header), chunk('IDAT', await squeeze(rows)), chunk('IEND', new Uint8Array(0))]);
}

/** Four bytes at a time: some metres of paper are millions. */
function inverted(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(data.length / 4) * 4);
  bytes.set(data);
  const words = new Uint32Array(bytes.buffer);
  for (let at = 0; at < words.length; at += 1) words[at] = ~(words[at] ?? 0);
  return bytes;
}

/** For `<img src>`: the picture itself, not a link to a file. */
export async function bitmapToDataUrl(bitmap: Bitmap): Promise<string> {
  return `data:image/png;base64,${Buffer.from(await bitmapToPng(bitmap)).toString('base64')}`;
}

/** Reads PNGs of this kind only: one bit, greyscale. */
export function pngToBitmap(png: Uint8Array): Result<Bitmap, { readonly kind: 'not-a-bitmap' }> {
  const unreadable = failed({ kind: 'not-a-bitmap' } as const);
  if (png.length < 45 || !signature.every((byte, place) => png[place] === byte)) return unreadable;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const rowBytes = Math.ceil(width / 8);
  if (png[24] !== 1 || png[25] !== 0 || png[28] !== 0 || (rowBytes + 1) * height > maximumBytes) return unreadable;
  const packed: Uint8Array[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    if (String.fromCharCode(...png.subarray(at + 4, at + 8)) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  let rows: Uint8Array;
  try {
    rows = inflateSync(concat(packed), { maxOutputLength: maximumBytes });
  } catch {
    return unreadable;
  }
  if (rows.length !== (rowBytes + 1) * height) return unreadable;
  const data = new Uint8Array(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    const line = unfilter(rows.subarray(row * (rowBytes + 1), (row + 1) * (rowBytes + 1)), rows, row, rowBytes);
    if (!line) return unreadable;
    for (let byte = 0; byte < rowBytes; byte += 1) {
      const inside = Math.min(8, width - byte * 8);
      data[row * rowBytes + byte] = ~(rows[row * (rowBytes + 1) + 1 + byte] ?? 0) & (0xff << (8 - inside)) & 0xff;
    }
  }
  return ok({ width, height, data });
}

/** Undoes the filter of one row in place (PNG section 9); false for a filter that does not exist. */
function unfilter(line: Uint8Array, rows: Uint8Array, row: number, rowBytes: number): boolean {
  const above = (byte: number) => (row === 0 ? 0 : (rows[(row - 1) * (rowBytes + 1) + 1 + byte] ?? 0));
  const filter = line[0] ?? 0;
  if (filter > 4) return false;
  for (let byte = 0; byte < rowBytes; byte += 1) {
    const left = byte === 0 ? 0 : (line[byte] ?? 0);
    const up = above(byte);
    const corner = byte === 0 ? 0 : above(byte - 1);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    line[byte + 1] = (line[byte + 1] ?? 0) + guess;
  }
  return true;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

export function samePicture(one: Bitmap, other: Bitmap): boolean {
  return (
    one.width === other.width &&
    one.height === other.height &&
    one.data.length === other.data.length &&
    one.data.every((byte, place) => byte === other.data[place])
  );
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
