import { ok, type Result } from '../../../hardware/result.ts';
import { describeCode } from '../../identity/codes/describe-code.ts';
import { longestFile } from '../../identity/health-card/forms.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command, type Terminal } from '../command.ts';
import { readIfThere, readJson, sayFileFault, type FileFault } from '../files.ts';

/** The longest file of cards, and a byte more: a pipe could give anything, and half of it would be told as another fault. */
const mostBytes = longestFile + 1;

const options = { text: { type: 'string' }, keys: { type: 'string' }, at: { type: 'string' } } as const;

/** What a scanned code is, and whether this kiosk would take it. */
export const command: Command = {
  usage: ['code FILE|TEXT|- [--keys JWKS] [--at TIME]', 'code --text TEXT [--keys JWKS] [--at TIME]'],
  about: 'What a scanned code is, and whether it would be accepted (-: bytes from standard input; a file that is there is read, anything else is the code itself)',
  async run(args, terminal) {
    const isText = args.some((arg) => arg === '--text' || arg.startsWith('--text='));
    const read = readArguments(args, options, isText ? [] : ['FILE or TEXT']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const { text, keys: keysPath, at: atText } = read.value.values;
    const at = atText === undefined ? terminal.clock.now() : readTime(atText);
    if (at === null) return wrongUsage(terminal, command, '--at takes a time such as 2026-08-06T10:00:00Z');
    const keys = keysPath === undefined ? null : await readJson(keysPath);
    if (keys !== null && !keys.ok) {
      terminal.say(sayFileFault(keys.error));
      return 1;
    }
    const [named = ''] = read.value.positionals;
    const input = text === undefined ? await inputOf(named, terminal) : ok(text);
    if (!input.ok) {
      terminal.say(sayFileFault(input.error));
      return 1;
    }
    const description = await describeCode(input.value, { at: new Date(at), ...(keys === null ? {} : { keys: keys.value }) });
    terminal.answer(description, 'one-line');
    if (input.value === named && looksLikePath(named) && description.kind === 'unknown') terminal.say(`There is no file ${named}: it was taken for the code itself`);
    return description.accepted ? 0 : 1;
  },
};

async function inputOf(named: string, terminal: Terminal): Promise<Result<Uint8Array | string, FileFault>> {
  if (named === '-') return ok(withoutLastLineBreak((await terminal.input()).subarray(0, mostBytes)));
  const file = await readIfThere(named, mostBytes);
  if (!file.ok) return file;
  return ok(file.value === null ? named : withoutLastLineBreak(file.value));
}

function looksLikePath(text: string): boolean {
  return /^(?:~|\.{0,2}\/|[\w.-]+\/)|\.(?:txt|json|smart-health-card)$/.test(text);
}

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
