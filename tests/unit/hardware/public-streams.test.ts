/** Streams of public programs on the emulated printer: understood to the last byte, every code drawn. */
import { createCanvas } from '@napi-rs/canvas';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { transform } from 'receiptline';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { printStream } from '../../../hardware/printer/print-stream.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { openSymbolWriter } from '../../../hardware/transports/symbol-writer.ts';
import { printerLetters } from '../../../main/printing/printer-letters.ts';
import { blackDots } from './pictures.ts';

// What a model does not have, these libraries say on the console, and go on.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

const art = { drawSymbol: await openSymbolWriter(), letters: printerLetters() };
const profile = emulatedProfile(576);
const words = '£5 Müller – “ok” €3 ½ °C Zażółć gęślą jaźń Ελληνικά Привет';

function picture(width: number, height: number) {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.fillRect(8, 8, width / 2, height / 2);
  return context;
}

async function consumed(stream: Uint8Array) {
  const { report, picture: printed } = await printStream(stream, profile, art);
  expect({ unknown: report.unknownCommands, left: report.bytesLeft }).toEqual({ unknown: [], left: 0 });
  expect(blackDots(printed)).toBeGreaterThan(1000);
  return report;
}

const barcodes = [
  ['upca', '012345678905'],
  ['upce', '01234565'],
  ['ean13', '3130630574613'],
  ['ean8', '96385074'],
  ['code39', 'CODE39'],
  ['itf', '1234567890'],
  ['codabar', 'A12345B'],
  ['code93', 'CODE93'],
  ['code128', 'Code128'],
  ['code128-auto', 'Code128'],
  ['gs1-128', '(01)09501101530003'],
  ['gs1-databar-omni', '0950110153000'],
  ['gs1-databar-expanded', '(01)09501101530003'],
] as const;

describe('receipt-printer-encoder', () => {
  type Encoder = InstanceType<typeof ReceiptPrinterEncoder>;
  /** What a model has not, the library refuses: the rest of the stream goes on. */
  function encoded(options: ConstructorParameters<typeof ReceiptPrinterEncoder>[0]): { stream: Uint8Array; language: string } {
    const encoder = new ReceiptPrinterEncoder({ ...options, createCanvas: createCanvas as never });
    const steps: ((encoder: Encoder) => Encoder)[] = [
      (e) => e.initialize().codepage('auto').line(words),
      (e) => e.bold(true).underline(true).italic(true).invert(true).line('styles').bold(false).underline(false).italic(false).invert(false),
      (e) => e.width(2).height(3).line('big').width(1).height(1).align('right').line('right').align('left'),
      (e) => e.table([{ width: 12 }, { width: 8, align: 'right' }], [['a', '1.00']]).rule({ style: 'double' }),
      (e) => e.box({ width: 20, style: 'single' }, 'in a box'),
      ...barcodes.map(([symbology, data]) => (e: Encoder) => e.barcode(data, symbology, { height: 60, text: true })),
      (e) => e.qrcode('https://example.org', { model: 2, size: 6, errorlevel: 'm' }),
      (e) => e.pdf417('https://example.org', { width: 3, height: 3, columns: 4, errorlevel: 2, truncated: true }),
      (e) => e.image(picture(320, 160).getImageData(0, 0, 320, 160) as never, 320, 160, 'atkinson'),
      (e) => e.pulse().cut('partial'),
    ];
    for (const step of steps) {
      try {
        step(encoder);
      } catch {
        continue;
      }
    }
    return { stream: encoder.encode(), language: encoder.language };
  }

  it.each(ReceiptPrinterEncoder.printerModels.map(({ id }) => id))('%s', async (printerModel) => {
    for (const imageMode of ['raster', 'column'] as const) {
      const { stream, language } = encoded({ printerModel: printerModel as never, imageMode });
      // Star's own language is not ESC/POS.
      if (language !== 'esc-pos') return;
      const report = await consumed(stream);
      expect(report.text).toContain('styles');
      // One maker prints a QR code with a bar code's number.
      if (printerModel !== 'hp-a779') expect(report.symbols.filter(({ drawn }) => !drawn)).toEqual([]);
    }
  });

  it('of an Epson has every letter', async () => {
    expect((await consumed(encoded({ printerModel: 'epson-tm-t88vi' }).stream)).text.replaceAll(/\s+/g, ' ')).toContain(words);
  });
});

describe('node-thermal-printer', () => {
  it.each([PrinterTypes.EPSON, PrinterTypes.TANCA, PrinterTypes.CUSTOM])('%s', async (type) => {
    const printer = new ThermalPrinter({ type, interface: '/dev/null', characterSet: CharacterSet.PC858_EURO });
    printer.alignCenter();
    printer.println(words);
    printer.bold(true);
    printer.invert(true);
    printer.underlineThick(true);
    printer.upsideDown(true);
    printer.println('upside down');
    printer.upsideDown(false);
    printer.setTextQuadArea();
    printer.setTextNormal();
    printer.setTypeFontB();
    printer.drawLine();
    printer.leftRight('left', 'right');
    printer.table(['One', 'Two', 'Three']);
    printer.code128('Code128', { width: 'LARGE', height: 80, text: 1 });
    printer.printQR('QR', { cellSize: 3, correction: 'M', model: 2 });
    printer.pdf417('PDF417', { rowHeight: 3, width: 3, correction: 1, truncated: false, columns: 0 });
    printer.maxiCode('MaxiCode', { mode: 4 });
    for (const [at, data] of ['01234567890', '01234565000', '313063057461', '9638507', 'CODE39', '12345678', 'A123B', 'CODE93'].entries()) {
      printer.printBarcode(data, 65 + at, { hriPos: 2, hriFont: 0, width: 3, height: 60 });
    }
    await printer.printImageBuffer(picture(200, 90).canvas.toBuffer('image/png'));
    printer.beep();
    printer.openCashDrawer();
    printer.cut();
    const report = await consumed(printer.getBuffer());
    expect(report.symbols.map(({ drawn }) => drawn)).not.toContain(false);
    expect(report.text).toContain('upside down');
  });
});

describe('receiptline', () => {
  const document = (text: string): string =>
    `{image:${picture(200, 90).canvas.toBuffer('image/png').toString('base64')}}\n^^^RECEIPT\n2026-11-22 | No. 0042\n{border:line; width:22}\n^BEER | 1| 6.00\n{border:space}\n---\n` +
    `{code:1234567890128; option:ean,2,72,hri}\n{code:A123B; option:codabar}\n{code:CODE93; option:code93}\n{code:12345678; option:itf}\n{code:Code128; option:code128,2,72,hri}\n` +
    `{code:https://example.org; option:qrcode,4,l}\n===\n${text} | end\n`;
  it.each(['escpos', 'epson', 'sii', 'citizen', 'fit', 'impact', 'impactb', 'generic'] as const)('%s', async (command) => {
    for (const [encoding, text] of [
      ['multilingual', 'Zażółć Привет'],
      ['cp858', 'Müller €'],
      ['cp932', '日本語カタカナ'],
      ['gb18030', '中文'],
      ['tis620', 'ไทย'],
    ] as const) {
      for (const option of [{}, { upsideDown: true }, { spacing: true, gradient: true }]) {
        const report = await consumed(Buffer.from(transform(document(text), { cpl: 48, encoding, command, ...option }), 'binary'));
        if (command !== 'impact' && command !== 'impactb') expect(report.text).toContain(text);
      }
    }
  });
});
