/**
 * A slip drawn to a picture of one bit a dot. The same slip and paper give the same bits.
 * Drawn in bands, and it breathes between them: 245 medicines are some metres of paper.
 */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Bitmap } from '../../hardware/ports.ts';
import { layOut, type Paper } from './layout.ts';
import type { PaperSlip } from './paper-slip.ts';
import type { PlacedBlock } from './sheet.ts';
import { slipFonts, type SlipFonts } from './slip-fonts.ts';
import type { MissingGlyph } from './type-setting.ts';

/** Rows drawn at a time: a few milliseconds' work. */
const bandRows = 128;
/** A letter may reach this far beyond its line: Nastaliq climbs, and so do stacked marks. */
const overhang = 2.5;
/** Dots that any letter may reach out of its block. */
const farthest = 200;
/** Grey below this prints: strokes a little strong, as a thermal head needs them. */
const darkEnough = 150;
/** Paper between the print head and the cutter, fed before the cut. */
export const cutterFeedMillimetres = 15;

export interface SlipPicture {
  readonly picture: Bitmap;
  readonly lengthMillimetres: number;
  readonly words: readonly string[];
}

/** Lets other work run; called between bands and blocks. */
export type Breathe = () => Promise<void>;

export const breathe: Breathe = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export async function drawSlip(slip: PaperSlip, paper: Paper, pause: Breathe = breathe): Promise<SlipPicture> {
  const fonts = slipFonts();
  const blocks: PlacedBlock[] = [];
  for (const block of layOut(slip, paper, fonts.pen())) {
    blocks.push(block);
    await pause();
  }
  const last = blocks.at(-1);
  const height = Math.max(1, last === undefined ? 1 : last.top + last.height);
  const rowBytes = Math.ceil(paper.width / 8);
  const data = new Uint8Array(rowBytes * height);
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top);
    drawBand(blocks, { top, rows, width: paper.width }, fonts, data.subarray(top * rowBytes, (top + rows) * rowBytes));
    await pause();
  }
  return {
    picture: { width: paper.width, height, data },
    lengthMillimetres: Math.ceil((height / paper.dotsPerInch) * 25.4 + cutterFeedMillimetres),
    words: blocks.flatMap((block) => block.words),
  };
}

interface Band {
  readonly top: number;
  readonly rows: number;
  readonly width: number;
}

function drawBand(blocks: readonly PlacedBlock[], band: Band, fonts: SlipFonts, into: Uint8Array): void {
  const canvas = createCanvas(band.width, band.rows);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, band.width, band.rows);
  context.translate(0, -band.top);
  for (const block of blocks) {
    if (block.top >= band.top + band.rows + farthest || block.top + block.height <= band.top - farthest) continue;
    context.fillStyle = '#000';
    for (const { x, y, width, height } of block.rectangles) context.fillRect(x, y, width, height);
    for (const { points, stroke } of block.paths) drawPath(context, points, stroke);
    for (const run of block.runs) {
      const reach = run.face.size * overhang;
      if (run.baseline - reach >= band.top + band.rows || run.baseline + reach <= band.top) continue;
      fonts.use(context, run.face, run.direction);
      context.fillStyle = run.white ? '#fff' : '#000';
      context.fillText(run.text, Math.round(run.x), run.baseline);
    }
    for (const glyph of block.missing) drawMissing(context, glyph, fonts);
  }
  threshold(canvas.data(), band, into);
}

function drawPath(context: SKRSContext2D, points: PlacedBlock['paths'][number]['points'], stroke: number | null): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  if (stroke === null) {
    context.fillStyle = '#000';
    context.fill();
    return;
  }
  context.strokeStyle = '#000';
  context.lineWidth = stroke;
  context.lineJoin = 'round';
  context.stroke();
}

/** A frame with the code point in it, two rows of digits: what was written can still be looked up. */
function drawMissing(context: SKRSContext2D, { codePoint, size, x, baseline }: MissingGlyph, fonts: SlipFonts): void {
  const digits = codePoint.toString(16).toUpperCase().padStart(4, '0');
  const half = Math.ceil(digits.length / 2);
  const width = size * 0.8;
  const left = Math.round(x + size * 0.05);
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  context.lineWidth = 2;
  context.strokeRect(left + 1, Math.round(baseline - size * 0.8) + 1, Math.round(width) - 2, Math.round(size * 0.95) - 2);
  fonts.use(context, { size: Math.round(size * 0.38), weight: 700, nastaliq: false }, 'ltr');
  context.textAlign = 'center';
  context.fillText(digits.slice(0, half), left + width / 2, Math.round(baseline - size * 0.4));
  context.fillText(digits.slice(half), left + width / 2, Math.round(baseline - size * 0.02));
}

/** RGBA to one bit a dot. The picture has no colour, so red stands for all three. */
function threshold(pixels: Uint8Array, band: Band, into: Uint8Array): void {
  const rowBytes = Math.ceil(band.width / 8);
  for (let row = 0; row < band.rows; row += 1) {
    let at = row * band.width * 4;
    for (let x = 0; x < band.width; x += 1, at += 4) {
      if ((pixels[at] ?? 255) < darkEnough) {
        const place = row * rowBytes + (x >> 3);
        into[place] = (into[place] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
}
