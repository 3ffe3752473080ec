import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAuditTrail } from '../../../main/audit/trail.ts';
import { command as audit } from '../../../main/cli/commands/audit.ts';
import { tryCommand } from './try-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = { now: () => Date.parse('2026-11-22T10:00:00Z'), monotonic: () => 0 };
const open = () => openAuditTrail({ path: join(folder, 'trail.sqlite'), key: new Uint8Array(32), clock, boot: 'ABCDEFGHJKMN' });

test('a spoilt trail is put aside whole, and another begins', async () => {
  const path = join(folder, 'trail.sqlite');
  const first = open();
  expect(first.ok && first.value.append({ event: 'kiosk-started' }).ok).toBe(true);
  if (first.ok) first.value.close();
  writeFileSync(`${path}.anchor`, 'spoilt');
  expect(open()).toMatchObject({ ok: false });

  const { code, answers } = await tryCommand(audit, ['set-aside', path]);
  expect(code).toBe(0);
  const [{ kept }] = answers as [{ kept: string }];
  expect(existsSync(kept) && existsSync(`${kept}.anchor`)).toBe(true);
  const next = open();
  expect(next.ok).toBe(true);
  if (next.ok) next.value.close();
});

test('verify says which it is: nothing there, a directory, an empty file, or another file', async () => {
  const [empty, other] = [join(folder, 'empty'), join(folder, 'other')];
  writeFileSync(empty, '');
  writeFileSync(other, 'Dear all, '.repeat(100));
  const told = async (path: string) => (await tryCommand(audit, ['verify', path])).said;
  expect(await told(join(folder, 'gone'))).toEqual([`${join(folder, 'gone')}: unreadable: There is no such file.`]);
  expect(await told(join(empty, 'gone'))).toEqual([expect.stringContaining('There is no such file.')]);
  expect(await told(folder)).toEqual([`${folder}: unreadable: It is a directory; the trail is a file in it.`]);
  expect(await told(empty)).toEqual([`${empty}: not-a-trail: The file is empty.`]);
  expect(await told(other)).toEqual([expect.not.stringContaining('empty')]);
});

test('what cannot be put aside is said', async () => {
  expect(await tryCommand(audit, ['set-aside', '/proc/nowhere/trail.sqlite'])).toMatchObject({ code: 1, answers: [] });
});
