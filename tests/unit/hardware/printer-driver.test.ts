import { describe, expect, it } from 'vitest';
import type { Bitmap, PrinterCondition, PrintOutcome, PrinterProfile, PrintProgress } from '../../../hardware/ports.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import type { PrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import type { PrinterEmulator, PrinterEmulatorOptions } from '../../../hardware/printer/printer-emulator.ts';
import { parseFault } from '../../../hardware/printer/printer-fault.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { blackDots, stripes } from './pictures.ts';
import { createSimulatedTimer } from './simulated-timer.ts';
import type { SimulatedTimer } from './simulated-timer.ts';

const slip = printablePicture(stripes(384, 600));
/** Small enough to pull the plug at every one of its bytes. */
const label = printablePicture(stripes(64, 20));

interface Bench {
  readonly timer: SimulatedTimer;
  readonly emulator: PrinterEmulator;
  readonly driver: PrinterDriver;
  readonly conditions: PrinterCondition[];
  readonly progress: PrintProgress[];
  print(token?: string): { outcome: Promise<PrintOutcome>; abandon(): void };
  fault(text: string): void;
  /** The whole of the picture, once, and nothing else. */
  printedOnce(): boolean;
}

function bench(
  options: Partial<PrinterEmulatorOptions> & { clean?: boolean; picture?: Bitmap } = {},
): Bench {
  const timer = createSimulatedTimer();
  const profile: PrinterProfile = options.profile ?? emulatedProfile(384);
  const { clean = true, picture = slip, ...rest } = options;
  const emulator = createPrinterEmulator({ profile, timer, ...rest });
  const driver = createPrinterDriver({ transport: emulator, profile, timer, clean });
  const conditions: PrinterCondition[] = [];
  driver.watch((condition) => conditions.push(condition));
  const progress: PrintProgress[] = [];
  return {
    timer,
    emulator,
    driver,
    conditions,
    progress,
    print: (token = 'AB12') => driver.print({ token, picture }, (step) => progress.push(step)),
    fault(text) {
      const fault = parseFault(text);
      if (!fault.ok) throw new Error(`${text}: ${fault.error.kind}`);
      emulator.fault(fault.value);
    },
    printedOnce: () => {
      const printed = emulator.picture();
      return printed.height === picture.height && printed.data.every((byte, at) => byte === picture.data[at]);
    },
  };
}

const waits = ({ progress }: Bench): PrinterCondition[] =>
  progress.flatMap((step) => (step.type === 'waiting' ? [step.condition] : []));

describe('a job on a healthy printer', () => {
  it.each([45, 256, 4096, 131_072])('is printed, cut and proved through a buffer of %i bytes', async (receiveBuffer) => {
    const kiosk = bench({ receiveBuffer });
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'printed', evidence: 'fence' });
    expect(kiosk.printedOnce()).toBe(true);
    expect(kiosk.emulator.report()).toMatchObject({ cuts: 1, bytesLeft: 0, unknownCommands: [], status: 'ready' });
    expect(kiosk.progress.at(-1)).toEqual({ type: 'sending', rowsSent: 600, rows: 600 });
    expect(await kiosk.timer.until(kiosk.driver.status())).toBe('ready');
    expect(kiosk.emulator.openLinks).toBe(0);
  });

  it('refuses a second while one runs', async () => {
    const kiosk = bench();
    const first = kiosk.print('AAAA');
    const second = kiosk.print('BBBB');
    expect(await kiosk.timer.until(second.outcome)).toEqual({ kind: 'refused', condition: 'offline' });
    expect(await kiosk.timer.until(first.outcome)).toMatchObject({ kind: 'printed' });
    expect(kiosk.printedOnce()).toBe(true);
  });

  it.each(['paper-status', 'process-id'] as const)('is proved by %s', async (fence) => {
    const kiosk = bench({ profile: { ...emulatedProfile(384), fence } });
    expect(await kiosk.timer.until(kiosk.print().outcome)).toMatchObject({ kind: 'printed' });
  });

  it('is unknown where the printer can prove nothing', async () => {
    const kiosk = bench({ profile: { ...emulatedProfile(384), fence: 'none' } });
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'unknown', condition: null });
  });

  it('takes as long as the motor', async () => {
    const kiosk = bench({ profile: { ...emulatedProfile(384), speed: 60 } });
    await kiosk.timer.until(kiosk.print().outcome);
    const seconds = ((600 / 203) * 25.4) / 60;
    expect(kiosk.timer.monotonic()).toBeGreaterThan(seconds * 1000 - 10);
  });
});

