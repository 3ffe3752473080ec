/**
 * A slip on its way to the printer: the same 60 lines and picture through our encoder and through the public ones, the first
 * bytes after Print is pressed, and how long main is held up by 245 medicines.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { ThermalPrinter, PrinterTypes, CharacterSet } from 'node-thermal-printer';
import { transform } from 'receiptline';
import type { ByteTransport } from '../../hardware/ports.ts';
import { encodeStrips, joined } from '../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator } from '../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../hardware/printer/printer-profile.ts';
import { encodeText } from '../../hardware/printer/text-codec.ts';
import { ok } from '../../hardware/result.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { bitmapToPng } from '../../main/printing/bitmap-png.ts';
import { composeSlip, composeSlipSlowly } from '../../main/printing/compose-slip.ts';
import { breathe, drawSlip } from '../../main/printing/draw.ts';
import type { PaperSlip } from '../../main/printing/paper-slip.ts';
import { plainWords } from '../../main/record/explain/explain.ts';
import { bytesOfLine, setInText } from '../../main/printing/text-slip.ts';
import { stripes } from '../unit/hardware/pictures.ts';
import { afternoon, library, manyMedicines } from '../unit/printing/records.ts';
import { median, row, type BenchRow } from './bench-row.ts';

const profile = emulatedProfile(576);
const lines = Array.from({ length: 60 }, (_, at) => `${at + 1}. Müller’s tablets, £5, take ½ twice a day`);
const picture = stripes(384, 384);

/** Milliseconds, the median of what half a second gives. */
async function timed(work: () => unknown): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + 500;
  for (let at = 0; at < 3 || performance.now() < until; at += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return median(times.slice(1));
}

const slip: PaperSlip = { language: 'en', dir: 'ltr', blocks: lines.map((text) => ({ type: 'line', text: [text], weight: 'normal' })) };

function ours(): Uint8Array {
  const set = setInText(slip, profile, false, () => true);
  if (!set.ok) throw new Error(set.error.kind);
  const { table } = set.value;
  const text = encodeText({ codeTable: profile.codeTables[table] ?? 0, double: false, lines: set.value.lines.map((line) => ({ kind: 'text', bytes: bytesOfLine(line, table), bold: line.bold })) }, profile);
  const strips = encodeStrips(picture, profile);
  if (!text.ok || !strips.ok) throw new Error('not encoded');
  return joined([...text.value, ...strips.value].map(({ bytes }) => bytes));
}

function pixels(): { width: number; height: number; data: Uint8ClampedArray } {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    const black = ((picture.data[Math.floor(at / 8)] ?? 0) & (0x80 >> (at & 7))) !== 0;
    if (black) data.fill(0, at * 4, at * 4 + 3);
  }
  return { width, height, data };
}

async function encoders(): Promise<readonly BenchRow[]> {
  const image = pixels();
  const png = Buffer.from(await bitmapToPng(picture));
  const others: Readonly<Record<string, () => unknown>> = {
    'receipt-printer-encoder 4.0.1': () => {
      const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48, imageMode: 'raster' }).initialize().codepage('windows1252');
      for (const line of lines) encoder.line(line);
      return encoder.image(image, 384, 384, 'threshold').encode();
    },
    'node-thermal-printer 4.6.1': async () => {
      const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: 'tcp://127.0.0.1', characterSet: CharacterSet.PC858_EURO });
      for (const line of lines) printer.println(line);
      await printer.printImageBuffer(png);
      return printer.getBuffer();
    },
    'receiptline 4.0.4': () => transform(`${lines.join('\n')}\n{image:${png.toString('base64')}}`, { cpl: 48, encoding: 'cp858', command: 'escpos' }),
  };
  const mine = await timed(ours);
  const found: BenchRow[] = [];
  for (const [name, work] of Object.entries(others)) {
    const theirs = await timed(work);
    found.push(row(`60 lines and a picture encoded, ours against ${name}`, theirs / mine, 'times as fast', { bar: 'not slower', holds: (value) => value >= 1 }));
  }
  return found;
}

const explained = plainWords({ showUnreviewed: true });
const wanted: Parameters<typeof composeSlip> = [
  { record: manyMedicines(245), choices: { sections: ['medicines'], large: false }, practice: false, copy: false, receipt: 'A1B2' },
  library,
  afternoon,
  'en',
  explained,
];

/** From the call to the first picture bytes at the printer: status asked and answered, the printer made ready, one strip encoded. */
async function firstStrip(whole: Awaited<ReturnType<typeof drawSlip>>['picture']): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 15; time += 1) {
    const emulator = createPrinterEmulator({ profile, timer: systemTimer });
    const { promise, resolve } = Promise.withResolvers<number>();
    const transport: ByteTransport = {
      async open(onData, onClosed) {
        const opened = await emulator.open(onData, onClosed);
        if (!opened.ok) return opened;
        return ok({
          write(bytes) {
            if (bytes.length > 512) resolve(performance.now());
            return opened.value.write(bytes);
          },
          close: () => opened.value.close(),
        });
      },
    };
    const driver = createPrinterDriver({ transport, profile, timer: systemTimer });
    const from = performance.now();
    const running = driver.print({ token: 'A1B2', picture: whole }, () => {});
    times.push((await promise) - from);
    running.abandon();
    await running.outcome;
    driver.stop();
  }
  return median(times);
}

/** Takes everything at once and answers as it should: what is left is the kiosk's own work. */
function quickPrinter(): ByteTransport {
  return {
    async open(onData) {
      return ok({
        async write(bytes) {
          await setImmediate();
          if (bytes[0] === 0x10 && bytes[1] === 0x04) onData(Uint8Array.of(0x12));
          if (bytes[0] === 0x1d && bytes[2] === 0x48) onData(Uint8Array.of(0x37, 0x22, ...bytes.subarray(7, 11), 0x00));
          return ok(undefined);
        },
        async close() {},
      });
    },
  };
}

/** The longest that nothing else could run while `work` did. */
async function heldUp(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // Once round, so that the first and the last of it are seen too.
  await setTimeout(20);
  await work();
  await setTimeout(20);
  delay.disable();
  return Math.max(0, delay.max / 1e6 - 5);
}

export async function rows(): Promise<readonly BenchRow[]> {
  // The first of the day: once is all there is. Only the glossary is open, for the record was on the screen.
  const [record] = wanted;
  for (const section of record.record.sections) for (const item of section.items.slice(0, 1)) explained(item, section.id, 'en');
  const composing = await heldUp(() => composeSlipSlowly(breathe, ...wanted));
  const medicines = composeSlip(...wanted);
  const draw = () => drawSlip(medicines, { width: 576, dotsPerInch: 203, large: false });
  const { picture: whole } = await draw();
  // The best of three: what else the machine does holds main up too.
  const drawing = Math.min(await heldUp(draw), await heldUp(draw), await heldUp(draw));
  const printing = await heldUp(async () => {
    const driver = createPrinterDriver({ transport: quickPrinter(), profile, timer: systemTimer });
    await driver.print({ token: 'A1B2', picture: whole }, () => {}).outcome;
    driver.stop();
  });
  const most = { bar: '50 ms', holds: (value: number) => value <= 50 };
  return [
    ...(await encoders()),
    row('Print pressed to the first strip, 245 medicines', await firstStrip(whole), 'ms', { bar: '30 ms', holds: (value) => value <= 30 }),
    row('245 medicines composed, the first of the day, longest that main was held up', composing, 'ms', most),
    row('245 medicines drawn, longest that main was held up', drawing, 'ms', most),
    row('245 medicines sent, longest that main was held up', printing, 'ms', most),
  ];
}
