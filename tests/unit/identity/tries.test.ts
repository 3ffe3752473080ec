import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetsOf, costOf, forgettable, nextTry, usualLimits, type Tries, type TryLimits } from '../../../main/identity/register/tries.ts';

const none: TryLimits = { ...usualLimits, kiosk: [], register: [] };

/** A register in memory: any number of identifiers, one kiosk after another. */
function counter(limits: TryLimits) {
  const tries = new Map<string, Tries>();
  const emptyAt = new Map<string, number>();
  return {
    ask(at: number, guard = 'a', kiosk = 'kiosk-1') {
      const counted = nextTry({ tries: tries.get(guard) ?? null, emptyAt }, { guard, kiosk, at, limits });
      if (counted.tries !== null) tries.set(guard, counted.tries);
      for (const [name, time] of counted.emptyAt) emptyAt.set(name, time);
      return counted.decision;
    },
    right(guard = 'a', kiosk = 'kiosk-1') {
      tries.delete(guard);
      for (const { name, rate } of budgetsOf({ kiosk, limits })) emptyAt.set(name, (emptyAt.get(name) ?? 0) - costOf(rate));
    },
  };
}

const ask = (tries: Tries | null, at: number) => nextTry({ tries, emptyAt: new Map() }, { guard: 'a', kiosk: 'kiosk-1', at, limits: none }).decision;

describe('tries of one identifier', () => {
  it('are counted down, with growing pauses, to a lock', () => {
    expect(ask(null, 0)).toEqual({ kind: 'judge', triesLeft: 4 });
    expect(ask({ wrong: 2, lastAt: 1000 }, 1001)).toEqual({ kind: 'judge', triesLeft: 2 });
    expect(ask({ wrong: 3, lastAt: 1000 }, 1001)).toEqual({ kind: 'wait', seconds: 15 });
    expect(ask({ wrong: 3, lastAt: 1000 }, 16_000)).toEqual({ kind: 'judge', triesLeft: 1 });
    expect(ask({ wrong: 4, lastAt: 1000 }, 60_999)).toEqual({ kind: 'wait', seconds: 1 });
    expect(ask({ wrong: 5, lastAt: 1000 }, 1e15)).toEqual({ kind: 'locked' });
  });

  it('wait the pause once more, and not for a year, when the clock is set back by a year', () => {
    const { ask: next } = counter(none);
    const now = Date.UTC(2026, 10, 1);
    const yearAgo = Date.UTC(2025, 10, 1);
    for (let wrong = 0; wrong < 3; wrong += 1) next(now);
    expect(next(yearAgo)).toEqual({ kind: 'wait', seconds: 15 });
    expect(next(yearAgo + 5_000)).toEqual({ kind: 'wait', seconds: 10 });
    expect(next(yearAgo + 15_000)).toEqual({ kind: 'judge', triesLeft: 1 });
  });

  it('never wait longer than the delay, whatever the clock did, and never number more than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 60 }), (times) => {
        const { ask: next } = counter(usualLimits);
        let judged = 0;
        for (const at of times) {
          const decision = next(at);
          if (decision.kind === 'wait') expect(decision.seconds).toBeLessThanOrEqual(60);
          if (decision.kind === 'judge') judged += 1;
        }
        expect(judged).toBeLessThanOrEqual(usualLimits.most);
      }),
    );
  });

  it('are forgotten after a year, unless the clock had not been set when they were made', () => {
    const now = Date.UTC(2028, 5, 1);
    const { from, before } = forgettable(now);
    const old = (lastAt: number) => lastAt >= from && lastAt < before;
    expect(old(Date.UTC(2027, 4, 1))).toBe(true);
    expect(old(Date.UTC(2027, 6, 1))).toBe(false);
    expect(old(5_000)).toBe(false);
  });
});

describe('tries of everybody together', () => {
  const limits: TryLimits = { most: 5, delays: [], kiosk: [{ most: 3, seconds: 60 }], register: [{ most: 5, seconds: 100 }] };

  it('run out at one kiosk, come back one by one, and leave the next kiosk alone', () => {
    const { ask: next } = counter(limits);
    for (const guard of ['a', 'b', 'c']) expect(next(0, guard)).toMatchObject({ kind: 'judge' });
    expect(next(0, 'd')).toEqual({ kind: 'wait', seconds: 20 });
    expect(next(0, 'd', 'kiosk-2')).toMatchObject({ kind: 'judge' });
    expect(next(20_000, 'd')).toMatchObject({ kind: 'judge' });
    expect(next(20_000, 'd')).toEqual({ kind: 'wait', seconds: 20 });
  });

  it('run out at all kiosks of a register', () => {
    const { ask: next } = counter(limits);
    for (const kiosk of ['1', '2', '3', '4', '5']) expect(next(0, kiosk, kiosk)).toMatchObject({ kind: 'judge' });
    expect(next(0, 'f', '6')).toEqual({ kind: 'wait', seconds: 20 });
  });

  it('that prove right are given back', () => {
    const { ask: next, right } = counter(limits);
    for (let visit = 0; visit < 50; visit += 1) {
      expect(next(visit)).toMatchObject({ kind: 'judge' });
      right();
    }
  });

  it('cost the identifier nothing while they wait', () => {
    const { ask: next } = counter(limits);
    for (const guard of ['a', 'b', 'c']) next(0, guard);
    for (let turn = 0; turn < 9; turn += 1) next(0, 'd');
    expect(next(20_000, 'd')).toEqual({ kind: 'judge', triesLeft: 4 });
  });

  it('wait no longer than it takes to get one back, whatever the clock does, and number no more than the rate', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 30_000 }), { maxLength: 80 }), (steps) => {
        const { ask: next } = counter(limits);
        let [at, elapsed, judged] = [1e12, 0, 0];
        steps.forEach((step, place) => {
          at += step;
          elapsed += Math.abs(step);
          const decision = next(at, `guard ${place}`);
          if (decision.kind === 'judge') judged += 1;
          if (decision.kind === 'wait') expect(decision.seconds).toBeLessThanOrEqual(20);
        });
        expect(judged).toBeLessThanOrEqual(3 + elapsed / 20_000);
      }),
    );
  });
});
