/** A printer over its emulator; `npm run test:vm` runs the same cases over a printer of a kernel. */
import { describe, it } from 'vitest';
import { createPrinterEmulator } from '../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../hardware/printer/printer-profile.ts';
import { createSimulatedTimer } from '../unit/hardware/simulated-timer.ts';
import { printerCases } from './printer-cases.ts';

describe('a printer', () => {
  it.each(printerCases)('$name', async ({ run }) => {
    const timer = createSimulatedTimer();
    const profile = emulatedProfile(384);
    const printer = createPrinterEmulator({ profile, timer });
    await run({ timer, pass: timer.advance, transport: printer, printer, profile, openHandles: () => printer.openLinks });
  });
});
