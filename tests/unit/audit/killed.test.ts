import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyTrail } from '../../../main/audit/verify.ts';
import { key, openTrail, trailFile } from './trail-files.ts';

const appender = fileURLToPath(new URL('./append-forever.ts', import.meta.url));

/** Kills -9 after so many acknowledged lines; the last one that was acknowledged. */
async function appendUntilKilled(path: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', appender, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    if (out.split('\n').length > lines) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  expect(complaint).toBe('');
  return Number(out.trimEnd().split('\n').at(-1));
}

// Each trial starts on what the one before left, so that recovery itself is met again and again.
test('a kill in the middle of appending loses no acknowledged line', async () => {
  const path = trailFile();
  for (let trial = 1; trial <= 24; trial += 1) {
    const acknowledged = await appendUntilKilled(path, 1 + ((trial * 7) % 40));
    const found = verifyTrail(path, { key });
    expect(found.problems).toEqual([]);
    expect(found.lastSeq).toBeGreaterThanOrEqual(acknowledged);
    // One line may have been written and not yet acknowledged.
    expect(found.lastSeq).toBeLessThanOrEqual(acknowledged + 1);
  }
  openTrail(path).close();
});
