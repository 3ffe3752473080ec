import { describe, expect, it } from 'vitest';
import type { ByteTransport, PrinterProfile } from '../../../hardware/ports.ts';
import { chooseProfile, contradictions } from '../../../hardware/printer/choose-profile.ts';
import { encodePicture, printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { parseFault } from '../../../hardware/printer/printer-fault.ts';
import { emulatedProfile, loadProfile, profileNames } from '../../../hardware/printer/printer-profile.ts';
import { probePrinter } from '../../../hardware/printer/printer-probe.ts';
import { stripes } from './pictures.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

function profileOf(name: string): PrinterProfile {
  const profile = loadProfile(name);
  if (!profile.ok) throw new Error(name);
  return profile.value;
}

async function probed(profile: PrinterProfile, ...faults: readonly string[]) {
  const timer = createSimulatedTimer();
  const emulator = createPrinterEmulator({ profile, timer });
  for (const text of faults) {
    const fault = parseFault(text);
    if (!fault.ok) throw new Error(text);
    emulator.fault(fault.value);
  }
  const found = await timer.until(probePrinter(emulator, timer));
  if (!found.ok) throw new Error(found.error.kind);
  return { found: found.value, emulator };
}

describe('the probe', () => {
  it.each(profileNames)('of %s proves what that printer can, and moves no paper', async (name) => {
    const profile = profileOf(name);
    const { found, emulator } = await probed(profile);
    expect(found).toMatchObject({
      realTime: [1, 2, 3, 4],
      condition: 'ready',
      asked: 'all',
      paperStatus: true,
      automaticStatus: true,
      processId: profile.fence === 'process-id',
      maker: profile.answers?.maker ?? null,
    });
    expect(emulator.paper().height).toBe(0);
    expect(emulator.report()).toMatchObject({ text: '', bytesLeft: 0, cuts: 0 });
    expect(emulator.openLinks).toBe(0);
    expect(contradictions(profile, found)).toEqual([]);
  });

  it.each(['paper-out', 'cover-open', 'too-hot', 'offline'])('asks a printer with %s only what it can answer', async (fault) => {
    const { found, emulator } = await probed(emulatedProfile(576), fault);
    expect(found).toMatchObject({ condition: fault, asked: 'stopped', processId: false });
    emulator.repair();
    expect(emulator.paper().height).toBe(0);
    expect(emulator.report().bytesLeft).toBe(0);
  });

  it('of a printer that says nothing ends, and claims nothing', async () => {
    const { found } = await probed(emulatedProfile(576), 'mute');
    expect(found).toMatchObject({ realTime: [], condition: null, asked: 'unanswered', processId: false, maker: null });
    const chosen = chooseProfile(found, { usb: null });
    expect([chosen.name, chosen.profile.fence, chosen.profile.status]).toEqual(['generic-80mm', 'none', 'none']);
  });

  it('of a clone that answers every status with 00 takes that for no status', async () => {
    const { found } = await probed(profileOf('generic-80mm'), 'status-zero');
    expect(found).toMatchObject({ realTime: [], oddStatus: true, condition: null });
  });

  it('fails as the transport does', async () => {
    const timer = createSimulatedTimer();
    for (const kind of ['absent', 'busy', 'denied'] as const) {
      const transport: ByteTransport = { open: () => Promise.resolve({ ok: false, error: { kind } }) };
      expect(await timer.until(probePrinter(transport, timer))).toEqual({ ok: false, error: { kind } });
    }
    const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer });
    emulator.fault({ name: 'disconnect', at: 7 });
    expect(await timer.until(probePrinter(emulator, timer))).toEqual({ ok: false, error: { kind: 'disconnected' } });
  });

  it('of a printer in the middle of a half-sent job asks one thing and no more, wherever it broke off', async () => {
    const picture = printablePicture(stripes(576, 20));
    const stream = encodePicture(picture, emulatedProfile(576));
    if (!stream.ok) throw new Error(stream.error.kind);
    for (let at = 12; at < 8 + 72 * 20; at += 7) {
      const timer = createSimulatedTimer();
      const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer, speed: 'instant' });
      const first = await emulator.open(() => {}, () => {});
      if (!first.ok) throw new Error(first.error.kind);
      await first.value.write(stream.value.slice(0, at));
      await first.value.close();
      const before = emulator.paper().height;
      const sent = emulator.bytesReceived;
      const found = await timer.until(probePrinter(emulator, timer));
      if (!found.ok) throw new Error(found.error.kind);
      // Near the end of the picture what is asked completes it: then the printer is through, and answers.
      if (found.value.asked === 'unanswered') {
        expect(emulator.bytesReceived - sent).toBe(15);
        expect(emulator.paper().height - before).toBeLessThanOrEqual(1);
      }
      expect(emulator.report().text).toBe('');
      expect(emulator.report().cuts).toBe(0);
    }
  });
});

describe('the profile that is chosen', () => {
  const all = { realTime: [1, 2, 3, 4], oddStatus: false, condition: 'ready', asked: 'all', paperStatus: true, processId: true, automaticStatus: true } as const;

  it.each([
    ['EPSON', 'TM-T88V', 'epson-tm-t88v'],
    ['EPSON', 'TM-T88VII', 'epson-tm-t88vii'],
    ['EPSON', 'TM-T20III', 'epson-tm-t20iii'],
    ['EPSON', 'TM-m30II', 'epson-tm-m30'],
    ['Star Micronics', 'mC-Print3', 'star-escpos'],
    ['CITIZEN', 'CT-S601II', 'citizen-ct-s'],
    ['BIXOLON', 'SRP-350plusIII', 'bixolon-srp-350'],
    ['CUSTOM S.p.A.', 'VKP80III', 'custom-kiosk'],
  ])('%s %s: %s', (maker, model, name) => {
    expect(chooseProfile({ ...all, maker, model }, { usb: null })).toMatchObject({ name, because: 'name', doubts: [] });
  });

  it('is a clone’s where it calls itself an Epson and cannot do what that one can', () => {
    const clone = { ...all, processId: false, maker: 'EPSON', model: 'TM-T88V' };
    const chosen = chooseProfile(clone, { usb: '04b8:0202' });
    expect(chosen).toMatchObject({ name: 'generic-80mm', because: 'nothing-known', doubts: ['it does not answer GS ( H'] });
    expect(chosen.profile.fence).toBe('paper-status');
    // Rongta's own spelling.
    expect(chooseProfile({ ...clone, maker: 'EPOSN' }, { usb: null }).name).toBe('generic-80mm');
  });

  it('is hinted at by USB only where nothing is said, and proves what was proved', () => {
    const silent = { ...all, maker: null, model: null, processId: false };
    expect(chooseProfile(silent, { usb: '1d90:2060' })).toMatchObject({ name: 'citizen-ct-s', because: 'usb' });
    expect(chooseProfile(silent, { usb: '04b8:0e28' })).toMatchObject({ name: 'generic-80mm' });
    expect(chooseProfile({ ...silent, processId: true }, { usb: '1d90:2060' }).profile.fence).toBe('process-id');
    expect(chooseProfile({ ...silent, paperStatus: false, asked: 'unanswered' }, { usb: null }).profile.fence).toBe('none');
  });
});