describe('a printer that cannot print', () => {
  it.each<[string, PrinterCondition]>([
    ['paper-out', 'paper-out'],
    ['cover-open', 'cover-open'],
    ['too-hot', 'too-hot'],
    ['fault', 'fault'],
    ['offline', 'offline'],
    ['mute', 'offline'],
  ])('is refused before a job: %s', async (fault, condition) => {
    const kiosk = bench();
    kiosk.fault(fault);
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'refused', condition });
    expect(kiosk.emulator.paper().height).toBe(0);
    kiosk.emulator.repair();
    await kiosk.timer.advance(60_000);
    expect(kiosk.emulator.paper().height).toBe(0);
    expect(kiosk.conditions.at(-1)).toBe('ready');
  });

  it('is absent', async () => {
    const kiosk = bench();
    kiosk.emulator.unplug();
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'refused', condition: 'absent' });
    expect(await kiosk.timer.until(kiosk.driver.status())).toBe('absent');
  });

  it('prints on when the paper is only low', async () => {
    const kiosk = bench();
    kiosk.fault('paper-low');
    expect(await kiosk.timer.until(kiosk.print().outcome)).toMatchObject({ kind: 'printed' });
    expect(kiosk.conditions).toEqual(['paper-low']);
  });

  it.each<[string, PrinterCondition]>([
    ['paper-out@100', 'paper-out'],
    ['cover-open@599', 'cover-open'],
    ['too-hot@300', 'too-hot'],
    ['offline@10', 'offline'],
  ])('in the middle of a job says so, waits, and proves the print after repair: %s', async (fault, condition) => {
    for (const receiveBuffer of [256, 131_072]) {
      const kiosk = bench({ receiveBuffer });
      kiosk.fault(fault);
      const running = kiosk.print();
      await kiosk.timer.advance(60_000);
      expect(waits(kiosk)).toEqual([condition]);
      expect(kiosk.conditions.at(-1)).toBe(condition);
      kiosk.emulator.repair();
      expect(await kiosk.timer.until(running.outcome)).toEqual({ kind: 'printed', evidence: 'fence' });
      expect(kiosk.printedOnce()).toBe(true);
    }
  });

  it('is unknown when nobody comes', async () => {
    const kiosk = bench();
    kiosk.fault('paper-out@100');
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'unknown', condition: 'paper-out' });
  });

  it('that jams at the cut has printed, says so, and is not ready before it is free', async () => {
    const kiosk = bench();
    kiosk.fault('cutter-fault');
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'printed', evidence: 'fence' });
    await kiosk.timer.advance(20_000);
    expect(kiosk.conditions.at(-1)).toBe('cutter-fault');
    expect(await kiosk.timer.until(kiosk.print('BBBB').outcome)).toMatchObject({ kind: 'refused' });
    kiosk.emulator.repair();
    await kiosk.timer.advance(20_000);
    expect(kiosk.conditions.at(-1)).toBe('ready');
  });
});

describe('a job that nobody can prove', () => {
  it.each(['stall@2000', 'mute@2000', 'no-fence', 'late-fence@120000'])('is unknown: %s', async (fault) => {
    const kiosk = bench();
    kiosk.fault(fault);
    expect(await kiosk.timer.until(kiosk.print().outcome)).toMatchObject({ kind: 'unknown' });
    expect(kiosk.conditions.at(-1)).toBe('offline');
  });

  it('passes over the late echo of a former job', async () => {
    const late = bench();
    late.fault('late-fence@100000');
    expect(await late.timer.until(late.print('AAAA').outcome)).toMatchObject({ kind: 'unknown' });
    late.emulator.repair();
    await late.timer.advance(5000);
    late.fault('no-fence');
    late.emulator.takePaper();
    const second = late.print('BBBB');
    expect((await late.timer.until(second.outcome)).kind).not.toBe('printed');
  });

  it('tolerates a clone that answers every status with zero', async () => {
    const kiosk = bench();
    kiosk.fault('status-zero');
    expect(await kiosk.timer.until(kiosk.print().outcome)).toMatchObject({ kind: 'printed' });
  });
});

