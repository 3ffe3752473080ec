import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyDemultiplexer } from '../../hardware/printer/reply-demultiplexer.ts';
import { layoutFromDescriptor } from '../../hardware/reader/hid-report-descriptor.ts';
import { longestScan } from '../../hardware/reader/hid-pos-codec.ts';
import { createHidPosReader } from '../../hardware/reader/hid-pos-driver.ts';
import { createScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { createSimulatedTimer } from '../unit/hardware/simulated-timer.ts';

const numRuns = 2000;
const likelyByte = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 56, 57, 0x5d, 0x51, 0x31, 0x0d), fc.integer({ min: 0, max: 255 }));

describe('whatever a reader sends', () => {
  it('becomes scans of at most 4,096 bytes or misreads, and the next whole code is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(likelyByte, { maxLength: 70 }), { maxLength: 12 }), async (reports) => {
        const timer = createSimulatedTimer();
        const scanner = createScannerEmulator();
        const scans: Uint8Array[] = [];
        const stop = createHidPosReader({ transport: scanner, timer }).listen((event) => {
          if (event.type === 'scan') scans.push(event.scan.bytes);
        });
        await timer.advance(0);
        scanner.send(...reports.map((report) => Uint8Array.from(report)));
        expect(scans.every((scan) => scan.length > 0 && scan.length <= longestScan)).toBe(true);
        await timer.advance(2000);
        scanner.hold('THE NEXT PERSON');
        expect(new TextDecoder().decode(scans.at(-1))).toBe('THE NEXT PERSON');
        stop();
        expect(timer.pending).toBe(0);
      }),
      { numRuns },
    );
  });

  it('is a layout or null, for any descriptor', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (descriptor) => {
        const layout = layoutFromDescriptor(descriptor);
        expect(layout === null || layout.dataBytes <= 255).toBe(true);
      }),
      { numRuns: numRuns * 5 },
    );
  });
});

describe('whatever a printer answers', () => {
  it('is read to its end within a bounded rest, and a whole fence after silence is seen', () => {
    const statusByte = fc.oneof(fc.constantFrom(0x10, 0x12, 0x37, 0x22, 0x5f, 0x00, 0x14, 0x38), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(statusByte, { maxLength: 300 }), (noise) => {
        const replies = createReplyDemultiplexer();
        replies.expect('WXYZ');
        replies.push(Uint8Array.from(noise));
        // A torn block before it may swallow one echo at most.
        const echo = Uint8Array.of(0x37, 0x22, 0x57, 0x58, 0x59, 0x5a, 0x00);
        const heard = [];
        for (let time = 0; time < 20; time += 1) heard.push(...replies.push(echo));
        expect(heard.some((reply) => reply.type === 'process-id' && reply.token === 'WXYZ')).toBe(true);
      }),
      { numRuns: numRuns * 5 },
    );
  });
});
