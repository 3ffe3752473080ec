import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command as audit } from '../../../main/cli/commands/audit.ts';
import { command as card } from '../../../main/cli/commands/card.ts';
import { command as code } from '../../../main/cli/commands/code.ts';
import exampleSite from '../../../main/site/example-site.json' with { type: 'json' };
import { tryCommand } from './try-command.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const person = { nhsNumber: '9990000018', birthDate: '1970-01-02', initials: 'A E', pin: '482915' };
const office = () => ['--site', at('site.json'), '--staff', 'service-003'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-card-'));
  const { answers } = await tryCommand(card, ['key', at('key.json')]);
  const [{ keys }] = answers as [{ keys: object[] }];
  await mkdir(at('keys'));
  await mkdir(at('audit'));
  await writeFile(at('keys/register.pepper'), Buffer.alloc(32, 1));
  await writeFile(at('keys/audit.key'), Buffer.alloc(32, 2));
  await writeFile(at('site.json'), JSON.stringify({ ...exampleSite, cards: { audience: 'central-library', keys } }));
  await writeFile(at('jwks.json'), JSON.stringify({ keys }));
});
afterAll(() => rm(folder, { recursive: true }));

test('a signing key is written for this user alone, and never over another', async () => {
  expect((await stat(at('key.json'))).mode & 0o777).toBe(0o600);
  const before = await readFile(at('key.json'), 'utf8');
  const again = await tryCommand(card, ['key', at('key.json')]);
  expect(again.code).toBe(1);
  expect(again.answers).toEqual([]);
  expect(await readFile(at('key.json'), 'utf8')).toBe(before);
});

test('enrol, issue, list, block, unblock: the card is accepted, and every change is in the trail', async () => {
  const input = JSON.stringify(person);
  const number = JSON.stringify({ nhsNumber: person.nhsNumber });
  expect(await tryCommand(card, ['enrol', ...office()], { input })).toMatchObject({ code: 0, answers: [{ done: true }] });
  expect(await tryCommand(card, ['enrol', ...office()], { input })).toMatchObject({ code: 1, answers: [{ error: { kind: 'already-there' } }] });

  const issued = await tryCommand(card, ['issue', ...office(), '--key', at('key.json'), '--days', '30'], { input: number });
  expect(issued.code).toBe(0);
  const [{ id, text }] = issued.answers as [{ id: string; text: string }];
  expect(text).not.toContain(person.nhsNumber);
  const described = await tryCommand(code, [text, '--keys', at('jwks.json')]);
  expect(described).toMatchObject({ code: 0, answers: [{ kind: 'access-card', accepted: true, reason: null }] });
  const late = await tryCommand(code, [text, '--keys', at('jwks.json'), '--at', '2027-11-22T12:00:00Z']);
  expect(late).toMatchObject({ code: 1, answers: [{ kind: 'access-card', accepted: false, reason: 'expired' }] });

  expect((await tryCommand(card, ['block', id, ...office()])).code).toBe(0);
  expect(await tryCommand(card, ['list', ...office()], { input: number })).toMatchObject({ code: 0, answers: [[{ id, state: 'blocked' }]] });
  expect((await tryCommand(card, ['block', id, ...office()])).code).toBe(1);
  expect((await tryCommand(card, ['unblock', id, ...office()])).code).toBe(0);

  const verified = await tryCommand(audit, ['verify', at('audit/trail.sqlite'), '--key', at('keys/audit.key')]);
  expect(verified).toMatchObject({ code: 0, answers: [{ ok: true, entries: 4, sealed: 'agrees' }] });
  const trail = await readFile(at('audit/trail.sqlite'));
  for (const secret of [person.nhsNumber, person.pin, text]) expect(trail.includes(secret)).toBe(false);
});

test('a trail that somebody cut is bad', async () => {
  const trail = await readFile(at('audit/trail.sqlite'));
  await writeFile(at('cut.sqlite'), trail.subarray(0, trail.length - 2048));
  const verified = await tryCommand(audit, ['verify', at('cut.sqlite')]);
  expect(verified.code).toBe(1);
  expect(verified.said.length).toBeGreaterThan(0);
});

test('a key of another practice signs nothing here', async () => {
  await tryCommand(card, ['key', at('other.json')]);
  const input = JSON.stringify({ nhsNumber: person.nhsNumber });
  const tried = await tryCommand(card, ['issue', ...office(), '--key', at('other.json')], { input });
  expect(tried).toMatchObject({ code: 1, answers: [] });
  expect(tried.said.join()).toContain('does not take cards signed with that key');
});

test('what standard input lacks or has too much of is wrong usage', async () => {
  for (const input of ['', '[]', '{"nhsNumber":1}', JSON.stringify({ ...person, more: 'x' })]) {
    expect((await tryCommand(card, ['enrol', ...office()], { input })).code).toBe(2);
  }
});
