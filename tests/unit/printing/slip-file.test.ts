import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../hardware/ports.ts';
import { printStream } from '../../../hardware/printer/print-stream.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { failed, ok } from '../../../hardware/result.ts';
import { drawSlipFile } from '../../../main/cli/slip-file.ts';
import { pngToBitmap, samePicture } from '../../../main/printing/bitmap-png.ts';
import { afternoon, detail, item, record, recorded, section, value } from './records.ts';

/** A second reading of the stream, by the book: `ESC @`, `GS v 0` strips, a cut; anything else is an error. */
function paperOf(stream: Uint8Array): Bitmap {
  const rows: number[] = [];
  let width = 0;
  let at = 0;
  const next = (...bytes: number[]) => bytes.every((byte, place) => stream[at + place] === byte);
  const word = (place: number) => (stream[place] ?? 0) + 256 * (stream[place + 1] ?? 0);
  while (at < stream.length) {
    if (next(0x1b, 0x40)) at += 2;
    else if (next(0x1d, 0x76, 0x30, 0)) {
      width = word(at + 4) * 8;
      const length = word(at + 4) * word(at + 6);
      rows.push(...stream.subarray(at + 8, at + 8 + length));
      at += 8 + length;
    } else if (next(0x1d, 0x56)) at += 4;
    else throw new Error(`Byte ${at} begins no command that a slip needs`);
  }
  return { width, height: rows.length / (width / 8), data: Uint8Array.from(rows) };
}

const made = record([
  section('medicines', {
    items: [item('medicines-0', recorded('Metformin 500 mg tablets'), [detail('dose', recorded('Take 1 tablet twice a day'))])],
  }),
  section('results', { items: [item('results-0', recorded('HbA1c'), [detail('value', value('48 mmol/mol'))])] }),
]);

const request = { bundleBytes: new Uint8Array(), lang: 'en', now: afternoon } as const;

describe('the slip of a file', () => {
  it.each([
    [576, false],
    [576, true],
    [512, false],
    [384, false],
    [384, true],
  ])('comes out of the byte stream as it was drawn, at %i dots, large: %s', async (width, large) => {
    const slip = await drawSlipFile({ ...request, width, large }, () => ok(made));
    if (!slip.ok) throw new Error(slip.error.kind);
    const shown = pngToBitmap(slip.value.png);
    expect(shown.ok && samePicture(shown.value, slip.value.picture)).toBe(true);
    expect(samePicture(paperOf(slip.value.bin), slip.value.picture)).toBe(true);
    const printed = await printStream(slip.value.bin, emulatedProfile(width));
    expect(samePicture(printed.picture, slip.value.picture)).toBe(true);
    expect(slip.value.words).toContain('Metformin 500 mg tablets');
  });

  it('says what is the matter', async () => {
    expect(await drawSlipFile({ ...request, width: 500, large: false }, () => ok(made))).toEqual(failed({ kind: 'unknown-width' }));
    const refused = failed({ kind: 'not-json' } as const);
    expect(await drawSlipFile({ ...request, width: 576, large: false }, () => refused)).toEqual(refused);
  });
});
