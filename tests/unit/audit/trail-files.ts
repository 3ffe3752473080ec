import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { openAuditTrail, type AuditTrail, type TrailOptions } from '../../../main/audit/trail.ts';

export const key = new Uint8Array(32).fill(7);

/** A folder of its own for every test, gone afterwards. */
export function trailFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'audit.sqlite');
}

/** A clock that moves one second a look. */
export function tickingClock() {
  let looks = 0;
  const look = () => (looks += 1) * 1000;
  return { now: () => 1_795_000_000_000 + look(), monotonic: look };
}

export function openTrail(path: string, options: Partial<TrailOptions> = {}): AuditTrail {
  const trail = openAuditTrail({ path, key, clock: tickingClock(), boot: 'BOOT01', reserve: 4096, ...options });
  if (!trail.ok) throw new Error(`the trail does not open: ${trail.error.kind}`);
  return trail.value;
}

export const session = '0123456789ABCDEF';

/** A closed trail of so many screens. */
export function writtenTrail(lines: number): string {
  const path = trailFile();
  const trail = openTrail(path);
  for (let line = 0; line < lines; line += 1) {
    if (!trail.append({ event: 'screen-shown', screen: 'attract', session }).ok) throw new Error('not written');
  }
  trail.close();
  return path;
}

/** What somebody with write access to the file can do. */
export function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(`DROP TRIGGER trail_is_never_changed; DROP TRIGGER trail_is_never_shortened; ${sql}`);
  database.close();
}
