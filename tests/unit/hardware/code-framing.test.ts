import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodeFraming, usualIdle, type Framing } from '../../../hardware/reader/code-framing.ts';
import { lateRest } from '../../../hardware/reader/silence.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function framed(framing: Framing, prefix = '') {
  const timer = createSimulatedTimer();
  const heard: string[] = [];
  const frame = createCodeFraming(
    timer,
    { framing, prefix: bytesOf(prefix), idle: usualIdle },
    ({ aim, bytes }) => heard.push(`${aim} ${new TextDecoder().decode(bytes)}`),
    () => heard.push('misread'),
  );
  return { timer, heard, frame, push: (text: string) => frame.push(bytesOf(text)) };
}

describe('the end of a code on a serial line', () => {
  it.each<[Framing, string, string[]]>([
    ['line', 'A\rB\nC\r\n\r\nD\r', ['null A', 'null B', 'null C', 'null D']],
    ['cr', 'A\nB\rC\r', ['null A\nB', 'null C']],
    ['lf', 'A\rB\nC\n', ['null A\rB', 'null C']],
    ['crlf', 'A\nB\rC\r\nD\r\n', ['null A\nB\rC', 'null D']],
    ['tab', 'A\tB\t', ['null A', 'null B']],
    ['stx-etx', '\u0002BEGIN:VCARD\r\nEND:VCARD\u0003\r\n\u0002B\u0003', ['null BEGIN:VCARD\r\nEND:VCARD', 'null B']],
  ])('is where the site says: %s', (framing, sent, expected) => {
    const { heard, push } = framed(framing);
    push(sent);
    expect(heard).toEqual(expected);
  });

  it('is silence where the reader marks none', async () => {
    const { heard, push, timer } = framed('silence');
    push(']Q1FIR');
    await timer.advance(usualIdle - 1);
    push('ST');
    await timer.advance(usualIdle);
    expect(heard).toEqual([']Q1 FIRST']);
  });

  it('that never comes drops the code, and the next is read', async () => {
    const { heard, push, timer } = framed('cr');
    push('HALF');
    await timer.advance(usualIdle + lateRest);
    push('NEXT\r');
    expect(heard).toEqual(['misread', 'null NEXT']);
    expect(timer.pending).toBe(0);
  });

  it('that comes late is no code of its own', async () => {
    const { heard, push, timer } = framed('cr');
    push(']Q1ZOE-94347');
    await timer.advance(usualIdle + lateRest - 1);
    push('65919\r');
    push('NEXT\r');
    expect(heard).toEqual(['misread', 'null NEXT']);
    expect(timer.pending).toBe(0);
  });

  it('keeps GS and every other byte that is data', () => {
    const { heard, push } = framed('cr');
    push(']C1010950\u001d17261231\r');
    expect(heard).toEqual([']C1 010950\u001d17261231']);
  });

  it('refuses a code without the prefix that the reader was set to send, once', () => {
    const { heard, push } = framed('line', '~#');
    push('NOISE\r\n~#]Q1CODE\r\n');
    expect(heard).toEqual(['misread', ']Q1 CODE']);
  });

  it('refuses a code that is too long, once, and reads the next', () => {
    const { heard, push } = framed('cr');
    push(`${'X'.repeat(9000)}\rNEXT\r`);
    expect(heard).toEqual(['misread', 'null NEXT']);
  });

  it('takes a code of exactly the longest with its AIM id, and none of one byte more', () => {
    const { heard, push } = framed('cr');
    push(`]Q1${'X'.repeat(4096)}\r${'Y'.repeat(4097)}\r`);
    expect(heard).toEqual([`]Q1 ${'X'.repeat(4096)}`, 'misread']);
  });

  it('begins anew at a start inside a code', () => {
    const { heard, push } = framed('stx-etx');
    push('\u0002LOST ITS E\u0002NEXT\u0003');
    expect(heard).toEqual(['misread', 'null NEXT']);
  });
});

describe('any bytes on a serial line', () => {
  it('come to the same whichever way they are cut into pieces, and never to a code of another', () => {
    const likely = fc.oneof(fc.constantFrom(0x02, 0x03, 0x0a, 0x0d, 0x1d, 0x5d, 0x51, 0x31), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.array(likely, { maxLength: 200 }),
        fc.constantFrom<Framing>('line', 'cr', 'lf', 'crlf', 'tab', 'stx-etx'),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        (bytes, framing, cuts) => {
          const whole = framed(framing);
          whole.frame.push(Uint8Array.from(bytes));
          const pieces = framed(framing);
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            pieces.frame.push(Uint8Array.from(bytes.slice(at, at + size)));
            at += size;
          }
          expect(pieces.heard).toEqual(whole.heard);
        },
      ),
      { numRuns: 500 },
    );
  });
});
