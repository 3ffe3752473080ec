import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { printStream } from '../../../hardware/printer/print-stream.ts';
import { openSymbolWriter } from '../../../hardware/transports/symbol-writer.ts';
import { bitmapToPng } from '../../printing/bitmap-png.ts';
import { printerLetters } from '../../printing/printer-letters.ts';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { readBytes, sayFileFault, writeBytes } from '../files.ts';
import { slipWidths, widthHelp } from '../slip-file.ts';

const options = {
  width: { type: 'string', default: '576' },
  png: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What a file of ESC/POS looks like on paper, by the emulated printer. */
export const command: Command = {
  usage: ['paper FILE.bin [--png OUT] [--width N] [--json]'],
  about: `Print a byte stream on the emulated printer (--json: on one line). ${widthHelp}`,
  async run(args, terminal) {
    const read = readArguments(args, options, ['FILE.bin']);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const { width: widthText, png, json } = read.value.values;
    const width = slipWidths.find((known) => String(known) === widthText);
    if (width === undefined) return wrongUsage(terminal, command, `--width is one of ${slipWidths.join(', ')}`);
    const [file = ''] = read.value.positionals;
    const stream = await readBytes(file);
    if (!stream.ok) {
      terminal.say(sayFileFault(stream.error));
      return 1;
    }
    const { picture, report } = await printStream(stream.value, emulatedProfile(width), { drawSymbol: await openSymbolWriter(), letters: printerLetters() });
    const needed = await widthOf(stream.value);
    if (needed > width) {
      terminal.say(`The stream is wider than ${width} dots: what is beyond them was not printed. Try --width ${slipWidths.findLast((known) => known >= needed) ?? slipWidths[0]}.`);
    }
    if (picture.height === 0) {
      terminal.answer({ width: picture.width, height: 0, ...report }, json ? 'one-line' : 'indented');
      terminal.say(`${file}: there is nothing to print in it`);
      return 1;
    }
    const written = png === undefined ? null : await writeBytes(png, await bitmapToPng(picture));
    if (written !== null && !written.ok) {
      terminal.say(sayFileFault(written.error));
      return 1;
    }
    terminal.answer({ width: picture.width, height: picture.height, ...report }, json ? 'one-line' : 'indented');
    return 0;
  },
};

/** The dots that the stream wants: to its rightmost ink on the widest paper. */
async function widthOf(stream: Uint8Array): Promise<number> {
  const { picture } = await printStream(stream, emulatedProfile(slipWidths[0]));
  const rowBytes = Math.ceil(picture.width / 8);
  let widest = 0;
  picture.data.forEach((byte, place) => {
    if (byte !== 0) widest = Math.max(widest, (place % rowBytes) * 8 + 8 - Math.log2(byte & -byte));
  });
  return widest;
}
