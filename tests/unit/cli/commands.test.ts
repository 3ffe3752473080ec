import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command as code } from '../../../main/cli/commands/code.ts';
import { command as doctor } from '../../../main/cli/commands/doctor.ts';
import { command as paper } from '../../../main/cli/commands/paper.ts';
import { command as printer } from '../../../main/cli/commands/printer.ts';
import { command as record } from '../../../main/cli/commands/record.ts';
import { command as slip } from '../../../main/cli/commands/slip.ts';
import { drawSlipFile } from '../../../main/cli/slip-file.ts';
import { readRecord } from '../../../main/record/read-record.ts';
import { tryCommand } from './try-command.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

const entry = (resource: { readonly resourceType: string; readonly id: string }) => ({
  fullUrl: `http://example.org/${resource.resourceType}/${resource.id}`,
  resource,
});
const subject = { reference: 'http://example.org/Patient/p' };
const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Example', given: ['Ada'] }], birthDate: '1970-01' };
const allergy = {
  resourceType: 'AllergyIntolerance',
  id: 'a',
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
  code: { text: 'Penicillin' },
  patient: subject,
};
const bundle = { resourceType: 'Bundle', type: 'collection', entry: [entry(patient), entry(allergy)] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-cli-'));
  await writeFile(at('bundle.json'), JSON.stringify(bundle));
  await writeFile(at('broken.json'), '{"resourceType":"Bundle",');
});
afterAll(() => rm(folder, { recursive: true }));

test('record: what would be shown, and an accounting that adds up', async () => {
  const { code: exit, answers } = await tryCommand(record, [at('bundle.json')]);
  expect(exit).toBe(0);
  const [answer] = answers as [{ patient: unknown; sections: { id: string; state: string }[]; accounting: Record<string, unknown> }];
  expect(answer.patient).toMatchObject({ birthDate: '1970-01' });
  expect(answer.sections.find(({ id }) => id === 'allergies')).toMatchObject({ state: 'present', items: [{ title: 'Penicillin' }] });
  const { entries, shown, supporting, notShown } = answer.accounting as { entries: number; shown: number; supporting: number; notShown: { count: number }[] };
  expect(shown + supporting + notShown.reduce((sum, { count }) => sum + count, 0)).toBe(entries);
});

test('record: a bundle that is none is bad, with its kind', async () => {
  const { code: exit, answers, said } = await tryCommand(record, [at('broken.json')]);
  expect(exit).toBe(1);
  expect(answers).toEqual([{ error: { kind: 'not-json' } }]);
  expect(said.join()).toContain('not-json');
});

test('code: a file that is there is read, and what is no file is the code itself', async () => {
  const right = { code: 0, answers: [{ kind: 'nhs-number', accepted: true, reason: null }], said: [] };
  await writeFile(at('code.txt'), '9434765919\n');
  expect(await tryCommand(code, [at('code.txt')])).toMatchObject(right);
  expect(await tryCommand(code, ['--text', '9434765919'])).toMatchObject(right);
  expect(await tryCommand(code, [`--text=${at('code.txt')}`])).toMatchObject({ code: 1, answers: [{ reason: 'not-known' }], said: [] });
  expect(await tryCommand(code, [at('no.txt')])).toMatchObject({ code: 1, answers: [{ reason: 'not-known' }], said: [expect.stringContaining('There is no file')] });
  expect(await tryCommand(code, [folder])).toMatchObject({ code: 1, answers: [], said: [`${folder} cannot be read`] });
  await writeFile(at('long.txt'), Buffer.alloc(1_000_000, 'a'));
  expect(await tryCommand(code, [at('long.txt')])).toMatchObject({ answers: [{ reason: 'too-long' }] });
  expect(await tryCommand(code, ['a'.repeat(5000)])).toMatchObject({ answers: [{ reason: 'too-long' }] });
  expect(await tryCommand(code, ['a\0b'])).toMatchObject({ answers: [{ reason: 'not-text' }] });
});

