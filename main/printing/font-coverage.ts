/**
 * Which characters a font file really has, read from its `cmap`.
 * WOFF 1.0 (W3C 2012) sections 3 to 5; OpenType 1.9 `cmap` formats 4 and 12.
 */
import { inflateSync } from 'node:zlib';

/** Code points with a glyph; empty for a file that is no WOFF or has no Unicode `cmap`. */
export function coveredCodePoints(woff: Uint8Array): Set<number> {
  const covered = new Set<number>();
  const cmap = table(woff, 'cmap');
  if (cmap === null) return covered;
  const view = new DataView(cmap.buffer, cmap.byteOffset, cmap.byteLength);
  for (let record = 0; record < view.getUint16(2); record += 1) {
    const offset = view.getUint32(4 + record * 8 + 4);
    const format = view.getUint16(offset);
    if (format === 4) readSegments(view, offset, covered);
    else if (format === 12) readGroups(view, offset, covered);
  }
  return covered;
}

function table(woff: Uint8Array, name: string): Uint8Array | null {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  const signature = 0x774f4646; // wOFF
  if (view.getUint32(0) !== signature) return null;
  for (let entry = 0; entry < view.getUint16(12); entry += 1) {
    const at = 44 + entry * 20;
    if (String.fromCharCode(...woff.subarray(at, at + 4)) !== name) continue;
    const offset = view.getUint32(at + 4);
    const stored = view.getUint32(at + 8);
    const bytes = woff.subarray(offset, offset + stored);
    return stored < view.getUint32(at + 12) ? inflateSync(bytes) : bytes;
  }
  return null;
}

function readSegments(view: DataView, offset: number, covered: Set<number>): void {
  const doubled = view.getUint16(offset + 6);
  const ends = offset + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = view.getUint16(ends + segment);
    const start = view.getUint16(starts + segment);
    const delta = view.getUint16(deltas + segment);
    const range = view.getUint16(ranges + segment);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const listed = range === 0 ? code : view.getUint16(ranges + segment + range + (code - start) * 2);
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) covered.add(code);
    }
  }
}

function readGroups(view: DataView, offset: number, covered: Set<number>): void {
  for (let group = 0; group < view.getUint32(offset + 12); group += 1) {
    const at = offset + 16 + group * 12;
    const end = view.getUint32(at + 4);
    for (let code = view.getUint32(at); code <= end; code += 1) covered.add(code);
  }
}
