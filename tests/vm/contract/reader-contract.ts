/** What every reader must do, whatever carries its reports: checks over a scanner that can be held codes and pulled out. */
import assert from 'node:assert/strict';
import type { HidTransport, ReaderEvent } from '../../../hardware/ports.ts';
import { createHidPosReader } from '../../../hardware/reader/hid-pos-driver.ts';
import { sameCodePause } from '../../../hardware/reader/same-code.ts';
import type { ScannerEmulator } from '../../../hardware/reader/scanner-emulator.ts';
import type { Check, BenchTime } from './check.ts';
import { until } from './check.ts';

export interface ReaderBench extends BenchTime {
  /** What is tried. */
  readonly transport: HidTransport;
  /** What is held and pulled; plugged in at the start. */
  readonly scanner: ScannerEmulator;
  /** Whether its reports have a place for the AIM id. */
  readonly tellsAim: boolean;
  /** How often the kiosk has the scanner open. */
  openHandles(): number;
}

/** A plug, a kernel, a udev rule and the driver's second look lie between an act and what is heard of it. */
const patience = 8000;
/** Long enough for a second, wrong event to come. */
const quiet = 120;

const textOf = (event: ReaderEvent): string => {
  if (event.type === 'scan') return `scan ${new TextDecoder().decode(event.scan.bytes)}`;
  return event.type === 'condition' ? event.condition : event.type;
};

async function listening(bench: ReaderBench, story: (kiosk: Listening) => Promise<void>): Promise<void> {
  const events: ReaderEvent[] = [];
  const stop = createHidPosReader(bench).listen((event) => events.push(event));
  let at = 0;
  const kiosk: Listening = {
    async hears(...expected) {
      await until(bench, `hears ${expected.join(', ')}`, () => events.length >= at + expected.length, patience).catch(() => {});
      await bench.pass(quiet);
      const heard = events.slice(at);
      at = events.length;
      assert.deepEqual(heard.map(textOf), expected);
      return heard;
    },
    async comesTo(condition) {
      const reached = () => events.slice(at).map(textOf).at(-1) === condition;
      await until(bench, `comes to ${condition}`, reached, patience).catch(() => {});
      await bench.pass(quiet);
      const heard = events.slice(at).map(textOf);
      at = events.length;
      assert.equal(heard.at(-1), condition, `heard ${heard.join(', ')}`);
      return heard;
    },
    stop,
  };
  try {
    await kiosk.hears('ready');
    await story(kiosk);
  } finally {
    stop();
    bench.scanner.setMode('pos');
    bench.scanner.plug();
    await bench.pass(quiet);
  }
}

interface Listening {
  /** Exactly these events, and nothing after them. */
  hears(...expected: readonly string[]): Promise<readonly ReaderEvent[]>;
  /** Whatever lies between. */
  comesTo(condition: string): Promise<readonly string[]>;
  stop(): void;
}

const story = (name: string, tell: (kiosk: Listening, bench: ReaderBench) => Promise<void>): Check<ReaderBench> => ({
  name,
  run: (bench) => listening(bench, (kiosk) => tell(kiosk, bench)),
});

export const readerContract: readonly Check<ReaderBench>[] = [
  story('reads a code, with what kind of code it is', async (kiosk, { scanner, tellsAim }) => {
    scanner.hold('https://example.org/card#1', ']Q1');
    const [event] = await kiosk.hears('scan https://example.org/card#1');
    assert.equal(event?.type === 'scan' ? event.scan.aim : 'no scan', tellsAim ? ']Q1' : null);
  }),

  story('reads the longest QR code whole', async (kiosk, { scanner }) => {
    const code = Array.from({ length: 2953 }, (_, at) => String.fromCharCode(33 + ((at * 7) % 90))).join('');
    scanner.hold(code, ']Q0');
    await kiosk.hears(`scan ${code}`);
  }),

  story('keeps bytes as they are: NUL, UTF-8 and all values', async (kiosk, { scanner }) => {
    const code = Uint8Array.from({ length: 256 }, (_, at) => at);
    scanner.hold(code, ']d1');
    const event = (await kiosk.hears(`scan ${new TextDecoder().decode(code)}`))[0];
    assert.deepEqual(event?.type === 'scan' ? event.scan.bytes : null, code);
  }),

  story('reads ten codes that come as fast as they can, in their order', async (kiosk, { scanner }) => {
    const codes = Array.from({ length: 10 }, (_, at) => `CODE-${at}-`.repeat(6));
    for (const code of codes) scanner.hold(code);
    await kiosk.hears(...codes.map((code) => `scan ${code}`));
  }),

  story('counts a code once while it stays, and again when it was away', async (kiosk, bench) => {
    for (let time = 0; time < 3; time += 1) {
      bench.scanner.hold('STAYS');
      await bench.pass(300);
    }
    await bench.pass(sameCodePause);
    bench.scanner.hold('STAYS');
    await kiosk.hears('scan STAYS', 'scan STAYS');
  }),

  story('takes off the ending that a reader adds', async (kiosk, { scanner }) => {
    scanner.hold('ENDING\r\n');
    await kiosk.hears('scan ENDING');
  }),

  story('says misread when the last report is lost, and reads the next code', async (kiosk, { scanner }) => {
    scanner.fault({ kind: 'drop', report: -1 });
    scanner.hold('L'.repeat(150));
    await kiosk.hears('misread');
    scanner.hold('NEXT');
    await kiosk.hears('scan NEXT');
  }),

  story('never joins half a code to the code of the next person', async (kiosk, { scanner }) => {
    scanner.fault({ kind: 'unplug', report: 2 });
    scanner.hold('FIRST-PERSON'.repeat(12));
    // With the plug goes what the kernel had not yet handed over: then there is nothing to be misread.
    const heard = await kiosk.comesTo('absent');
    assert.deepEqual(heard.filter((event) => event !== 'misread'), ['absent']);
    scanner.plug();
    await kiosk.hears('ready');
    scanner.hold('SECOND');
    await kiosk.hears('scan SECOND');
  }),

  story('is absent when pulled out and ready when plugged in, again and again, with one handle', async (kiosk, bench) => {
    for (let time = 0; time < 3; time += 1) {
      bench.scanner.unplug();
      await kiosk.hears('absent');
      assert.equal(bench.openHandles(), 0, 'a dead handle stays open');
      bench.scanner.plug();
      await kiosk.hears('ready');
      assert.equal(bench.openHandles(), 1);
      bench.scanner.hold(`ROUND ${time}`);
      await kiosk.hears(`scan ROUND ${time}`);
    }
  }),

  story('comes back from a plug that lost its hold for a moment', async (kiosk, { scanner }) => {
    scanner.unplug();
    scanner.plug();
    await kiosk.comesTo('ready');
    scanner.hold('STILL HERE');
    await kiosk.hears('scan STILL HERE');
  }),

  story('is in the wrong mode as a keyboard and as an IBM reader, and ready when put right', async (kiosk, { scanner }) => {
    scanner.setMode('keyboard');
    await kiosk.comesTo('wrong-mode');
    scanner.setMode('ibm');
    await kiosk.comesTo('wrong-mode');
    scanner.setMode('pos');
    await kiosk.comesTo('ready');
    scanner.hold('PUT RIGHT');
    await kiosk.hears('scan PUT RIGHT');
  }),

  story('lets go of the device when nobody listens', async (kiosk, bench) => {
    kiosk.stop();
    await until(bench, 'closes', () => bench.openHandles() === 0, patience);
    bench.scanner.hold('NOBODY LISTENS');
    await kiosk.hears();
  }),
];
