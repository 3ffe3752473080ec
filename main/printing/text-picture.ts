/** A slip in text as it will look: the same words in the same lines and columns, and the lines that are sent as pictures. */
import { createCanvas } from '@napi-rs/canvas';
import type { Bitmap, PrinterProfile, TextLine, TextPage } from '../../hardware/ports.ts';
import { printablePicture } from '../../hardware/printer/escpos-codec.ts';
import { textLineRows } from '../../hardware/printer/text-codec.ts';
import { breathe, type Breathe } from './draw.ts';
import { slipFonts } from './slip-fonts.ts';
import { bytesOfLine, type SetLine, type SetSlip } from './text-slip.ts';

/** Font A of an ESC/POS printer. */
const cell = { width: 12, height: 24 };
const darkEnough = 150;
/** Lines between two pauses: a few milliseconds. */
const linesAtOnce = 8;

export interface TextPicture {
  readonly picture: Bitmap;
  readonly page: TextPage;
}

export async function drawText(slip: SetSlip, profile: Pick<PrinterProfile, 'width' | 'dotsPerInch' | 'codeTables'>, pause: Breathe = breathe): Promise<TextPicture> {
  const rows = textLineRows(profile, slip.double);
  const rowBytes = Math.ceil(profile.width / 8);
  const data = new Uint8Array(Math.max(1, slip.lines.length * rows) * rowBytes);
  const lines: TextLine[] = [];
  for (const [at, line] of slip.lines.entries()) {
    const drawn = drawLine(line, slip.double, rows, profile.width);
    // As long as the line that it stands for, so that the paper is as long as the preview.
    const shown = line.drawn ? printablePicture(drawn) : drawn;
    data.set(shown.data, at * rows * rowBytes);
    lines.push(line.drawn ? { kind: 'picture', picture: shown } : { kind: 'text', bytes: bytesOfLine(line, slip.table), bold: line.bold });
    if (at % linesAtOnce === linesAtOnce - 1) await pause();
  }
  const picture = { width: profile.width, height: Math.max(1, slip.lines.length * rows), data };
  return { picture, page: { codeTable: profile.codeTables[slip.table] ?? 0, double: slip.double, lines } };
}

/** Every letter in its own column, squeezed into it where it is wider: as printers' letters are. */
function drawLine({ cells, bold }: SetLine, double: boolean, rows: number, width: number): Bitmap {
  const fonts = slipFonts();
  const times = double ? 2 : 1;
  const canvas = createCanvas(width, rows);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, rows);
  context.fillStyle = '#000';
  const size = 19 * times;
  fonts.use(context, { size, weight: bold ? 700 : 400, nastaliq: false }, 'ltr');
  context.textAlign = 'center';
  const baseline = Math.round(cell.height * times * 0.8);
  for (const [column, letter] of cells.entries()) {
    if (letter !== ' ') context.fillText(letter, (column + 0.5) * cell.width * times, baseline, cell.width * times);
  }
  const rowBytes = Math.ceil(width / 8);
  const data = new Uint8Array(rowBytes * rows);
  const pixels = canvas.data();
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[(y * width + x) * 4] ?? 255) >= darkEnough) continue;
      const place = y * rowBytes + (x >> 3);
      data[place] = (data[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height: rows, data };
}