test('code: text, bytes from standard input, and what is declined', async () => {
  const typed = await tryCommand(code, ['9991234561']);
  const piped = await tryCommand(code, ['-'], { input: '9991234561\r\n' });
  expect(piped.answers).toEqual(typed.answers);
  const web = await tryCommand(code, ['https://example.org/x']);
  expect(web.code).toBe(1);
  expect(web.answers).toEqual([{ kind: 'web', accepted: false, reason: expect.any(String) }]);
  const binary = await tryCommand(code, ['-'], { input: Uint8Array.of(0xff, 0xfe, 0x00) });
  expect(binary.code).toBe(1);
});

test.for([576, 512, 420, 384])('slip then paper: the same picture at %i dots', async (width) => {
  const [png, bin, printed] = [at(`s${width}.png`), at(`s${width}.bin`), at(`p${width}.png`)];
  const drawn = await tryCommand(slip, [at('bundle.json'), '--width', String(width), '--png', png, '--bin', bin]);
  expect([drawn.code, drawn.said]).toEqual([0, []]);
  const paperRun = await tryCommand(paper, [bin, '--width', String(width), '--png', printed]);
  expect(paperRun.code).toBe(0);
  expect(paperRun.answers).toMatchObject([{ unknownCommands: [], bytesLeft: 0, cuts: 1, status: 'ready' }]);
  expect((await readFile(printed)).equals(await readFile(png))).toBe(true);
});

test('slip: the words of the contact are in the language of the slip', async () => {
  const bundleBytes = await readFile(at('bundle.json'));
  for (const [lang, surgery] of [['pl', 'Telefon: przychodnia (GP).'], ['cy', 'Ffoniwch eich meddygfa.'], ['en', 'Call your GP surgery.']] as const) {
    const drawn = await drawSlipFile({ bundleBytes, width: 576, lang, large: false, now: Date.parse('2026-11-22T12:00:00Z') }, (bytes) => readRecord(bytes));
    expect(drawn.ok && drawn.value.words.join('\n').replaceAll(/\s/gu, ' ')).toContain(surgery);
  }
});

test('slip: where one file cannot be written, neither is, and what was there stays', async () => {
  const [png, bin] = [at('whole.png'), at('no-such-folder/whole.bin')];
  expect(await tryCommand(slip, [at('bundle.json'), '--png', png, '--bin', bin])).toMatchObject({ code: 1, answers: [], said: [`${bin} cannot be written`] });
  await expect(stat(png)).rejects.toThrow('ENOENT');
  await writeFile(png, 'as it was, and longer than nothing');
  expect((await tryCommand(slip, [at('bundle.json'), '--png', png, '--bin', bin])).code).toBe(1);
  expect(await readFile(png, 'utf8')).toBe('as it was, and longer than nothing');
  await writeFile(png, Buffer.alloc(1_000_000));
  expect((await tryCommand(slip, [at('bundle.json'), '--png', png, '--bin', '/dev/null'])).code).toBe(0);
  const again = at('again.png');
  expect((await tryCommand(slip, [at('bundle.json'), '--png', again])).code).toBe(0);
  expect((await readFile(png)).equals(await readFile(again))).toBe(true);
});

test('slip and paper: help says what may be left out, and which width is which paper', async () => {
  for (const command of [slip, paper]) {
    const help = (await tryCommand(command, ['--help'])).shown.join('\n');
    expect(help).toContain('576 (where none is given) or 512 for paper of 80 mm, 420 or 384 for 58 mm');
  }
  expect((await tryCommand(slip, ['--help'])).shown.join('\n')).toContain('or both');
});

test('paper: a stream that prints nothing is bad, and makes no picture', async () => {
  for (const bytes of ['', '\x1b@']) {
    await writeFile(at('nothing.bin'), bytes, 'latin1');
    const tried = await tryCommand(paper, [at('nothing.bin'), '--png', at('nothing.png')]);
    expect(tried).toMatchObject({ code: 1, answers: [{ height: 0 }], said: [`${at('nothing.bin')}: there is nothing to print in it`] });
    await expect(stat(at('nothing.png'))).rejects.toThrow('ENOENT');
  }
});

