import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrinterProfile } from '../../../hardware/ports.ts';
import { printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { loadProfile, parseProfile, profileNames } from '../../../hardware/printer/printer-profile.ts';
import { loadSite } from '../../../main/site/load-site.ts';
import { openProfile, sayProfileFault } from '../../../main/site/printer-profile.ts';
import { stripes } from './pictures.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

function profileOf(name: string): PrinterProfile {
  const profile = loadProfile(name);
  if (!profile.ok) throw new Error(`${name}: ${JSON.stringify(profile.error)}`);
  return profile.value;
}

/** A slip through the emulator that acts as this printer. */
async function printThrough(profile: PrinterProfile) {
  const timer = createSimulatedTimer();
  const emulator = createPrinterEmulator({ profile, timer });
  const driver = createPrinterDriver({ transport: emulator, profile, timer });
  const picture = printablePicture(stripes(profile.width, 700));
  const outcome = await timer.until(driver.print({ token: 'AB12', picture }, () => {}).outcome);
  const printed = emulator.picture();
  driver.stop();
  return { outcome, whole: printed.height === picture.height && Buffer.from(printed.data).equals(picture.data), report: emulator.report() };
}

describe('the profiles that the kiosk brings along', () => {
  it('have the widths, resolutions and columns that the printers have', () => {
    const facts = profileNames.map((name) => [name, ...(({ width, dotsPerInch, columns }) => [width, dotsPerInch, columns])(profileOf(name))].join(' '));
    expect(facts).toEqual([
      'emulated 576 203 48',
      'bixolon-srp-350 512 180 42',
      'citizen-ct-s 576 203 48',
      'custom-kiosk 576 203 48',
      'epson-tm-m30 576 203 48',
      'epson-tm-t20iii 576 203 48',
      'epson-tm-t88iii 512 180 42',
      'epson-tm-t88v 512 180 42',
      'epson-tm-t88vii 512 180 42',
      'generic-58mm 384 203 32',
      'generic-80mm 576 203 48',
      'generic-serial 576 203 48',
      'star-escpos 576 203 48',
    ]);
  });

  it('know that Citizen calls 2 what others call 19, and that Custom promises no 1252', () => {
    expect(profileOf('citizen-ct-s').codeTables).toMatchObject({ '858': 2, '1252': 16 });
    expect(profileOf('epson-tm-t88v').codeTables).toMatchObject({ '858': 19, '1252': 16 });
    expect(profileOf('custom-kiosk').codeTables).not.toHaveProperty('1252');
  });

  it.each(profileNames)('%s: a slip is printed by it to the last dot, and proved by the fence that it has', async (name) => {
    const { outcome, whole, report } = await printThrough(profileOf(name));
    expect(outcome).toEqual({ kind: 'printed', evidence: 'fence' });
    expect(whole).toBe(true);
    expect(report).toMatchObject({ unknownCommands: [], bytesLeft: 0, cuts: profileOf(name).cut === 'none' ? 0 : 1 });
  });

  it('that promise more than the printer does end in unknown, not in printed', async () => {
    const timer = createSimulatedTimer();
    const emulator = createPrinterEmulator({ profile: profileOf('generic-80mm'), timer });
    const driver = createPrinterDriver({ transport: emulator, profile: profileOf('epson-tm-t20iii'), timer });
    const running = driver.print({ token: 'AB12', picture: printablePicture(stripes(576, 50)) }, () => {});
    expect(await timer.until(running.outcome)).toMatchObject({ kind: 'unknown' });
    driver.stop();
  });
});

describe('the schema of a profile', () => {
  const good = profileOf('emulated');

  it.each<[string, unknown]>([
    ['name', ''],
    ['width', 576.5],
    ['dotsPerInch', 20],
    ['speed', -1],
    ['columns', 49],
    ['slip', 'pdf'],
    ['stripRows', 0],
    ['stripRows', 256],
    ['fence', 'hope'],
    ['status', true],
    ['cut', null],
    ['presenter', 'yes'],
    ['kanji', 'no'],
    ['codeTables', { utf8: 1 }],
    ['codeTables', { '437': 256 }],
    ['answers', { maker: 'EPSON' }],
    ['usb', ['04b8']],
    ['sources', []],
    ['colour', 'black'],
  ])('names %s where it is %j', (field, value) => {
    const parsed = parseProfile({ ...good, [field]: value });
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'bad-profile', field } });
    if (!parsed.ok && parsed.error.kind === 'bad-profile') expect(parsed.error.must).toMatch(/^(?:must|is not part)/);
  });

  it('names what is missing, takes no other thing, and knows no name that is none', () => {
    for (const field of Object.keys(good)) {
      const { [field as keyof PrinterProfile]: _left, ...rest } = good;
      expect(parseProfile(rest)).toMatchObject({ error: { kind: 'bad-profile', field } });
    }
    for (const other of [null, [], 'emulated', 7]) expect(parseProfile(other).ok).toBe(false);
    for (const name of ['constructor', '__proto__', 'EMULATED', '']) expect(loadProfile(name)).toMatchObject({ error: { kind: 'unknown-profile' } });
    expect(parseProfile({ ...good, slip: 'text', codeTables: {} })).toMatchObject({ error: { field: 'codeTables' } });
  });
});

