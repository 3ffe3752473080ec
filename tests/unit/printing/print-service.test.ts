import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Bitmap, PrintJob, PrintOutcome, PrintProgress, Printer } from '../../../hardware/ports.ts';
import { pngToBitmap, samePicture } from '../../../main/printing/bitmap-png.ts';
import { openPrintJournal, type PrintJournal } from '../../../main/printing/journal.ts';
import { createPrintService } from '../../../main/printing/print-service.ts';
import type { DrawnSlip } from '../../../main/printing/paper-slip.ts';
import { afternoon, everySection, item, library, record, recorded, section } from './records.ts';

const clock = { now: () => afternoon, monotonic: () => 0 };

/** A printer that is told by the test how each job goes. */
function toldPrinter() {
  const jobs: { job: PrintJob; progress: (progress: PrintProgress) => void; end: (outcome: PrintOutcome) => void; abandoned: boolean }[] = [];
  const printer: Printer = {
    status: () => Promise.resolve('ready'),
    watch: () => () => undefined,
    print(job, progress) {
      const { promise, resolve } = Promise.withResolvers<PrintOutcome>();
      const running = { job, progress, end: resolve, abandoned: false };
      jobs.push(running);
      return { outcome: promise, abandon: () => (running.abandoned = true) };
    },
  };
  return { printer, jobs };
}

function service(printable = (picture: Bitmap) => picture) {
  const database = new DatabaseSync(':memory:');
  const opened = openPrintJournal(database, clock);
  if (!opened.ok) throw new Error('no journal');
  const { printer, jobs } = toldPrinter();
  const printing = createPrintService({
    printer,
    profile: { width: 576, dotsPerInch: 203 },
    journal: opened.value.journal,
    clock,
    printable,
    site: () => library,
  });
  return { database, journal: opened.value.journal, printing, jobs };
}

const request = {
  record: record([section('allergies', { items: [item('allergies-0', recorded('Penicillin'))] })]),
  choices: { sections: everySection, large: false },
  language: 'en',
  practice: false,
  copy: false,
  receipt: 'A7K2',
} as const;

const slip: DrawnSlip = {
  picture: { width: 576, height: 10, data: new Uint8Array(720) },
  image: 'data:image/png;base64,',
  lengthMillimetres: 20,
  words: [],
  breaks: [],
};

function last(journal: PrintJournal) {
  const rows = journal.latest(1);
  return rows.ok ? rows.value[0] : undefined;
}

describe('printing a slip', () => {
  it('draws for this printer, and previews exactly what prints', async () => {
    const drawn = await service().printing.draw(request);
    if (!drawn.ok) throw new Error('not drawn');
    expect(drawn.value.picture.width).toBe(576);
    expect(drawn.value.words).toContain('Penicillin');
    const shown = pngToBitmap(Buffer.from(drawn.value.image.split(',')[1] ?? '', 'base64'));
    expect(shown.ok && samePicture(shown.value, drawn.value.picture)).toBe(true);
  });

  it('says of what is too long to preview that it is too long', async () => {
    let seed = 1;
    const noise = Uint8Array.from({ length: 72 * 60_000 }, () => (seed = (seed * 48_271) % 0x7fffffff) & 0xff);
    const drawn = await service(() => ({ width: 576, height: 60_000, data: noise })).printing.draw(request);
    expect(drawn).toEqual({ ok: false, error: { kind: 'too-long' } });
  });

  it('is in the journal before the printer hears of it', async () => {
    const { printing, journal, jobs } = service();
    const { outcome } = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    expect(last(journal)?.state).toBe('sending');
    expect(jobs[0]?.job.token).toBe('A7K2');
    jobs[0]?.progress({ type: 'sending', rowsSent: 10, rows: 10 });
    expect(last(journal)).toMatchObject({ state: 'sent', rowsSent: 10 });
    jobs[0]?.end({ kind: 'printed', evidence: 'fence' });
    expect(await outcome).toEqual({ kind: 'printed', evidence: 'fence' });
    expect(last(journal)).toMatchObject({ state: 'printed', evidence: 'fence' });
  });

  it.each([
    [{ kind: 'refused', condition: 'paper-out' }, { state: 'failed', evidence: 'paper-out' }],
    [{ kind: 'unknown', condition: 'cover-open' }, { state: 'unknown', evidence: 'cover-open' }],
    [{ kind: 'unknown', condition: null }, { state: 'unknown', evidence: 'no-answer' }],
  ] as const)('records %j', async (ended, row) => {
    const { printing, journal, jobs } = service();
    const { outcome } = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    jobs[0]?.end(ended);
    expect(await outcome).toEqual(ended);
    expect(last(journal)).toMatchObject(row);
  });

  it('abandons at the printer, and says so in the journal', async () => {
    const { printing, journal, jobs } = service();
    const running = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    running.abandon();
    expect(jobs[0]?.abandoned).toBe(true);
    jobs[0]?.end({ kind: 'unknown', condition: null });
    await running.outcome;
    expect(last(journal)?.state).toBe('abandoned');
  });

  it('sends nothing that it cannot write down', async () => {
    const { printing, database, jobs } = service();
    database.exec('PRAGMA query_only = ON');
    const { outcome } = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    expect(await outcome).toEqual({ kind: 'refused', condition: 'fault' });
    expect(jobs).toHaveLength(0);
  });
});
