/** The pure parts of `npm run test:vm`: they run on any machine. */
import { describe, expect, it } from 'vitest';
import { layoutFromDescriptor } from '../../../hardware/reader/hid-report-descriptor.ts';
import { scannerKinds } from '../../contract/scanner-kinds.ts';
import { file, link, packCpio } from '../../vm/cpio.ts';
import { createKeyboardDecoder, typeText } from '../../../hardware/reader/keyboard-codec.ts';
import { createGuestWatch, graceOfCheck, longestPause } from '../../vm/guest-watch.ts';
import { beginLine, guestDone, guestLine, longestCheck, readGuestLine } from '../../vm/guest/guest-lines.ts';
import { keyboardReports } from '../../vm/guest/uhid-keyboard.ts';
import { createEvent, inputEvent } from '../../vm/guest/uhid-scanner.ts';
import { dependenciesOf, loadOrder, moduleName } from '../../vm/kernel-modules.ts';

/** Reads what `packCpio` wrote, by the format's own words. */
function unpackCpio(bytes: Uint8Array): { path: string; mode: number; text: string }[] {
  const text = (from: number, to: number): string => new TextDecoder().decode(bytes.subarray(from, to));
  const members = [];
  for (let at = 0; ; ) {
    expect(text(at, at + 6)).toBe('070701');
    const field = (index: number): number => Number.parseInt(text(at + 6 + index * 8, at + 14 + index * 8), 16);
    const nameAt = at + 110;
    const dataAt = Math.ceil((nameAt + field(11)) / 4) * 4;
    const path = text(nameAt, nameAt + field(11) - 1);
    if (path === 'TRAILER!!!') return members;
    members.push({ path, mode: field(1), text: text(dataAt, dataAt + field(6)) });
    at = Math.ceil((dataAt + field(6)) / 4) * 4;
  }
}

describe('the guest’s file system', () => {
  it('holds files, links and the folders that lead to them, once', () => {
    const packed = unpackCpio(packCpio([file('a/b/c.txt', 'abc', 0o755), link('a/l', 'b'), file('a/b/c.txt', 'second')]));
    expect(packed).toEqual([
      { path: 'a', mode: 0o040755, text: '' },
      { path: 'a/b', mode: 0o040755, text: '' },
      { path: 'a/b/c.txt', mode: 0o100755, text: 'abc' },
      { path: 'a/l', mode: 0o120777, text: 'b' },
    ]);
  });
});

describe('kernel modules', () => {
  it('come after what they need, each once', () => {
    const needs: Record<string, string[]> = { usblp: ['usbcore'], dummy_hcd: ['usbcore', 'udc_core'], usbcore: ['usb_common'], udc_core: ['usb_common'], usb_common: [] };
    const order = loadOrder(['dummy_hcd', 'usblp', 'built_in'], (name) => needs[name] ?? null);
    expect(order).toEqual(['usb_common', 'usbcore', 'udc_core', 'dummy_hcd', 'usblp']);
  });

  it('say themselves what they need, however they are packed', () => {
    expect(dependenciesOf(Buffer.from('\x7fELF…\0license=GPL\0depends=hid,usb-common\0name=uhid\0', 'latin1'))).toEqual(['hid', 'usb_common']);
    expect(dependenciesOf(Buffer.from('\0depends=\0', 'latin1'))).toEqual([]);
    expect(['a/hid-generic.ko', 'uhid.ko.xz', 'x/uhid.ko.zst'].map(moduleName)).toEqual(['hid_generic', 'uhid', 'uhid']);
  });
});

const check = { suite: 'reader', name: 'reads "a" code' };

describe('what the guest says', () => {
  it('comes through a serial line among other lines', () => {
    const result = { ...check, ms: 12, error: 'one\ntwo' };
    expect(readGuestLine(`${guestLine(result)}\r`)).toEqual({ type: 'end', check: result });
    expect(readGuestLine(`junk${beginLine(check)}\r`)).toEqual({ type: 'begin', check });
    for (const line of ['', guestDone, '@check ', '@check {"suite":1}', '@check {"suite":"a","name":"b","ms":1,"error":2}', '@begin {"suite":"a"}', '@begin null']) {
      expect(readGuestLine(line), line).toBeNull();
    }
  });

  it('names what hangs: a check, the way from one to the next, the start', () => {
    const watch = createGuestWatch(0);
    expect(watch.overdue(longestPause)).toBeNull();
    expect(watch.overdue(longestPause + 1)).toBe('did not come to its first check in 120 s');
    watch.heard({ type: 'begin', check }, 1000);
    expect(watch.running).toEqual(['"reader: reads "a" code"']);
    expect(watch.overdue(1000 + longestCheck + graceOfCheck)).toBeNull();
    expect(watch.overdue(1001 + longestCheck + graceOfCheck)).toBe('hung in "reader: reads "a" code" for 120 s');
    watch.heard({ type: 'end', check: { ...check, ms: 3, error: null } }, 2000);
    expect(watch.running).toEqual([]);
    expect(watch.overdue(2001 + longestPause)).toBe('hung after "reader: reads "a" code" for 120 s');
  });
});

describe('the scanners of the guest', () => {
  it.each(scannerKinds)('describe their own reports: $name', ({ descriptor, layout }) => {
    expect(layoutFromDescriptor(descriptor)).toEqual(layout);
  });

  it('are told to the kernel as uhid.h lays it out', () => {
    const device = { path: '', vendorId: 0x0c2e, productId: 0x0b61, usagePage: 0x8c, usage: 2, product: 'Scanner' };
    const event = Buffer.from(createEvent(device, Uint8Array.of(5, 0x8c)));
    expect(event.length).toBe(4376);
    expect([event.readUInt32LE(0), event.toString('latin1', 4, 11), event.readUInt16LE(260), event.readUInt16LE(262)]).toEqual([11, 'Scanner', 2, 3]);
    expect([event.readUInt32LE(264), event.readUInt32LE(268), ...event.subarray(280, 283)]).toEqual([0x0c2e, 0x0b61, 5, 0x8c, 0]);
    expect([...inputEvent(Uint8Array.of(2, 1))]).toEqual([12, 0, 0, 0, 2, 0, 2, 1]);
  });

  it('type every character of their keys, each key let go of', () => {
    const ascii = String.fromCharCode(...Array.from({ length: 94 }, (_, at) => 33 + at)).replaceAll('`', '');
    for (const layout of ['uk', 'us'] as const) {
      const events = typeText(ascii, layout, 'enter');
      if (events === null) throw new Error(layout);
      const typed = createKeyboardDecoder(layout, 'enter').push(events);
      expect(String.fromCharCode(...typed.flatMap((one) => (one.type === 'character' ? [one.byte] : [])))).toBe(ascii);
      const reports = keyboardReports(events);
      expect(reports.length).toBe(events.length / 48);
      // A key without a usage would be a report that changes nothing.
      for (const [at, report] of reports.entries()) expect([...report], `${layout} ${at}`).not.toEqual([...(reports[at - 1] ?? new Uint8Array(8))]);
      expect(reports.at(-1)?.every((byte) => byte === 0)).toBe(true);
    }
  });
});