describe('"Add a printer in five steps" of hardware/printer/README.md', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'profile-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has five steps, and prints a slip at the end of them', async () => {
    const guide = await readFile(new URL('../../../hardware/printer/README.md', import.meta.url), 'utf8');
    const steps = (guide.split('## Add a printer in five steps')[1] ?? '').match(/^\d\. /gm);
    expect(steps).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);

    // 1 and 2: a copy of the nearest, and what the manual says. 3: it answers GS r, and nothing to GS ( H.
    const nearest: unknown = JSON.parse(await readFile(new URL('../../../hardware/printer/profiles/epson-tm-t20iii.json', import.meta.url), 'utf8'));
    const mine = { ...Object(nearest), name: 'Made-up 62 mm', width: 432, columns: 36, speed: 90, fence: 'paper-status', cut: 'none', answers: null, usb: [], sources: ['made up'] };
    await writeFile(join(folder, 'my-printer.json'), JSON.stringify(mine));

    // 4: the site names it.
    const example = JSON.parse(await readFile(new URL('../../../main/site/example-site.json', import.meta.url), 'utf8'));
    await writeFile(join(folder, 'site.json'), JSON.stringify({ ...example, printer: { profile: 'my-printer.json', connection: { transport: 'tcp', host: '127.0.0.1' } } }));
    const site = await loadSite(join(folder, 'site.json'));
    if (!site.ok) throw new Error(JSON.stringify(site.error));
    const profile = await openProfile(site.value.printer.profile);
    if (!profile.ok) throw new Error(JSON.stringify(profile.error));
    expect(profile.value.name).toBe('Made-up 62 mm');

    // 5: a slip, to the last dot.
    const { outcome, whole, report } = await printThrough(profile.value);
    expect([outcome.kind, whole, report.cuts]).toEqual(['printed', true, 0]);
  });

  it('says in words what is wrong with the file', async () => {
    await writeFile(join(folder, 'torn.json'), '{ "name": ');
    await writeFile(join(folder, 'wide.json'), JSON.stringify({ ...profileOf('emulated'), width: 9000 }));
    const say = async (name: string) => {
      const opened = await openProfile(name);
      return opened.ok ? '' : sayProfileFault(name, opened.error);
    };
    expect(await say(join(folder, 'torn.json'))).toContain('cannot be read as JSON');
    expect(await say(join(folder, 'none.json'))).toContain('cannot be read as JSON');
    expect(await say(join(folder, 'wide.json'))).toContain('width must be a whole number from 64 to 1024');
    expect(await say('epson')).toBe('there is no printer profile epson');
  });
});
