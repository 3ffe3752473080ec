/** The session's printing: a record drawn for this printer's paper, journalled, sent, and its outcome recorded. */
import type { Bitmap, Presenter, PrintOutcome, PrintProgress, Printer, RunningPrint, TextPage } from '../../hardware/ports.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { PrintingPort, SlipRequest } from '../session/ports.ts';
import { composeReport } from './compose-report.ts';
import { composeSlipSlowly, type PlainWords, type SlipSite } from './compose-slip.ts';
import { drawPage, type PageParts } from './draw-page.ts';
import { breathe } from './draw.ts';
import type { PrintJournal, PrintState } from './journal.ts';
import { slipFonts } from './slip-fonts.ts';

export interface PrintServiceParts extends PageParts {
  readonly printer: Printer & Partial<Presenter>;
  readonly journal: PrintJournal;
  readonly clock: Clock;
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
    retract: () => void parts.printer.retract?.(),
  };
}

async function draw(parts: PrintServiceParts, request: SlipRequest) {
  const { clock, site, plainWords } = parts;
  const composed = [request, site(request.language), clock.now(), request.language, plainWords] as const;
  const page = request.report == null ? await composeSlipSlowly(breathe, ...composed) : composeReport(request.report)(...composed);
  return drawPage(parts, page, request.choices.large);
}

/** Left out where the slip is a picture. */
function textOf({ text }: { readonly text?: TextPage | undefined }): { readonly text?: TextPage } {
  return text === undefined ? {} : { text };
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
