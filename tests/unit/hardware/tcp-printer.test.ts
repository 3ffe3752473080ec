import { createConnection, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { encodePicture, printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { servePrinter } from '../../../hardware/transports/tcp-printer-server.ts';
import { createTcpTransport } from '../../../hardware/transports/tcp-transport.ts';
import { stripes } from './pictures.ts';

const host = '127.0.0.1';
const timer = systemTimer;
const profile = emulatedProfile(576);
const picture = printablePicture(stripes(576, 900));
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function bench(speed: 'instant' | 'motor' = 'instant') {
  const emulator = createPrinterEmulator({ profile, timer, speed });
  const server = await servePrinter(emulator, { host, port: 0 });
  if (!server.ok) throw new Error(server.error.kind);
  const { port } = server.value;
  closing.push(() => server.value.close());
  const driver = createPrinterDriver({ transport: createTcpTransport({ host, port, timer }), profile, timer });
  closing.push(() => driver.stop());
  return { emulator, driver, port };
}

function connect(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port }, () => resolve(socket));
    socket.on('error', () => {});
    closing.push(() => void socket.destroy());
  });
}

const reply = (socket: Socket, bytes: number[]): Promise<number[]> =>
  new Promise((resolve) => {
    socket.once('data', (data) => resolve([...data]));
    socket.write(Uint8Array.from(bytes));
  });

describe('a printer on the network', () => {
  it('prints, proves it, and is free for the next', async () => {
    const { emulator, driver } = await bench();
    for (const token of ['AAAA', 'BBBB']) {
      expect(await driver.print({ token, picture }, () => {}).outcome).toEqual({ kind: 'printed', evidence: 'fence' });
      expect(emulator.picture()).toEqual(picture);
      emulator.takePaper();
    }
    expect(await driver.status()).toBe('ready');
  });

  it('waits for paper in the middle of a job, and finishes', async () => {
    const { emulator, driver } = await bench();
    emulator.fault({ name: 'paper-out', at: 300 });
    const running = driver.print({ token: 'AAAA', picture }, (progress) => {
      if (progress.type === 'waiting') setTimeout(() => emulator.repair(), 50);
    });
    expect(await running.outcome).toMatchObject({ kind: 'printed' });
    expect(emulator.picture()).toEqual(picture);
  });

  it('is unknown when the cable goes, and cleared before the next job', async () => {
    const { emulator, driver } = await bench();
    emulator.fault({ name: 'disconnect', at: 20_000 });
    expect(await driver.print({ token: 'AAAA', picture }, () => {}).outcome).toMatchObject({ kind: 'unknown' });
    expect(await driver.print({ token: 'BBBB', picture }, () => {}).outcome).toEqual({ kind: 'refused', condition: 'offline' });
    await new Promise<void>((resolve) => {
      const stop = driver.watch((condition) => {
        if (condition !== 'ready') return;
        stop();
        resolve();
      });
    });
    emulator.takePaper();
    expect(await driver.print({ token: 'CCCC', picture }, () => {}).outcome).toMatchObject({ kind: 'printed' });
    expect(emulator.picture()).toEqual(picture);
  });

  it('abandoned without paper, prints nothing for the next person', async () => {
    const { emulator, driver } = await bench();
    emulator.fault({ name: 'paper-out', at: 100 });
    const running = driver.print({ token: 'AAAA', picture }, (progress) => {
      if (progress.type === 'waiting') running.abandon();
    });
    expect(await running.outcome).toEqual({ kind: 'unknown', condition: 'paper-out' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    emulator.repair();
    await new Promise<void>((resolve) => {
      const stop = driver.watch((condition) => {
        if (condition !== 'ready') return;
        stop();
        resolve();
      });
    });
    emulator.takePaper();
    expect(await driver.print({ token: 'BBBB', picture }, () => {}).outcome).toMatchObject({ kind: 'printed' });
    expect(emulator.picture()).toEqual(picture);
  });

  it('answers another program, and takes a stream that ends with the connection', async () => {
    const { emulator, port } = await bench();
    const socket = await connect(port);
    expect(await reply(socket, [0x10, 0x04, 0x01])).toEqual([0x12]);
    emulator.openCover();
    expect(await reply(socket, [0x10, 0x04, 0x02])).toEqual([0x16]);
    emulator.closeCover();
    const stream = encodePicture(picture, profile);
    if (!stream.ok) throw new Error(stream.error.kind);
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
      socket.end(stream.value);
    });
    expect(emulator.picture()).toEqual(picture);
    expect(emulator.report()).toMatchObject({ bytesLeft: 0, cuts: 1 });
    const next = await connect(port);
    expect(await reply(next, [0x10, 0x04, 0x04])).toEqual([0x12]);
  });

  it('lets a second client wait for the first', async () => {
    const { port } = await bench();
    const first = await connect(port);
    expect(await reply(first, [0x10, 0x04, 0x01])).toEqual([0x12]);
    const second = await connect(port);
    const waiting = reply(second, [0x10, 0x04, 0x01]);
    first.end();
    expect(await waiting).toEqual([0x12]);
  });
});

describe('a network without a printer', () => {
  it('is absent where nothing listens', async () => {
    const driver = createPrinterDriver({ transport: createTcpTransport({ host, port: 9, timer }), profile, timer });
    expect(await driver.print({ token: 'AAAA', picture }, () => {}).outcome).toEqual({ kind: 'refused', condition: 'absent' });
  });

  it('is never a success where something accepts and says nothing', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume());
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    closing.push(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const silent = { ...profile, status: 'none' as const };
    const driver = createPrinterDriver({ transport: createTcpTransport({ host, port, timer }), profile: silent, timer });
    closing.push(() => driver.stop());
    const running = driver.print({ token: 'AAAA', picture }, () => {});
    setTimeout(() => running.abandon(), 300);
    expect((await running.outcome).kind).toBe('unknown');
  });
});
