/** What a reader in HID POS mode must do beside what every reader must: over the emulator or over `/dev/hidraw*`. */
import { deepEqual, equal } from 'node:assert/strict';
import type { ReaderEvent } from '../../hardware/ports.ts';
import type { ScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { lateRest } from '../../hardware/reader/silence.ts';
import type { Check } from './check.ts';
import { letsGo, listenTo, type Hearing, type ReaderRig } from './reader-cases.ts';

export interface HidReaderRig extends ReaderRig {
  /** What is held and pulled. */
  readonly scanner: ScannerEmulator;
}

/** Any byte may come, so not as text. */
const bytesOf = (event: ReaderEvent): string =>
  event.type === 'scan' ? `scan ${Buffer.from(event.scan.bytes).toString('latin1')}` : event.type === 'condition' ? event.condition : event.type;

function story(name: string, act: (kiosk: Hearing, scanner: ScannerEmulator, rig: HidReaderRig) => Promise<void>): Check<HidReaderRig> {
  return {
    name,
    async run(rig) {
      const kiosk = listenTo(rig, bytesOf);
      try {
        await kiosk.hears('ready');
        await act(kiosk, rig.scanner, rig);
      } finally {
        kiosk.stop();
      }
      await letsGo(rig);
    },
  };
}

export const hidReaderCases: readonly Check<HidReaderRig>[] = [
  story('keeps bytes as they are: NUL and all values', async (kiosk, scanner) => {
    const code = Uint8Array.from({ length: 256 }, (_, at) => at);
    scanner.hold(code, ']d1');
    await kiosk.hears(`scan ${Buffer.from(code).toString('latin1')}`);
  }),

  story('reads ten codes that come as fast as they can, in their order', async (kiosk, scanner) => {
    const codes = Array.from({ length: 10 }, (_, at) => `CODE-${at}-`.repeat(6));
    for (const code of codes) scanner.hold(code);
    await kiosk.hears(...codes.map((code) => `scan ${code}`));
  }),

  story('takes off the ending that a reader adds', async (kiosk, scanner) => {
    scanner.hold('ENDING\r\n');
    await kiosk.hears('scan ENDING');
  }),

  story('says misread when the last report is lost, and reads the next code', async (kiosk, scanner, { pass }) => {
    scanner.fault({ kind: 'drop', report: -1 });
    scanner.hold('L'.repeat(150));
    await kiosk.hears('misread');
    await pass(lateRest);
    scanner.hold('NEXT');
    await kiosk.hears('scan NEXT');
  }),

  story('is in the wrong mode as a keyboard and as an IBM reader, and ready when put right', async (kiosk, scanner) => {
    for (const mode of ['keyboard', 'ibm'] as const) {
      scanner.setMode(mode);
      const heard = await kiosk.comesTo('wrong-mode');
      deepEqual(heard.filter((one) => one.startsWith('scan')), []);
    }
    scanner.setMode('pos');
    await kiosk.comesTo('ready');
    scanner.hold('PUT RIGHT');
    await kiosk.hears('scan PUT RIGHT');
    equal(scanner.plugged, true);
  }),
];
