import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContactlessReader } from '../../../hardware/reader/contactless-driver.ts';
import { encodeNdef, textOfNdef } from '../../../hardware/reader/ndef-codec.ts';
import { createProgramEmulator } from '../../../hardware/reader/program-emulator.ts';
import { createProgramTransport } from '../../../hardware/transports/program-transport.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { told } from '../../contract/reader-cases.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const read = (message: Uint8Array): string => {
  const text = textOfNdef(message);
  return text.ok ? new TextDecoder().decode(text.value) : text.error.kind;
};

describe('what is written on a contactless tag', () => {
  it.each([
    ['the URI of the specification: http://www.nfc.com', 'd1 01 08 55 01 6e 66 63 2e 63 6f 6d', 'http://www.nfc.com'],
    ['a URI with nothing in front', 'd1 01 0a 55 00 73 68 63 3a 2f 35 36 37 36', 'shc:/5676'],
    ['a text in English', 'd1 01 05 54 02 65 6e 48 69', 'Hi'],
    ['a text in UTF-16', 'd1 01 07 54 82 65 6e 00 48 00 69', 'Hi'],
    ['a text in UTF-16 with its mark, low byte first', 'd1 01 09 54 82 65 6e ff fe 48 00 69 00', 'Hi'],
    ['a long record', 'c1 01 00 00 00 05 54 02 65 6e 48 69', 'Hi'],
    ['a text beside a smart poster’s action', '91 01 05 54 02 65 6e 48 69 51 03 01 61 63 74 00', 'Hi'],
  ])('is the text of %s', (_, message, text) => {
    expect(read(hex(message))).toBe(text);
  });

  it.each([
    ['nothing', '', 'malformed'],
    ['an empty record', 'd0 00 00', 'no-text'],
    ['a business card', 'd2 01 02 61 68 69', 'no-text'],
    ['two texts', '91 01 05 54 02 65 6e 48 69 51 01 05 54 02 65 6e 48 6f', 'two-texts'],
    ['a torn record', 'd1 01 08 55 01 6e 66', 'malformed'],
    ['a record of 4 GB', 'c1 01 ff ff ff ff 54', 'malformed'],
    ['a chunk', 'b1 01 05 54 02 65 6e 48 69', 'malformed'],
    ['bytes after the end', 'd1 01 05 54 02 65 6e 48 69 00', 'malformed'],
    ['a language that is longer than the text', 'd1 01 03 54 3f 65 6e', 'malformed'],
    ['broken UTF-8', 'd1 01 04 54 02 65 6e c3', 'malformed'],
  ])('is refused: %s', (_, message, kind) => {
    expect(read(hex(message))).toBe(kind);
  });

  it('is at most 4,096 bytes', () => {
    expect(read(new Uint8Array(4097))).toBe('too-long');
  });

  it('comes back as it was written, and any bytes are an answer', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 600, unit: 'grapheme-ascii' }), (text) => {
      expect(read(encodeNdef({ text }))).toBe(text);
    }), { numRuns: 200 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (message) => void textOfNdef(message)), { numRuns: 500 });
  });
});

describe('a contactless reader', () => {
  async function listenTo() {
    const timer = createSimulatedTimer();
    const adapter = createProgramEmulator();
    const heard: string[] = [];
    createContactlessReader({ transport: adapter, timer }).listen((event) => heard.push(told(event)));
    await timer.advance(0);
    return { timer, adapter, heard };
  }

  it('never takes the number of a card for a name: it says that there is no code, once while the card stays', async () => {
    const { timer, adapter, heard } = await listenTo();
    for (let time = 0; time < 5; time += 1) {
      adapter.say('uid 04a2b3c4d5e680\n');
      await timer.advance(500);
    }
    await timer.advance(1500);
    adapter.say('uid 04a2b3c4d5e680\n');
    expect(heard).toEqual(['ready', 'no-code', 'no-code']);
    expect(JSON.stringify(heard)).not.toContain('04a2');
  });

  it('passes over what an adapter says beside, and says misread for what is broken', async () => {
    const { adapter, heard } = await listenTo();
    adapter.say('# adapter 1.0\n\nready\n');
    adapter.say('ndef d101\n');
    adapter.say('ndef xyz\n');
    adapter.say(`ndef ${'00'.repeat(5000)}\n`);
    adapter.say('ndef d00000\n');
    expect(heard).toEqual(['ready', 'misread', 'misread', 'misread', 'no-code']);
  });
});

describe('a program that reads a device for us', () => {
  const transport = (command: [string, ...string[]]) => createProgramTransport({ command, timer: systemTimer, platform: process.platform, names: /^nothing$/ });

  it('has nothing of our environment, and ends with us', async () => {
    process.env['KIOSK_SECRET_OF_THE_TEST'] = 'secret';
    const output: string[] = [];
    const started = await transport(['/bin/sh', '-c', 'env; echo end; exec sleep 60']).start((bytes) => output.push(new TextDecoder().decode(bytes)), () => {});
    delete process.env['KIOSK_SECRET_OF_THE_TEST'];
    if (!started.ok) throw new Error(started.error.kind);
    while (!output.join('').includes('end')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(output.join('')).not.toContain('KIOSK_SECRET');
    await started.value.close();
  });

  it('is said to have ended, once', async () => {
    let ends = 0;
    const started = await transport(['/bin/sh', '-c', 'echo here; sleep 0.1']).start(() => {}, () => {
      ends += 1;
    });
    expect(started.ok).toBe(true);
    while (ends === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(ends).toBe(1);
  });

  it('is absent where it ends at once, and missing where there is none', async () => {
    expect(await transport(['/bin/false']).start(() => {}, () => {})).toEqual({ ok: false, error: { kind: 'absent' } });
    expect(await transport(['/no/such/program']).start(() => {}, () => {})).toEqual({ ok: false, error: { kind: 'driver-missing' } });
  });
});
