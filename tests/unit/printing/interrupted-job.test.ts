import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Bitmap, Timer } from '../../../hardware/ports.ts';
import { printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator, type PrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { servePrinter } from '../../../hardware/transports/tcp-printer-server.ts';
import { createTcpTransport } from '../../../hardware/transports/tcp-transport.ts';
import { isFinal, openPrintJournal } from '../../../main/printing/journal.ts';
import { printJournalled } from '../../../main/printing/print-service.ts';
import { blackDots, stripes } from '../hardware/pictures.ts';
import { createSimulatedTimer } from '../hardware/simulated-timer.ts';

const label = printablePicture(stripes(48, 10));
const clock = { now: () => 1000, monotonic: () => 0 };

function journalIn(database: DatabaseSync) {
  const opened = openPrintJournal(database, clock);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

function kiosk(timer: Timer, emulator: PrinterEmulator, profile = emulatedProfile(96)) {
  const { journal } = journalIn(new DatabaseSync(':memory:'));
  const printer = createPrinterDriver({ transport: emulator, profile, timer });
  const rows = () => {
    const latest = journal.latest(10);
    return latest.ok ? latest.value : [];
  };
  return { rows, journal, printer, print: (receipt: string) => printJournalled({ printer, journal }, { receipt, picture: label }, () => undefined) };
}

const isWhole = (paper: Bitmap): boolean => paper.height === label.height && blackDots(paper) === blackDots(label);

describe.each(['disconnect', 'power-off', 'reset'] as const)('%s at every byte of a job', (name) => {
  it('is in the journal as what it was, once and for ever; the next slip is only the next one’s', async () => {
    const profile = emulatedProfile(96);
    const seen = new Set<string>();
    for (let at = 0; ; at += 1) {
      const timer = createSimulatedTimer();
      const emulator = createPrinterEmulator({ profile, timer });
      const { rows, journal, printer, print } = kiosk(timer, emulator, profile);
      emulator.fault({ name, at });
      const outcome = await timer.until(print('FRST').outcome);
      const [first] = rows();
      seen.add(first?.state ?? '');
      const wanted = { printed: 'printed', unknown: 'unknown', refused: 'failed' }[outcome.kind];
      expect([at, first?.state, rows().length]).toEqual([at, wanted, 1]);
      expect(first?.evidence, `byte ${at}`).toMatch(/^(?:fence|absent|offline|no-answer)$/);
      const paper = emulator.picture();
      if (outcome.kind === 'printed') expect(isWhole(paper)).toBe(true);
      if (outcome.kind === 'refused') expect(paper.height).toBe(0);
      const struck = emulator.bytesReceived;
      emulator.repair();
      await timer.advance(120_000);
      // Cleared, and nothing of it sent again: no second copy, and the row stays what it was.
      expect(blackDots(emulator.paper())).toBeLessThanOrEqual(blackDots(label));
      for (const state of ['sending', 'sent', 'printed'] as const) journal.move(first?.id ?? 0, state);
      expect(rows()[0]).toEqual(first);
      emulator.takePaper();
      expect([at, struck, await timer.until(print('NEXT').outcome)]).toEqual([at, struck, { kind: 'printed', evidence: 'fence' }]);
      expect([at, isWhole(emulator.picture())]).toEqual([at, true]);
      expect(rows().map(({ receipt, state }) => `${receipt} ${state}`)).toEqual(['NEXT printed', `FRST ${wanted}`]);
      printer.stop();
      if (struck < at) break;
    }
    expect([...seen].sort()).toEqual(['failed', 'printed', 'unknown']);
  });
});

describe('a kiosk that is killed in the middle of a print', () => {
  it('finds it unknown when it starts again, clears the printer, and gives the next person only their own', { timeout: 30_000 }, async () => {
    const profile = emulatedProfile(384);
    const folder = await mkdtemp(join(tmpdir(), 'killed-'));
    const path = join(folder, 'journal.sqlite');
    const emulator = createPrinterEmulator({ profile, timer: systemTimer, speed: 'instant' });
    emulator.fault({ name: 'paper-out', at: 200 });
    const served = await servePrinter(emulator, { host: '127.0.0.1', port: 0 });
    if (!served.ok) throw new Error(served.error.kind);
    const { port } = served.value;
    const child = spawn(process.execPath, [fileURLToPath(new URL('printing-process.ts', import.meta.url)), path, String(port)], { stdio: 'inherit' });
    await changeOf(emulator, () => emulator.condition === 'paper-out');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));

    const database = new DatabaseSync(path);
    const { journal, becameUnknown } = journalIn(database);
    const rows = journal.latest(5);
    expect(rows.ok && rows.value.map(({ receipt, state, evidence }) => [receipt, state, evidence])).toEqual([['FRST', 'unknown', 'restart']]);
    expect(becameUnknown).toBe(1);

    const printer = createPrinterDriver({ transport: createTcpTransport({ host: '127.0.0.1', port, timer: systemTimer }), profile, timer: systemTimer, clean: becameUnknown === 0 });
    const picture = printablePicture(stripes(384, 60));
    // Nobody prints before the printer is known to be empty.
    expect(await printJournalled({ printer, journal }, { receipt: 'SOON', picture }, () => undefined).outcome).toMatchObject({ kind: 'refused' });
    setTimeout(() => emulator.repair(), 300);
    await new Promise<void>((resolve) => {
      const stop = printer.watch((condition) => {
        if (condition !== 'ready') return;
        stop();
        resolve();
      });
    });
    const left = emulator.paper();
    expect(emulator.cutRows().at(-1)).toBe(left.height);
    // What the line still held may come out with the new paper, once, and is cut off before anybody else's.
    expect(blackDots(left)).toBeLessThanOrEqual(blackDots(printablePicture(stripes(384, 900))));
    emulator.takePaper();
    expect(await printJournalled({ printer, journal }, { receipt: 'NEXT', picture }, () => undefined).outcome).toMatchObject({ kind: 'printed' });
    expect(emulator.picture()).toEqual(picture);
    const all = journal.latest(5);
    expect(all.ok && all.value.map(({ receipt, state }) => `${receipt} ${state}`)).toEqual(['NEXT printed', 'SOON failed', 'FRST unknown']);
    expect(all.ok && all.value.every(({ state }) => isFinal(state))).toBe(true);
    printer.stop();
    await served.value.close();
    database.close();
    await rm(folder, { recursive: true });
  });
});

function changeOf(emulator: PrinterEmulator, came: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = emulator.watch(() => {
      if (!came()) return;
      stop();
      resolve();
    });
  });
}
