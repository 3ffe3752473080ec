import { beforeEach, describe, expect, it } from 'vitest';
import type { ReaderEvent } from '../../../hardware/ports.ts';
import { createHidPosReader } from '../../../hardware/reader/hid-pos-driver.ts';
import { encodeScan, honeywellLayout, newlandLayout } from '../../../hardware/reader/hid-pos-codec.ts';
import { partialScanTimeout } from '../../../hardware/reader/scan-assembly.ts';
import { createScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import type { ScannerEmulator, ScannerEmulatorOptions } from '../../../hardware/reader/scanner-emulator.ts';
import { lateRest } from '../../../hardware/reader/silence.ts';
import { createSimulatedTimer } from './simulated-timer.ts';
import type { SimulatedTimer } from './simulated-timer.ts';

let timer: SimulatedTimer;
let scanner: ScannerEmulator;
let heard: string[];
let stop: () => void;

const told = (event: ReaderEvent): string => {
  if (event.type === 'scan') return `scan ${event.scan.aim} ${new TextDecoder().decode(event.scan.bytes)}`;
  return event.type === 'condition' ? event.condition : event.type;
};

async function listen(options: ScannerEmulatorOptions = {}): Promise<void> {
  timer = createSimulatedTimer();
  scanner = createScannerEmulator(options);
  heard = [];
  stop = createHidPosReader({ transport: scanner, timer }).listen((event) => heard.push(told(event)));
  await timer.advance(0);
}

describe.each([
  ['Honeywell layout', honeywellLayout, ']Q1'],
  ['Newland layout', newlandLayout, 'null'],
])('a reader with the %s', (_, layout, aim) => {
  beforeEach(() => listen({ layout }));

  it('reads a short and a long code', () => {
    scanner.hold('SHORT');
    scanner.hold('L'.repeat(2953));
    expect(heard).toEqual(['ready', `scan ${aim} SHORT`, `scan ${aim} ${'L'.repeat(2953)}`]);
  });

  it('drops a code whose last report got lost, and reads the next', async () => {
    scanner.fault({ kind: 'drop', report: -1 });
    scanner.hold('M'.repeat(100));
    await timer.advance(partialScanTimeout + lateRest);
    scanner.hold('NEXT');
    expect(heard).toEqual(['ready', 'misread', `scan ${aim} NEXT`]);
  });

  it('takes the rest of a code that comes late for no code', async () => {
    const reports = encodeScan(new TextEncoder().encode('M'.repeat(100)), ']Q1', layout);
    scanner.send(...reports.slice(0, 1));
    await timer.advance(partialScanTimeout + 100);
    scanner.send(...reports.slice(1));
    scanner.hold('NEXT');
    expect(heard).toEqual(['ready', 'misread', `scan ${aim} NEXT`]);
  });

  it('says misread once for half a report and for a code of more than 4,096 bytes', async () => {
    scanner.fault({ kind: 'half', report: 1 });
    scanner.hold('H'.repeat(300));
    await timer.advance(600);
    scanner.hold('X'.repeat(6000));
    await timer.advance(600);
    scanner.hold('NEXT');
    expect(heard).toEqual(['ready', 'misread', 'misread', `scan ${aim} NEXT`]);
  });
});

describe('a reader', () => {
  beforeEach(() => listen());

  it('never joins half a code of one person to the code of the next', async () => {
    scanner.fault({ kind: 'unplug', report: 1 });
    scanner.hold('FIRST-PERSON'.repeat(10));
    scanner.plug();
    await timer.advance(0);
    scanner.hold('SECOND');
    expect(heard).toEqual(['ready', 'misread', 'absent', 'ready', 'scan ]Q1 SECOND']);
  });

  it('counts the same code once while it stays, and again after it was away', async () => {
    for (let time = 0; time < 5; time += 1) {
      scanner.hold('SAME');
      await timer.advance(1000);
    }
    scanner.hold('OTHER');
    await timer.advance(1500);
    scanner.hold('OTHER');
    expect(heard).toEqual(['ready', 'scan ]Q1 SAME', 'scan ]Q1 OTHER', 'scan ]Q1 OTHER']);
  });

  it('has one handle open after ten replugs, and none when it stops', async () => {
    for (let time = 0; time < 10; time += 1) {
      scanner.unplug();
      await timer.advance(10);
      scanner.plug();
      await timer.advance(10);
      expect(scanner.openHandles).toBe(1);
    }
    heard.length = 0;
    scanner.hold('ONCE');
    expect(heard).toEqual(['scan ]Q1 ONCE']);
    stop();
    await timer.advance(0);
    expect(scanner.openHandles).toBe(0);
    scanner.hold('NOBODY LISTENS');
    expect(heard).toHaveLength(1);
    expect(timer.pending).toBe(0);
  });

  it('says that it is in the wrong mode, and ready when it was put right', async () => {
    scanner.setMode('keyboard');
    await timer.advance(0);
    scanner.setMode('ibm');
    await timer.advance(0);
    scanner.setMode('pos');
    await timer.advance(0);
    // A change of mode is a new device: it goes and comes.
    expect(heard).toEqual(['ready', 'absent', 'wrong-mode', 'absent', 'wrong-mode', 'absent', 'ready']);
  });

  it('tries again when the node is not yet its own, and says so only where that stays', async () => {
    stop();
    await listen({ plugged: false });
    scanner.deny(true);
    scanner.plug();
    await timer.advance(2400);
    expect(heard).toEqual(['absent']);
    await timer.advance(300);
    expect(heard).toEqual(['absent', 'denied']);
    scanner.deny(false);
    await timer.advance(2000);
    expect(heard).toEqual(['absent', 'denied', 'ready']);
    expect(scanner.openHandles).toBe(1);
  });

  it('ignores reports of another id, also in the middle of a code', () => {
    scanner.send(Uint8Array.of(4, ...new Uint8Array(63).fill(9)));
    scanner.hold('CODE\r\n');
    expect(heard).toEqual(['ready', 'scan ]Q1 CODE']);
  });

  it('says that the driver is missing instead of failing', async () => {
    const events: string[] = [];
    createHidPosReader({
      timer,
      transport: { ...scanner, devices: async () => ({ ok: false, error: { kind: 'driver-missing' } }) },
    }).listen((event) => events.push(told(event)));
    await timer.advance(0);
    expect(events).toEqual(['driver-missing']);
  });
});
