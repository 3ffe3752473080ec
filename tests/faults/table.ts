/** Every fault at every moment, as lines of one width. */
import { printerTroubles } from './printer-faults.ts';
import { moments, play, type Outcome } from './printer-scenario.ts';
import { brokenPrinting, brokenReading } from './promises.ts';
import { playReader, readerMoments, readerTroubles, type ReaderOutcome } from './reader-faults.ts';
import { slipRows } from './marked-paper.ts';

export interface Played<Of> {
  readonly outcome: Of;
  readonly broken: readonly string[];
}

export async function* printerRows(): AsyncGenerator<Played<Outcome>> {
  for (const trouble of printerTroubles) {
    for (const moment of moments) {
      const outcome = await play(trouble, moment);
      yield { outcome, broken: brokenPrinting(outcome) };
    }
  }
}

export async function* readerRows(): AsyncGenerator<Played<ReaderOutcome>> {
  for (const trouble of readerTroubles) {
    for (const moment of readerMoments) {
      const outcome = await playReader(trouble, moment);
      yield { outcome, broken: brokenReading(outcome) };
    }
  }
}

const onPaper = ({ whole, rows }: Outcome['paper']['first']): string => (whole === 1 ? 'whole' : rows === 0 ? 'nothing' : `${rows} of ${slipRows} rows`);

export const printerHeads = ['no.', 'fault', 'it strikes', "person's screen", 'then', 'journal', 'audit trail', 'paper', 'left inside', 'next person'];

export function printerCells({ outcome: { number, fault, moment, screen, after, journal, audit, paper, left, next }, broken }: Played<Outcome>): string[] {
  const papers = paper.copy.rows === 0 ? onPaper(paper.first) : `${onPaper(paper.first)} + COPY ${onPaper(paper.copy)}`;
  const others = broken.length === 0 ? `${onPaper(next.paper)}, theirs alone` : `BROKEN: ${broken.join('; ')}`;
  return [String(number), fault, moment, screen, after, journal.join(', ') || '-', audit.join(', '), papers, `${left.bytes} bytes`, others];
}

export const readerHeads = ['no.', 'fault', 'it strikes', 'screen before', 'card held', 'seen to, held again', 'audit trail', 'paper', 'next person'];

export function readerCells({ outcome: { number, fault, moment, before, screen, after, audit, paper }, broken }: Played<ReaderOutcome>): string[] {
  return [String(number), fault, moment, before, screen, after, audit.join(', ') || '-', paper, broken.length === 0 ? 'gets in' : `BROKEN: ${broken.join('; ')}`];
}

export function fixedWidth(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
