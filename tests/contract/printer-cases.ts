/** What every printer must do, whatever carries its bytes: checks over a printer that can run out, hang and be pulled out. */
import assert from 'node:assert/strict';
import type { Bitmap, ByteTransport, PrinterCondition, PrinterProfile, PrintOutcome, PrintProgress } from '../../hardware/ports.ts';
import { printablePicture } from '../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../hardware/printer/printer-driver.ts';
import type { PrinterDriver } from '../../hardware/printer/printer-driver.ts';
import type { PrinterEmulator } from '../../hardware/printer/printer-emulator.ts';
import { parseFault } from '../../hardware/printer/printer-fault.ts';
import type { BenchTime, Check } from './check.ts';
import { settled, until } from './check.ts';

export interface PrinterBench extends BenchTime {
  /** What is tried. */
  readonly transport: ByteTransport;
  /** What is at the other end of the cable; plugged in and healthy at the start. */
  readonly printer: PrinterEmulator;
  readonly profile: PrinterProfile;
  /** How often the kiosk has the printer open. */
  openHandles(): number;
}

/** A job through every buffer, its proof, and a cable that was pulled out meanwhile. */
const patience = 60_000;
const quiet = 150;

/** Each row another, and a dot in every column. */
function stripes(width: number, height: number, seed: number): Bitmap {
  const bytesPerRow = Math.ceil(width / 8);
  const data = new Uint8Array(bytesPerRow * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((x * 7 + y * 13 + seed * 5) % 31 < 5 || x === y % width) {
        const at = y * bytesPerRow + (x >> 3);
        data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return printablePicture({ width, height, data });
}

function blackDots(picture: Bitmap): number {
  let dots = 0;
  for (let byte of picture.data) for (; byte !== 0; byte &= byte - 1) dots += 1;
  return dots;
}

interface Job {
  readonly picture: Bitmap;
  readonly progress: readonly PrintProgress[];
  readonly outcome: Promise<PrintOutcome>;
  abandon(): void;
}

interface Kiosk {
  readonly driver: PrinterDriver;
  readonly conditions: readonly PrinterCondition[];
  print(token: string, rows?: number): Job;
  ends(job: Job): Promise<PrintOutcome>;
  comesTo(condition: PrinterCondition): Promise<void>;
  fault(text: string): void;
  /** Takes the paper away: it must bear this picture, whole, once, dot for dot, cut off, and nothing else. */
  takes(picture: Bitmap): void;
  /** Takes what came of a broken job: never more dots than one copy has. */
  takesAtMost(picture: Bitmap): void;
}

const printed: PrintOutcome = { kind: 'printed', evidence: 'fence' };

function story(name: string, tell: (kiosk: Kiosk, bench: PrinterBench) => Promise<void>): Check<PrinterBench> {
  return {
    name,
    async run(bench) {
      const { printer, profile } = bench;
      const driver = createPrinterDriver(bench);
      const conditions: PrinterCondition[] = [];
      driver.watch((condition) => conditions.push(condition));
      let jobs = 0;
      const kiosk: Kiosk = {
        driver,
        conditions,
        print(token, rows = 300) {
          jobs += 1;
          const picture = stripes(profile.width, rows, jobs);
          const progress: PrintProgress[] = [];
          const running = driver.print({ token, picture }, (step) => progress.push(step));
          return { picture, progress, ...running };
        },
        ends: (job) => settled(bench, 'the job ends', job.outcome, patience),
        async comesTo(condition) {
          await until(bench, `comes to ${condition} (last: ${conditions.slice(-3).join(', ')})`, () => conditions.at(-1) === condition, patience);
        },
        fault(text) {
          const fault = parseFault(text);
          assert.ok(fault.ok, text);
          printer.fault(fault.value);
        },
        takes(picture) {
          const on = printer.picture();
          assert.equal(on.height, picture.height, 'rows on the paper');
          assert.ok(Buffer.from(on.data).equals(picture.data), 'the picture is another');
          assert.equal(printer.paper().height, printer.cutRows().at(-1), 'paper is not cut off');
          assert.deepEqual(printer.report().unknownCommands, []);
          printer.takePaper();
        },
        takesAtMost(picture) {
          const { height } = printer.paper();
          const said = `more than one copy: ${height} rows for ${picture.height}, text ${JSON.stringify(printer.report().text.slice(0, 80))}`;
          assert.ok(blackDots(printer.paper()) <= blackDots(picture), said);
          printer.takePaper();
        },
      };
      try {
        assert.equal(await settled(bench, 'status', driver.status(), patience), 'ready');
        await tell(kiosk, bench);
      } finally {
        driver.stop();
        await until(bench, 'closes', () => bench.openHandles() === 0, 15_000);
      }
    },
  };
}

/** Of a job of 600 rows at 384 dots: before, in and after every buffer on the way. */
const pulls = [40, 9000, 28_000];

export const printerCases: readonly Check<PrinterBench>[] = [
  story('prints two jobs, each whole, once, cut and proved', async (kiosk, { printer }) => {
    for (const token of ['AAAA', 'BBBB']) {
      const job = kiosk.print(token);
      assert.deepEqual(await kiosk.ends(job), printed);
      assert.deepEqual(job.progress.at(-1), { type: 'sending', rowsSent: 300, rows: 300 });
      assert.equal(printer.report().cuts, 1);
      kiosk.takes(job.picture);
    }
    assert.deepEqual(kiosk.conditions, ['ready']);
  }),

  story('prints a slip of three quarters of a metre through all its buffers', async (kiosk) => {
    const job = kiosk.print('LONG', 6000);
    assert.deepEqual(await kiosk.ends(job), printed);
    kiosk.takes(job.picture);
  }),

  story('lets go of the printer between jobs', async (kiosk, bench) => {
    await bench.pass(quiet);
    assert.equal(bench.openHandles(), 0);
    const first = await bench.transport.open(() => {}, () => {});
    assert.ok(first.ok);
    assert.deepEqual(await bench.transport.open(() => {}, () => {}), { ok: false, error: { kind: 'busy' } });
    assert.deepEqual(await kiosk.ends(kiosk.print('BUSY')), { kind: 'refused', condition: 'offline' });
    await first.value.close();
    await until(bench, 'closes', () => bench.openHandles() === 0, patience);
    await kiosk.comesTo('ready');
  }),

  ...(['paper-out', 'cover-open'] as const).map((condition) =>
    story(`refuses before a job, and prints nothing later: ${condition}`, async (kiosk, bench) => {
      kiosk.fault(condition);
      assert.deepEqual(await kiosk.ends(kiosk.print('NONE')), { kind: 'refused', condition });
      bench.printer.repair();
      await kiosk.comesTo('ready');
      assert.equal(bench.printer.paper().height, 0);
    }),
  ),

  ...(['paper-out', 'cover-open', 'too-hot'] as const).map((condition) =>
    story(`waits in the middle of a job and proves the whole print after repair: ${condition}`, async (kiosk, bench) => {
      kiosk.fault(`${condition}@120`);
      const job = kiosk.print('WAIT', 600);
      await kiosk.comesTo(condition);
      // Somebody has to fetch a roll.
      await bench.pass(3000);
      assert.deepEqual(job.progress.filter((step) => step.type === 'waiting'), [{ type: 'waiting', condition }]);
      bench.printer.repair();
      assert.deepEqual(await kiosk.ends(job), printed);
      kiosk.takes(job.picture);
      await kiosk.comesTo('ready');
    }),
  ),

  story('prints on when the paper is only low', async (kiosk) => {
    kiosk.fault('paper-low');
    const job = kiosk.print('LOWP');
    assert.deepEqual(await kiosk.ends(job), printed);
    kiosk.takes(job.picture);
    await kiosk.comesTo('paper-low');
  }),

  story('does not know what became of a job when the printer hangs, and is clear for the next person', async (kiosk, bench) => {
    kiosk.fault('stall@9000');
    const job = kiosk.print('HANG', 2400);
    const outcome = await kiosk.ends(job);
    assert.equal(outcome.kind, 'unknown');
    assert.equal((await kiosk.ends(kiosk.print('SOON'))).kind, 'refused');
    bench.printer.repair();
    await kiosk.comesTo('ready');
    kiosk.takesAtMost(job.picture);
    const next = kiosk.print('NEXT');
    assert.deepEqual(await kiosk.ends(next), printed);
    kiosk.takes(next.picture);
  }),

  story('is offline while the printer says nothing at all', async (kiosk, bench) => {
    kiosk.fault('mute');
    assert.deepEqual(await kiosk.ends(kiosk.print('MUTE')), { kind: 'refused', condition: 'offline' });
    bench.printer.repair();
    await kiosk.comesTo('ready');
    assert.equal(bench.printer.paper().height, 0);
  }),

  story('is absent when pulled out, and ready when plugged in', async (kiosk, bench) => {
    bench.printer.unplug();
    await kiosk.comesTo('absent');
    assert.deepEqual(await kiosk.ends(kiosk.print('GONE')), { kind: 'refused', condition: 'absent' });
    bench.printer.plug();
    await kiosk.comesTo('ready');
    const job = kiosk.print('BACK');
    assert.deepEqual(await kiosk.ends(job), printed);
    kiosk.takes(job.picture);
  }),

  ...(['disconnect', 'power-off', 'reset'] as const).map((fault) =>
    story(`never says printed, prints twice or prints for the next person: ${fault} in the middle of a job`, async (kiosk, bench) => {
      for (const byte of pulls) {
        kiosk.fault(`${fault}@${byte}`);
        const job = kiosk.print('FRST', 600);
        const outcome = await kiosk.ends(job);
        // Nothing of the picture comes before its first byte, and its proof comes after its last.
        assert.notEqual(outcome.kind, 'printed', `at byte ${byte}`);
        bench.printer.repair();
        await kiosk.comesTo('ready');
        kiosk.takesAtMost(job.picture);
        const next = kiosk.print('NEXT');
        assert.deepEqual(await kiosk.ends(next), printed, `after byte ${byte}`);
        kiosk.takes(next.picture);
      }
    }),
  ),

  story('stops an abandoned job and leaves nothing of it for the next person', async (kiosk, bench) => {
    const job = kiosk.print('QUIT', 4000);
    await until(bench, 'rows go out', () => job.progress.length > 2, patience);
    job.abandon();
    assert.equal((await kiosk.ends(job)).kind, 'unknown');
    await kiosk.comesTo('ready');
    assert.ok(bench.printer.picture().height < 4000, 'all of it came');
    kiosk.takesAtMost(job.picture);
    const next = kiosk.print('NEXT');
    assert.deepEqual(await kiosk.ends(next), printed);
    kiosk.takes(next.picture);
  }),
];
