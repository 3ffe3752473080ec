/** What a visit left behind: the lines of its trail, and whatever of the person is anywhere that it should not be. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DemoVisit } from './demo-visit.ts';

export interface TrailLine {
  readonly event: string;
  readonly kind?: string;
  readonly reason?: string;
  readonly why?: string;
}

/** Of the kiosk itself, whoever is there. */
const notOfPeople = new Set(['screen-shown', 'device-changed', 'kiosk-started', 'kiosk-stopped', 'back-in-service']);

/** The trail of the visits so far, as its file holds it, without the screens. */
export function trailOf({ demo }: DemoVisit): readonly TrailLine[] {
  const database = new DatabaseSync(demo.site.audit.path, { readOnly: true });
  try {
    return database
      .prepare('SELECT event, body FROM trail ORDER BY seq')
      .all()
      .map(({ event, body }) => ({ event: String(event), ...(JSON.parse(String(body)) as object) }))
      .filter(({ event }) => !notOfPeople.has(event));
  } finally {
    database.close();
  }
}

/** `event` or `event: why`, in order. */
export function storyOf(visit: DemoVisit): readonly string[] {
  return trailOf(visit).map(({ event, kind, reason, why }) => [event, [kind, reason, why].filter((one) => one !== undefined).join(' ')].filter((part) => part !== '').join(': '));
}

/** Node 24.21 writes past its memory when it reads UTF-16 that ends with half a character. */
function wide(bytes: Buffer): string {
  return bytes.subarray(0, bytes.length - (bytes.length % 2)).toString('utf16le');
}

/** Where each of these words still is: trail, page, newest view, any file of the site but its records. Empty when nowhere. */
export async function tracesOf(visit: DemoVisit, secrets: readonly string[]): Promise<readonly string[]> {
  const { page, view, folder } = visit;
  const places: [string, readonly string[]][] = [
    ['trail', [JSON.stringify(trailOf(visit))]],
    ['page', [await page.content()]],
    ['view', [JSON.stringify(view())]],
  ];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.startsWith(join(folder, 'records/'))) continue;
    const bytes = await readFile(path);
    places.push([path.slice(folder.length + 1), [bytes.toString('latin1'), bytes.toString('utf8'), ...[0, 1].map((from) => wide(bytes.subarray(from)))]]);
  }
  return places.flatMap(([place, texts]) => secrets.filter((secret) => texts.some((text) => text.includes(secret))).map((secret) => `${place}: ${secret}`));
}
