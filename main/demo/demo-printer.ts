/** The demo's printer: the emulator on its bytes, what the bench may do to it, and what went to it last. */
import type { Bitmap, ByteTransport, PrinterCondition, PrinterProfile, Timer } from '../../hardware/ports.ts';
import { createPrinterEmulator } from '../../hardware/printer/printer-emulator.ts';
import { printStream } from '../../hardware/printer/print-stream.ts';
import { ok } from '../../hardware/result.ts';

export const printerTroubles = ['paper-out', 'paper-low', 'cover-open', 'cutter-fault', 'absent'] as const;
export type PrinterTrouble = (typeof printerTroubles)[number];

export interface LastPrint {
  /** Everything of the connection that carried the job, status questions and fences included. */
  readonly bytes: Uint8Array;
  /** The same bytes on paper, without the feeds before and after. */
  readonly picture: Bitmap;
}

export interface DemoPrinter {
  readonly transport: ByteTransport;
  has(trouble: PrinterTrouble): boolean;
  set(trouble: PrinterTrouble, on: boolean): void;
  tearOff(): void;
  /** "Ready." */
  says(): string;
  /** Grows with every change of the paper; 0 while there is none. */
  papers(): number;
  paper(): Bitmap | null;
  lastPrint(): Promise<LastPrint | null>;
  /** Several changes within a fifth of a second are told once. */
  watch(onChange: () => void): () => void;
}

/** A connection that only asks how the printer is stays far below this. */
const smallestJob = 512;
const tellEvery = 200;

export function createDemoPrinter(profile: PrinterProfile, timer: Timer): DemoPrinter {
  const emulator = createPrinterEmulator({ profile, timer });
  const troubles = new Set<PrinterTrouble>();
  let sent: Uint8Array[] = [];
  let lastJob: Uint8Array | null = null;
  let changes = 0;
  emulator.watch(() => {
    changes += 1;
  });

  const levers: Readonly<Record<PrinterTrouble, readonly [on: () => void, off: () => void]>> = {
    'paper-out': [emulator.removePaper, emulator.loadPaper],
    'paper-low': [() => emulator.fault({ name: 'paper-low', at: 0 }), emulator.loadPaper],
    'cover-open': [emulator.openCover, emulator.closeCover],
    'cutter-fault': [() => emulator.fault({ name: 'cutter-fault', at: 0 }), emulator.repair],
    absent: [emulator.unplug, emulator.plug],
  };

  function keep(bytes: Uint8Array): void {
    sent.push(bytes.slice());
    const whole = Buffer.concat(sent);
    if (whole.length >= smallestJob) lastJob = whole;
    sent = [whole];
  }

  return {
    transport: {
      async open(onData, onClosed) {
        const opened = await emulator.open(onData, onClosed);
        if (!opened.ok) return opened;
        sent = [];
        const link = opened.value;
        return ok({
          write(bytes) {
            keep(bytes);
            return link.write(bytes);
          },
          close: () => link.close(),
        });
      },
    },
    has: (trouble) => troubles.has(trouble),
    set(trouble, on) {
      if (on) troubles.add(trouble);
      else troubles.delete(trouble);
      levers[trouble][on ? 0 : 1]();
      // To mend one thing may have mended others: those are still on.
      if (!on) for (const other of troubles) levers[other][0]();
    },
    tearOff: emulator.takePaper,
    says: () => conditionWords[emulator.condition],
    papers: () => (emulator.paper().height === 0 ? 0 : changes),
    paper() {
      const paper = emulator.paper();
      return paper.height === 0 ? null : paper;
    },
    async lastPrint() {
      if (lastJob === null) return null;
      return { bytes: lastJob, picture: (await printStream(lastJob, profile)).picture };
    },
    watch(onChange) {
      let cancel: (() => void) | null = null;
      const stop = emulator.watch(() => {
        cancel ??= timer.after(tellEvery, () => {
          cancel = null;
          onChange();
        });
      });
      return () => {
        stop();
        cancel?.();
      };
    },
  };
}

const conditionWords: Readonly<Record<PrinterCondition, string>> = {
  absent: 'Unplugged.',
  'cover-open': 'The cover is open.',
  'paper-out': 'No paper.',
  'cutter-fault': 'The cutter is stuck.',
  fault: 'Broken.',
  'too-hot': 'Too hot.',
  offline: 'Off line.',
  'paper-low': 'Ready. Only a little paper is left.',
  ready: 'Ready. There is paper in it.',
};
