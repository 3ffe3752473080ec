import type { Bitmap } from '../../../hardware/ports.ts';

/** A picture of the given size with something different on every row. */
export function stripes(width: number, height: number): Bitmap {
  const bytesPerRow = Math.ceil(width / 8);
  const data = new Uint8Array(bytesPerRow * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((x * 7 + y * 13) % 31 < 5 || x === y % width) {
        const at = y * bytesPerRow + (x >> 3);
        data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return { width, height, data };
}

export function blackDots(picture: Bitmap): number {
  let dots = 0;
  for (let byte of picture.data) for (; byte !== 0; byte &= byte - 1) dots += 1;
  return dots;
}
