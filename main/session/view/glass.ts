/** What the glass of this kiosk means for the view: how large a millimetre is, and how far a hand reaches. */
import type { View } from '../../../preload/contract.ts';
import type { KioskContext } from '../context.ts';

/** The highest thing to press for somebody who sits: millimetres above the floor (EN 301 549 V3.2.1, 8.3.2.1). */
export const highestReach = 1220;

export function glassOf({ screen, staff }: Pick<KioskContext, 'screen' | 'staff'>): Pick<View['settings'], 'pixelPitch' | 'reachLine'> {
  const { pixelPitch, glassAboveFloor } = staff?.measuring ?? screen;
  return { pixelPitch, reachLine: glassAboveFloor === null ? null : Math.max(0, highestReach - glassAboveFloor) };
}
