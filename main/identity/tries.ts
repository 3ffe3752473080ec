/**
 * How often somebody may guess. One count for every identifier that was presented, whether anybody has it or not,
 * so that an unknown card counts down, waits and locks exactly like a known one.
 */
export interface TryLimits {
  /** Wrong tries until the identifier is locked; only a person of the practice or site unlocks it. */
  readonly most: number;
  /** Seconds to wait after the first, second, third... wrong try. */
  readonly delays: readonly number[];
}

/** Five guesses at 10,000 or more PINs, with pauses that a person hardly meets and a machine does. */
export const usualLimits: TryLimits = { most: 5, delays: [0, 0, 15, 60] };

export interface Tries {
  readonly wrong: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

export type TryDecision =
  /** May be judged; counted as wrong until it proves right. */
  | { readonly kind: 'judge'; readonly counted: Tries; readonly triesLeft: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'locked' };

/** A clock that was set back makes nobody wait longer than the delay itself. */
export function nextTry(before: Tries | null, at: number, limits: TryLimits): TryDecision {
  const wrong = before?.wrong ?? 0;
  if (wrong >= limits.most) return { kind: 'locked' };
  const delay = wrong === 0 ? 0 : (limits.delays[wrong - 1] ?? limits.delays.at(-1) ?? 0) * 1000;
  const wait = Math.min(delay, (before?.lastAt ?? 0) + delay - at);
  if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) };
  return { kind: 'judge', counted: { wrong: wrong + 1, lastAt: at }, triesLeft: limits.most - wrong - 1 };
}
