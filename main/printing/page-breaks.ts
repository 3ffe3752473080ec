/** Where the preview of a slip may end a page: in the white between two lines, so that no line is cut in two. */
import type { Bitmap } from '../../hardware/ports.ts';

/** Of the width, at each side: the frame of a notice stands there, and it is no line of words. */
const edge = 0.03;

/** Middle rows of every white gap between ink and ink, in order; the sides of a frame do not count as ink. */
export function pageBreaks({ width, height, data }: Bitmap): number[] {
  const rowBytes = Math.ceil(width / 8);
  const first = Math.ceil((width * edge) / 8);
  const last = Math.floor((width * (1 - edge)) / 8);
  const breaks: number[] = [];
  let white = 0;
  let seenInk = false;
  for (let row = 0; row < height; row += 1) {
    const start = row * rowBytes;
    if (isWhite(data, start + first, start + last)) {
      white += 1;
      continue;
    }
    if (seenInk && white > 1) breaks.push(row - Math.ceil(white / 2));
    white = 0;
    seenInk = true;
  }
  return breaks;
}

/** A loop, for `every` takes ten times as long, and a long slip has a hundred thousand rows. */
function isWhite(data: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (data[at] !== 0) return false;
  return true;
}
