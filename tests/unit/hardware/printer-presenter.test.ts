import { describe, expect, it } from 'vitest';
import { printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { loadProfile } from '../../../hardware/printer/printer-profile.ts';
import { stripes } from './pictures.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

async function bench(name: string) {
  const profile = loadProfile(name);
  if (!profile.ok) throw new Error(name);
  const timer = createSimulatedTimer();
  const emulator = createPrinterEmulator({ profile: profile.value, timer });
  const driver = createPrinterDriver({ transport: emulator, profile: profile.value, timer });
  const print = () => driver.print({ token: 'AB12', picture: printablePicture(stripes(576, 100)) }, () => {});
  expect((await timer.until(print().outcome)).kind).toBe('printed');
  return { timer, emulator, driver, print };
}

describe('a slip that nobody took', () => {
  it('is drawn in again, once, and then nothing is', async () => {
    const { timer, emulator, driver } = await bench('custom-kiosk');
    expect(emulator.presenter()).toEqual({ holds: true, retracted: 0 });
    expect(await timer.until(driver.retract())).toBe('retracted');
    expect(emulator.presenter()).toEqual({ holds: false, retracted: 1 });
    expect(emulator.paper().height).toBe(0);
    expect(await timer.until(driver.retract())).toBe('taken');
    expect(emulator.openLinks).toBe(0);
  });

  it('that was taken meanwhile is left alone', async () => {
    const { timer, emulator, driver } = await bench('custom-kiosk');
    emulator.takePaper();
    expect(await timer.until(driver.retract())).toBe('taken');
    expect(emulator.presenter().retracted).toBe(0);
  });

  it('stays where the printer has no presenter, and no byte is sent for it', async () => {
    const { timer, emulator, driver } = await bench('epson-tm-t20iii');
    const before = emulator.bytesReceived;
    expect(await timer.until(driver.retract())).toBe('unsupported');
    expect(emulator.bytesReceived).toBe(before);
  });

  it('is not said to be drawn in while the printer does not say so', async () => {
    const { timer, emulator, driver } = await bench('custom-kiosk');
    emulator.fault({ name: 'mute', at: 0 });
    expect(await timer.until(driver.retract())).toBe('failed');
    emulator.unplug();
    expect(await timer.until(driver.retract())).toBe('failed');
  });

  it('is never looked for in the middle of a print, and a print waits until that is over', async () => {
    const { timer, emulator, driver, print } = await bench('custom-kiosk');
    const looking = driver.retract();
    expect(await timer.until(print().outcome)).toEqual({ kind: 'refused', condition: 'offline' });
    expect(await timer.until(looking)).toBe('retracted');
    const second = print();
    expect(await timer.until(driver.retract())).toBe('failed');
    expect((await timer.until(second.outcome)).kind).toBe('printed');
    expect(emulator.presenter().holds).toBe(true);
  });
});
