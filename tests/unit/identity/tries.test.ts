import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTry, usualLimits } from '../../../main/identity/tries.ts';

describe('tries', () => {
  it('are counted down, with growing pauses, to a lock', () => {
    expect(nextTry(null, 0, usualLimits)).toMatchObject({ kind: 'judge', triesLeft: 4 });
    expect(nextTry({ wrong: 2, lastAt: 1000 }, 1001, usualLimits)).toMatchObject({ kind: 'judge', triesLeft: 2 });
    expect(nextTry({ wrong: 3, lastAt: 1000 }, 1001, usualLimits)).toEqual({ kind: 'wait', seconds: 15 });
    expect(nextTry({ wrong: 3, lastAt: 1000 }, 16_000, usualLimits)).toMatchObject({ kind: 'judge', triesLeft: 1 });
    expect(nextTry({ wrong: 4, lastAt: 1000 }, 60_999, usualLimits)).toEqual({ kind: 'wait', seconds: 1 });
    expect(nextTry({ wrong: 5, lastAt: 1000 }, 1e15, usualLimits)).toEqual({ kind: 'locked' });
  });

  it('never wait longer than the delay, whatever the clock did, and never number more than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 60 }), (times) => {
        let tries: { wrong: number; lastAt: number } | null = null;
        let judged = 0;
        for (const at of times) {
          const decision = nextTry(tries, at, usualLimits);
          if (decision.kind === 'wait') expect(decision.seconds).toBeLessThanOrEqual(60);
          if (decision.kind !== 'judge') continue;
          judged += 1;
          tries = decision.counted;
        }
        expect(judged).toBeLessThanOrEqual(usualLimits.most);
      }),
    );
  });
});