describe.each(['disconnect', 'power-off', 'reset'])('%s', (fault) => {
  it.each([
    ['at every byte of a small job', label, 1, 4096],
    ['at every byte of a small job, through a small buffer', label, 1, 45],
    ['all along a slip', slip, 1499, 65_536],
  ])('%s: never a false success, never a second copy, and clear for the next', async (_, picture, step, receiveBuffer) => {
    const setup = { picture, receiveBuffer, profile: emulatedProfile(picture.width) };
    const whole = bench(setup);
    await whole.timer.until(whole.print().outcome);
    const total = whole.emulator.bytesReceived;
    for (let byte = 0; byte < total; byte += step) {
      const kiosk = bench(setup);
      kiosk.fault(`${fault}@${byte}`);
      const outcome = await kiosk.timer.until(kiosk.print('FRST').outcome);
      if (outcome.kind === 'printed') expect([byte, kiosk.printedOnce()]).toEqual([byte, true]);
      kiosk.emulator.repair();
      await kiosk.timer.advance(120_000);
      expect([byte, kiosk.conditions.at(-1)]).toEqual([byte, 'ready']);
      expect(blackDots(kiosk.emulator.paper()), `byte ${byte}`).toBeLessThanOrEqual(blackDots(picture));
      if (outcome.kind === 'refused') expect(kiosk.emulator.picture().height).toBe(0);
      // What came out of the first job is cut off before the second begins.
      const cutAt = kiosk.emulator.cutRows().at(-1) ?? 0;
      expect(kiosk.emulator.paper().height).toBe(cutAt);
      kiosk.emulator.takePaper();
      expect(await kiosk.timer.until(kiosk.print('NEXT').outcome)).toMatchObject({ kind: 'printed' });
      expect([byte, kiosk.printedOnce()]).toEqual([byte, true]);
    }
  });
});

describe('an abandoned job', () => {
  it.each(['always', 'errors-only'] as const)('leaves nothing for the next person (buffers cleared: %s)', async (clearing) => {
    for (const fault of [null, 'paper-out@50', 'stall@3000', 'cover-open@20']) {
      for (const after of [0, 1, 40, 200, 20_000]) {
        const kiosk = bench({ clearing, receiveBuffer: 131_072 });
        if (fault !== null) kiosk.fault(fault);
        const running = kiosk.print('GONE');
        await kiosk.timer.advance(after);
        running.abandon();
        const outcome = await kiosk.timer.until(running.outcome, 2000);
        expect(['refused', 'unknown', 'printed']).toContain(outcome.kind);
        if (outcome.kind === 'unknown') {
          expect(await kiosk.timer.until(kiosk.print('SOON').outcome)).toMatchObject({ kind: 'refused' });
        }
        kiosk.emulator.repair();
        await kiosk.timer.advance(60_000);
        kiosk.emulator.takePaper();
        const next = await kiosk.timer.until(kiosk.print('NEXT').outcome);
        expect([fault, after, next.kind, kiosk.printedOnce()]).toEqual([fault, after, 'printed', true]);
      }
    }
  });

  it('that went nowhere is refused and costs no paper', async () => {
    const kiosk = bench();
    const running = kiosk.print();
    running.abandon();
    expect(await kiosk.timer.until(running.outcome)).toMatchObject({ kind: 'refused' });
    await kiosk.timer.advance(30_000);
    expect(kiosk.emulator.paper().height).toBe(0);
  });
});

describe('a kiosk that starts after a crash in a job', () => {
  it('is not ready before the printer has been cleared', async () => {
    const kiosk = bench({ clean: false });
    expect(await kiosk.timer.until(kiosk.print().outcome)).toEqual({ kind: 'refused', condition: 'offline' });
    await kiosk.timer.advance(30_000);
    expect(await kiosk.timer.until(kiosk.driver.status())).toBe('ready');
    kiosk.driver.stop();
  });
});
