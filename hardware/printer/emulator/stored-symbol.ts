/** GS ( k: what a printer is told of a two-dimensional code before it prints it, and the code as a picture. */
import type { Bitmap, DrawSymbol, SymbolFormat } from '../../ports.ts';
import { Canvas } from './canvas.ts';
import { drawQr } from './qr-symbol.ts';
import type { QrLevel } from './qr-symbol.ts';

/** cn of GS ( k. */
export const symbologies: ReadonlyMap<number, string> = new Map([
  [48, 'pdf417'],
  [49, 'qr'],
  [50, 'maxicode'],
  [51, 'gs1-databar'],
  [52, 'composite'],
  [53, 'aztec'],
  [54, 'data-matrix'],
]);

/** Parameters by their function number, as they were last set; `data` as fn 80 stored it. */
export interface StoredSymbol {
  readonly settings: Map<number, readonly number[]>;
  data: Uint8Array;
}

const levels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];

/** Null where nothing is stored, the data does not fit, or nobody is there to draw that symbology. */
export function drawStored(code: number, { settings, data }: StoredSymbol, draw: DrawSymbol | null): Canvas | null {
  if (data.length === 0) return null;
  const first = (fn: number, otherwise: number): number => settings.get(fn)?.[0] ?? otherwise;
  const size = Math.min(16, Math.max(1, first(67, code === 51 || code === 52 ? 2 : 3)));
  if (code === 49 && first(65, 50) !== 51) return drawQr(data, levels[first(69, 48) - 48] ?? 'L', size);
  if (draw === null) return null;
  const scaled = (format: SymbolFormat, options = '', wide = size, tall = size, of = data): Canvas | null => {
    const picture = draw(format, of, options);
    return picture === null ? null : canvasOf(picture).scaled(wide, tall);
  };
  if (code === 49) return scaled('MicroQRCode', `ecLevel=${levels[first(69, 48) - 48] ?? 'L'}`);
  if (code === 48) {
    const [kind = 49, level = 1] = settings.get(69) ?? [];
    const options = [first(65, 0) > 0 ? `columns=${first(65, 0)}` : '', kind === 48 ? `ecLevel=${Math.min(8, level - 48)}` : ''];
    const picture = draw(first(70, 0) % 48 === 1 ? 'CompactPDF417' : 'PDF417', data, options.filter((option) => option !== '').join());
    // The writer draws each row three modules high; fn 68 says how high it is here.
    return picture === null ? null : everyThirdRow(picture).scaled(size, size * Math.min(8, Math.max(2, first(68, 3))));
  }
  if (code === 50) return scaled('MaxiCode', `version=${Math.max(2, first(65, 50) - 48)}`, 1, 1);
  if (code === 51) {
    const stacked: Readonly<Record<number, SymbolFormat>> = { 72: 'DataBarStacked', 73: 'DataBarStackedOmni', 76: 'DataBarExpandedStacked' };
    const format = stacked[data[0] ?? 0];
    return format === undefined ? null : scaled(format, '', size, size, data.subarray(1));
  }
  if (code === 53) return scaled('Aztec');
  return code === 54 ? scaled('DataMatrix', first(66, 48) === 48 ? 'forceSquare' : '') : null;
}

export function canvasOf({ width, height, data }: Bitmap): Canvas {
  const canvas = new Canvas(width, height);
  for (let row = 0; row < height; row += 1) canvas.addRow(row, 0, data.subarray(row * canvas.bytesPerRow, (row + 1) * canvas.bytesPerRow));
  return canvas;
}

function everyThirdRow({ width, height, data }: Bitmap): Canvas {
  const perRow = Math.ceil(width / 8);
  const canvas = new Canvas(width, Math.ceil(height / 3));
  for (let row = 0; row < canvas.height; row += 1) canvas.addRow(row, 0, data.subarray(row * 3 * perRow, (row * 3 + 1) * perRow));
  return canvas;
}
