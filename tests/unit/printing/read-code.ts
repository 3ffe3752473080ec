/** A QR code on a picture of paper, module by module. */
import type { Bitmap } from '../../../hardware/ports.ts';

const isBlack = ({ width, data }: Bitmap, x: number, y: number) => (((data[y * Math.ceil(width / 8) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;

const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];

/** The code read back by the middle of every module, from its first finder pattern, with the light around it. */
export function readBack(picture: Bitmap, size: number): { readonly rows: readonly string[]; readonly dot: number; readonly quiet: boolean } | null {
  for (let top = 0; top < picture.height; top += 1) {
    for (let left = 0; left < picture.width; left += 1) {
      if (!isBlack(picture, left, top)) continue;
      let run = 0;
      while (isBlack(picture, left + run, top)) run += 1;
      const dot = run / 7;
      const modules = (count: number) =>
        Array.from({ length: count }, (_, row) =>
          Array.from({ length: count }, (__, column) => (isBlack(picture, left + Math.floor((column + 0.5) * dot), top + Math.floor((row + 0.5) * dot)) ? '#' : '.')).join(''),
        );
      if (Number.isInteger(dot) && dot > 1 && modules(7).join() === finder.join()) {
        const end = left + size * dot;
        const light = (x: number) => Array.from({ length: size * dot }, (_, row) => !isBlack(picture, x, top + row)).every(Boolean);
        const around = Array.from({ length: 4 * dot }, (_, x) => light(left - 1 - x) && light(end + x)).every(Boolean);
        return { rows: modules(size), dot, quiet: around && left >= 4 * dot && end + 4 * dot <= picture.width };
      }
      left += run;
    }
  }
  return null;
}
