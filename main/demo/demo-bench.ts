/** The bench over the emulators: what its switches do, and how it says what the devices are doing. */
import type { ScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import type { Bench, BenchSwitch } from './bench.ts';
import type { DemoCard } from './cards.ts';
import type { DemoPrinter, PrinterTrouble } from './demo-printer.ts';
import type { DemoRecords } from './demo-records.ts';

export interface BenchParts {
  readonly cards: readonly DemoCard[];
  readonly scanner: ScannerEmulator;
  readonly printer: DemoPrinter;
  readonly records: DemoRecords;
}

/** A switch and what turning it does. */
interface Lever {
  readonly part: BenchSwitch['part'];
  readonly label: string;
  on(): boolean;
  turn(on: boolean): void;
}

export function createDemoBench({ cards, scanner, printer, records }: BenchParts): Bench {
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };
  printer.watch(changed);

  const printerLever = (trouble: PrinterTrouble, label: string): Lever => ({
    part: 'printer',
    label,
    on: () => printer.has(trouble),
    turn: (on) => printer.set(trouble, on),
  });
  const levers: Readonly<Record<string, Lever>> = {
    'paper-out': printerLever('paper-out', 'The paper is out'),
    'paper-low': printerLever('paper-low', 'Only a little paper is left'),
    'cover-open': printerLever('cover-open', 'The cover is open'),
    'cutter-fault': printerLever('cutter-fault', 'The cutter is stuck'),
    'printer-unplugged': printerLever('absent', 'The printer is unplugged'),
    'reader-unplugged': {
      part: 'reader',
      label: 'The reader is unplugged',
      on: () => !scanner.plugged,
      turn: (on) => (on ? scanner.unplug() : scanner.plug()),
    },
    'records-down': {
      part: 'record',
      label: 'Records cannot be reached',
      on: () => records.down(),
      turn: (on) => records.setDown(on),
    },
  };

  return {
    cards: cards.map(({ id, look, title, about, facts, qr }) => ({ id, look, title, about, facts, qr })),
    hold(id) {
      const card = cards.find((each) => each.id === id);
      if (card === undefined) return false;
      if (card.misread) scanner.fault({ kind: 'drop', report: -1 });
      scanner.hold(card.code, card.aim);
      return true;
    },
    press(name) {
      const lever = Object.hasOwn(levers, name) ? levers[name] : undefined;
      if (lever === undefined) return false;
      lever.turn(!lever.on());
      changed();
      return true;
    },
    tearOff() {
      printer.tearOff();
      changed();
    },
    state: () => ({
      printer: printer.says(),
      reader: scanner.plugged ? 'Plugged in. Hold a card to it by pressing the card.' : 'Unplugged.',
      paper: printer.papers(),
      switches: Object.entries(levers).map(([id, lever]) => ({ id, part: lever.part, label: lever.label, on: lever.on() })),
    }),
    paper: printer.paper,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
