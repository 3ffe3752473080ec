import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../hardware/ports.ts';
import { encodePicture, encodeStrips, printablePicture, realTimePairs } from '../../../hardware/printer/escpos-codec.ts';
import { printStream } from '../../../hardware/printer/print-stream.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { blackDots, stripes } from './pictures.ts';

describe('a picture as ESC/POS', () => {
  it.each([576, 512, 420, 384])('comes out of the emulated printer as it went in, %i dots wide', async (width) => {
    const profile = emulatedProfile(width);
    const picture = printablePicture(stripes(width, 700));
    const stream = encodePicture(picture, profile);
    expect(stream.ok).toBe(true);
    if (!stream.ok) return;
    const printed = await printStream(stream.value, profile);
    expect(printed.picture).toEqual(picture);
    expect(printed.report).toEqual({ text: '', symbols: [], unknownCommands: [], bytesLeft: 0, cuts: 1, status: 'ready' });
    expect(printed.paper.height).toBeGreaterThan(picture.height);
  });

  it('has strips of at most 128 rows, each as long as it says', () => {
    const strips = encodeStrips({ width: 420, height: 300, data: new Uint8Array(53 * 300) }, emulatedProfile(420));
    expect(strips.ok && strips.value.map(({ rows, bytes }) => [rows, bytes.length])).toEqual([
      [128, 8 + 128 * 53],
      [128, 8 + 128 * 53],
      [44, 8 + 44 * 53],
    ]);
  });

  it('is refused where it is wider than the paper, or not the size it says', () => {
    expect(encodeStrips(stripes(584, 8), emulatedProfile(576))).toMatchObject({ error: { kind: 'too-wide' } });
    const torn = { ...stripes(576, 8), height: 9 };
    expect(encodeStrips(torn, emulatedProfile(576))).toMatchObject({ error: { kind: 'misshapen' } });
  });
});

/** Bytes that a real-time command could begin or continue with are far likelier than in any real picture. */
const nastyByte = fc.constantFrom(0x10, 0x10, 0x10, 0x04, 0x05, 0x14, 0x18, 0x00, 0xff);
const nastyPicture = fc
  .record({ width: fc.integer({ min: 1, max: 100 }), height: fc.integer({ min: 0, max: 40 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: Math.ceil(width / 8) * height, maxLength: Math.ceil(width / 8) * height })
      .chain((noise) =>
        fc.array(nastyByte, { minLength: noise.length, maxLength: noise.length }).map(
          (nasty): Bitmap => ({ width, height, data: noise.map((byte, at) => (byte < 200 ? (nasty[at] ?? 0) : byte)) }),
        ),
      ),
  );

describe('the guard against real-time commands', () => {
  it('lets none occur in a job, adds a dot only beside a black one, and is idempotent', async () => {
    await fc.assert(
      fc.asyncProperty(nastyPicture, fc.integer({ min: 1, max: 20 }), async (picture, stripRows) => {
        const profile = { ...emulatedProfile(576), stripRows };
        const guarded = printablePicture(picture);
        expect(printablePicture(guarded)).toEqual(guarded);
        const tail = picture.width % 8 === 0 ? 0xff : (0xff << (8 - (picture.width % 8))) & 0xff;
        const bytesPerRow = Math.ceil(picture.width / 8);
        const whiteBeyond = picture.data.map((byte, at) => (at % bytesPerRow === bytesPerRow - 1 ? byte & tail : byte));
        for (const [at, byte] of guarded.data.entries()) {
          if (byte !== whiteBeyond[at]) expect([whiteBeyond[at], byte]).toEqual([0x10, 0x18]);
        }
        const stream = encodePicture(picture, profile);
        if (!stream.ok) throw new Error(stream.error.kind);
        expect(realTimePairs(stream.value)).toEqual([]);
        const { picture: printed, report } = await printStream(stream.value, profile);
        expect([report.bytesLeft, report.unknownCommands]).toEqual([0, []]);
        expect(printed.height).toBe(picture.height);
        expect(blackDots(printed)).toBe(blackDots(guarded));
      }),
      { numRuns: 300 },
    );
  });
});
