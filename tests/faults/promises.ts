/** What holds whatever breaks; each is said where it does not. */
import type { Outcome } from './printer-scenario.ts';
import type { ReaderOutcome } from './reader-faults.ts';
import { slipRows } from './marked-paper.ts';

const count = (lines: readonly string[], start: string): number => lines.filter((line) => line.startsWith(start)).length;

export function brokenPrinting({ number, moment, screen, after, journal, audit, paper, left, next, keptPlace, endedVisit }: Outcome): string[] {
  const whole = paper.first.whole + paper.copy.whole;
  const leaves = moment === 'person leaves';
  const confirmed = audit.filter((line) => line === 'confirmed' || line === 'confirmed COPY');
  const finished = audit.filter((line) => ['printed', 'refused', 'unknown', 'abandoned'].includes(line));
  const promises: readonly (readonly [holds: boolean, otherwise: string])[] = [
    [paper.first.whole <= 1 && paper.copy.whole <= 1, 'one print came twice'],
    [count(journal, 'printed') <= whole, 'the journal says printed, and it is not on the paper'],
    [count(audit, 'printed') <= whole, 'the trail says printed, and it is not on the paper'],
    [audit.indexOf('confirmed COPY') < 0 || audit.slice(0, audit.indexOf('confirmed COPY')).includes('unknown'), 'a COPY of something that is known'],
    [paper.copy.rows === 0 || audit.includes('confirmed COPY'), 'a COPY that nobody asked for'],
    [journal.length === confirmed.length, 'printed again by itself, or not written down'],
    // A program that dies says nothing more; whoever leaves has an end of their session instead.
    [endedVisit || leaves || confirmed.length === finished.length, 'a print whose end is not in the trail'],
    [endedVisit || leaves || count(journal, 'unknown') === 0 || `${screen} ${after}`.includes('unknown'), 'nobody was told that it is unknown'],
    [journal.every((line) => /^(?:printed|unknown|failed|abandoned) /.test(line)), 'a print that has no end'],
    // Bytes that were lost leave a picture that nobody can read; everything else on the paper is one of the two.
    [number === 1 || (paper.first.others === paper.copy.rows && paper.copy.others === paper.first.rows), 'rubbish on the paper'],
    [keptPlace, 'the person lost their place'],
    [left.bytes === 0 && left.links === 0, 'something was left in the printer'],
    [next.paper.rows === slipRows && next.paper.whole === 1 && next.paper.others === 0, "the next person's paper is not theirs alone"],
    [next.screen === 'take-paper' && next.journal === 'printed (fence)', 'the next person cannot print'],
  ];
  return promises.filter(([holds]) => !holds).map(([, otherwise]) => otherwise);
}

export function brokenReading({ moment, before, screen, after, audit, wrongCodes, openHandles, next, paper }: ReaderOutcome): string[] {
  const inVisit = moment === 'slip on screen' || moment === 'printing' || moment === 'screen hidden';
  const way: Record<ReaderOutcome['moment'], readonly string[]> = {
    'nobody here': ['attract', 'before', 'declined', 'pin'],
    'hold your card': ['identify', 'identify: reader not ready', 'pin', 'declined'],
    'slip on screen': ['slip'],
    printing: ['printing', 'take-paper'],
    'screen hidden': ['hidden', 'slip'],
  };
  const promises: readonly (readonly [holds: boolean, otherwise: string])[] = [
    [[screen, after].every((one) => way[moment].includes(one)), 'the person is somewhere else'],
    [wrongCodes === 0 || !['pin', 'slip'].includes(screen) || before === screen, 'a code with a piece missing opened something'],
    [!inVisit || !audit.includes('code-declined'), 'a reader fault spoke into a visit'],
    [moment !== 'printing' || paper === 'printed', 'a reader fault stopped a print'],
    [openHandles === 1, 'the reader is open more than once, or not at all'],
    [next === 'slip', 'the next person does not get in'],
  ];
  return promises.filter(([holds]) => !holds).map(([, otherwise]) => otherwise);
}
