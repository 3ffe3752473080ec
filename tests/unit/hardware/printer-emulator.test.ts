import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { parseFault } from '../../../hardware/printer/printer-fault.ts';
import { printStream } from '../../../hardware/printer/print-stream.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { blackDots } from './pictures.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

/** Hex pairs, and text in quotes. */
function bytes(notation: string): Uint8Array {
  const found: number[] = [];
  for (const [, quoted, pair] of notation.matchAll(/'([^']*)'|([0-9a-f]{2})/gi)) {
    if (quoted !== undefined) found.push(...[...quoted].map((char) => char.charCodeAt(0)));
    else found.push(Number.parseInt(pair ?? '', 16));
  }
  return Uint8Array.from(found);
}
const printed = (notation: string) => printStream(bytes(notation), emulatedProfile(576));

describe('text on the emulated printer', () => {
  it('is read in the chosen code table', async () => {
    const { report } = await printed("1b40 1b74 10 'A' a3 '5 ' 80 93 'x' 94 0a 1b74 13 9c d5 0a 1b52 03 '#' 0a");
    expect(report.text).toBe('A£5 €“x”\n£€\n£');
    expect(report.unknownCommands).toEqual([]);
  });

  it('wraps at 48 columns of Font A, and 64 of Font B', async () => {
    const { report } = await printed(`'${'x'.repeat(50)}' 0a 1b4d01 '${'y'.repeat(65)}' 0a`);
    expect(report.text.split('\n').map((line) => line.length)).toEqual([48, 2, 64, 1]);
  });

  it('is larger, aligned and inverted in the picture', async () => {
    const plain = await printed("'HI' 0a");
    const large = await printed("1d2111 'HI' 0a");
    const centred = await printed("1b6101 'HI' 0a");
    const inverted = await printed("1d4201 'HI' 0a");
    expect(plain.picture.height).toBe(24);
    expect(large.picture.height).toBe(48);
    expect(blackDots(large.picture)).toBe(4 * blackDots(plain.picture));
    expect(blackDots(centred.picture)).toBe(blackDots(plain.picture));
    expect(centred.picture.data[0]).toBe(0);
    expect(blackDots(inverted.picture)).toBe(24 * 24 - blackDots(plain.picture));
  });

  it('stops at tab positions', async () => {
    expect((await printed("'a' 09 'b' 0a")).report.text).toBe('a       b');
  });
});

describe('pictures on the emulated printer', () => {
  const row = 'ff00ff';
  it.each([
    ['GS v 0', `1d7630 00 0300 0200 ${row}${row}`],
    ['GS ( L 112 and 50', `1d284c 1000 3070 30 01 01 31 1800 0200 ${row}${row} 1d284c 0200 3032`],
    ['GS 8 L 112 and 50', `1d384c 10000000 3070 30 01 01 31 1800 0200 ${row}${row} 1d284c 0200 3032`],
  ])('are the rows that were sent: %s', async (_, stream) => {
    const { picture, report } = await printed(stream);
    expect(picture.height).toBe(2);
    expect([...picture.data.subarray(0, 4)]).toEqual([0xff, 0, 0xff, 0]);
    expect([report.bytesLeft, report.unknownCommands]).toEqual([0, []]);
  });

  it('may be columns of 24 dots: ESC *', async () => {
    const { picture } = await printed(`1b3318 1b2a21 0200 ffffff 800001 0a 1b2a21 0100 ffffff 0a`);
    expect(picture.height).toBe(48);
    expect(blackDots(picture)).toBe(24 + 2 + 24);
  });

  it('may be bar codes and QR codes that the printer draws itself', async () => {
    const qr = "1d286b 0400 3141 3200 1d286b 0300 3143 04 1d286b 0300 3145 31 1d286b 0800 3150 30 'HELLO' 1d286b 0300 3151 30";
    const { report, picture } = await printed(`${qr} 1d6b 43 0c '500015930184' 1d6b 04 'ABC' 00 1d6b 49 05 '{B12x'`);
    expect(report.symbols).toEqual([
      { kind: 'qr', text: 'HELLO', drawn: true },
      { kind: 'ean-13', text: '500015930184', drawn: true },
      { kind: 'code-39', text: 'ABC', drawn: true },
      { kind: 'code-128', text: '12x', drawn: true },
    ]);
    expect(picture.height).toBe(21 * 4 + 3 * 162);
    expect(report).toMatchObject({ unknownCommands: [], bytesLeft: 0 });
  });

  it('come out of page mode when it prints', async () => {
    const { report, picture } = await printed("1b4c 1b57 0000 0000 4002 c800 'page' 0a 0c");
    expect([report.text, picture.height]).toEqual(['page', 200]);
  });
});

