import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReaderEvent } from '../../../hardware/ports.ts';
import { createSerialReader } from '../../../hardware/reader/serial-driver.ts';
import { createSerialTransport, listPorts, sttyArguments } from '../../../hardware/transports/serial-transport.ts';
import { systemTimer as timer } from '../../../hardware/transports/system-timer.ts';
import { createUsbSurvey } from '../../../hardware/transports/usb-survey.ts';
import { openPseudoTerminal, type PseudoTerminal } from './pseudo-terminal.ts';

const line = { baud: 9600, parity: 'none', stopBits: 1 } as const;
const transport = createSerialTransport({ timer, platform: process.platform });
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a serial line of the kernel', () => {
  let terminal: PseudoTerminal;
  beforeEach(async () => {
    terminal = await openPseudoTerminal();
  });
  afterEach(() => terminal.hangUp());

  it('delivers every byte as it was sent, none echoed, none made into another', async () => {
    const heard: number[] = [];
    const opened = await transport.open(terminal.path, line, (bytes) => heard.push(...bytes), () => {});
    if (!opened.ok) throw new Error(opened.error.kind);
    // Every value of a byte: the terminal of a person would take some of these as commands.
    const sent = Uint8Array.from({ length: 3000 }, (_, at) => at & 0xff);
    await terminal.send(sent);
    await until(() => heard.length >= sent.length);
    expect(Uint8Array.from(heard)).toEqual(sent);
    await opened.value.close();
  });

  it('drops what came before it was open, which is part of a code at best', async () => {
    await terminal.send(bytesOf('half of the code before\r'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const heard: number[] = [];
    const opened = await transport.open(terminal.path, line, (bytes) => heard.push(...bytes), () => {});
    if (!opened.ok) throw new Error(opened.error.kind);
    await terminal.send(bytesOf('NEXT\r'));
    await until(() => heard.includes(0x0d));
    expect(new TextDecoder().decode(Uint8Array.from(heard))).toBe('NEXT\r');
    await opened.value.close();
  });

  it('has one owner, and a second finds it busy until the first lets go', async () => {
    const first = await transport.open(terminal.path, line, () => {}, () => {});
    if (!first.ok) throw new Error(first.error.kind);
    expect(await transport.open(terminal.path, line, () => {}, () => {})).toEqual({ ok: false, error: { kind: 'busy' } });
    await first.value.close();
    const second = await transport.open(terminal.path, line, () => {}, () => {});
    expect(second.ok).toBe(true);
    if (second.ok) await second.value.close();
  });

  it('is lost once when the plug is pulled in the middle of a code, and half of it is nobody’s', async () => {
    const heard: ReaderEvent[] = [];
    const settings = { path: terminal.path, line, framing: 'line', prefix: new Uint8Array(), idle: 5000 } as const;
    const stop = createSerialReader({ transport, settings, timer }).listen((event) => heard.push(event));
    await until(() => heard.length === 1);
    await terminal.send(bytesOf(']Q1WHOLE\r]Q1HALF OF A C'));
    await until(() => heard.length === 2);
    await terminal.hangUp();
    await until(() => heard.length === 4);
    expect(heard.map((event) => (event.type === 'condition' ? event.condition : event.type))).toEqual(['ready', 'scan', 'misread', 'absent']);
    expect(heard[1]).toMatchObject({ scan: { aim: ']Q1', bytes: bytesOf('WHOLE') } });
    stop();
  });
});

describe('a serial line', () => {
  it('is absent where there is none, and where the file is no terminal', async () => {
    const absent = { ok: false, error: { kind: 'absent' } };
    expect(await transport.open('/dev/ttyACM-no-such', line, () => {}, () => {})).toEqual(absent);
    expect(await transport.open('/dev/null', line, () => {}, () => {})).toEqual(absent);
  });

  it('is set as the site says', () => {
    expect(sttyArguments({ baud: 115_200, parity: 'odd', stopBits: 2 }).join(' ')).toMatch(/^raw -echo .*parenb parodd cstopb ispeed 115200 ospeed 115200$/);
    expect(sttyArguments(line).join(' ')).toMatch(/-parenb -cstopb ispeed 9600 ospeed 9600$/);
  });
});

describe('what is plugged in', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sysfs-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function device(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const path = join(folder, name);
    await mkdir(path, { recursive: true });
    for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), `${content}\n`);
    return path;
  }

  it('is told by what its interfaces are', async () => {
    await device('1-1.2', { idVendor: '05e0', idProduct: '1200', product: 'Symbol Bar Code Scanner' });
    await device('1-1.2:1.0', { bInterfaceClass: '03', bInterfaceProtocol: '01' });
    await device('1-2', { idVendor: '0c2e', idProduct: '0b6a' });
    await device('1-2:1.0', { bInterfaceClass: '02' });
    await device('1-2:1.1', { bInterfaceClass: '0a' });
    await device('usb1', { idVendor: '1d6b', idProduct: '0002' });
    expect(await createUsbSurvey(folder).devices()).toEqual([
      { vendorId: 0x05e0, productId: 0x1200, product: 'Symbol Bar Code Scanner', roles: ['keyboard'] },
      { vendorId: 0x0c2e, productId: 0x0b6a, product: '', roles: ['serial', 'other'] },
    ]);
    expect(await createUsbSurvey(join(folder, 'no-such')).devices()).toEqual([]);
  });

  it('has its serial ports with the ids of the device behind them', async () => {
    const usb = await device('devices/1-2', { idVendor: '0c2e', idProduct: '0b6a' });
    await mkdir(join(usb, '1-2:1.0'));
    await mkdir(join(folder, 'tty/ttyACM0'), { recursive: true });
    await mkdir(join(folder, 'tty/ttyS0'), { recursive: true });
    await symlink(join(usb, '1-2:1.0'), join(folder, 'tty/ttyACM0/device'));
    expect(await listPorts(join(folder, 'tty'))).toEqual([{ path: '/dev/ttyACM0', vendorId: 0x0c2e, productId: 0x0b6a }]);
  });
});
