import { expect, test } from 'vitest';
import { pngToBitmap } from '../../../main/printing/bitmap-png.ts';
import { pageBreaks } from '../../../main/printing/page-breaks.ts';
import { drawSlipFile } from '../../../main/cli/slip-file.ts';
import { ok } from '../../../hardware/result.ts';
import { afternoon, item, record, recorded, section } from './records.ts';

const slip = (lang: 'en' | 'ur') =>
  drawSlipFile(
    { bundleBytes: new Uint8Array(), width: 576, lang, large: false, now: afternoon },
    () => ok(record([section('medicines', { items: Array.from({ length: 6 }, (_, place) => item(`m-${place}`, recorded(`Medicine ${place}`))) })])),
  );

test.each(['en', 'ur'] as const)('a page of the preview ends in white, never in a line (%s)', async (lang) => {
  const drawn = await slip(lang);
  const picture = drawn.ok ? pngToBitmap(drawn.value.png) : drawn;
  if (!picture.ok) throw new Error('not drawn');
  const breaks = pageBreaks(picture.value);
  expect(breaks.length).toBeGreaterThan(25);
  expect(breaks).toEqual(breaks.toSorted((a, b) => a - b));
  const row = (at: number) => picture.value.data.subarray(at * 72 + 3, at * 72 + 69);
  expect(breaks.filter((at) => row(at).some((byte) => byte !== 0))).toEqual([]);
  // Never more than a frame's height without one, so that a page of the window always finds a place.
  const gaps = breaks.map((at, place) => at - (breaks[place - 1] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(300);
});

test('where all is ink there is no place', () => {
  expect(pageBreaks({ width: 64, height: 40, data: new Uint8Array(320).fill(0xff) })).toEqual([]);
  expect(pageBreaks({ width: 64, height: 40, data: new Uint8Array(320) })).toEqual([]);
});
