/**
 * How often somebody may guess. Two counts, both kept in the register before anybody works out whether a guess is right:
 * - one for every identifier that was presented, whether anybody has it or not: an unknown card counts down, waits and
 *   locks exactly like a known one, and none of it lapses by itself for a year;
 * - one for all wrong guesses together, at a kiosk and at all kiosks that share a register, for whoever tries many
 *   identifiers once each. It fills by one a wrong guess and empties evenly (the generic cell rate algorithm of
 *   ITU-T I.371), so nobody waits longer than it takes to empty by one.
 */
import { earliestTrusted } from '../clock-check.ts';

/** `most` wrong tries at once, and as many again in `seconds`. */
export interface Rate {
  readonly most: number;
  readonly seconds: number;
}

export interface TryLimits {
  /** Wrong tries until the identifier is locked; only a person of the practice or site unlocks it. */
  readonly most: number;
  /** Seconds to wait after the first, second, third... wrong try. */
  readonly delays: readonly number[];
  /** Of all identifiers together, at one kiosk. */
  readonly kiosk: readonly Rate[];
  /** The same at all kiosks of the register. */
  readonly register: readonly Rate[];
}

const minute = 60;
const day = 24 * 60 * minute;

/** Five guesses at 10,000 or more PINs, with pauses that a person hardly meets and a machine does. */
export const usualLimits: TryLimits = {
  most: 5,
  delays: [0, 0, 15, 60],
  kiosk: [
    { most: 10, seconds: minute },
    { most: 100, seconds: day },
  ],
  register: [
    { most: 60, seconds: minute },
    { most: 1000, seconds: day },
  ],
};

export interface TryRequest {
  /** An HMAC of the identifier that was presented. */
  readonly guard: string;
  /** The site file's name of the kiosk. */
  readonly kiosk: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly limits: TryLimits;
}

export interface Tries {
  readonly wrong: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

export interface Budget {
  readonly name: string;
  readonly rate: Rate;
}

/** When each budget is empty again, by its name: milliseconds since 1970. */
export type EmptyAt = ReadonlyMap<string, number>;

export type TryDecision =
  /** May be judged; counted as wrong until it proves right. */
  | { readonly kind: 'judge'; readonly triesLeft: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'locked' };

/** What is decided, and what the register must hold before anybody is told. */
export interface CountedTry {
  readonly decision: TryDecision;
  /** Null: as it was. */
  readonly tries: Tries | null;
  /** Those that change. */
  readonly emptyAt: EmptyAt;
}

/** In the order of their names, in which every kiosk takes them: two never wait for each other. */
export function budgetsOf({ kiosk, limits }: Pick<TryRequest, 'kiosk' | 'limits'>): readonly Budget[] {
  const named = (whose: string, rates: readonly Rate[]) => rates.map((rate) => ({ name: `${whose} ${rate.seconds} s`, rate }));
  return [...named(`kiosk ${kiosk}`, limits.kiosk), ...named('register', limits.register)].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

/**
 * The clock may have jumped. Forward, it ends a pause early, and the count of wrong tries holds. Back, a pause and a
 * budget begin again from now, so that nobody waits for a year that was never there.
 */
export function nextTry(before: { readonly tries: Tries | null; readonly emptyAt: EmptyAt }, request: TryRequest): CountedTry {
  const { at, limits } = request;
  const wrong = before.tries?.wrong ?? 0;
  if (wrong >= limits.most) return { decision: { kind: 'locked' }, tries: null, emptyAt: new Map() };
  const delay = wrong === 0 ? 0 : (limits.delays[wrong - 1] ?? limits.delays.at(-1) ?? 0) * 1000;
  const lastAt = before.tries?.lastAt ?? at;
  const pause = Math.min(lastAt, at) + delay - at;
  if (pause > 0) return { decision: waitFor(pause), tries: lastAt > at ? { wrong, lastAt: at } : null, emptyAt: new Map() };

  const spent = budgetsOf(request).map(({ name, rate }) => ({ name, was: before.emptyAt.get(name) ?? 0, ...spend(before.emptyAt.get(name) ?? 0, rate, at) }));
  const longest = Math.max(0, ...spent.map(({ wait }) => wait));
  if (longest > 0) {
    const cut = spent.filter(({ was, from }) => from < was);
    return { decision: waitFor(longest), tries: null, emptyAt: new Map(cut.map(({ name, from }) => [name, from])) };
  }
  return {
    decision: { kind: 'judge', triesLeft: limits.most - wrong - 1 },
    tries: { wrong: wrong + 1, lastAt: at },
    emptyAt: new Map(spent.map(({ name, to }) => [name, to])),
  };
}

/** Milliseconds by which a budget empties when a try that it counted proves right. */
export function costOf({ most, seconds }: Rate): number {
  return Math.ceil((seconds * 1000) / most);
}

/**
 * Tries that nobody added to for a year are forgotten, whoever's they are: of numbers that are nobody's here nothing
 * stays for ever, and a lock that lapses says nothing of whose it was. Times of a clock that was never set do not count.
 */
export function forgettable(at: number): { readonly from: number; readonly before: number } {
  return { from: earliestTrusted, before: at - 365 * day * 1000 };
}

function spend(emptyAt: number, rate: Rate, at: number): { readonly from: number; readonly to: number; readonly wait: number } {
  const full = at + costOf(rate) * rate.most;
  const from = Math.min(Math.max(emptyAt, at), full);
  const to = from + costOf(rate);
  return { from, to, wait: to - full };
}

function waitFor(milliseconds: number): TryDecision {
  return { kind: 'wait', seconds: Math.ceil(milliseconds / 1000) };
}
