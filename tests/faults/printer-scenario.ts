/** One fault at one moment of a print: what the person sees, what is written down, what is on the paper, what the next person gets. */
import { lookFor } from './marked-paper.ts';
import { openBench, type Bench } from './kiosk-on-bench.ts';
import type { PrinterTrouble } from './printer-faults.ts';

export const moments = ['nobody here', 'slip on screen', 'drawing', 'queued', 'sending', 'sent', 'take paper', 'person leaves'] as const;
export type Moment = (typeof moments)[number];

/** Of the first person's slip, of its COPY, of the next person's. */
const [first, copy, following] = [1, 17, 2] as const;

export interface Outcome {
  readonly number: number;
  readonly fault: string;
  readonly moment: Moment;
  /** Where the person is soon after it struck, and after somebody saw to it. */
  readonly screen: string;
  readonly after: string;
  /** `printed (fence)` for every print of the first person. */
  readonly journal: readonly string[];
  /** What the trail says of printing and of the printer. */
  readonly audit: readonly string[];
  readonly paper: { readonly first: ReturnType<typeof lookFor>; readonly copy: ReturnType<typeof lookFor> };
  /** Left in the printer once the person was gone and somebody had seen to it. */
  readonly left: { readonly bytes: number; readonly links: number };
  readonly next: { readonly screen: string; readonly paper: ReturnType<typeof lookFor>; readonly journal: string };
  /** The person was still in their visit when they should have been. */
  readonly keptPlace: boolean;
  /** The program itself died in it. */
  readonly endedVisit: boolean;
}

const soon = 15_000;
const later = 6 * 60_000;
const settledScreens = ['take-paper', 'print-trouble: unknown', 'slip', 'record', 'attract'];

export async function play(trouble: PrinterTrouble, moment: Moment): Promise<Outcome> {
  const bench = await openBench(trouble.receiveBuffer);
  const { timer, printer } = bench;
  await arrive(bench, trouble, moment);
  await timer.advance(soon);
  const screen = bench.screen();
  const inVisit = offers(bench, 'finish');
  if (trouble.mendedLate !== true) trouble.mend(bench);
  await settle(bench);
  const after = [bench.screen(), ...(await goOn(bench))].join(' > ');
  const paper = { first: lookFor(first, printer.picture()), copy: lookFor(copy, printer.picture()) };

  await leave(bench);
  if (trouble.mendedLate === true) trouble.mend(bench);
  await timer.advance(4 * 60_000);
  const left = { bytes: printer.report().bytesLeft, links: printer.openLinks };
  const journal = bench.journal().map(({ state, evidence }) => `${state} (${evidence ?? '-'})`);
  const audit = auditLines(bench);

  // Whatever came out of the printer lies in the hands of the one who was here.
  printer.takePaper();
  bench.draws(following);
  await bench.toSlip();
  bench.press('print');
  await bench.until('take-paper', 120_000);
  const last = bench.journal().at(-1);
  const next = { screen: bench.screen(), paper: lookFor(following, printer.picture()), journal: `${last?.state} (${last?.evidence ?? '-'})` };
  await bench.stop();
  return {
    number: trouble.number,
    fault: trouble.name,
    moment,
    screen,
    after,
    journal,
    audit,
    paper,
    left,
    next,
    endedVisit: trouble.endsVisit === true,
    keptPlace: inVisit || moment === 'person leaves' || trouble.endsVisit === true,
  };
}

async function arrive(bench: Bench, trouble: PrinterTrouble, moment: Moment): Promise<void> {
  const { timer, printer } = bench;
  if (moment === 'nobody here') {
    await trouble.strike(bench);
    await timer.advance(6_000);
    await bench.toSlip();
    bench.press('print');
    return;
  }
  if (moment === 'drawing') bench.draws(null);
  await bench.toSlip();
  if (moment === 'slip on screen' || moment === 'drawing') {
    await trouble.strike(bench);
    bench.draws(first);
    await timer.advance(100);
    bench.press('print');
    return;
  }
  bench.press('print');
  const happened = {
    queued: () => true,
    sending: () => printer.picture().height > 200,
    'person leaves': () => printer.picture().height > 200,
    sent: () => bench.journal().at(-1)?.state === 'sent',
    'take paper': () => bench.screen() === 'take-paper',
  }[moment];
  for (let step = 0; step < 2_000 && !happened(); step += 1) await timer.advance(20);
  await trouble.strike(bench);
  if (moment === 'person leaves') await leave(bench);
}

/** Until nothing moves by itself any more. */
async function settle(bench: Bench): Promise<void> {
  for (let waited = 0; waited < later && !settledScreens.includes(bench.screen()) && !offers(bench, 'again'); waited += 500) await bench.timer.advance(500);
}

/** What a person does: says that they have it, or asks again. */
async function goOn(bench: Bench): Promise<string[]> {
  const went: string[] = [];
  for (let tries = 0; tries < 2; tries += 1) {
    const whole = lookFor(first, bench.printer.picture()).whole + lookFor(copy, bench.printer.picture()).whole;
    if (bench.screen() === 'print-trouble: unknown' && whole > 0) bench.press('got-it');
    else if (await becomes(bench, 'reprint')) bench.press('reprint');
    else if (await becomes(bench, 'again')) bench.press('again');
    else break;
    await bench.timer.advance(500);
    await settle(bench);
    went.push(bench.screen());
  }
  return went;
}

/** The button wakes up when the printer is ready. */
async function becomes(bench: Bench, action: string): Promise<boolean> {
  for (let waited = 0; waited < 60_000 && offers(bench, action) && !bench.can(action); waited += 1_000) await bench.timer.advance(1_000);
  return bench.can(action);
}

/** Whether it can be pressed now or not. */
function offers(bench: Bench, action: string): boolean {
  return bench.view().actions.some(({ id }) => id === action);
}

export async function leave(bench: Bench): Promise<void> {
  if (bench.can('show')) bench.press('show');
  bench.press('finish');
  bench.press('finish-yes');
  await bench.until('attract', 20_000);
}

function auditLines({ audited }: Bench): string[] {
  return audited.flatMap((event) => {
    if (event.event === 'print-confirmed') return [event.copy ? 'confirmed COPY' : 'confirmed'];
    if (event.event === 'print-finished') return [event.outcome];
    if (event.event === 'device-changed' && event.device === 'printer') return [`printer ${event.condition}`];
    return [];
  });
}
