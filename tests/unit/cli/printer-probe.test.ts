import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createPrinterEmulator, type PrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { loadProfile } from '../../../hardware/printer/printer-profile.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { servePrinter } from '../../../hardware/transports/tcp-printer-server.ts';
import { usbOfDevice } from '../../../hardware/transports/usb-of-device.ts';
import { command as doctor } from '../../../main/cli/commands/doctor.ts';
import { command as printer } from '../../../main/cli/commands/printer.ts';
import { tryCommand } from './try-command.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(name: string): Promise<{ emulator: PrinterEmulator; port: number }> {
  const profile = loadProfile(name);
  if (!profile.ok) throw new Error(name);
  const emulator = createPrinterEmulator({ profile: profile.value, timer: systemTimer });
  const served = await servePrinter(emulator, { host: '127.0.0.1', port: 0 });
  if (!served.ok) throw new Error(served.error.kind);
  closing.push(served.value.close);
  return { emulator, port: served.value.port };
}

async function siteWith(profile: string, port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'probe-'));
  closing.push(() => rm(folder, { recursive: true }));
  const example = JSON.parse(await readFile(new URL('../../../main/site/example-site.json', import.meta.url), 'utf8'));
  const path = join(folder, 'site.json');
  await writeFile(path, JSON.stringify({ ...example, printer: { profile, connection: { transport: 'tcp', host: '127.0.0.1', port } } }));
  return path;
}

describe('kiosk printer probe', () => {
  it('says what was proved, and prints nothing', async () => {
    const { emulator, port } = await serve('epson-tm-t20iii');
    const tried = await tryCommand(printer, ['probe', '--tcp', `127.0.0.1:${port}`]);
    expect(tried.code).toBe(0);
    expect(tried.answers).toMatchObject([{ profile: 'epson-tm-t20iii', because: 'name', fence: 'process-id', doubts: [], proved: { maker: 'EPSON' } }]);
    expect(tried.said).toEqual(['It calls itself EPSON TM-T20III, and says that it is ready', 'It proves a print (GS ( H)']);
    expect(emulator.paper().height).toBe(0);
  });

  it('tells a site that promises what the printer cannot do', async () => {
    const { port } = await serve('generic-80mm');
    const site = await siteWith('epson-tm-t20iii', port);
    const tried = await tryCommand(printer, ['probe', '--site', site]);
    expect(tried.code).toBe(1);
    expect(tried.said).toContain('The site says epson-tm-t20iii, but it does not answer GS ( H');
    const checked = await tryCommand(doctor, ['--site', site]);
    expect(checked.answers[0]).toContainEqual(expect.objectContaining({ name: 'printer', state: 'bad', says: expect.stringContaining('does not answer GS ( H') }));
  });

  it('says where there is no printer, and how it is asked', async () => {
    const gone = await tryCommand(printer, ['probe', '--tcp', '127.0.0.1:9']);
    expect([gone.code, gone.said]).toEqual([1, ['There is no printer there']]);
    for (const args of [[], ['--tcp', 'a', '--device', 'b'], ['--device', '/dev/ttyS9', '--baud', '300'], ['--site', '/nowhere.json']]) {
      expect((await tryCommand(printer, ['probe', ...args])).code, args.join(' ')).toBe(2);
    }
  });
});

describe('which USB device a printer is', () => {
  it('is read from sysfs, and is nothing where sysfs does not say', async () => {
    const sysfs = await mkdtemp(join(tmpdir(), 'sysfs-'));
    closing.push(() => rm(sysfs, { recursive: true }));
    const { mkdir, symlink } = await import('node:fs/promises');
    const device = join(sysfs, 'devices', 'usb1', '1-1');
    await mkdir(join(device, '1-1:1.0', 'usbmisc', 'lp0'), { recursive: true });
    await mkdir(join(sysfs, 'class', 'usbmisc'), { recursive: true });
    await writeFile(join(device, 'idVendor'), '04B8\n');
    await writeFile(join(device, 'idProduct'), '0e28\n');
    await symlink(join(device, '1-1:1.0'), join(device, '1-1:1.0', 'usbmisc', 'lp0', 'device'));
    await symlink(join(device, '1-1:1.0', 'usbmisc', 'lp0'), join(sysfs, 'class', 'usbmisc', 'lp0'));
    expect(await usbOfDevice('/dev/usb/lp0', sysfs)).toBe('04b8:0e28');
    expect(await usbOfDevice('/dev/usb/lp1', sysfs)).toBe(null);
  });
});
