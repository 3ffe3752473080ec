/** What readers and printers send. */
import fc from 'fast-check';
import { conditionOfAutomatic, conditionOfRealTime } from '../../hardware/printer/printer-condition.ts';
import { createReplyDemultiplexer } from '../../hardware/printer/reply-demultiplexer.ts';
import { createCodeFraming, framings } from '../../hardware/reader/code-framing.ts';
import { decodeReport, guessLayout, honeywellLayout, longestScan, newlandLayout, withoutSuffix } from '../../hardware/reader/hid-pos-codec.ts';
import { layoutFromDescriptor } from '../../hardware/reader/hid-report-descriptor.ts';
import { createKeyboardDecoder } from '../../hardware/reader/keyboard-codec.ts';
import { longestMessage, textOfNdef } from '../../hardware/reader/ndef-codec.ts';
import { createScanAssembly } from '../../hardware/reader/scan-assembly.ts';
import { decoder, expectTrue, type Decoder } from './decoder.ts';

const likely = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 56, 57, 0x5c, 0x5d, 0x51, 0x31, 0x0d, 0xff), fc.integer({ min: 0, max: 255 }));
const report = fc.oneof(
  fc.array(likely, { maxLength: 70 }),
  // As long as they are, with the number that they have.
  fc.array(likely, { minLength: 63, maxLength: 63 }).map((rest) => [2, ...rest]),
);

export const deviceDecoders: readonly Decoder[] = [
  decoder('HID reports', fc.array(report, { maxLength: 8 }), (reports) => {
    for (const layout of [null, honeywellLayout, newlandLayout]) {
      const scans: Uint8Array[] = [];
      const timer = { monotonic: () => 0, after: () => () => undefined };
      const assembly = createScanAssembly(timer, layout, (scan) => scans.push(scan.bytes), () => undefined);
      for (const bytes of reports.map((one) => Uint8Array.from(one))) {
        assembly.report(bytes);
        const part = decodeReport(bytes, layout ?? guessLayout(bytes));
        if (part.ok) withoutSuffix(part.value.data);
      }
      assembly.drop();
      expectTrue(scans.every((scan) => scan.length > 0 && scan.length <= longestScan), 'a scan is 1 to 4,096 bytes');
    }
  }),
  decoder('HID report descriptors', fc.uint8Array({ maxLength: 300 }), (descriptor) => {
    const layout = layoutFromDescriptor(descriptor);
    expectTrue(layout === null || layout.dataBytes <= 255, 'a report holds at most 255 bytes of data');
  }),
  decoder('bytes of a serial reader', fc.tuple(fc.array(likely, { maxLength: 600 }), fc.constantFrom(...framings), fc.integer({ min: 1, max: 64 })), ([bytes, framing, piece]) => {
    const scans: Uint8Array[] = [];
    const timer = { monotonic: () => 0, after: () => () => undefined };
    const frame = createCodeFraming(timer, { framing, prefix: new Uint8Array(), idle: 300 }, (scan) => scans.push(scan.bytes), () => undefined);
    for (let at = 0; at < bytes.length; at += piece) frame.push(Uint8Array.from(bytes.slice(at, at + piece)));
    frame.drop();
    expectTrue(scans.every((scan) => scan.length > 0 && scan.length <= longestScan), 'a scan is 1 to 4,096 bytes');
  }),
  decoder('events of a keyboard', fc.uint8Array({ maxLength: 24 * 40 }), (events) => {
    for (const layout of ['uk', 'us'] as const) {
      const typed = createKeyboardDecoder(layout, 'enter').push(events);
      expectTrue(typed.every((one) => one.type !== 'character' || (one.byte >= 0x20 && one.byte < 0x7f)), 'a key is printable ASCII');
    }
  }),
  decoder(
    'NDEF messages',
    fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.array(fc.oneof(fc.constantFrom(0xd1, 0x91, 0x51, 0xc1, 1, 0x54, 0x55, 2, 0x65, 0x6e), likely), { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes))),
    (message) => {
      const text = textOfNdef(message);
      expectTrue(!text.ok || (text.value.length > 0 && text.value.length <= 3 * longestMessage), 'a text is not empty');
    },
  ),
  decoder('ESC/POS status bytes', fc.array(fc.oneof(fc.constantFrom(0x10, 0x12, 0x37, 0x22, 0x5f, 0x00, 0x14, 0x38), likely), { maxLength: 300 }), (noise) => {
    const replies = createReplyDemultiplexer();
    replies.expect('WXYZ');
    for (const reply of replies.push(Uint8Array.from(noise))) {
      if (reply.type === 'automatic-status') conditionOfAutomatic(reply.bytes);
      if (reply.type === 'real-time') conditionOfRealTime({ 1: reply.byte, 2: reply.byte, 3: reply.byte, 4: reply.byte });
    }
    // A torn block before it may swallow one echo at most.
    const echo = Uint8Array.of(0x37, 0x22, 0x57, 0x58, 0x59, 0x5a, 0x00);
    const heard = Array.from({ length: 20 }, () => replies.push(echo)).flat();
    expectTrue(heard.some((reply) => reply.type === 'process-id' && reply.token === 'WXYZ'), 'the fence after silence is heard');
  }),
];
