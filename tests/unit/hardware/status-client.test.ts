/** The emulated printer as a program of others sees it: receiptio asks DLE EOT, ASB and GS r, and says what it makes of them. */
import net from 'node:net';
import { print } from 'receiptio';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPrinterEmulator, type PrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { parseFault } from '../../../hardware/printer/printer-fault.ts';
import { loadProfile } from '../../../hardware/printer/printer-profile.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { servePrinter } from '../../../hardware/transports/tcp-printer-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
});

async function printerOnNetwork(fault: string, name = 'emulated'): Promise<{ emulator: PrinterEmulator; port: number }> {
  const profile = loadProfile(name);
  if (!profile.ok) throw new Error(name);
  const emulator = createPrinterEmulator({ profile: profile.value, timer: systemTimer, speed: 'instant' });
  const parsed = parseFault(fault);
  if (parsed.ok) emulator.fault(parsed.value);
  const server = await servePrinter(emulator, { host: '127.0.0.1', port: 0 });
  if (!server.ok) throw new Error(server.error.kind);
  closing.push(server.value.close);
  return { emulator, port: server.value.port };
}

/** It knows no port but 9100. */
function sendTo(port: number): void {
  const connect = net.createConnection;
  vi.spyOn(net, 'connect').mockImplementation((() => connect({ host: '127.0.0.1', port })) as unknown as typeof net.connect);
}

const states = [
  ['none', 'online'],
  ['paper-low', 'online'],
  ['paper-out', 'paperempty'],
  ['cover-open', 'coveropen'],
  ['too-hot', 'error'],
  ['fault', 'error'],
  ['mechanical', 'error'],
  ['cutter-jammed', 'error'],
] as const;

describe('a status client', () => {
  it.each(states)('is told of %s: %s', async (fault, answer) => {
    const { port } = await printerOnNetwork(fault);
    sendTo(port);
    expect(await print('', '-d 127.0.0.1 -q printer')).toBe(answer);
  });

  it.each(['emulated', 'epson-tm-t20iii', 'epson-tm-t88v', 'citizen-ct-s', 'star-escpos'])('prints on %s and is told that it did', async (profile) => {
    const { emulator, port } = await printerOnNetwork('none', profile);
    sendTo(port);
    expect(await print('Hello | 5\n---\n{code:123; option:qrcode,4,l}\n', '-d 127.0.0.1 -t 5')).toBe('success');
    expect(emulator.report()).toMatchObject({ text: expect.stringContaining('Hello'), unknownCommands: [], bytesLeft: 0, cuts: 1 });
  });

  it.each(states.filter(([, answer]) => answer !== 'online'))('that wants to print is told of %s', async (fault, answer) => {
    const { emulator, port } = await printerOnNetwork(fault);
    sendTo(port);
    expect(await print('Hello\n', '-d 127.0.0.1 -p escpos -t 5')).toBe(answer);
    expect(emulator.report().text).toBe('');
  });

  it('is told of what happens while it prints', async () => {
    const { emulator, port } = await printerOnNetwork('paper-out@100');
    sendTo(port);
    expect(await print('Hello\n'.repeat(20), '-d 127.0.0.1 -p escpos -t 5')).toBe('paperempty');
    expect(emulator.condition).toBe('paper-out');
  });
});

describe('a program that takes one packet for all answers', () => {
  const questions = Uint8Array.of(0x10, 4, 1, 0x10, 4, 4, 0x10, 4, 2, 0x10, 4, 3);
  const ask = (port: number): Promise<number[]> =>
    new Promise((resolve) => {
      const socket = net.createConnection({ host: '127.0.0.1', port });
      closing.push(async () => void socket.destroy());
      socket.once('data', (data) => resolve([...data]));
      // As @node-escpos does it: a write for each byte.
      for (const byte of questions) socket.write(Uint8Array.of(byte));
    });

  it.each([
    ['none', [0x12, 0x12, 0x12, 0x12]],
    ['feed-button', [0x5a, 0x12, 0x1a, 0x12]],
    ['wait-for-button', [0x3a, 0x12, 0x12, 0x12]],
  ])('gets them together: %s', async (fault, answers) => {
    expect(await ask((await printerOnNetwork(fault)).port)).toEqual(answers);
  });

  it('is answered after another has filled the printer and gone', async () => {
    const { port } = await printerOnNetwork('cover-open');
    const filler = net.createConnection({ host: '127.0.0.1', port });
    await new Promise<void>((resolve) => void filler.end(new Uint8Array(20_000), resolve));
    expect(await ask(port)).toEqual([0x1a, 0x12, 0x16, 0x12]);
  });
});
