import { describeRecord } from '../../record/describe.ts';
import { readRecord } from '../../record/read-record.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { readBytes, sayFileFault } from '../files.ts';

/** What the kiosk would show of a FHIR bundle, and how every entry of it was accounted for. */
export const command: Command = {
  usage: ['record FILE [--json]'],
  about: 'What the kiosk would show of a FHIR bundle (--json: on one line)',
  async run(args, terminal) {
    const read = readArguments(args, { json: { type: 'boolean', default: false } }, ['FILE']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const [file = ''] = read.value.positionals;
    const bytes = await readBytes(file);
    if (!bytes.ok) {
      terminal.say(sayFileFault(bytes.error));
      return 1;
    }
    const record = readRecord(bytes.value);
    if (!record.ok) {
      terminal.answer({ error: record.error }, 'one-line');
      terminal.say(`${file} is no record that can be shown: ${record.error.kind}`);
      return 1;
    }
    terminal.answer(describeRecord(record.value), read.value.values.json ? 'one-line' : 'indented');
    return 0;
  },
};
