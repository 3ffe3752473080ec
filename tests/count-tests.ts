import * as v from 'valibot';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const number = v.pipe(v.number(), v.integer(), v.minValue(0));
const vitestReport = v.object({ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number });
const playwrightReport = v.object({ stats: v.object({ expected: number, unexpected: number, flaky: number, skipped: number }) });

const nothingCounted: Count = { passed: 0, failed: 1, skipped: 0 };

/** A run that failed without a failed test (a crash, an error outside of tests, no test at all) counts as one failure. */
function withExit(count: Count, exitedWell: boolean): Count {
  const silent = (!exitedWell && count.failed === 0) || count.passed + count.failed === 0;
  return silent ? { ...count, failed: 1 } : count;
}

/** Of vitest's JSON report. */
export function countVitest(report: unknown, exitedWell: boolean): Count {
  const read = v.safeParse(vitestReport, report);
  if (!read.success) return nothingCounted;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = read.output;
  return withExit({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, exitedWell);
}

/** Of Playwright's JSON report. A test that passed only when tried again has passed; its list names it as flaky. */
export function countPlaywright(report: unknown, exitedWell: boolean): Count {
  const read = v.safeParse(playwrightReport, report);
  if (!read.success) return nothingCounted;
  const { expected, unexpected, flaky, skipped } = read.output.stats;
  return withExit({ passed: expected + flaky, failed: unexpected, skipped }, exitedWell);
}
