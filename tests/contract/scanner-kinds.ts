/** Three scanners that differ in every field of their reports, each with the descriptor that says so. */
import { honeywellLayout, newlandLayout } from '../../hardware/reader/hid-pos-codec.ts';
import type { HidPosLayout } from '../../hardware/reader/hid-pos-codec.ts';

export interface ScannerKind {
  readonly name: string;
  readonly layout: HidPosLayout;
  readonly descriptor: Uint8Array;
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));

export const scannerKinds: readonly [ScannerKind, ...ScannerKind[]] = [
  {
    name: 'Honeywell layout',
    layout: honeywellLayout,
    // usage 8C:02, report 2: byte count, AIM id in FB FC FD, 56 bytes FE, two of a vendor, FF in one bit
    descriptor: bytes(`
      058c 0902 a101 8502 0912 a102 1500 26ff00 7508 9501 0501 093b 8102 9503 058c 09fb 09fc 09fd 8102
      9538 09fe 820201 9502 0666ff 0904 0900 8102 058c 2501 7501 9501 09ff 8102 7507 8103 c0 c0`),
  },
  {
    name: 'Newland layout',
    layout: newlandLayout,
    // the data comes right after the byte count, no place for an AIM id, five of a vendor
    descriptor: bytes(`
      058c 0902 a101 8502 0912 a102 1500 26ff00 7508 9501 0501 093b 8102
      058c 9538 09fe 820201 9505 0666ff 0904 8102 058c 2501 7501 9501 09ff 8102 7507 8103 c0 c0`),
  },
  {
    name: 'layout that only its descriptor tells',
    // reports have no number, the flags come first, then AIM id, byte count and 27 bytes of data
    layout: {
      reportId: 0,
      reportBytes: 32,
      lengthAt: 4,
      aimAt: 1,
      dataAt: 5,
      dataBytes: 27,
      continuedAt: 0,
      continuedBit: 3,
    },
    descriptor: bytes(`
      058c 0902 a101 0912 a102 1500 2501 7501 9503 8103 9501 09ff 8102 9504 8103 26ff00 7508 9503 09fb 09fc 09fd 8102
      9501 0501 093b 8102 058c 951b 09fe 820201 c0 c0`),
  },
];

/** A plain keyboard without lamps, as a scanner is that was never set up: HID 1.11, appendix B.1. */
export const keyboardDescriptor: Uint8Array = bytes(`
  0501 0906 a101 0507 19e0 29e7 1500 2501 7501 9508 8102 9501 7508 8103
  9506 7508 1500 2565 0507 1900 2965 8100 c0`);

/** IBM hand-held: vendor usage FF45:4B00, reports of 64 bytes that bring no QR code. */
export const ibmDescriptor: Uint8Array = bytes('0645ff 0a004b a101 1500 26ff00 7508 9540 0a014b 8102 c0');
