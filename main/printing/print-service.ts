/** The session's printing: a record drawn for this printer's paper, journalled, sent, and its outcome recorded. */
import type { Bitmap, PrintOutcome, PrintProgress, Printer, PrinterProfile, RunningPrint, TextPage } from '../../hardware/ports.ts';
import { failed, ok } from '../../hardware/result.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { PrintingPort, SlipRequest } from '../session/ports.ts';
import { bitmapToDataUrl } from './bitmap-png.ts';
import { composeSlip, type PlainWords, type SlipSite } from './compose-slip.ts';
import { cutterFeedMillimetres, drawSlip } from './draw.ts';
import type { PrintJournal, PrintState } from './journal.ts';
import { pageBreaks } from './page-breaks.ts';
import type { DrawnSlip, PaperSlip } from './paper-slip.ts';
import { slipFonts } from './slip-fonts.ts';
import { drawText } from './text-picture.ts';
import { setInText } from './text-slip.ts';

/** Characters that the view has room for: about 40 metres of close print. What cannot be previewed is not printed. */
const longestImage = 4_000_000;

export interface PrintServiceParts {
  readonly printer: Printer;
  readonly profile: Pick<PrinterProfile, 'width' | 'dotsPerInch'> & Partial<Pick<PrinterProfile, 'slip' | 'columns' | 'codeTables' | 'stripRows'>>;
  readonly journal: PrintJournal;
  readonly clock: Clock;
  /** The picture as this printer can be sent it (`printablePicture` of the ESC/POS codec): what is previewed is what prints. */
  readonly printable: (picture: Bitmap) => Bitmap;
  readonly site: (language: LanguageCode) => SlipSite;
  /** The glossary; none where left out. */
  readonly plainWords?: PlainWords;
}

export function createPrintService(parts: PrintServiceParts): PrintingPort {
  // Now, and not while the first person of the day waits for a preview.
  slipFonts();
  return {
    draw: (request) => draw(parts, request),
    print: ({ receipt, slip }, onProgress) => printJournalled(parts, { receipt, picture: slip.picture, ...textOf(slip) }, onProgress),
    status: () => parts.printer.status(),
    watch: (onCondition) => parts.printer.watch(onCondition),
  };
}

async function draw({ profile, clock, printable, site, plainWords }: PrintServiceParts, request: SlipRequest) {
  const slip = composeSlip(request, site(request.language), clock.now(), request.language, plainWords);
  const { width, dotsPerInch } = profile;
  try {
    const drawn =
      profile.slip === 'text' ? await drawAsText(slip, profile, request.choices.large) : await drawSlip(slip, { width, dotsPerInch, large: request.choices.large });
    // Right-to-left and joining scripts, or a letter that neither the printer nor a font has: refused whole.
    if (drawn === null) return failed({ kind: 'cannot-draw' } as const);
    const picture = 'text' in drawn ? drawn.picture : printable(drawn.picture);
    const image = await bitmapToDataUrl(picture);
    return image.length > longestImage ? failed({ kind: 'too-long' } as const) : ok<DrawnSlip>({ ...drawn, picture, image, breaks: pageBreaks(picture) });
  } catch {
    // Out of memory, or a record that the fonts choke on: the person is told, the session goes on.
    return failed({ kind: 'cannot-draw' } as const);
  }
}

/** Left out where the slip is a picture. */
function textOf({ text }: { readonly text?: TextPage | undefined }): { readonly text?: TextPage } {
  return text === undefined ? {} : { text };
}

async function drawAsText(slip: PaperSlip, profile: PrintServiceParts['profile'], large: boolean) {
  const { width, dotsPerInch, columns = 32, codeTables = {}, stripRows = 0 } = profile;
  const set = setInText(slip, { columns, codeTables, stripRows }, large, slipFonts().pen().covers);
  if (!set.ok) return null;
  const { picture, page } = await drawText(set.value, { width, dotsPerInch, codeTables });
  return { picture, text: page, words: set.value.words, lengthMillimetres: Math.ceil((picture.height / dotsPerInch) * 25.4) + cutterFeedMillimetres };
}

/** Any picture that this printer can be sent, with its way to the paper durable at every step. `receipt`: four of [0-9A-Z]. */
export function printJournalled(
  { printer, journal }: Pick<PrintServiceParts, 'printer' | 'journal'>,
  { receipt, picture, text }: { readonly receipt: string; readonly picture: Bitmap; readonly text?: TextPage },
  onProgress: (progress: PrintProgress) => void,
): RunningPrint {
  const queued = journal.queue(receipt, picture.height);
  // Journal before bytes: what cannot be written down is not sent.
  const unwritten = { outcome: Promise.resolve<PrintOutcome>({ kind: 'refused', condition: 'fault' }), abandon() {} };
  if (!queued.ok) return unwritten;
  const id = queued.value;
  if (!journal.move(id, 'sending').ok) return unwritten;

  let rowsSent = 0;
  let abandoned = false;
  const running = printer.print({ token: receipt, picture, ...textOf({ text }) }, (progress) => {
    if (progress.type === 'sending') {
      const wasShort = rowsSent < picture.height;
      rowsSent = Math.max(rowsSent, progress.rowsSent);
      if (wasShort && rowsSent >= picture.height) journal.move(id, 'sent', { rowsSent });
    }
    onProgress(progress);
  });
  return {
    outcome: running.outcome.then((outcome) => {
      const end = ending(outcome, abandoned);
      // A disk that fails now leaves the row unfinished; the next start makes it unknown.
      journal.move(id, end.state, { rowsSent, evidence: end.evidence });
      return outcome;
    }),
    abandon() {
      abandoned = true;
      running.abandon();
    },
  };
}

function ending(outcome: PrintOutcome, abandoned: boolean): { state: PrintState; evidence: string } {
  if (outcome.kind === 'printed') return { state: 'printed', evidence: outcome.evidence };
  const evidence = outcome.condition ?? 'no-answer';
  if (abandoned) return { state: 'abandoned', evidence };
  return { state: outcome.kind === 'refused' ? 'failed' : 'unknown', evidence };
}
