/** Codes drawn by zxing-wasm's writer, from this machine's own files: for the emulated printer. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule } from 'zxing-wasm/writer';
import type { Bitmap, DrawSymbol } from '../ports.ts';

export async function openSymbolWriter(): Promise<DrawSymbol> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  const writer = await prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer }, fireImmediately: true });

  return (format, data, options) => {
    const settings = { format, options, scale: 1, rotate: 0, invert: false, addHRT: false, addQuietZones: false };
    const { error, symbol } = writer.writeBarcodeFromText(textOf(data), settings);
    return error === '' ? bitmapOf(symbol) : null;
  };
}

function textOf(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    // Not text: bytes stand for the first 256 characters.
    return String.fromCharCode(...data);
  }
}

/** One byte a dot, 0 is black. */
function bitmapOf({ width, height, data }: { width: number; height: number; data: Uint8ClampedArray }): Bitmap {
  const perRow = Math.ceil(width / 8);
  const packed = new Uint8Array(perRow * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 255) < 128) packed[y * perRow + (x >> 3)] = (packed[y * perRow + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, data: packed };
}
