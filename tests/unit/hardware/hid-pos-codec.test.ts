import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeReport,
  encodeScan,
  guessLayout,
  honeywellLayout,
  newlandLayout,
  withoutSuffix,
} from '../../../hardware/reader/hid-pos-codec.ts';
import { layoutFromDescriptor } from '../../../hardware/reader/hid-report-descriptor.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const hex = (value: string): Uint8Array => Uint8Array.from(value.split(' '), (pair) => Number.parseInt(pair, 16));

const honeywellDescriptor = hex(
  '05 8c 09 02 a1 01 85 02 09 12 a1 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 95 03 05 8c 09 fb 09 fc 09 fd 81 02 ' +
    '95 38 09 fe 82 02 01 95 02 06 66 ff 09 04 09 00 81 02 05 8c 25 01 75 01 95 01 09 ff 81 02 75 07 81 03 c0 c0',
);

describe('a report of a HID POS scanner', () => {
  it('splits 60 bytes into 56 and 4, as the Access-IS manual shows', () => {
    const [first, second, ...rest] = encodeScan(text('A'.repeat(60)), ']Q0', honeywellLayout);
    expect(rest).toEqual([]);
    expect([first?.[1], first?.[63]]).toEqual([56, 1]);
    expect([second?.[1], second?.[63], second?.[8], second?.[9]]).toEqual([4, 0, 0x41, 0]);
    expect(first?.length).toBe(64);
  });

  it('holds the longest QR code in 53 reports', () => {
    expect(encodeScan(new Uint8Array(2953), ']Q1', honeywellLayout)).toHaveLength(53);
  });

  it.each([
    ['another report id', Uint8Array.of(4, 1, 0x41), 'other-report'],
    ['a length of 57', Uint8Array.of(2, 57, ...new Uint8Array(62)), 'too-long'],
    ['no bytes', new Uint8Array(), 'short'],
    ['half a report', new Uint8Array(32).fill(2), 'short'],
  ])('is a value, not a throw: %s', (_, report, kind) => {
    expect(decodeReport(report, honeywellLayout)).toEqual({ ok: false, error: { kind } });
  });

  it('keeps NULs in the data: the byte count says where it ends', () => {
    const [report = new Uint8Array()] = encodeScan(Uint8Array.of(0, 1, 0), ']Q1', honeywellLayout);
    expect(decodeReport(report, honeywellLayout)).toEqual({
      ok: true,
      value: { data: Uint8Array.of(0, 1, 0), aim: ']Q1', continued: false },
    });
  });

  it.each([
    ['Honeywell', honeywellLayout, 'PLAIN'],
    ['Newland', newlandLayout, 'PLAIN'],
    ['Newland that puts the AIM id into the data', newlandLayout, ']Q1PLAIN'],
    ['Newland, one digit', newlandLayout, '7'],
  ])('is recognised without a descriptor: %s', (_, layout, code) => {
    const [report = new Uint8Array()] = encodeScan(text(code), ']Q1', layout);
    expect(guessLayout(report)).toBe(layout);
  });

  it('is laid out as its descriptor says', () => {
    expect(layoutFromDescriptor(honeywellDescriptor)).toEqual(honeywellLayout);
  });

  it('has no layout where the descriptor is torn or of a keyboard', () => {
    for (let end = 0; end < honeywellDescriptor.length - 12; end += 1) {
      expect(layoutFromDescriptor(honeywellDescriptor.subarray(0, end))).toBeNull();
    }
    expect(layoutFromDescriptor(hex('05 01 09 06 a1 01 75 08 95 08 81 02 c0'))).toBeNull();
  });
});

describe('data that a reader adds to', () => {
  it.each([
    ['A\r', 'A'],
    ['A\n', 'A'],
    ['A\r\n', 'A'],
    ['A\r\r', 'A\r'],
    ['A\t', 'A\t'],
    ['', ''],
  ])('loses one line ending: %j', (sent, kept) => {
    expect(withoutSuffix(text(sent))).toEqual(text(kept));
  });
});

describe('any code', () => {
  it('comes back from its reports', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.constantFrom(']Q1', ']Q0', ']C1', null),
        fc.constantFrom(honeywellLayout, newlandLayout),
        (data, aim, layout) => {
          const parts = encodeScan(data, aim, layout).map((report) => decodeReport(report, layout));
          const joined = parts.flatMap((part) => (part.ok ? [...part.value.data] : []));
          expect(joined).toEqual([...data]);
          expect(parts.map((part) => part.ok && part.value.continued)).toEqual(parts.map((_, at) => at < parts.length - 1));
        },
      ),
    );
  });
});
