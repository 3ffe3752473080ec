import { expect, test } from 'vitest';
import { sessionMachine } from '../../main/session/machine.ts';
import { chartOf, readReadme, withChart } from './chart.ts';

test('the chart in the README is the machine as it is', async () => {
  const readme = await readReadme();
  expect(withChart(readme, chartOf(sessionMachine))).toBe(readme);
});

test('the steps of every region stand in the chart', () => {
  const chart = chartOf(sessionMachine);
  for (const state of ['attract', 'outOfService', 'inSession_journey_printing', 'inSession_assist_guided'])
    expect(chart).toContain(` as ${state}`);
});
