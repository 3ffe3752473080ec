import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyDemultiplexer } from '../../../hardware/printer/reply-demultiplexer.ts';
import type { PrinterReply } from '../../../hardware/printer/reply-demultiplexer.ts';

const read = (...bytes: number[]): PrinterReply[] => createReplyDemultiplexer().push(Uint8Array.from(bytes));
const token = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

describe('replies of a printer', () => {
  it('are told apart', () => {
    expect(read(0x12, 0x11, 0x14, 0, 0, 0, 0x0c, 0x37, 0x22, ...token('P001'), 0, 0x5f, ...token('EPSON'), 0, 0x13)).toEqual([
      { type: 'real-time', byte: 0x12 },
      { type: 'flow', go: true },
      { type: 'automatic-status', bytes: [0x14, 0, 0, 0] },
      { type: 'queued', byte: 0x0c },
      { type: 'process-id', token: 'P001' },
      { type: 'information', header: 0x5f, text: 'EPSON' },
      { type: 'flow', go: false },
    ]);
  });

  it.each([
    ['ASB with the cover open', [0x38, 0, 0x03, 0], { type: 'automatic-status', bytes: [0x38, 0, 0x03, 0] }],
    ['ASB of a healthy printer', [0x10, 0, 0, 0], { type: 'automatic-status', bytes: [0x10, 0, 0, 0] }],
    ['DLE EOT', [0x12], { type: 'real-time', byte: 0x12 }],
    ['DLE EOT 4 without paper', [0x7e], { type: 'real-time', byte: 0x7e }],
    ['XOFF', [0x13], { type: 'flow', go: false }],
  ])('may come in the middle of a fence: %s', (_, intruder, reply) => {
    for (let at = 2; at <= 6; at += 1) {
      const block = [0x37, 0x22, ...token('AB9Z'), 0];
      block.splice(at, 0, ...intruder);
      const awaiting = createReplyDemultiplexer();
      awaiting.expect('AB9Z');
      const heard = block.flatMap((byte) => awaiting.push(Uint8Array.of(byte)));
      expect(heard).toEqual([reply, { type: 'process-id', token: 'AB9Z' }]);
    }
  });

  it('an echo of another token is read while one is awaited', () => {
    const awaiting = createReplyDemultiplexer();
    awaiting.expect('AB9Z');
    const late = Uint8Array.of(0x37, 0x22, ...token('AB98'), 0, 0x12);
    expect(awaiting.push(late)).toEqual([
      { type: 'process-id', token: 'AB98' },
      { type: 'real-time', byte: 0x12 },
    ]);
  });

  it('keeps a DLE EOT reply that falls between the bytes of ASB', () => {
    expect(read(0x18, 0, 0x16, 0x0c, 0)).toEqual([
      { type: 'automatic-status', bytes: [0x18, 0, 0x0c, 0] },
      { type: 'real-time', byte: 0x16 },
    ]);
  });

  it('goes on after noise', () => {
    expect(read(0x37, ...Array.from({ length: 40 }, () => 0xff), 0x12).at(-1)).toEqual({ type: 'real-time', byte: 0x12 });
  });

  it('are the same however the bytes are split', () => {
    const reply = fc.oneof(
      fc.constantFrom([0x12], [0x1a], [0x72]),
      fc.constantFrom([0x10, 0, 0, 0], [0x18, 0, 0x0f, 0]),
      fc.constantFrom([0x00], [0x0c]),
      fc.stringMatching(/^[0-9A-Z]{4}$/).map((text) => [0x37, 0x22, ...token(text), 0]),
    );
    fc.assert(
      fc.property(fc.array(reply), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (replies, sizes) => {
        const bytes = Uint8Array.from(replies.flat());
        const split = createReplyDemultiplexer();
        const heard: PrinterReply[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          heard.push(...split.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(heard).toEqual(read(...bytes));
        expect(heard).toHaveLength(replies.length);
      }),
    );
  });
});
