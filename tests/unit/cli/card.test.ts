import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { servePrinter, type PrinterServer } from '../../../hardware/transports/tcp-printer-server.ts';
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
  expect(await tryCommand(card, ['list', ...office()], { input: number })).toMatchObject({ code: 0, answers: [[{ id, state: 'blocked', issuedAt: '2026-11-22T12:00:00.000Z', expiresAt: '2026-12-22T12:00:00.000Z' }]] });
  expect((await tryCommand(card, ['block', id, ...office()])).code).toBe(1);
  expect((await tryCommand(card, ['unblock', id, ...office()])).code).toBe(0);

  const verified = await tryCommand(audit, ['verify', at('audit/trail.sqlite'), '--key', at('keys/audit.key')]);
  expect(verified).toMatchObject({ code: 0, answers: [{ ok: true, entries: 4, sealed: 'agrees' }] });
  const trail = await readFile(at('audit/trail.sqlite'));
  for (const secret of [person.nhsNumber, person.pin, text]) expect(trail.includes(secret)).toBe(false);
});

test('a card is drawn for a printer when it is issued, and what cannot be drawn is said before anything is issued', async () => {
  const input = JSON.stringify({ nhsNumber: person.nhsNumber });
  let issued = 50;
  const issue = (...more: readonly string[]) => tryCommand(card, ['issue', ...office(), '--key', at('key.json'), ...more], { input, randomFrom: (issued += 10) });
  const before = (await tryCommand(card, ['list', ...office()], { input })).answers;
  expect((await issue('--png', at('card.png'), '--width', '500')).code).toBe(2);
  expect((await issue('--png', at('card.png'), '--lang', 'tlh')).code).toBe(2);
  expect((await tryCommand(card, ['list', ...office(), '--png', at('card.png')], { input })).code).toBe(2);
  expect((await tryCommand(card, ['list', ...office()], { input })).answers).toEqual(before);

  expect(await issue('--png', at('card.png'), '--bin', at('card.bin'), '--width', '384', '--lang', 'cy')).toMatchObject({ code: 0, said: [] });
  expect((await readFile(at('card.png'))).subarray(1, 4).toString()).toBe('PNG');
  // ESC @ starts a printer afresh.
  expect([...(await readFile(at('card.bin'))).subarray(0, 2)]).toEqual([0x1b, 0x40]);
  expect(await issue('--bin', at('no/such/folder'))).toMatchObject({ code: 1, said: [expect.stringContaining('The card was issued, and')] });
});

describe('a card from the printer of the site', () => {
  const input = JSON.stringify({ nhsNumber: person.nhsNumber });
  const printer = createPrinterEmulator({ profile: emulatedProfile(576), timer: systemTimer });
  let server: PrinterServer;
  let turn = 120;
  const issue = (...more: readonly string[]) =>
    tryCommand(card, ['issue', '--site', at('printing.json'), '--staff', 'service-003', '--key', at('key.json'), '--print', ...more], { input, randomFrom: (turn += 7) });
  const cards = async () => (await tryCommand(card, ['list', ...office()], { input })).answers;

  beforeAll(async () => {
    const served = await servePrinter(printer, { host: '127.0.0.1', port: 0 });
    if (!served.ok) throw new Error(served.error.kind);
    server = served.value;
    const site: unknown = JSON.parse(await readFile(at('site.json'), 'utf8'));
    await writeFile(at('printing.json'), JSON.stringify({ ...(site as object), printer: { profile: 'emulated', connection: { transport: 'tcp', host: '127.0.0.1', port: server.port } } }));
  });
  afterAll(() => server.close());

  test('is printed, and told so', async () => {
    expect(await issue()).toMatchObject({ code: 0, answers: [{ visits: 'many', print: 'printed' }], said: ['The card was printed.'] });
    expect(printer.report().cuts).toBe(1);
  });

  test('for one visit, with the card at home as it was', async () => {
    const tried = await issue('--once', '--lang', 'ur');
    expect(tried).toMatchObject({ code: 0, answers: [{ visits: 'one', print: 'printed', expiresAt: '2026-11-23T12:00:00.000Z' }] });
    expect((await cards())[0]).toEqual(expect.arrayContaining([expect.objectContaining({ visits: 'one', state: 'issued' }), expect.objectContaining({ visits: 'many', state: 'issued' })]));
    expect((await issue('--once', '--days', '8')).code).toBe(2);
  });

  test('without paper nothing is issued, so that nobody loses a card that works', async () => {
    const before = await cards();
    printer.fault({ name: 'paper-out', at: 0 });
    expect(await issue()).toMatchObject({ code: 1, answers: [], said: ['Nothing was changed: the printer says paper-out'] });
    expect(await cards()).toEqual(before);
    printer.repair();
  });

  test('where the printer goes away within the card nobody can say, and that is what is said', async () => {
    printer.fault({ name: 'reset', at: 9000 });
    const tried = await issue();
    expect(tried).toMatchObject({ code: 1, answers: [{ print: 'unknown' }] });
    expect(tried.said.join()).toContain('look at the printer');
  });

  test('every print is in the journal and in the trail', async () => {
    const database = new DatabaseSync(at('audit/trail.sqlite'), { readOnly: true });
    expect(database.prepare('SELECT state FROM print ORDER BY id').all()).toEqual(['printed', 'printed', 'unknown'].map((state) => ({ state })));
    database.close();
    const verified = await tryCommand(audit, ['verify', at('audit/trail.sqlite'), '--key', at('keys/audit.key')]);
    expect(verified).toMatchObject({ code: 0, answers: [{ ok: true, sealed: 'agrees' }] });
  });
});