test('paper: says when the stream is wider than the paper', async () => {
  const bin = at('wide.bin');
  await tryCommand(slip, [at('bundle.json'), '--width', '512', '--bin', bin]);
  const narrow = await tryCommand(paper, [bin, '--width', '384', '--png', at('narrow.png')]);
  expect(narrow.said.join()).toContain('--width 512');
  expect((await tryCommand(paper, [bin, '--width', '512', '--png', at('right.png')])).said).toEqual([]);
});

test('paper: a text stream gives its text back', async () => {
  await writeFile(at('text.bin'), Buffer.from('\x1b@Hello\nthere\n\x1dV\x00', 'latin1'));
  const { code: exit, answers } = await tryCommand(paper, [at('text.bin'), '--png', at('t.png')]);
  expect(exit).toBe(0);
  expect(answers).toMatchObject([{ text: expect.stringContaining('Hello'), cuts: 1 }]);
  expect((await stat(at('t.png'))).size).toBeGreaterThan(50);
});

test('printer: a live status while somebody prints over TCP', async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const states: { port: number; status: string; cuts: number; links: number }[] = [];
  const running = tryCommand(printer, ['--port', '0', '--fault', 'paper-out@5'], {
    interrupted: () => ended,
    onAnswer: (answer) => states.push(answer as (typeof states)[number]),
  });
  await expect.poll(() => states.length).toBeGreaterThan(0);
  const socket = connect(states[0]?.port ?? 0, '127.0.0.1');
  socket.write(Buffer.from(`\x1b@${'line\n'.repeat(20)}`, 'latin1'));
  await expect.poll(() => states.at(-1)?.status).toBe('paper-out');
  expect(states[0]).toMatchObject({ status: 'ready', links: 0 });
  socket.destroy();
  end();
  expect((await running).code).toBe(0);
});

test('printer: what is typed befalls it while it runs', async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let type: (line: string) => void = () => {};
  const states: { status: string }[] = [];
  const running = tryCommand(printer, ['--port', '0'], {
    interrupted: () => ended,
    typing: (typed) => (type = typed),
    onAnswer: (answer) => states.push(answer as (typeof states)[number]),
  });
  await expect.poll(() => states.length).toBeGreaterThan(0);
  for (const line of ['cover-open', 'repair', ' cutter-jammed ', '', 'on-fire', `png ${at('typed.png')}`]) type(line);
  expect(states.map(({ status }) => status)).toEqual(['ready', 'cover-open', 'ready', 'cutter-fault']);
  await expect.poll(() => stat(at('typed.png')).then(({ size }) => size, () => 0)).toBeGreaterThan(50);
  end();
  expect((await running).said.at(-1)).toContain('one of: repair');
});

test('doctor: every finding has a name, a state and words; bad ones decide the exit', async () => {
  const { code: exit, answers, said } = await tryCommand(doctor, [], { environment: { PATH: process.env['PATH'] ?? '' } });
  const findings = answers[0] as { name: string; state: string; says: string }[];
  for (const found of findings) {
    expect(found).toEqual({ name: expect.stringMatching(/\w/), state: expect.stringMatching(/^(good|warning|bad)$/), says: expect.stringMatching(/\w/) });
  }
  expect(exit).toBe(findings.some(({ state }) => state === 'bad') ? 1 : 0);
  expect(said).toEqual(findings.map(({ name, state, says }) => `${state}: ${name}: ${says}`));
  expect(new Set(findings.map(({ name }) => name)).size).toBe(findings.length);
});

test('doctor: a clock that was never set and a machine without a browser are bad', async () => {
  const { code: exit, answers } = await tryCommand(doctor, [], { now: 0, environment: { PATH: '' } });
  const findings = answers[0] as { name: string; state: string }[];
  expect(exit).toBe(1);
  expect(findings.find(({ name }) => name === 'clock')?.state).toBe('bad');
  expect(findings.find(({ name }) => name === 'window')?.state).toBe('bad');
});

test('doctor: a site file that is wrong is named', async () => {
  await writeFile(at('site.json'), '{}');
  const { code: exit, answers } = await tryCommand(doctor, ['--site', at('site.json')]);
  expect(exit).toBe(1);
  expect(answers[0]).toContainEqual({ name: 'site', state: 'bad', says: expect.stringContaining('name') });
});
