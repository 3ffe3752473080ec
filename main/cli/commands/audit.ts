import { verifyTrail } from '../../audit/verify.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { readBytes, sayFileFault } from '../files.ts';

/** Is an audit trail whole and unchanged? Reads only; works on a copy. */
export const command: Command = {
  usage: ['audit verify FILE [--key FILE] [--anchor FILE]'],
  about: 'Whether an audit trail is whole and unchanged (--key: also who sealed it)',
  async run(args, terminal) {
    const read = readArguments(args, { key: { type: 'string' }, anchor: { type: 'string' } }, ['verify', 'FILE']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const [verb, file = ''] = read.value.positionals;
    if (verb !== 'verify') return wrongUsage(terminal, command, `"${verb}" is not something that audit does`);
    const { key: keyPath, anchor } = read.value.values;
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
    for (const { kind, seq } of verification.problems) {
      terminal.say(seq === null ? `${file}: ${kind}` : `${file}: ${kind} at line ${seq}`);
    }
    return verification.ok ? 0 : 1;
  },
};
