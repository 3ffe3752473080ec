/** Letters as a printer's own font has them, from the slip's fonts: so that other programs' receipts can be read on the emulated printer. */
import { createCanvas } from '@napi-rs/canvas';
import type { Bitmap, DrawLetter } from '../../hardware/ports.ts';
import { slipFonts } from './slip-fonts.ts';

const darkEnough = 150;

export function printerLetters(): DrawLetter {
  const fonts = slipFonts();
  const { covers } = fonts.pen();
  const drawn = new Map<string, Bitmap | null>();

  return (character, width, height, bold) => {
    const key = `${character} ${width} ${height} ${bold}`;
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const letter = covers(character.codePointAt(0) ?? 0) ? draw(character) : null;
    drawn.set(key, letter);
    return letter;

    function draw(text: string): Bitmap {
      const canvas = createCanvas(width, height);
      const context = canvas.getContext('2d');
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#000';
      fonts.use(context, { size: Math.round(height * 0.8), weight: bold ? 700 : 400, nastaliq: false }, 'ltr');
      context.textAlign = 'center';
      context.fillText(text, width / 2, Math.round(height * 0.8), width);
      return packed(canvas.data(), width, height);
    }
  };
}

function packed(pixels: Uint8Array, width: number, height: number): Bitmap {
  const rowBytes = Math.ceil(width / 8);
  const data = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[(y * width + x) * 4] ?? 255) >= darkEnough) continue;
      const place = y * rowBytes + (x >> 3);
      data[place] = (data[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, data };
}
