/** Lines, corners and blocks of the code tables: they reach the edges of their cell, so that they join. */
import { Canvas } from './canvas.ts';

/** Arms up, right, down and left: 0 none, 1 single, 2 double. */
const arms: ReadonlyMap<string, string> = new Map(
  (
    '─0101 │1010 ┌0110 ┐0011 └1100 ┘1001 ├1110 ┤1011 ┬0111 ┴1101 ┼1111 ═0202 ║2020 ╔0220 ╗0022 ╚2200 ╝2002 ╠2220 ╣2022 ╦0222 ╩2202 ╬2222 ' +
    '╒0210 ╓0120 ╕0012 ╖0021 ╘1200 ╙2100 ╛1002 ╜2001 ╞1210 ╟2120 ╡1012 ╢2021 ╤0212 ╥0121 ╧1202 ╨2101 ╪1212 ╫2121 ╭0110 ╮0011 ╯1001 ╰1100'
  )
    .split(' ')
    .map((entry): [string, string] => [entry.charAt(0), entry.slice(1)]),
);

/** Eighths of the cell: left, top, width, height. */
const blocks: ReadonlyMap<string, readonly [number, number, number, number]> = new Map([
  ['█', [0, 0, 8, 8]],
  ['▀', [0, 0, 8, 4]],
  ['▄', [0, 4, 8, 4]],
  ['▌', [0, 0, 4, 8]],
  ['▐', [4, 0, 4, 8]],
  ['■', [1, 2, 6, 4]],
  ['▔', [0, 0, 8, 1]],
  ['▕', [7, 0, 1, 8]],
  ...[...'▁▂▃'].map((block, at): [string, [number, number, number, number]] => [block, [0, 7 - at, 8, at + 1]]),
  ...[...'▅▆▇'].map((block, at): [string, [number, number, number, number]] => [block, [0, 3 - at, 8, at + 5]]),
  ...[...'▏▎▍'].map((block, at): [string, [number, number, number, number]] => [block, [0, 0, at + 1, 8]]),
  ...[...'▋▊▉'].map((block, at): [string, [number, number, number, number]] => [block, [0, 0, at + 5, 8]]),
]);

/** One dot in so many. */
const shades: ReadonlyMap<string, number> = new Map([
  ['░', 4],
  ['▒', 2],
  ['▓', 1.34],
]);

/** Null for a character that is none of them. */
export function drawBox(character: string, width: number, height: number): Canvas | null {
  const canvas = new Canvas(width, height);
  const block = blocks.get(character);
  const shade = shades.get(character);
  const lines = arms.get(character);
  if (block !== undefined) {
    const [left, top, wide, tall] = block;
    canvas.fill(Math.round((left * width) / 8), Math.round((top * height) / 8), Math.ceil((wide * width) / 8), Math.ceil((tall * height) / 8));
  } else if (shade !== undefined) {
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if ((x + y * 2) % shade < 1) canvas.set(x, y);
  } else if (lines !== undefined) drawArms(canvas, [...lines].map(Number));
  else return null;
  return canvas;
}

function drawArms(canvas: Canvas, [up = 0, right = 0, down = 0, left = 0]: readonly number[]): void {
  const { width, height } = canvas;
  const x = (width >> 1) - 1;
  const y = (height >> 1) - 1;
  const offsets = (kind: number): readonly number[] => (kind === 0 ? [] : kind === 1 ? [0] : [-2, 2]);
  const reachAcross = up === 2 || down === 2 ? 3 : 1;
  const reachDown = left === 2 || right === 2 ? 3 : 1;
  for (const offset of offsets(up)) canvas.fill(x + offset, 0, 2, y + reachDown + 1);
  for (const offset of offsets(down)) canvas.fill(x + offset, y + 1 - reachDown, 2, height - y - 1 + reachDown);
  for (const offset of offsets(left)) canvas.fill(0, y + offset, x + reachAcross + 1, 2);
  for (const offset of offsets(right)) canvas.fill(x + 1 - reachAcross, y + offset, width - x - 1 + reachAcross, 2);
}
