import { describeCode } from '../../identity/codes/describe-code.ts';
import { longestFile } from '../../identity/health-card/forms.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { readJson, sayFileFault } from '../files.ts';

/** The longest file of cards, and a byte more: a pipe could give anything, and half of it would be told as another fault. */
const mostBytes = longestFile + 1;

/** What a scanned code is, and whether this kiosk would take it. */
export const command: Command = {
  usage: ['code TEXT|- [--keys JWKS] [--at TIME]'],
  about: 'What a scanned code is, and whether it would be accepted (-: bytes from standard input)',
  async run(args, terminal) {
    const read = readArguments(args, { keys: { type: 'string' }, at: { type: 'string' } }, ['TEXT']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const { keys: keysPath, at: atText } = read.value.values;
    const at = atText === undefined ? terminal.clock.now() : readTime(atText);
    if (at === null) return wrongUsage(terminal, command, '--at takes a time such as 2026-08-06T10:00:00Z');
    const keys = keysPath === undefined ? null : await readJson(keysPath);
    if (keys !== null && !keys.ok) {
      terminal.say(sayFileFault(keys.error));
      return 1;
    }
    const [text = ''] = read.value.positionals;
    const input = text === '-' ? withoutLastLineBreak((await terminal.input()).subarray(0, mostBytes)) : text;
    const description = await describeCode(input, { at: new Date(at), ...(keys === null ? {} : { keys: keys.value }) });
    terminal.answer(description, 'one-line');
    return description.accepted ? 0 : 1;
  },
};

/** ISO 8601 with its zone, or milliseconds since 1970. */
function readTime(text: string): number | null {
  if (/^\d{10,16}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** `echo` and editors end a line; a reader's own suffix is the codec's business and may be any of these. */
function withoutLastLineBreak(bytes: Uint8Array): Uint8Array {
  const end = bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0;
  return bytes.subarray(0, bytes.length - end);
}