test('wrong usage tells the usage of the errand at hand, and help tells how a site begins', async () => {
  const [said = ''] = (await tryCommand(card, ['block', '--site', 's'])).said;
  expect(said).toBe('kiosk: ID is missing. Usage: kiosk card block ID --site FILE --staff ALIAS');
  expect((await tryCommand(card, ['block', 'x', '--site', 's', '--staff', 'service-1', '--png', 'p'])).said).toEqual([
    'kiosk: --png is not an option here. Usage: kiosk card block ID --site FILE --staff ALIAS',
  ]);
  const help = await tryCommand(card, ['help']);
  expect(help.code).toBe(0);
  expect(help.shown.join('\n')).toContain('--staff service-001 --key practice-key.json');
  expect(help.shown).toContain('kiosk card list --site FILE --staff ALIAS (JSON on standard input: nhsNumber)');
  expect(help.shown.join('\n')).not.toContain('<');
});

test('a badge is replaced, gets another PIN, is unlocked and stopped', async () => {
  const helper = { alias: 'helper-017', name: 'Sam', role: 'helper', pin: '5093' };
  const made = await tryCommand(card, ['badge', ...office(), '--key', at('key.json')], { input: JSON.stringify(helper) });
  expect(made.code).toBe(0);
  const again = await tryCommand(card, ['replace-badge', 'helper-017', ...office(), '--key', at('key.json')], { randomFrom: 99 });
  expect(again.code).toBe(0);
  expect((again.answers as [{ id: string }])[0].id).not.toBe((made.answers as [{ id: string }])[0].id);
  expect(await tryCommand(card, ['badge-pin', 'helper-017', ...office()], { input: '{"pin":"1234"}' })).toMatchObject({ code: 1, answers: [{ error: { kind: 'pin-refused', why: 'easy' } }] });
  expect((await tryCommand(card, ['badge-pin', 'helper-017', ...office()], { input: '{"pin":"7305"}' })).code).toBe(0);
  expect((await tryCommand(card, ['unlock-badge', 'helper-017', ...office()])).code).toBe(0);
  expect((await tryCommand(card, ['stop', 'helper-017', ...office()])).code).toBe(0);
  expect(await tryCommand(card, ['unlock-badge', 'helper-9', ...office()])).toMatchObject({ code: 1, answers: [{ error: { kind: 'not-there' } }] });
});

test('a trail that somebody cut is bad', async () => {
  const trail = await readFile(at('audit/trail.sqlite'));
  await writeFile(at('cut.sqlite'), trail.subarray(0, trail.length / 2));
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
