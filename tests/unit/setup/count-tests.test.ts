import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../../count-tests.ts';

const vitest = (passed: number, failed: number, pending = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
});

test('passed and failed tests are counted from the reports', () => {
  expect(countVitest(vitest(5, 2, 1), false)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 0 };
  expect(countPlaywright({ stats }, false)).toEqual({ passed: 9, failed: 1, skipped: 0 });
});

test('a run that broke without a failed test is still a failure', () => {
  expect(countVitest(vitest(5, 0), false)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  expect(countVitest(null, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright({}, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a run without a test is not a success', () => {
  expect(countVitest(vitest(0, 0, 3), true)).toEqual({ passed: 0, failed: 1, skipped: 3 });
});
