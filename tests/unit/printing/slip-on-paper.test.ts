/** The whole of it, but for the motor: a record, the service, the driver, the emulated printer's paper, the journal. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { pngToBitmap, samePicture } from '../../../main/printing/bitmap-png.ts';
import { openPrintJournal } from '../../../main/printing/journal.ts';
import { createPrintService } from '../../../main/printing/print-service.ts';
import { createSimulatedTimer } from '../hardware/simulated-timer.ts';
import { afternoon, library, manyMedicines } from './records.ts';

const clock = { now: () => afternoon, monotonic: () => 0 };

async function kiosk(width: number, large = false) {
  const timer = createSimulatedTimer();
  const profile = emulatedProfile(width);
  const emulator = createPrinterEmulator({ profile, timer });
  const database = new DatabaseSync(':memory:');
  const opened = openPrintJournal(database, clock);
  if (!opened.ok) throw new Error('no journal');
  const { journal } = opened.value;
  const printer = createPrinterDriver({ transport: emulator, profile, timer });
  const printing = createPrintService({ printer, profile, journal, clock, printable: printablePicture, site: () => library });
  const drawn = await printing.draw({
    record: manyMedicines(20),
    choices: { sections: ['medicines'], large },
    language: 'en',
    practice: false,
    copy: false,
    receipt: 'A7K2',
  });
  if (!drawn.ok) throw new Error('not drawn');
  const row = () => {
    const rows = journal.latest(1);
    return rows.ok ? rows.value[0] : undefined;
  };
  return { timer, emulator, printing, slip: drawn.value, row };
}

describe('a slip on paper', () => {
  it.each([
    [576, false],
    [512, true],
    [384, false],
  ])('is what the preview showed, at %i dots, large: %s', async (width, large) => {
    const { timer, emulator, printing, slip, row } = await kiosk(width, large);
    const { outcome } = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    expect(await timer.until(outcome)).toEqual({ kind: 'printed', evidence: 'fence' });
    expect(row()).toMatchObject({ receipt: 'A7K2', state: 'printed', rowsSent: slip.picture.height, evidence: 'fence' });
    const shown = pngToBitmap(Buffer.from(slip.image.split(',')[1] ?? '', 'base64'));
    expect(shown.ok && samePicture(shown.value, slip.picture)).toBe(true);
    expect(samePicture(emulator.picture(), slip.picture)).toBe(true);
    expect(emulator.report()).toMatchObject({ unknownCommands: [], bytesLeft: 0, cuts: 1 });
  });

  it('is unknown, and says so, when the plug is pulled in the middle', async () => {
    const { timer, emulator, printing, slip, row } = await kiosk(576);
    const { outcome } = printing.print({ receipt: 'A7K2', slip }, ({ type }) => {
      if (type === 'sending' && emulator.paper().height > 200) emulator.unplug();
    });
    expect((await timer.until(outcome)).kind).toBe('unknown');
    expect(row()?.state).toBe('unknown');
  });

  it('is not begun on a printer without paper', async () => {
    const { timer, emulator, printing, slip, row } = await kiosk(576);
    emulator.removePaper();
    const { outcome } = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    expect(await timer.until(outcome)).toEqual({ kind: 'refused', condition: 'paper-out' });
    expect(row()).toMatchObject({ state: 'failed', rowsSent: 0, evidence: 'paper-out' });
  });

  it('leaves nothing in the printer for the next person when it is abandoned', async () => {
    const { timer, emulator, printing, slip, row } = await kiosk(576);
    const running = printing.print({ receipt: 'A7K2', slip }, () => undefined);
    await timer.advance(1500);
    running.abandon();
    const ended = await timer.until(running.outcome);
    expect(ended.kind).not.toBe('printed');
    expect(row()?.state).toBe('abandoned');
    const { height } = emulator.paper();
    expect(height).toBeLessThan(slip.picture.height);
    await timer.advance(60_000);
    expect(emulator.picture().height).toBeLessThan(slip.picture.height);
  });
});
