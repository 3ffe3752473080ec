/** What happens to printers in the field, as the emulated one can have it. Numbers group them as the table does. */
import type { Bench } from './kiosk-on-bench.ts';

export interface PrinterTrouble {
  readonly number: number;
  readonly name: string;
  strike(bench: Bench): Promise<void> | void;
  /** Somebody sees to it. */
  mend(bench: Bench): void;
  /** Only after the person has gone does anybody see to it. */
  readonly mendedLate?: boolean;
  readonly receiveBuffer?: number;
  /** The program itself dies: whoever was here is gone. */
  readonly endsVisit?: boolean;
}

const nothing = (): void => undefined;
const fault = (name: Parameters<Bench['printer']['fault']>[0]['name'], at = 0) => (bench: Bench) => bench.printer.fault({ name, at });
const repair = (bench: Bench): void => bench.printer.repair();

/** Automatic status and XON before every reply, and all of it a byte at a time. */
function interleaved(bytes: Uint8Array, onData: (bytes: Uint8Array) => void): void {
  for (const byte of [0x11, 0x10, 0x00, 0x00, 0x00, ...bytes]) onData(Uint8Array.of(byte));
}

/** Two-byte letters, another code table, bold, large and upside down, as another program may leave it. */
const leftBehind = Uint8Array.of(0x1c, 0x26, 0x1b, 0x74, 0x10, 0x1b, 0x45, 0x01, 0x1d, 0x21, 0x11, 0x1b, 0x7b, 0x01);

export const printerTroubles: readonly PrinterTrouble[] = [
  { number: 1, name: 'drops what its buffer cannot hold', strike: fault('no-flow-control'), mend: repair, receiveBuffer: 512 },
  { number: 1, name: 'a buffer of 45 bytes', strike: nothing, mend: nothing, receiveBuffer: 45 },
  { number: 2, name: 'a width of 61 dots, 20 x 48 rows', strike: nothing, mend: nothing },
  { number: 3, name: 'paper out, then loaded', strike: ({ printer }) => printer.removePaper(), mend: ({ printer }) => printer.loadPaper() },
  { number: 3, name: 'paper out, loaded after the visit', strike: ({ printer }) => printer.removePaper(), mend: ({ printer }) => printer.loadPaper(), mendedLate: true },
  { number: 4, name: 'echoes two minutes late', strike: fault('late-fence', 120_000), mend: repair },
  { number: 5, name: 'its answers are lost', strike: fault('mute'), mend: repair },
  { number: 5, name: 'the program dies and starts again', strike: (bench) => bench.crash(), mend: nothing, endsVisit: true },
  { number: 6, name: 'connects, and reads nothing', strike: fault('stall'), mend: repair },
  {
    number: 7,
    name: 'another program holds it',
    strike(bench) {
      bench.wire = { refuse: 'busy' };
    },
    mend(bench) {
      bench.wire = {};
    },
  },
  {
    number: 8,
    name: 'replies split, others in between',
    strike(bench) {
      bench.wire = { reply: interleaved };
    },
    mend: nothing,
  },
  { number: 9, name: 'real-time commands in every row', strike: nothing, mend: nothing },
  { number: 10, name: 'cover opened', strike: ({ printer }) => printer.openCover(), mend: ({ printer }) => printer.closeCover() },
  { number: 10, name: 'cutter jammed', strike: fault('cutter-fault'), mend: repair },
  { number: 10, name: 'head too hot', strike: fault('too-hot'), mend: repair },
  { number: 10, name: 'paper nearly out', strike: fault('paper-low'), mend: repair },
  { number: 10, name: 'feed button held', strike: fault('offline'), mend: repair },
  { number: 10, name: 'broken for good', strike: fault('fault'), mend: repair, mendedLate: true },
  { number: 10, name: 'resets itself', strike: fault('reset'), mend: nothing },
  {
    number: 11,
    name: 'left in another mode',
    async strike({ printer }) {
      const other = await printer.open(nothing, nothing);
      if (!other.ok) return;
      await other.value.write(leftBehind);
      await other.value.close();
    },
    mend: nothing,
  },
  { number: 12, name: 'clone: status 00', strike: fault('status-zero'), mend: repair },
  { number: 12, name: 'clone: no fences', strike: fault('no-fence'), mend: repair },
  { number: 13, name: 'unplugged, then plugged in', strike: ({ printer }) => printer.unplug(), mend: ({ printer }) => printer.plug() },
  {
    number: 13,
    name: 'unplugged for a fifth of a second',
    async strike({ printer, timer }) {
      printer.unplug();
      await timer.advance(200);
      printer.plug();
    },
    mend: nothing,
  },
  { number: 13, name: 'switched off, then on', strike: fault('power-off'), mend: repair },
];
