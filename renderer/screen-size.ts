/** Millimetres and letters: everything on the screen is measured from these two. */
import type { View } from '../preload/contract.ts';

type Settings = View['settings'];

/**
 * Height of one rem in millimetres. Body text is 19/16 rem and Inter's capitals are 0.727 em:
 * at `biggest` the smallest text (1.05 rem) has capitals of 7.5 mm, 0.7 degrees at 600 mm (EN 301 549, 5.1.4).
 */
const REM_MM = { normal: 6.576, bigger: 8.46, biggest: 9.86 } as const satisfies Record<Settings['textSize'], number>;

export const pixelsPerMillimetre = (settings: Settings): number => 1 / settings.pixelPitch;

export function rootFontSize(settings: Settings): number {
  return Math.round(REM_MM[settings.textSize] * pixelsPerMillimetre(settings) * 100) / 100;
}
