/** Grey frames with QR codes in them, as a camera would see them: turned, small, noisy, inverted. */
import qrcode from 'qrcode';
import type { GreyFrame } from '../../../hardware/ports.ts';

export interface Sight {
  readonly text: string;
  /** Dots a module. */
  readonly scale?: number;
  /** Degrees. */
  readonly turned?: number;
  /** The middle of the code, as a part of the frame. */
  readonly at?: readonly [across: number, down: number];
  readonly inverted?: boolean;
}

/** `noise`: how many grey levels a dot may be off, of 255; the same every time. */
export function draw(sights: readonly Sight[], { width = 640, height = 480, noise = 0 } = {}): GreyFrame {
  const data = new Uint8Array(width * height).fill(200);
  for (const { text, scale = 5, turned = 0, at = [0.5, 0.5], inverted = false } of sights) {
    const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
    const side = modules.size + 8;
    const [sine, cosine] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [dx, dy] = [(x - at[0] * width) / scale, (y - at[1] * height) / scale];
        const column = Math.floor(dx * cosine + dy * sine + side / 2);
        const row = Math.floor(dy * cosine - dx * sine + side / 2);
        if (column < 0 || row < 0 || column >= side || row >= side) continue;
        const inside = column >= 4 && row >= 4 && column < side - 4 && row < side - 4;
        const dark = inside && modules.get(row - 4, column - 4) !== 0;
        data[y * width + x] = dark !== inverted ? 30 : 220;
      }
    }
  }
  let seed = 1;
  for (let dot = 0; dot < data.length && noise > 0; dot += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    data[dot] = Math.max(0, Math.min(255, (data[dot] ?? 0) + (seed % (2 * noise)) - noise));
  }
  return { width, height, data };
}
