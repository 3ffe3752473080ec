import { createPrinterEmulator, type PrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { parseFault, printerFaults, type PrinterFault } from '../../../hardware/printer/printer-fault.ts';
import { profileNames } from '../../../hardware/printer/printer-profile.ts';
import { openSymbolWriter } from '../../../hardware/transports/symbol-writer.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { servePrinter } from '../../../hardware/transports/tcp-printer-server.ts';
import { openProfile, sayProfileFault } from '../../site/printer-profile.ts';
import { bitmapToPng } from '../../printing/bitmap-png.ts';
import { printerLetters } from '../../printing/printer-letters.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { wrongUsage, type Command, type Terminal } from '../command.ts';
import { sayFileFault, writeBytes } from '../files.ts';
import { probe, probeUsage } from './printer-probe.ts';

const options = {
  port: { type: 'string', default: '9100' },
  profile: { type: 'string', default: 'emulated' },
  fault: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/**
 * The emulated printer on raw TCP (port 9100, "JetDirect"), for this machine alone: one JSON line at every change.
 * Lines of standard input befall it while it runs, as `--fault` does at its start.
 */
export const command: Command = {
  usage: ['printer --port 9100 [--profile NAME|FILE.json] [--fault NAME@WHERE]…', probeUsage],
  about:
    'The emulated printer as a TCP server with live status, until Ctrl+C (lines typed meanwhile: a fault NAME@WHERE, repair, take, png FILE); or what a real one proves about itself',
  async run(args, terminal) {
    if (args[0] === 'probe') return probe(args.slice(1), terminal);
    const read = readArguments(args, options, []);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const { port: portText, profile: name, fault: faultTexts } = read.value.values;
    const port = wholeNumber(portText, 0, 65_535);
    if (port === null) return wrongUsage(terminal, command, '--port takes a number from 0 (any free one) to 65535');
    const profile = await openProfile(name);
    if (!profile.ok) {
      const why = profile.error.kind === 'unknown-profile' ? '' : `; ${sayProfileFault(name, profile.error)}`;
      return wrongUsage(terminal, command, `--profile is a profile file (.json) or one of ${profileNames.join(', ')}${why}`);
    }
    const faults: PrinterFault[] = [];
    for (const text of faultTexts) {
      const fault = parseFault(text);
      if (!fault.ok) {
        return wrongUsage(terminal, command, `--fault is NAME or NAME@WHERE, NAME one of ${Object.keys(printerFaults).join(', ')}`);
      }
      faults.push(fault.value);
    }

    const printer = createPrinterEmulator({
      profile: profile.value,
      timer: systemTimer,
      drawSymbol: await openSymbolWriter(),
      letters: printerLetters(),
    });
    for (const fault of faults) printer.fault(fault);
    const served = await servePrinter(printer, { host: '127.0.0.1', port });
    if (!served.ok) {
      terminal.say(`Port ${port} cannot be used: ${served.error.kind}`);
      return 1;
    }
    const ended = terminal.interrupted();
    const stopReading = terminal.lines((line) => void befall(printer, line, terminal));
    terminal.say(`Printing at 127.0.0.1:${served.value.port} as ${profile.value.name}; Ctrl+C ends`);
    let told = '';
    const tell = (): void => {
      const { status, cuts, unknownCommands, bytesLeft } = printer.report();
      const links = printer.openLinks;
      const state = `${status} ${cuts} ${links} ${unknownCommands.length}`;
      if (state === told) return;
      told = state;
      const { bytesReceived } = printer;
      terminal.answer({ port: served.value.port, status, cuts, links, bytesReceived, bytesLeft, unknownCommands }, 'one-line');
    };
    tell();
    const stopWatching = printer.watch(tell);
    await ended;
    stopReading();
    stopWatching();
    await served.value.close();
    return 0;
  },
};

async function befall(printer: PrinterEmulator, line: string, terminal: Terminal): Promise<void> {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const fault = parseFault(word);
  if (word === '') return;
  if (word === 'repair') printer.repair();
  else if (word === 'take') printer.takePaper();
  else if (word === 'png' && rest[0] !== undefined) {
    const written = await writeBytes(rest[0], await bitmapToPng(printer.paper()));
    if (!written.ok) terminal.say(sayFileFault(written.error));
  } else if (fault.ok) printer.fault(fault.value);
  else terminal.say(`It is one of: repair, take, png FILE, or NAME or NAME@WHERE with NAME one of ${Object.keys(printerFaults).join(', ')}`);
}
