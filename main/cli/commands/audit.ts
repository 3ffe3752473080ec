import { stat } from 'node:fs/promises';
import { setAsideAuditDatabase } from '../../audit/database.ts';
import { problemKinds, verifyTrail } from '../../audit/verify.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command, type ExitCode, type Terminal } from '../command.ts';
import { readBytes, sayFileFault } from '../files.ts';

/** Is an audit trail whole and unchanged? Reads only; works on a copy. A spoilt one is put aside, whole, never deleted. */
export const command: Command = {
  usage: ['audit verify FILE [--key FILE] [--anchor FILE]', 'audit set-aside FILE [--anchor FILE]'],
  about: 'Whether an audit trail is whole and unchanged (--key: also who sealed it); or put a spoilt one aside, so that the kiosk begins another',
  async run(args, terminal) {
    const read = readArguments(args, { key: { type: 'string' }, anchor: { type: 'string' } }, ['verify', 'FILE']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const [verb, file = ''] = read.value.positionals;
    const { key, anchor } = read.value.values;
    if (verb === 'set-aside') return setAside(terminal, file, anchor);
    if (verb !== 'verify') return wrongUsage(terminal, command, `"${verb}" is not something that audit does`);
    return verify(terminal, file, key, anchor);
  },
};

async function verify(terminal: Terminal, file: string, keyPath: string | undefined, anchor: string | undefined): Promise<ExitCode> {
  const key = keyPath === undefined ? null : await readBytes(keyPath);
  if (key !== null && !key.ok) {
    terminal.say(sayFileFault(key.error));
    return 1;
  }
  const verification = verifyTrail(file, {
    ...(key === null ? {} : { key: key.value }),
    ...(anchor === undefined ? {} : { anchorPath: anchor }),
  });
  terminal.answer(verification);
  const why = verification.ok ? null : await whyNoTrail(file);
  for (const { kind, seq } of verification.problems) {
    const words = (seq === null ? why : null) ?? problemKinds[kind];
    terminal.say(`${file}: ${kind}${seq === null ? '' : ` at line ${seq}`}: ${words}`);
  }
  return verification.ok ? 0 : 1;
}

/** What stands where the trail should be; null where it is a file that holds something. */
async function whyNoTrail(file: string): Promise<string | null> {
  const found = await stat(file).catch((error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : ''));
  if (found === 'ENOENT' || found === 'ENOTDIR') return 'There is no such file.';
  if (typeof found === 'string') return 'It may not be read.';
  if (found.isDirectory()) return 'It is a directory; the trail is a file in it.';
  return found.size === 0 ? 'The file is empty.' : null;
}

function setAside(terminal: Terminal, file: string, anchor: string | undefined): ExitCode {
  const label = new Date(terminal.clock.now()).toISOString().replaceAll(/[:.]|\d{3}Z/g, '').concat('Z');
  const kept = setAsideAuditDatabase(file, label, ...(anchor === undefined ? [] : [anchor] as const));
  if (!kept.ok) {
    terminal.say(`${file} could not be put aside: is the kiosk stopped, and may this user write there?`);
    return 1;
  }
  terminal.answer({ kept: kept.value });
  return 0;
}
