/** The device contract over emulators in this process; `npm run test:vm` runs it over devices of a kernel. */
import { describe, it } from 'vitest';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { createScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import { printerContract } from '../../vm/contract/printer-contract.ts';
import { readerContract } from '../../vm/contract/reader-contract.ts';
import { scannerKinds } from '../../vm/contract/scanner-kinds.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

describe.each(scannerKinds)('a reader: $name', ({ layout, descriptor }) => {
  it.each(readerContract)('$name', async ({ run }) => {
    const timer = createSimulatedTimer();
    const scanner = createScannerEmulator({ layout, descriptor });
    const openHandles = () => scanner.openHandles;
    await run({ timer, pass: timer.advance, transport: scanner, scanner, tellsAim: layout.aimAt !== null, openHandles });
  });
});

describe('a printer', () => {
  it.each(printerContract)('$name', async ({ run }) => {
    const timer = createSimulatedTimer();
    const profile = emulatedProfile(384);
    const printer = createPrinterEmulator({ profile, timer });
    await run({ timer, pass: timer.advance, transport: printer, printer, profile, openHandles: () => printer.openLinks });
  });
});
