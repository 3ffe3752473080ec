import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { command as audit } from '../../../main/cli/commands/audit.ts';
import { command as card } from '../../../main/cli/commands/card.ts';
import { command as code } from '../../../main/cli/commands/code.ts';
import { command as doctor } from '../../../main/cli/commands/doctor.ts';
import { command as paper } from '../../../main/cli/commands/paper.ts';
import { command as printer } from '../../../main/cli/commands/printer.ts';
import { command as record } from '../../../main/cli/commands/record.ts';
import { command as slip } from '../../../main/cli/commands/slip.ts';
import { tryCommand } from './try-command.ts';

const wrong = [
  ['record without a file', record, []],
  ['record of two files', record, ['a.json', 'b.json']],
  ['record with an unknown option', record, ['a.json', '--yaml']],
  ['code without a text', code, []],
  ['code at no time', code, ['x', '--at', 'yesterday']],
  ['code at a day that is not', code, ['x', '--at', '2026-13-45']],
  ['slip without an output', slip, ['a.json']],
  ['slip of another width', slip, ['a.json', '--png', 'o', '--width', '80']],
  ['slip in another language', slip, ['a.json', '--png', 'o', '--lang', 'tlh']],
  ['paper of another width', paper, ['a.bin', '--width', 'wide']],
  ['paper without a value', paper, ['a.bin', '--png']],
  ['printer at no port', printer, ['--port', '70000']],
  ['printer of another make', printer, ['--profile', 'daisy-wheel']],
  ['printer with another fault', printer, ['--fault', 'on-fire']],
  ['printer with a fault at no place', printer, ['--fault', 'paper-out@soon']],
  ['audit without a verb', audit, []],
  ['audit that forgets', audit, ['forget', 'trail.sqlite']],
  ['audit verify without a file', audit, ['verify']],
  ['card without an errand', card, []],
  ['card to throw', card, ['throw']],
  ['card block without an id', card, ['block', '--site', 's', '--staff', 'service-1']],
  ['card issue without a site', card, ['issue']],
  ['card issue by nobody', card, ['issue', '--site', 's', '--key', 'k']],
  ['card issue without a key', card, ['issue', '--site', 's', '--staff', 'service-1']],
  ['card issue for ever', card, ['issue', '--site', 's', '--staff', 'service-1', '--key', 'k', '--days', '9999']],
  ['card issue for nobody', card, ['issue', '--site', 's', '--staff', 'service-1', '--key', 'k']],
  ['doctor with an argument', doctor, ['me']],
] as const;

test.for(wrong)('%s is wrong usage: one line, nothing on stdout, exit 2', async ([, command, args]) => {
  const tried = await tryCommand(command, args);
  expect(tried.code).toBe(2);
  expect(tried.answers).toEqual([]);
  expect(tried.said).toHaveLength(1);
  expect(tried.said[0]).toMatch(/^kiosk: .+\. Usage: kiosk \S+/);
  expect(tried.said[0]).not.toContain('\n');
});

const asked = [
  ['record', record, ['--help']],
  ['code', code, ['-h']],
  ['code beside other things', code, ['x', '--keys', '/nowhere', '--help']],
  ['slip', slip, ['a.json', '-h']],
  ['paper', paper, ['--help']],
  ['printer', printer, ['--help']],
  ['printer probe', printer, ['probe', '--help']],
  ['audit verify', audit, ['verify', '--help']],
  ['card', card, ['--help']],
  ['card block', card, ['block', '--help']],
  ['card key', card, ['key', '-h']],
  ['doctor', doctor, ['--help']],
] as const;

test.for(asked)('%s tells how it is called where it is asked: on stdout, exit 0, nothing done', async ([, command, args]) => {
  const tried = await tryCommand(command, args);
  expect(tried).toMatchObject({ code: 0, answers: [], said: [] });
  expect(tried.shown.some((line) => /^kiosk \S+/.test(line))).toBe(true);
});

const missing = [
  ['record', record, ['/nowhere/a.json']],
  ['code', code, ['x', '--keys', '/nowhere/k.json']],
  ['slip', slip, ['/nowhere/a.json', '--png', '/tmp/o.png']],
  ['paper', paper, ['/nowhere/a.bin', '--png', '/tmp/o.png']],
  ['audit', audit, ['verify', '/nowhere/trail.sqlite']],
  ['card', card, ['block', 'c1', '--site', '/nowhere/site.json', '--staff', 'service-1']],
] as const;

test.for(missing)('%s: a file that is not there is bad, and named', async ([, command, args]) => {
  const tried = await tryCommand(command, args);
  expect(tried.code).toBe(1);
  expect(tried.said.join(' ')).toContain('/nowhere/');
});

function kiosk(...args: string[]) {
  const program = fileURLToPath(new URL('../../../main/cli/kiosk.ts', import.meta.url));
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
}

test('as a process: exit codes and channels are kept apart', () => {
  expect(kiosk()).toMatchObject({ status: 2, stdout: '' });
  expect(kiosk('dance')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('no command "dance"') });
  expect(kiosk('constructor')).toMatchObject({ status: 2, stdout: '' });
  const help = kiosk('--help');
  expect(help).toMatchObject({ status: 0, stderr: '' });
  for (const name of ['record', 'code', 'slip', 'paper', 'printer', 'audit', 'card', 'doctor']) {
    expect(help.stdout).toContain(`kiosk ${name}`);
  }
  expect(kiosk('code', '--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('kiosk code FILE|TEXT|-') });
  const number = kiosk('code', '999 123 4560');
  expect(JSON.parse(number.stdout)).toMatchObject({ kind: 'nhs-number' });
});
