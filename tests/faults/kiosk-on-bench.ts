/** The real machine, printing and drivers over emulated devices, in time that passes only when told. */
import { DatabaseSync } from 'node:sqlite';
import type { Bitmap, ByteLink, ByteTransport, HidTransport } from '../../hardware/ports.ts';
import { createPrinterDriver, type PrinterDriver } from '../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator, type PrinterEmulator } from '../../hardware/printer/printer-emulator.ts';
import { emulatedProfile } from '../../hardware/printer/printer-profile.ts';
import { createHidPosReader } from '../../hardware/reader/hid-pos-driver.ts';
import { createScannerEmulator, type ScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { ok } from '../../hardware/result.ts';
import type { View } from '../../preload/contract.ts';
import type { AuditEvent } from '../../main/audit/catalogue.ts';
import type { Recognition } from '../../main/identity/codes/recognition.ts';
import { createKiosk, type Kiosk } from '../../main/kiosk.ts';
import { openPrintJournal, type JournalRow } from '../../main/printing/journal.ts';
import { createPrintService } from '../../main/printing/print-service.ts';
import type { SessionPorts } from '../../main/session/ports.ts';
import { quietPorts } from '../contract/quiet-ports.ts';
import { canary, card, limits, place, slip as madeSlip } from '../model/made-up.ts';
import { createSimulatedTimer, type SimulatedTimer } from '../unit/hardware/simulated-timer.ts';
import { markedSlip, slipWidth } from './marked-paper.ts';

/** What the card says. It is signed: a code that lost a piece opens nothing. */
export const cardText = 'ALONGSIDE-TEST-CARD'.repeat(6);

export interface Bench {
  readonly timer: SimulatedTimer;
  readonly printer: PrinterEmulator;
  readonly scanner: ScannerEmulator;
  /** Between driver and printer: a fault may stand there. */
  wire: Wire;
  /** node-hid or its libusb is not there. */
  readerDriver: 'there' | 'missing';
  readonly audited: AuditEvent[];
  /** Every code that the reader gave, as text. */
  readonly codes: string[];
  view(): View;
  /** "printing", "print-trouble: unknown" */
  screen(): string;
  can(action: string): boolean;
  press(action: string): void;
  journal(): readonly JournalRow[];
  /** The mark of the slip that is drawn next; null holds the drawing back until a mark comes. */
  draws(mark: number | null): void;
  toSlip(): Promise<void>;
  /** The program dies and is started again: nothing is said to anybody, the printer keeps what it has. */
  crash(): Promise<void>;
  until(screen: string, most?: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** What stands between the driver and the printer. */
export interface Wire {
  /** Replies as they come: split, joined, with others in between. */
  readonly reply?: (bytes: Uint8Array, onData: (bytes: Uint8Array) => void) => void;
  readonly refuse?: 'absent' | 'busy' | 'denied';
}

export async function openBench(receiveBuffer = 4096): Promise<Bench> {
  const timer = createSimulatedTimer();
  const profile = { ...emulatedProfile(64), speed: 60, stripRows: 96 };
  const printer = createPrinterEmulator({ profile, timer, receiveBuffer });
  const scanner = createScannerEmulator();
  const database = new DatabaseSync(':memory:');
  const clock = { now: () => Date.UTC(2026, 10, 22) + Math.floor(timer.monotonic()), monotonic: () => timer.monotonic() };
  const quiet = quietPorts();
  const codes: string[] = [];
  let drawing: { mark: number | null; waiting: (() => void)[] } = { mark: 1, waiting: [] };
  let driver: PrinterDriver | null = null;
  let kiosk: Kiosk | null = null;
  let view: View | null = null;
  let journal: ReturnType<typeof openPrintJournal> | null = null;
  /** Counts starts: what a dead program still does reaches nobody. */
  let program = 0;
  const links = new Set<ByteLink>();

  const transport: ByteTransport = {
    async open(onData, onClosed) {
      const { refuse, reply } = bench.wire;
      if (refuse !== undefined) return { ok: false, error: { kind: refuse } };
      const mine = program;
      const opened = await printer.open(reply === undefined ? onData : (bytes) => reply(bytes, onData), onClosed);
      if (!opened.ok) return opened;
      links.add(opened.value);
      return ok({
        write: (bytes) => (mine === program ? opened.value.write(bytes) : Promise.resolve({ ok: false, error: { kind: 'disconnected' } } as const)),
        close: () => {
          links.delete(opened.value);
          return opened.value.close();
        },
      });
    },
  };

  const reader: HidTransport = {
    devices: () => (bench.readerDriver === 'missing' ? Promise.resolve({ ok: false, error: { kind: 'driver-missing' } }) : scanner.devices()),
    open: scanner.open,
    watch: scanner.watch,
  };

  function drawn(mark: number) {
    const picture: Bitmap = markedSlip(mark);
    return ok({ ...madeSlip, picture, lengthMillimetres: 120 });
  }

  function start(): void {
    program += 1;
    const mine = program;
    const alive = (): boolean => mine === program;
    journal = openPrintJournal(database, clock);
    if (!journal.ok) throw new Error('no journal');
    driver = createPrinterDriver({ transport, profile, timer, clean: journal.value.becameUnknown === 0 });
    const written = journal.value.journal;
    const printing = createPrintService({
      printer: driver,
      profile: { width: slipWidth, dotsPerInch: 203 },
      journal: {
        ...written,
        move: (...move) => (alive() ? written.move(...move) : ok(undefined)),
      },
      clock,
      printable: (picture) => picture,
      site: () => ({ place: 'Central Library', surgery: 'your surgery' }),
    });
    const started = driver;
    const ports: SessionPorts = {
      ...quiet.ports,
      audit: { append: (event) => (alive() ? quiet.ports.audit.append(event) : ok(undefined)) },
      reader: createHidPosReader({ transport: reader, timer }),
      identity: {
        ...quiet.ports.identity,
        recognise(scan) {
          const text = new TextDecoder().decode(scan.bytes);
          codes.push(text);
          return Promise.resolve<Recognition>(text === cardText ? card : { type: 'declined', kind: 'unknown', reason: 'not-known' });
        },
      },
      printing: {
        ...printing,
        watch(onCondition) {
          const stop = printing.watch(onCondition);
          void started.status();
          return stop;
        },
        draw: ({ copy }) =>
          new Promise((resolve) => {
            const answer = (): void => resolve(drawn((drawing.mark ?? 1) + (copy ? 16 : 0)));
            if (drawing.mark === null) drawing.waiting.push(answer);
            else answer();
          }),
      },
    };
    kiosk = createKiosk({
      ports,
      place,
      limits,
      selfCheck: () => Promise.resolve('ready'),
      clock: {
        setTimeout: (callback: () => void, ms: number) => timer.after(ms, callback),
        clearTimeout: (cancel: () => void) => cancel?.(),
      } as never,
    });
    kiosk.onView((next) => {
      if (alive()) view = next;
    });
  }

  const current = (): View => {
    if (view === null) throw new Error('nothing is shown');
    return view;
  };

  const bench: Bench = {
    timer,
    printer,
    scanner,
    wire: {},
    audited: quiet.audited,
    readerDriver: 'there',
    codes,
    view: current,
    screen() {
      const shown = current();
      if (shown.screen === 'print-trouble') return `print-trouble: ${shown.trouble}`;
      return shown.screen === 'identify' && !shown.readerReady ? 'identify: reader not ready' : shown.screen;
    },
    can: (action) => current().actions.some(({ id, enabled }) => id === action && enabled),
    press(action) {
      kiosk?.choose({ view: current().n, action });
    },
    journal() {
      const rows = journal?.ok === true ? journal.value.journal.latest(20) : null;
      return rows?.ok === true ? rows.value.toReversed() : [];
    },
    draws(mark) {
      drawing = { ...drawing, mark };
      if (mark === null) return;
      for (const answer of drawing.waiting.splice(0)) answer();
    },
    async until(screen, most = 5 * 60_000) {
      for (let waited = 0; waited < most && current().screen !== screen; waited += 500) await timer.advance(500);
      return current().screen === screen;
    },
    async toSlip() {
      bench.press('start');
      bench.press('continue');
      await timer.advance(2_000);
      scanner.hold(cardText);
      await bench.until('pin', 5_000);
      for (const digit of canary.pin) bench.press(`key.${digit}`);
      bench.press('next');
      await bench.until('confirm', 5_000);
      bench.press('yes');
      await bench.until('record', 5_000);
      bench.press('print');
      await timer.advance(100);
    },
    async crash() {
      // Nobody tells the printer anything: the links just fall.
      const [deadKiosk, deadDriver] = [kiosk, driver];
      program += 1;
      for (const link of links) await link.close();
      links.clear();
      await deadKiosk?.stop();
      deadDriver?.stop();
      start();
      await timer.advance(100);
    },
    async stop() {
      await kiosk?.stop();
      driver?.stop();
      await timer.advance(0);
      database.close();
    },
  };
  start();
  await bench.until('attract', 5_000);
  await timer.advance(1_000);
  return bench;
}
