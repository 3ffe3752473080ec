/**
 * A printer that is not there. It reads the same bytes that a real one gets, first in first out, at the speed of its
 * motor; answers what a real one answers, when a real one would; and has the faults of the field.
 */
import type { Bitmap, ByteTransport, DrawLetter, DrawSymbol, PrinterCondition, PrinterProfile, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { readCommand } from './emulator/escpos-interpreter.ts';
import { createIncomingBytes } from './emulator/incoming-bytes.ts';
import type { IncomingBytes } from './emulator/incoming-bytes.ts';
import { createMechanism } from './emulator/print-mechanism.ts';
import { PaperRoll } from './emulator/paper-roll.ts';
import { PrintState } from './emulator/print-state.ts';
import type { PrintedSymbol } from './emulator/print-state.ts';
import { createRealTimeListener } from './emulator/real-time-listener.ts';
import { ReceiveBuffer } from './emulator/receive-buffer.ts';
import { automaticStatusOf, conditionOfState, healthy, realTimeStatusOf, stateFaultNames, stateFaults, toldByItself } from './emulator/status-bytes.ts';
import type { PrinterState } from './emulator/status-bytes.ts';
import { printerFaults } from './printer-fault.ts';
import type { PrinterFault, PrinterFaultName } from './printer-fault.ts';

export interface PaperReport {
  /** Text as lines; pictures say nothing here. */
  readonly text: string;
  readonly symbols: readonly PrintedSymbol[];
  readonly unknownCommands: readonly string[];
  /** Received but not part of a whole command: 0 when a stream was understood to its end. */
  readonly bytesLeft: number;
  readonly cuts: number;
  readonly status: PrinterCondition;
}

export interface PrinterEmulatorOptions {
  readonly profile: PrinterProfile;
  readonly timer: Timer;
  /** `motor`: as fast as the profile says; `instant`: for tests and files. */
  readonly speed?: 'motor' | 'instant';
  /** Bytes: 45, 4,096 and 131,072 exist. */
  readonly receiveBuffer?: number;
  /** Whether DLE ENQ 2 clears whatever goes on, or only an error that can be recovered from (Epson). */
  readonly clearing?: 'always' | 'errors-only';
  /** Draws what is neither QR nor a plain bar code. */
  readonly drawSymbol?: DrawSymbol;
  /** Letters of a better font than the emulator's own. */
  readonly letters?: DrawLetter;
}

export interface PrinterEmulator extends ByteTransport {
  /** Everything that has come out, from the last time paper was taken. */
  paper(): Bitmap;
  /** The same from the first printed row to the last, without the feeds before and after. */
  picture(): Bitmap;
  report(): PaperReport;
  /** Whether a slip is held at the mouth, and how many were drawn back in: printers with a presenter. */
  presenter(): { readonly holds: boolean; readonly retracted: number };
  /** The rows at which the paper was cut. */
  cutRows(): readonly number[];
  takePaper(): void;
  readonly condition: PrinterCondition;
  fault(fault: PrinterFault): void;
  /** Somebody sees to it: paper loaded, cover closed, cutter freed, plugged in and on. */
  repair(): void;
  openCover(): void;
  closeCover(): void;
  removePaper(): void;
  loadPaper(): void;
  unplug(): void;
  plug(): void;
  /** Called after anything changed: paper, condition. */
  watch(onChange: () => void): () => void;
  /** Bytes received over all connections. */
  readonly bytesReceived: number;
  readonly openLinks: number;
}

/** Below this the clock is not worth a timer. */
const shortestPause = 4;

interface Link {
  readonly onData: (bytes: Uint8Array) => void;
  readonly onClosed: () => void;
  readonly incoming: IncomingBytes;
}

export function createPrinterEmulator({
  profile,
  timer,
  speed = 'motor',
  receiveBuffer = 4096,
  clearing = 'always',
  drawSymbol,
  letters,
}: PrinterEmulatorOptions): PrinterEmulator {
  const buffer = new ReceiveBuffer(receiveBuffer);
  const realTime = createRealTimeListener();
  const watchers = new Set<() => void>();
  const faults = new Map<PrinterFaultName, number>();
  const paper = new PaperRoll(profile.width);
  const printer = new PrintState(paper, profile, letters ?? null, drawSymbol ?? null);
  let state: PrinterState = healthy;
  let plugged = true;
  let link: Link | null = null;
  let received = 0;
  let commandBytes = 0;
  let command: ReturnType<typeof readCommand> | null = null;
  let wanted = 1;
  let busyUntil = 0;
  let pausing = false;
  let pumping = false;

  const rowMillis = (25.4 / profile.dotsPerInch / profile.speed) * 1000;
  const due = (name: PrinterFaultName, count: number): boolean => {
    const at = faults.get(name);
    return at !== undefined && count >= at;
  };

  function changed(): void {
    for (const watcher of [...watchers]) watcher();
  }

  // --- what it says ---------------------------------------------------------

  function reply(bytes: readonly number[]): void {
    if (due('mute', received)) return;
    const to = link;
    // A reply is never heard inside the call that asked for it.
    queueMicrotask(() => {
      if (to !== null && to === link) to.onData(Uint8Array.from(bytes));
    });
  }

  function become(next: Partial<PrinterState>): void {
    const before = automaticStatusOf(state);
    state = { ...state, ...next };
    const after = automaticStatusOf(state);
    if (toldByItself(printer.automaticStatus, before, after)) reply(after);
    changed();
    pump();
  }

  const mechanism = createMechanism({
    profile,
    timer,
    paper,
    faults,
    printer: () => printer,
    state: () => state,
    reply,
    jam: () => become({ cutterJammed: true }),
  });

  // --- what it does with bytes ----------------------------------------------

  function hear(byte: number): void {
    const heard = realTime.hear(byte);
    if (heard === null) return;
    if (heard.type === 'status') {
      if (profile.status !== 'none') reply([faults.has('status-zero') ? 0 : realTimeStatusOf(state, heard.question)]);
    } else if (heard.type === 'specified') {
      if (profile.status !== 'none' && heard.what === 1) reply(automaticStatusOf(state));
    } else if (heard.type === 'power-off') powerOff(true);
    else if (heard.type === 'clear' || (heard.type === 'recover' && heard.clear)) {
      if (clearing === 'always' || state.cutterJammed) forget();
    }
  }

  /** Receive buffer, print buffer and the command that was being read. */
  function forget(): void {
    buffer.clear();
    link?.incoming.dropHeard();
    command = null;
    commandBytes = 0;
    wanted = 1;
    printer.cancelLine();
    printer.unread = null;
    printer.macro.forget();
    printer.chosen = true;
    printer.page = null;
    printer.graphics = null;
  }

  const stopped = (): boolean => conditionOfState(state) !== 'ready' && conditionOfState(state) !== 'paper-low';

  /** Takes what fits, prints what can be printed, until nothing moves. */
  function pump(): void {
    if (pumping) return;
    pumping = true;
    let moving = true;
    while (moving) {
      const received = receive();
      moving = interpret() || received;
    }
    pumping = false;
  }

  function receive(): boolean {
    let moved = false;
    while (link !== null && link.incoming.waiting()) {
      if (due('disconnect', received)) {
        lose(false);
        return moved;
      }
      if (due('power-off', received)) {
        powerOff(true);
        return moved;
      }
      if (due('reset', received)) {
        powerOff(false);
        return moved;
      }
      if (due('stall', received)) return moved;
      if (buffer.free === 0 && !faults.has('no-flow-control')) {
        // Full: the interface still listens, so that a printer without paper can be asked what the matter is.
        for (const byte of link.incoming.listenAhead()) hear(byte);
        if (buffer.free === 0) return moved;
        continue;
      }
      const { byte, heard } = link.incoming.take();
      received += 1;
      moved = true;
      if (buffer.free > 0) buffer.put(byte);
      if (!heard) hear(byte);
    }
    return moved;
  }

  function interpret(): boolean {
    let moved = false;
    while (!pausing && !stopped()) {
      if (hitRowFault()) return true;
      if (command === null) {
        if (buffer.length === 0 && printer.unread === null && printer.macro.pending === 0) return moved;
        const begun = readCommand(printer, mechanism);
        commandBytes = printer.unread === null ? 0 : 1;
        const first = begun.next();
        if (first.done === true) {
          commandBytes = 0;
          continue;
        }
        command = begun;
        wanted = first.value;
      }
      const playing = printer.macro.pending;
      if (playing === 0 && buffer.length < Math.max(1, Math.min(wanted, receiveBuffer))) return moved;
      const bytes = playing > 0 ? printer.macro.take(wanted) : buffer.take(Math.min(wanted, buffer.length));
      printer.macro.heard(bytes);
      commandBytes += bytes.length;
      moved = true;
      const current = command;
      const before = paper.moved;
      const step = current.next(bytes);
      // ESC @ and real-time commands may have dropped the command meanwhile.
      if (command === current) {
        if (step.done === true) {
          command = null;
          commandBytes = 0;
        } else wanted = step.value;
      }
      if (paper.moved !== before) spend(paper.moved - before);
    }
    return moved;
  }

  function spend(rows: number): void {
    if (speed === 'instant') return;
    const now = timer.monotonic();
    busyUntil = Math.max(busyUntil, now) + rows * rowMillis;
    if (busyUntil - now < shortestPause || pausing) return;
    pausing = true;
    timer.after(busyUntil - now, () => {
      pausing = false;
      changed();
      pump();
    });
  }

  function hitRowFault(): boolean {
    for (const name of stateFaultNames) {
      if (!due(name, paper.moved)) continue;
      faults.delete(name);
      become(stateFaults[name]);
      return true;
    }
    return false;
  }

  // --- plugs ----------------------------------------------------------------

  function lose(unplugged: boolean): void {
    faults.delete('disconnect');
    if (unplugged) plugged = false;
    const lost = link;
    link = null;
    printer.automaticStatus = 0;
    if (lost === null) return;
    lost.incoming.drop();
    lost.onClosed();
  }

  function powerOff(stays: boolean): void {
    faults.delete('power-off');
    faults.delete('reset');
    forget();
    printer.initialise();
    lose(stays);
    changed();
  }

  return {
    async open(onData, onClosed) {
      if (!plugged) return failed({ kind: 'absent' as const });
      if (link !== null) return failed({ kind: 'busy' as const });
      const mine: Link = { onData, onClosed, incoming: createIncomingBytes(timer) };
      link = mine;
      return ok({
        async write(bytes) {
          if (link !== mine) return failed({ kind: 'disconnected' as const });
          const written = mine.incoming.add(bytes);
          pump();
          return written;
        },
        async close() {
          if (link !== mine) return;
          link = null;
          printer.automaticStatus = 0;
          mine.incoming.drop();
          pump();
        },
      });
    },
    paper: () => paper.whole(),
    picture: () => paper.printed(),
    report: () => ({
      text: printer.lines.join('\n'),
      symbols: [...printer.symbols],
      unknownCommands: [...printer.unknown],
      bytesLeft: buffer.length + commandBytes,
      cuts: paper.cuts,
      status: plugged ? conditionOfState(state) : 'absent',
    }),
    presenter: () => ({ holds: mechanism.holds, retracted: mechanism.retracted }),
    cutRows: () => paper.cutRows,
    takePaper() {
      paper.takeAway();
      mechanism.takeAway();
      printer.lines.length = 0;
      printer.symbols.length = 0;
      changed();
    },
    get condition() {
      return plugged ? conditionOfState(state) : 'absent';
    },
    fault({ name, at }) {
      const counted = { row: paper.moved, byte: received, milliseconds: 0, none: 0 }[printerFaults[name]];
      faults.set(name, counted + at);
      if (!pumping) {
        hitRowFault();
        pump();
      }
    },
    repair() {
      faults.clear();
      plugged = true;
      become(healthy);
    },
    openCover: () => become({ coverOpen: true }),
    closeCover: () => become({ coverOpen: false }),
    removePaper: () => become({ paper: 'out' }),
    loadPaper: () => become({ paper: 'enough' }),
    unplug() {
      lose(true);
      changed();
    },
    plug() {
      plugged = true;
      changed();
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    get bytesReceived() {
      return received;
    },
    get openLinks() {
      return link === null ? 0 : 1;
    },
  };
}
