import { describe, expect, it } from 'vitest';
import { readerConditions } from '../../../hardware/ports.ts';
import { createHidPosReader } from '../../../hardware/reader/hid-pos-driver.ts';
import { createScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import { firstCondition, readerFinding } from '../../../main/cli/reader-checks.ts';
import { createSimulatedTimer } from '../hardware/simulated-timer.ts';

describe('the doctor asks a reader', () => {
  it('how it is, and lets go of it', async () => {
    const timer = createSimulatedTimer();
    const scanner = createScannerEmulator();
    const asked = firstCondition(createHidPosReader({ transport: scanner, timer }), timer);
    expect(await timer.until(asked)).toEqual({ type: 'condition', condition: 'ready' });
    await timer.advance(0);
    expect(scanner.openHandles).toBe(0);
    expect(timer.pending).toBe(0);
  });

  it('that never answers, for a few seconds', async () => {
    const timer = createSimulatedTimer();
    expect(await timer.until(firstCondition({ listen: () => () => undefined }, timer))).toBeNull();
    expect(readerFinding(null)).toEqual({ state: 'bad', says: 'It does not answer' });
  });

  it('in words of its own for every condition', () => {
    const said = readerConditions.map((condition) => readerFinding({ type: 'condition', condition }).says);
    expect(new Set(said).size).toBe(readerConditions.length);
    const found = { mode: 'keyboard', maker: 'Zebra', setupCode: 'USB HID POS' } as const;
    expect(readerFinding({ type: 'condition', condition: 'wrong-mode', found }).says).toBe(
      'It is set to keyboard mode: scan the barcode "USB HID POS" in the Zebra guide, then plug it in again',
    );
  });
});
