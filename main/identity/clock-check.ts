import type { Clock } from '../clock.ts';

/**
 * A machine without a battery for its clock starts in 1970 or at its last shutdown.
 * Before this software existed, or decades ahead, no expiry can be judged.
 */
export const earliestTrusted = Date.UTC(2026, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** Milliseconds since 1970, or null where the clock was plainly never set. */
export function trustedTime(clock: Clock): number | null {
  const at = clock.now();
  return at >= earliestTrusted && at < latest ? at : null;
}
