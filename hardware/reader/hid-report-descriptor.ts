/**
 * The layout of a scanner's reports, read from its HID report descriptor
 * (USB-IF Device Class Definition for HID 1.11, section 6.2.2). On Linux the descriptor is in sysfs.
 */
import type { HidPosLayout } from './hid-pos-codec.ts';

const usage = {
  byteCount: 0x0001_003b,
  symbology: 0x008c_00fb,
  data: 0x008c_00fe,
  continued: 0x008c_00ff,
} as const;

interface Field {
  readonly usages: readonly number[];
  readonly bitAt: number;
  readonly bits: number;
  readonly count: number;
}

/** Null where the descriptor has no decoded data, is cut short, or puts it where no byte begins. */
export function layoutFromDescriptor(descriptor: Uint8Array): HidPosLayout | null {
  for (const [reportId, { fields, bits }] of inputReports(descriptor)) {
    const data = fields.find((field) => field.usages.includes(usage.data));
    const length = fields.find((field) => field.usages.includes(usage.byteCount));
    const continued = fields.find((field) => field.usages.includes(usage.continued));
    if (data === undefined || length === undefined || continued === undefined) continue;
    const symbology = fields.find((field) => field.usages.includes(usage.symbology));
    if (data.bits !== 8 || length.bits !== 8 || data.bitAt % 8 !== 0 || length.bitAt % 8 !== 0) continue;
    return {
      reportId,
      reportBytes: Math.ceil(bits / 8),
      lengthAt: length.bitAt / 8,
      aimAt: symbology !== undefined && symbology.count === 3 && symbology.bitAt % 8 === 0 ? symbology.bitAt / 8 : null,
      dataAt: data.bitAt / 8,
      dataBytes: Math.min(data.count, 255),
      continuedAt: Math.floor(continued.bitAt / 8),
      continuedBit: continued.bitAt % 8,
    };
  }
  return null;
}

interface InputReport {
  bits: number;
  readonly fields: Field[];
}

function inputReports(descriptor: Uint8Array): Map<number, InputReport> {
  const reports = new Map<number, InputReport>();
  let globals = { page: 0, size: 0, count: 0, id: 0 };
  const pushed: (typeof globals)[] = [];
  let usages: number[] = [];

  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor[at] ?? 0;
    // A long item (6.2.2.3) carries its own size and no field that matters here.
    if (prefix === 0xfe) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = (prefix & 3) === 3 ? 4 : prefix & 3;
    let value = 0;
    for (let index = 0; index < size; index += 1) value += (descriptor[at + 1 + index] ?? 0) * 256 ** index;
    at += 1 + size;

    switch (prefix & 0xfc) {
      case 0x04:
        globals = { ...globals, page: value };
        break;
      case 0x74:
        globals = { ...globals, size: value };
        break;
      case 0x94:
        globals = { ...globals, count: value };
        break;
      case 0x84:
        globals = { ...globals, id: value };
        break;
      case 0xa4:
        pushed.push(globals);
        break;
      case 0xb4:
        globals = pushed.pop() ?? globals;
        break;
      case 0x08:
        usages.push(size === 4 ? value : globals.page * 0x1_0000 + value);
        break;
      case 0x80: {
        const report = reports.get(globals.id) ?? { bits: globals.id === 0 ? 0 : 8, fields: [] };
        report.fields.push({ usages, bitAt: report.bits, bits: globals.size, count: globals.count });
        report.bits += globals.size * globals.count;
        reports.set(globals.id, report);
        usages = [];
        break;
      }
      case 0x90:
      case 0xa0:
      case 0xb0:
      case 0xc0:
        usages = [];
        break;
    }
  }
  return reports;
}
