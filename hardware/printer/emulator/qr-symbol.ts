/** A QR code as a picture, for printers that draw it themselves. */
import { create } from 'qrcode';
import { Canvas } from './canvas.ts';

export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** Null where the data is longer than any QR code holds. */
export function drawQr(data: Uint8Array, level: QrLevel, moduleDots: number): Canvas | null {
  if (data.length === 0 || data.length > 2953) return null;
  try {
    const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: level });
    const canvas = new Canvas(modules.size * moduleDots, modules.size * moduleDots);
    for (let y = 0; y < modules.size; y += 1) {
      for (let x = 0; x < modules.size; x += 1) {
        if (modules.get(y, x)) canvas.fill(x * moduleDots, y * moduleDots, moduleDots, moduleDots);
      }
    }
    return canvas;
  } catch {
    // The library's way of saying that the data does not fit at this level.
    return null;
  }
}
