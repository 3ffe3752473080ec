/** What happens to readers in the field, as the emulated one can have it; and one fault at one moment of a visit. */
import { cardText, openBench, type Bench } from './kiosk-on-bench.ts';
import { leave } from './printer-scenario.ts';

export interface ReaderTrouble {
  readonly number: number;
  readonly name: string;
  strike(bench: Bench): Promise<void> | void;
  mend(bench: Bench): void;
}

const nothing = (): void => undefined;
const fault = (kind: 'drop' | 'duplicate' | 'half' | 'unplug', report: number) => (bench: Bench) => bench.scanner.fault({ kind, report });
const plug = ({ scanner }: Bench): void => scanner.plug();

export const readerTroubles: readonly ReaderTrouble[] = [
  { number: 14, name: 'unplugged, then plugged in', strike: ({ scanner }) => scanner.unplug(), mend: plug },
  { number: 14, name: 'unplugged between two reports', strike: fault('unplug', 1), mend: plug },
  {
    number: 14,
    name: 'away for 80 ms',
    async strike({ scanner, timer }) {
      scanner.unplug();
      await timer.advance(80);
      scanner.plug();
      await timer.advance(2_000);
    },
    mend: nothing,
  },
  {
    number: 14,
    name: 'there, and not allowed',
    strike({ scanner }) {
      scanner.deny(true);
      scanner.unplug();
      scanner.plug();
    },
    mend: ({ scanner }) => scanner.deny(false),
  },
  { number: 15, name: 'first report lost', strike: fault('drop', 0), mend: nothing },
  { number: 15, name: 'last report lost', strike: fault('drop', -1), mend: nothing },
  { number: 15, name: 'a report twice', strike: fault('duplicate', 1), mend: nothing },
  { number: 15, name: 'half a report', strike: fault('half', 1), mend: nothing },
  { number: 15, name: 'reports of another kind', strike: ({ scanner }) => scanner.send(Uint8Array.of(9, 5, 1, 2), new Uint8Array(64), Uint8Array.of(2)), mend: nothing },
  {
    number: 15,
    name: 'one code ten times a second',
    async strike({ scanner, timer }) {
      for (let time = 0; time < 10; time += 1) {
        scanner.hold(cardText);
        await timer.advance(100);
      }
    },
    mend: nothing,
  },
  { number: 16, name: 'set to IBM mode', strike: ({ scanner }) => scanner.setMode('ibm'), mend: ({ scanner }) => scanner.setMode('pos') },
  {
    number: 17,
    name: 'its driver is missing',
    strike(bench) {
      bench.readerDriver = 'missing';
      bench.scanner.unplug();
      bench.scanner.plug();
    },
    mend(bench) {
      bench.readerDriver = 'there';
      bench.scanner.unplug();
      bench.scanner.plug();
    },
  },
  { number: 18, name: 'falls back to keyboard mode', strike: ({ scanner }) => scanner.setMode('keyboard'), mend: ({ scanner }) => scanner.setMode('pos') },
];

export const readerMoments = ['nobody here', 'hold your card', 'slip on screen', 'printing', 'screen hidden'] as const;
export type ReaderMoment = (typeof readerMoments)[number];

export interface ReaderOutcome {
  readonly number: number;
  readonly fault: string;
  readonly moment: ReaderMoment;
  readonly before: string;
  /** With the card held to the reader after the fault. */
  readonly screen: string;
  readonly audit: readonly string[];
  /** After somebody saw to it and the card was held again. */
  readonly after: string;
  readonly paper: 'printed' | '-';
  /** Codes that were given and are not what was held. */
  readonly wrongCodes: number;
  readonly openHandles: number;
  /** The next person gets in with their card. */
  readonly next: string;
}

export async function playReader(trouble: ReaderTrouble, moment: ReaderMoment): Promise<ReaderOutcome> {
  const bench = await openBench();
  const { timer, scanner } = bench;
  await arrive(bench, moment);
  const before = bench.screen();
  const from = bench.audited.length;
  await trouble.strike(bench);
  scanner.hold(cardText);
  await timer.advance(1_000);
  const screen = bench.screen();
  trouble.mend(bench);
  await timer.advance(4_000);
  scanner.hold(cardText);
  await timer.advance(1_000);
  const after = bench.screen();
  if (moment === 'printing') await bench.until('take-paper', 30_000);
  const audit = bench.audited.slice(from).flatMap((event) => {
    if (event.event === 'device-changed' && event.device === 'reader') return [`reader ${event.condition}`];
    if (event.event === 'code-misread' || event.event === 'code-scanned' || event.event === 'code-declined') return [event.event];
    return [];
  });
  const paper = bench.journal().at(-1)?.state === 'printed' ? 'printed' : '-';
  await leave(bench);
  await timer.advance(60_000);
  await bench.toSlip();
  const next = bench.screen();
  const wrongCodes = bench.codes.filter((code) => code !== cardText).length;
  const { openHandles } = scanner;
  await bench.stop();
  return { number: trouble.number, fault: trouble.name, moment, before, screen, audit, after, paper, wrongCodes, openHandles, next };
}

async function arrive(bench: Bench, moment: ReaderMoment): Promise<void> {
  if (moment === 'nobody here') return;
  if (moment === 'hold your card') {
    bench.press('start');
    bench.press('continue');
    await bench.timer.advance(1_000);
    return;
  }
  await bench.toSlip();
  if (moment === 'slip on screen') return;
  if (moment === 'screen hidden') bench.press('tool.hide');
  else bench.press('print');
  await bench.timer.advance(1_000);
}
