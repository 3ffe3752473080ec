/**
 * Reports of a bar code scanner in HID POS mode (usage page 0x8C, usage 0x02), to and from bytes.
 * Source: USB-IF HID Point of Sale Usage Tables 1.02, section 4; vendor manuals of Honeywell, Access-IS, Newland.
 *
 *   Honeywell, Access-IS          Newland, IDTech, Quio
 *    0      report id 0x02          0      report id 0x02
 *    1      length n (0..56)        1      length n (0..56)
 *    2..4   AIM id, `]Q1`           2..57  data, NUL padded
 *    5..60  data, NUL padded       58..61  reserved
 *   61      vendor symbology       62      vendor symbology
 *   63      bit 0: continued       63      bit 0: continued
 *
 * The length counts the data of this report only; NUL is data like any other byte.
 */
import { failed, ok } from '../result.ts';
import { aimIdentifier } from './aim-prefix.ts';
import type { Result } from '../result.ts';

export interface HidPosLayout {
  /** 0 where the device does not number its reports; then byte 0 is the first byte of the report. */
  readonly reportId: number;
  readonly reportBytes: number;
  readonly lengthAt: number;
  /** Where the three bytes of the AIM id are; null where the report has none. */
  readonly aimAt: number | null;
  readonly dataAt: number;
  readonly dataBytes: number;
  readonly continuedAt: number;
  readonly continuedBit: number;
}

export const honeywellLayout: HidPosLayout = {
  reportId: 2,
  reportBytes: 64,
  lengthAt: 1,
  aimAt: 2,
  dataAt: 5,
  dataBytes: 56,
  continuedAt: 63,
  continuedBit: 0,
};

export const newlandLayout: HidPosLayout = { ...honeywellLayout, aimAt: null, dataAt: 2 };

/** Longest code that a scan may have; a QR version 40-L holds 2,953 bytes. */
export const longestScan = 4096;

export interface ScannedPart {
  readonly data: Uint8Array;
  /** `]`, a letter and a digit or letter; null where the report has none. */
  readonly aim: string | null;
  readonly continued: boolean;
}

export type ReportFailure = {
  /** `other-report`: not scanned data at all, to be ignored; the others: scanned data that is broken. */
  readonly kind: 'other-report' | 'short' | 'too-long';
};

export function decodeReport(report: Uint8Array, layout: HidPosLayout): Result<ScannedPart, ReportFailure> {
  if (report.length === 0) return failed({ kind: 'short' });
  if (layout.reportId !== 0 && report[0] !== layout.reportId) return failed({ kind: 'other-report' });
  const length = report[layout.lengthAt];
  const flags = report[layout.continuedAt];
  if (length === undefined || flags === undefined) return failed({ kind: 'short' });
  if (length > layout.dataBytes) return failed({ kind: 'too-long' });
  return ok({
    data: report.slice(layout.dataAt, layout.dataAt + length),
    aim: layout.aimAt === null ? null : aimIdentifier(report.subarray(layout.aimAt, layout.aimAt + 3)),
    continued: (flags & (1 << layout.continuedBit)) !== 0,
  });
}

/**
 * Which of the two fixed layouts the first report of a code has, where no report descriptor tells.
 * A Newland reader set to send the AIM id puts it into the data and counts it: the last three bytes of a
 * Honeywell reading of such a report are then padding.
 */
export function guessLayout(report: Uint8Array): HidPosLayout {
  const length = report[1] ?? 0;
  if (report[61] !== 0 && report[62] === 0) return honeywellLayout;
  if (report[62] !== 0 && report[61] === 0) return newlandLayout;
  const head = report.subarray(2, 5);
  if (head.every((byte) => byte === 0)) return length === 0 ? honeywellLayout : padded(report, length);
  return aimIdentifier(head) === null ? newlandLayout : padded(report, length);
}

function padded(report: Uint8Array, length: number): HidPosLayout {
  const overhang = report.subarray(2 + length, 5 + length);
  return length >= 3 && overhang.every((byte) => byte === 0) ? newlandLayout : honeywellLayout;
}

/** All reports of one code, as a device of this layout sends them. */
export function encodeScan(data: Uint8Array, aim: string | null, layout: HidPosLayout): Uint8Array[] {
  const reports: Uint8Array[] = [];
  let at = 0;
  do {
    const part = data.subarray(at, at + layout.dataBytes);
    at += part.length;
    const report = new Uint8Array(layout.reportBytes);
    if (layout.reportId !== 0) report[0] = layout.reportId;
    report[layout.lengthAt] = part.length;
    if (layout.aimAt !== null && aim !== null) report.set(new TextEncoder().encode(aim).subarray(0, 3), layout.aimAt);
    report.set(part, layout.dataAt);
    if (at < data.length) report[layout.continuedAt] = 1 << layout.continuedBit;
    reports.push(report);
  } while (at < data.length);
  return reports;
}

/** One added CR, LF or CRLF is the reader's suffix, not part of the code. */
export function withoutSuffix(data: Uint8Array): Uint8Array {
  let end = data.length;
  if (data[end - 1] === 0x0a) end -= 1;
  if (data[end - 1] === 0x0d) end -= 1;
  return data.slice(0, end);
}
