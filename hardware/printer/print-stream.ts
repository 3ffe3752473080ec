/** A byte stream printed on the emulated printer, at once: what a file of ESC/POS looks like on paper. */
import type { Bitmap, PrinterProfile, Timer } from '../ports.ts';
import { createPrinterEmulator } from './printer-emulator.ts';
import type { PaperReport, PrinterEmulatorOptions } from './printer-emulator.ts';

export interface PrintedStream {
  /** All of the paper, feeds included: for showing. */
  readonly paper: Bitmap;
  /** From the first printed row to the last: for comparing with what was drawn. */
  readonly picture: Bitmap;
  readonly report: PaperReport;
}

/** Time stands still: an instant printer never waits. */
const still: Timer = { monotonic: () => 0, after: () => () => {} };

export async function printStream(stream: Uint8Array, profile: PrinterProfile, art: Pick<PrinterEmulatorOptions, 'drawSymbol' | 'letters'> = {}): Promise<PrintedStream> {
  const emulator = createPrinterEmulator({
    profile,
    timer: still,
    speed: 'instant',
    receiveBuffer: 65_536,
    ...art,
  });
  const opened = await emulator.open(
    () => {},
    () => {},
  );
  if (opened.ok) await opened.value.write(stream);
  return { paper: emulator.paper(), picture: emulator.picture(), report: emulator.report() };
}
