import { describe, expect, it } from 'vitest';
import { rootFontSize } from '../../../renderer/screen-size.ts';
import type { View } from '../../../preload/contract.ts';

const settings = (textSize: View['settings']['textSize'], pixelPitch: number): View['settings'] => ({
  textSize, pixelPitch, reachLine: null, theme: 'standard', lowButtons: false, sound: false, reducedMotion: false,
});
/** Height of a capital in millimetres: Inter's are 0.727 em; the smallest text is 1.05 rem. */
const smallestCapital = (textSize: View['settings']['textSize'], pitch: number) => rootFontSize(settings(textSize, pitch)) * 1.05 * 0.727 * pitch;

describe('letters are as large on every screen', () => {
  it.each([0.248, 0.254, 0.274, 0.277, 0.311])('at %f mm a pixel', (pitch) => {
    expect(smallestCapital('normal', pitch)).toBeGreaterThan(4.8);
    expect((180 * smallestCapital('biggest', pitch)) / (Math.PI * 600)).toBeGreaterThan(0.7);
  });
  it('is 150 % on a 23.8 inch screen', () => {
    expect(rootFontSize(settings('normal', 0.274))).toBe(24);
  });
});
