import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitmapToDataUrl, bitmapToPng, pngToBitmap, samePicture } from '../../../main/printing/bitmap-png.ts';

const bitmaps = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc.uint8Array({ minLength: Math.ceil(width / 8) * height, maxLength: Math.ceil(width / 8) * height }).map((bytes) => {
      const rowBytes = Math.ceil(width / 8);
      const spare = rowBytes * 8 - width;
      const data = bytes.map((byte, place) => (place % rowBytes === rowBytes - 1 ? byte & (0xff << spare) : byte));
      return { width, height, data };
    }),
  );

describe('a picture as PNG', () => {
  it('comes back dot for dot', async () => {
    await fc.assert(
      fc.asyncProperty(bitmaps, async (bitmap) => {
        const back = pngToBitmap(await bitmapToPng(bitmap));
        expect(back.ok && samePicture(back.value, bitmap)).toBe(true);
      }),
    );
  });

  it('is read by the canvas: black is black', async () => {
    const { loadImage, createCanvas } = await import('@napi-rs/canvas');
    const png = await bitmapToPng({ width: 9, height: 2, data: Uint8Array.of(0x80, 0x80, 0x00, 0x00) });
    const canvas = createCanvas(9, 2);
    const context = canvas.getContext('2d');
    context.drawImage(await loadImage(Buffer.from(png)), 0, 0);
    const { data } = context.getImageData(0, 0, 9, 2);
    expect([data[0], data[4], data[8 * 4], data[9 * 4]]).toEqual([0, 255, 0, 255]);
  });

  it('fits a page as a data URL', async () => {
    const url = await bitmapToDataUrl({ width: 576, height: 30_000, data: new Uint8Array(72 * 30_000) });
    expect(url).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/);
    expect(url.length).toBeLessThan(4_000_000);
  });

  it('refuses what is no such picture', async () => {
    expect(pngToBitmap(new Uint8Array(100)).ok).toBe(false);
    const png = await bitmapToPng({ width: 8, height: 1, data: Uint8Array.of(1) });
    expect(pngToBitmap(png.subarray(0, 45)).ok).toBe(false);
    const broken = png.slice();
    broken[24] = 8;
    expect(pngToBitmap(broken).ok).toBe(false);
  });
});
