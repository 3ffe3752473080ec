/** An issued card on paper: in files, and from the printer of the site, with what truly became of it. */
import type { PrintOutcome, Printer, PrinterProfile } from '../../hardware/ports.ts';
import { printablePicture } from '../../hardware/printer/escpos-codec.ts';
import { blocks } from '../../hardware/printer/printer-condition.ts';
import { createPrinterDriver } from '../../hardware/printer/printer-driver.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import { composeCardSlip, type CardToPrint } from '../printing/card-slip.ts';
import { drawSlip } from '../printing/draw.ts';
import type { PrintJournal } from '../printing/journal.ts';
import { printJournalled } from '../printing/print-service.ts';
import { openProfile, sayProfileFault } from '../site/printer-profile.ts';
import { printerTransport } from '../site/printer-transport.ts';
import type { Site } from '../site/site.ts';
import { sayFileFault, writeTogether } from './files.ts';
import { drawToFile } from './slip-file.ts';

export interface Drawing {
  readonly files: readonly { readonly path: string; readonly form: 'png' | 'bin' }[];
  readonly width: number;
  readonly lang: LanguageCode;
  readonly large: boolean;
}

export interface CardPrinter {
  readonly printer: Printer;
  readonly profile: PrinterProfile;
  stop(): void;
}

/** Why nothing could be printed, asked before anything is issued. */
export type NoPrinter = { readonly kind: 'no-printer'; readonly why: string };

/** A printer that is ready to print now. */
export async function openCardPrinter(site: Site): Promise<Result<CardPrinter, NoPrinter>> {
  const { profile: name } = site.printer;
  const profile = await openProfile(name);
  if (!profile.ok) return failed({ kind: 'no-printer', why: sayProfileFault(name, profile.error) });
  const transport = await printerTransport(site, systemTimer);
  if (!transport.ok) return failed({ kind: 'no-printer', why: sayProfileFault(name, transport.error) });
  if (site.printer.connection.transport === 'emulator') return failed({ kind: 'no-printer', why: 'the printer of this site is the emulator' });
  const driver = createPrinterDriver({ transport: transport.value, profile: profile.value, timer: systemTimer });
  const condition = await driver.status();
  if (!blocks(condition)) return ok({ printer: driver, profile: profile.value, stop: () => driver.stop() });
  driver.stop();
  return failed({ kind: 'no-printer', why: `the printer says ${condition}` });
}

/** `failed`: nothing of it is on paper. `unknown`: nobody can say, so somebody looks. */
export type CardPrinted = 'printed' | 'failed' | 'unknown';

export async function printCard(
  { printer, profile }: CardPrinter,
  journal: PrintJournal,
  card: CardToPrint,
  { receipt, place, lang, large }: { readonly receipt: string; readonly place: string; readonly lang: LanguageCode; readonly large: boolean },
): Promise<CardPrinted> {
  const { width, dotsPerInch } = profile;
  const drawn = await drawSlip(composeCardSlip(card, place, lang), { width, dotsPerInch, large });
  const picture = printablePicture(drawn.picture);
  const outcome = await printJournalled({ printer, journal }, { receipt, picture }, () => undefined).outcome;
  if (outcome.kind === 'unknown') await cleared(printer);
  return resultOf(outcome);
}

function resultOf({ kind }: PrintOutcome): CardPrinted {
  return kind === 'refused' ? 'failed' : kind;
}

const clearedWithin = 30_000;

/** What is left of a broken job must not come out in front of the next person: the driver clears it, and is given time to. */
async function cleared(printer: Printer): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      cancel();
      stop();
      resolve();
    };
    const cancel = systemTimer.after(clearedWithin, done);
    const stop = printer.watch((condition) => {
      if (!blocks(condition)) done();
    });
  });
}

/** The card itself is made and noted by now: the words are what went wrong, or null. */
export async function drawCard(card: CardToPrint, place: string, { files, width, lang, large }: Drawing): Promise<string | null> {
  if (files.length === 0) return null;
  const drawn = await drawToFile(composeCardSlip(card, place, lang), width, large);
  if (!drawn.ok) return `The card was issued and cannot be drawn: ${drawn.error.kind}`;
  const written = await writeTogether(files.map(({ path, form }) => ({ path, bytes: drawn.value[form] })));
  return written.ok ? null : `The card was issued, and ${sayFileFault(written.error)}`;
}
