import { languageCodes } from '../../../preload/contract.ts';
import { readRecord } from '../../record/read-record.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { readBytes, sayFileFault, writeTogether } from '../files.ts';
import { drawSlipFile, slipWidths, widthHelp } from '../slip-file.ts';

const options = {
  width: { type: 'string', default: '576' },
  png: { type: 'string' },
  bin: { type: 'string' },
  lang: { type: 'string', default: 'en' },
  large: { type: 'boolean', default: false },
} as const;

/** The slip of a FHIR bundle: the picture of it, and the bytes that would go to the printer. */
export const command: Command = {
  usage: ['slip FILE --png OUT [--width N] [--lang en] [--large]', 'slip FILE --bin OUT [--png OUT] …'],
  about: `Draw and encode the slip of a FHIR bundle: as a picture, as the bytes for a printer, or both. ${widthHelp}`,
  async run(args, terminal) {
    const read = readArguments(args, options, ['FILE']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const { width: widthText, png, bin, lang: langText, large } = read.value.values;
    const width = wholeNumber(widthText, 1, 1024);
    if (width === null || !slipWidths.some((known) => known === width)) {
      return wrongUsage(terminal, command, `--width is one of ${slipWidths.join(', ')}`);
    }
    const lang = languageCodes.find((code) => code === langText);
    if (lang === undefined) return wrongUsage(terminal, command, `--lang is one of ${languageCodes.join(', ')}`);
    if (png === undefined && bin === undefined) return wrongUsage(terminal, command, '--png or --bin is missing');

    const [file = ''] = read.value.positionals;
    const bundle = await readBytes(file);
    if (!bundle.ok) {
      terminal.say(sayFileFault(bundle.error));
      return 1;
    }
    const slip = await drawSlipFile({ bundleBytes: bundle.value, width, lang, large, now: terminal.clock.now() }, (bytes) =>
      readRecord(bytes),
    );
    if (!slip.ok) {
      terminal.answer({ error: slip.error }, 'one-line');
      terminal.say(`${file} cannot be drawn: ${slip.error.kind}`);
      return 1;
    }
    const wanted = [{ path: png, bytes: slip.value.png }, { path: bin, bytes: slip.value.bin }];
    const written = await writeTogether(wanted.flatMap(({ path, bytes }) => (path === undefined ? [] : [{ path, bytes }])));
    if (!written.ok) {
      terminal.say(sayFileFault(written.error));
      return 1;
    }
    const { picture, lengthMillimetres } = slip.value;
    terminal.answer({ width: picture.width, height: picture.height, lengthMillimetres, bytes: slip.value.bin.length });
    return 0;
  },
};
