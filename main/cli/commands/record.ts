import { describeRecord } from '../../record/describe.ts';
import { readRecord, type ReadProblem } from '../../record/read-record.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { readBytes, sayFileFault } from '../files.ts';

const reasons: Readonly<Record<ReadProblem['kind'], string>> = {
  'too-large': 'It is larger than the kiosk reads.',
  'not-text': 'It is not UTF-8 text.',
  'not-json': 'It is not one JSON value; FHIR as XML or as one resource a line is not read.',
  'too-deep': 'It is nested deeper than the kiosk reads.',
  'not-fhir': 'It is no FHIR Bundle.',
  refused: 'It is an OperationOutcome: the source gave an error instead of a record.',
  empty: 'It is a Bundle with nothing in it.',
  'no-patient': 'No entry of it is a Patient, so nobody knows whose it is.',
  'several-patients': 'It holds several Patients and nothing that says whose record it is.',
};

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
      terminal.say(`${file} is no record that can be shown: ${record.error.kind}. ${reasons[record.error.kind]}`);
      return 1;
    }
    terminal.answer(describeRecord(record.value), read.value.values.json ? 'one-line' : 'indented');
    return 0;
  },
};