describe('commands that public programs send', () => {
  it.each([
    ['drawer', '1b70 00 32 fa'],
    ['cancel Kanji', '1c2e'],
    ['real-time status in the stream', '1004 01 1005 01 1014 01 00 05'],
    ['user-defined character', '1b26 03 41 41 01 ffffff'],
    ['download and print', '1d2a 01 01 0102030405060708 1d2f 00'],
    ['NV graphics', '1c71 01 0100 0100 0102030405060708 1c70 01 00'],
    ['motion units, margins, positions', '1d50 b4b4 1d4c 1000 1d57 0002 1b24 1000 1b5c f0ff'],
    ['tabs', '1b44 08 10 18 00'],
    ['macro, counter, smoothing, panel', "1d3a 1d5e 010101 1d62 01 1b6335 01 1d43 3b '1;9;1;0;1;'"],
    ['beep of a clone', '1b42 03 02'],
    ['ejector with steps and time', '1d65 03 0c 1d65 20 0c 1e 1d65 05'],
    ['counter', "1d43 30 03 00 1d43 31 0100 6400 01 01 1d43 32 0700 1d63 0a 1d43 3b '1;100;1;1;5;'"],
    ['text as UTF-8', '1c2843 02 00 30 32 c582 e282ac 0a 1c2843 02 00 30 31'],
    ['user setup', '1d2845 03 00 01 49 4e 1d2845 02 00 04 01 1d2845 02 00 06 05 1d2845 04 00 02 4f 55 54'],
    ['maintenance counter', '1d67 30 00 1400 1d67 32 00 1400'],
    ['graphics memory asked', '1d284c 0200 3030 1d284c 0200 3033 1d284c 0400 3040 4b43 1d284c 0400 3050 4b43'],
    ['size of a QR code asked', "1d286b 0600 3150 30 'abc' 1d286b 0300 3152 30"],
    ['customer display', "1b3d 02 'NOT ON PAPER' 0a 1b3d 01"],
    ['Star graphics and code table', '1b1d74 20 1b1d53 01 0100 0200 00 ff00 1b1d7953 31 02'],
    ['QR code of a clone', "1d6f 00 04 00 02 1d6b 0b 'MA,https://example.org' 00"],
    ['italics with a parameter and without, and a question of Star', "1b34 01 'a' 1b34 00 1b34 'b' 1b35 1b06 01 0a"],
    ['margins of impact printers', "1b6c 0a 1b4f 0a 1b51 30 'x' 0a"],
    ['panel printer', '1223 0a 122a 02 01 ff00 1b37 07 50 02'],
    ['real-time requests', '1004 07 01 1004 08 03 1005 01 1014 01 00 01 1014 03 01 00 01 01 01 1014 07 01'],
    ['PDF417', "1d286b 0600 3050 30 'abc' 1d286b 0300 3051 30"],
  ])('are understood to their end: %s', async (_, stream) => {
    const { report } = await printed(`${stream} 'END' 0a`);
    expect(report.unknownCommands).toEqual([]);
    expect(report.bytesLeft).toBe(0);
    expect(report.text.endsWith('END')).toBe(true);
  });

  it('are played again as a macro, and counted', async () => {
    const { report } = await printed("1d3a 'No ' 1d63 0a 1d3a 1d5e 03 00 00 'END' 0a");
    expect(report.text).toBe('No 1\nNo 2\nNo 3\nNo 4\nEND');
    expect(report).toMatchObject({ unknownCommands: [], bytesLeft: 0 });
  });

  it('for the customer display are not on the paper', async () => {
    const { report } = await printed("'A' 0a 1b3d 02 'TOTAL 5' 0a 1b3d 01 'B' 0a");
    expect(report.text).toBe('A\nB');
  });

  it('after a stray DLE are not swallowed by it', async () => {
    expect((await printed("10 1b45 01 'x' 0a")).report).toMatchObject({ text: 'x', unknownCommands: [] });
  });

  it('of Code 128 in pairs of digits say the digits', async () => {
    const { report } = await printed("1d6b 49 08 '{B' 'A1' '{C' 0c 22");
    expect(report.symbols).toMatchObject([{ kind: 'code-128', text: 'A11234' }]);
  });

  it('go on where a bar code of digits finds something else', async () => {
    const { report } = await printed("1d6b 00 06 '123' 0a 1d6b 02 '5000159' 0a 'END' 0a");
    expect(report.text).toBe('123\n\nEND');
    expect(report).toMatchObject({ symbols: [], unknownCommands: [], bytesLeft: 0 });
  });

  it('are named when they are unknown, and counted when they are torn', async () => {
    expect((await printed('1b7e 1d285a')).report).toMatchObject({ unknownCommands: ['ESC 7E'], bytesLeft: 3 });
    expect((await printed('1d7630 00 0300 0200 ff')).report.bytesLeft).toBe(9);
  });

  it('never make it fail, whatever they are', async () => {
    const likely = fc.oneof(fc.constantFrom(0x1b, 0x1c, 0x1d, 0x10, 0x28, 0x6b, 0x4c, 0x2a, 0x76, 0x30, 0), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(likely, { maxLength: 400 }), async (stream) => {
        const { picture } = await printStream(Uint8Array.from(stream), emulatedProfile(384));
        expect(picture.data.length).toBe(48 * picture.height);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the status of the emulated printer', () => {
  async function ask(stream: string, fault?: string): Promise<number[]> {
    const timer = createSimulatedTimer();
    const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer });
    const parsed = fault === undefined ? null : parseFault(fault);
    if (parsed?.ok === true) emulator.fault(parsed.value);
    const heard: number[] = [];
    const opened = await emulator.open((data) => heard.push(...data), () => {});
    if (opened.ok) void opened.value.write(bytes(stream));
    await timer.advance(1000);
    return heard;
  }
  const all = '100401 100402 100403 100404';

  it.each([
    [undefined, [0x12, 0x12, 0x12, 0x12]],
    ['cover-open', [0x1a, 0x16, 0x12, 0x12]],
    ['paper-out', [0x1a, 0x32, 0x12, 0x7e]],
    ['paper-low', [0x12, 0x12, 0x12, 0x1e]],
    ['too-hot', [0x1a, 0x52, 0x52, 0x12]],
    ['offline', [0x1a, 0x12, 0x12, 0x12]],
    ['fault', [0x1a, 0x52, 0x32, 0x12]],
    ['mechanical', [0x1a, 0x52, 0x16, 0x12]],
    ['cutter-jammed', [0x1a, 0x52, 0x1a, 0x12]],
    ['feed-button', [0x5a, 0x1a, 0x12, 0x12]],
    ['wait-for-button', [0x3a, 0x12, 0x12, 0x12]],
    ['mute', []],
  ])('answers DLE EOT at once: %s', async (fault, replies) => {
    expect(await ask(all, fault)).toEqual(replies);
  });

  it('answers fences only when it has printed, real-time requests also then', async () => {
    expect(await ask("'x' 0a 1d284806003030'A1B2' 1d7201 100401")).toEqual([0x12, 0x37, 0x22, 0x41, 0x31, 0x42, 0x32, 0, 0]);
    expect(await ask("'x' 0a 1d284806003030'A1B2' 1d7201 100401", 'paper-out')).toEqual([0x1a]);
  });

  it('tells changes by itself where it was asked to: GS a', async () => {
    const timer = createSimulatedTimer();
    const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer });
    const heard: number[] = [];
    const opened = await emulator.open((data) => heard.push(...data), () => {});
    if (opened.ok) await opened.value.write(bytes('1d61 ff'));
    emulator.openCover();
    emulator.closeCover();
    emulator.removePaper();
    await timer.advance(0);
    expect(heard).toEqual([0x10, 0, 0, 0, 0x38, 0, 0, 0, 0x10, 0, 0, 0, 0x18, 0, 0x0f, 0]);
  });

  it.each<[string, string, number[]]>([
    ['who it is', '1d49 42 1d49 43', [0x5f, ...bytes("'ALONGSIDE'"), 0, 0x5f, ...bytes("'EMULATED'"), 0]],
    ['what it is', '1d49 01 1d49 02 1d49 32', [0x20, 0x02, 0x02]],
    ['information A', '1d49 21', [0x3d, 0x21, 0x42, 0x40, 0x40, 0]],
    ['user setup', '1d2845 03 00 01 49 4e', [0x37, 0x20, 0x4f, 0x4b, 0]],
    ['maintenance counter', '1d67 32 00 1400', [0x5f, 0x30, 0]],
    ['status asked as a block', '1014 07 01', [0x10, 0, 0, 0]],
    ['ink, which it has none of', '1004 07 01', []],
  ])('answers a client that asks: %s', async (_, stream, replies) => {
    expect(await ask(stream)).toEqual(replies);
  });

  it.each([
    ['cover-open', [0x38, 0, 0, 0]],
    ['paper-out', [0x18, 0, 0x0f, 0]],
    ['paper-low', [0x10, 0, 0x03, 0]],
    ['too-hot', [0x18, 0x40, 0, 0]],
    ['offline', [0x18, 0, 0, 0]],
    ['fault', [0x18, 0x20, 0, 0]],
    ['mechanical', [0x18, 0x04, 0, 0]],
    ['cutter-jammed', [0x18, 0x08, 0, 0]],
    ['feed-button', [0x58, 0x02, 0, 0]],
    ['wait-for-button', [0x18, 0x01, 0, 0]],
  ])('says of %s what its four bytes have for it', async (fault, four) => {
    expect(await ask('1014 07 01', fault)).toEqual(four);
  });

  it('hears real-time commands also when its buffer is full', async () => {
    const timer = createSimulatedTimer();
    const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer, receiveBuffer: 45 });
    emulator.openCover();
    const heard: number[] = [];
    const opened = await emulator.open((data) => heard.push(...data), () => {});
    const last = (): number[] => heard.splice(0);
    if (!opened.ok) throw new Error(opened.error.kind);
    void opened.value.write(bytes(`'${'x'.repeat(100)}' 0a 100402`));
    await timer.advance(0);
    expect(last()).toEqual([0x16]);
    void opened.value.write(bytes("100401 1005 02 'y' 0a"));
    await timer.advance(0);
    expect(last()).toEqual([0x1a]);
    emulator.closeCover();
    await timer.advance(2000);
    expect(emulator.report().text).toBe('y');
  });

  it('tells by itself only of what it was asked to tell', async () => {
    const timer = createSimulatedTimer();
    const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer });
    const heard: number[] = [];
    const opened = await emulator.open((data) => heard.push(...data), () => {});
    if (opened.ok) await opened.value.write(bytes('1d61 08'));
    emulator.openCover();
    emulator.closeCover();
    await timer.advance(0);
    expect(heard).toEqual([0x10, 0, 0, 0]);
    emulator.removePaper();
    await timer.advance(0);
    expect(heard.slice(4)).toEqual([0x18, 0, 0x0f, 0]);
  });

  it('answers real-time requests also inside picture data, as real ones do', async () => {
    expect(await ask('1d7630 00 0300 0100 100401')).toEqual([0x12]);
  });

  it('loses bytes without flow control, and prints the rest of the picture as text', async () => {
    const timer = createSimulatedTimer();
    const emulator = createPrinterEmulator({ profile: emulatedProfile(576), timer, receiveBuffer: 45 });
    emulator.fault({ name: 'no-flow-control', at: 0 });
    const opened = await emulator.open(() => {}, () => {});
    if (opened.ok) void opened.value.write(Uint8Array.of(...bytes('1d7630 00 4800 6400'), ...new Uint8Array(7200), ...bytes("'x' 0a")));
    await timer.advance(5000);
    expect(emulator.report().bytesLeft).toBeGreaterThan(0);
  });
});
