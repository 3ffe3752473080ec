/** Dot-matrix letters of 5 x 7 for text that other programs send; the kiosk's own slips are pictures. */
import type { DrawLetter } from '../../ports.ts';
import { drawBox } from './box-glyphs.ts';
import { Canvas } from './canvas.ts';
import { canvasOf } from './stored-symbol.ts';

/** Five columns a character from U+0020 to U+007E, lowest bit uppermost. */
const columns =
  '0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0005030000 001c224100 0041221c00 ' +
  '2a1c7f1c2a 08083e0808 0050300000 0808080808 0060600000 2010080402 3e5149453e 00427f4000 4261514946 2141454b31 ' +
  '1814127f10 2745454539 3c4a494930 0171090503 3649494936 064949291e 0036360000 0056360000 0008142241 1414141414 ' +
  '4122140800 0201510906 324979413e 7e1111117e 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e4149497a ' +
  '7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f 7f0408107f 3e4141413e 7f09090906 3e4151215e ' +
  '7f09192946 2649494932 01017f0101 3f4040403f 1f2040201f 3f4038403f 6314081463 0304780403 6151494543 007f414100 ' +
  '0204081020 0041417f00 0402010204 4040404040 0001020400 2054545478 7f48444438 3844444420 384444487f 3854545418 ' +
  '087e090102 0c5252523e 7f08040478 00447d4000 2040443d00 7f10284400 00417f4000 7c04180478 7c08040478 3844444438 ' +
  '7c14141408 081414187c 7c08040408 4854545420 043f444020 3c4040207c 1c2040201c 3c4030403c 4428102844 0c5050503c ' +
  '4464544c44 0008364100 00007f0000 0041360800 1008081008';

const letters = columns.split(' ').map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

export interface GlyphStyle {
  readonly font: 'A' | 'B';
  readonly bold: boolean;
  readonly underline: number;
  readonly inverted: boolean;
  /** 1 to 8. */
  readonly widthTimes: number;
  readonly heightTimes: number;
}

export const cells = { A: { width: 12, height: 24 }, B: { width: 9, height: 17 } } as const;

/** One character in its cell. What the font has no shape for is drawn as a box, an accented letter as its base. */
export function drawGlyph(character: string, style: GlyphStyle, letters: DrawLetter | null): Canvas {
  const cell = cells[style.font];
  const wide = style.widthTimes;
  const tall = style.heightTimes;
  const canvas = new Canvas(cell.width * wide, cell.height * tall);
  const letter = letters?.(character, cell.width, cell.height, style.bold) ?? null;
  const shape = drawBox(character, cell.width, cell.height) ?? (letter === null ? null : canvasOf(letter));
  if (shape === null) drawDots(canvas, character, style);
  else canvas.draw(shape.scaled(wide, tall), 0, 0);
  for (let line = 0; line < style.underline; line += 1) canvas.fill(0, canvas.height - 1 - line, canvas.width, 1);
  if (style.inverted) canvas.invert();
  return canvas;
}

function drawDots(canvas: Canvas, character: string, style: GlyphStyle): void {
  const wide = style.widthTimes;
  const tall = style.heightTimes;
  const dotWide = style.font === 'A' ? 2 : 1.6;
  const dotTall = style.font === 'A' ? 3 : 2;
  const shape = shapeOf(character);
  for (let column = 0; column < 5; column += 1) {
    for (let row = 0; row < 8; row += 1) {
      if (((shape[column] ?? 0) & (1 << row)) === 0) continue;
      const left = Math.round(column * dotWide) * wide;
      const right = Math.round((column + 1) * dotWide) * wide + (style.bold ? wide : 0);
      canvas.fill(left, row * dotTall * tall, right - left, dotTall * tall);
    }
  }
}

function shapeOf(character: string): Uint8Array {
  const base = character.normalize('NFD').codePointAt(0) ?? 0x20;
  if (base === 0xa0) return letters[0] ?? new Uint8Array(5);
  return letters[base - 0x20] ?? Uint8Array.of(0x7f, 0x41, 0x41, 0x41, 0x7f);
}
