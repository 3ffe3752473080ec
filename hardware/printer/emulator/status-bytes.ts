/** The state of a printer as its status bytes: Epson TM-T88 and Bixolon SRP-350 manuals. */
import type { PrinterCondition } from '../../ports.ts';

export interface PrinterState {
  readonly coverOpen: boolean;
  readonly paper: 'enough' | 'low' | 'out';
  readonly cutterJammed: boolean;
  readonly broken: boolean;
  readonly hot: boolean;
  readonly offline: boolean;
}

export const healthy: PrinterState = {
  coverOpen: false,
  paper: 'enough',
  cutterJammed: false,
  broken: false,
  hot: false,
  offline: false,
};

export function conditionOfState(state: PrinterState): PrinterCondition {
  if (state.coverOpen) return 'cover-open';
  if (state.paper === 'out') return 'paper-out';
  if (state.cutterJammed) return 'cutter-fault';
  if (state.broken) return 'fault';
  if (state.hot) return 'too-hot';
  if (state.offline) return 'offline';
  return state.paper === 'low' ? 'paper-low' : 'ready';
}

const bits = (...pairs: readonly (readonly [boolean, number])[]): number =>
  pairs.reduce((sum, [isSet, bit]) => (isSet ? sum | bit : sum), 0);

const isOffline = (state: PrinterState): boolean => {
  const condition = conditionOfState(state);
  return condition !== 'ready' && condition !== 'paper-low';
};

/** DLE EOT n: bits 1 and 4 are always set. */
export function realTimeStatusOf(state: PrinterState, question: number): number {
  const error = state.cutterJammed || state.broken || state.hot;
  if (question === 1) return 0x12 | bits([isOffline(state), 0x08]);
  if (question === 2) return 0x12 | bits([state.coverOpen, 0x04], [state.paper === 'out', 0x20], [error, 0x40]);
  if (question === 3) return 0x12 | bits([state.cutterJammed, 0x08], [state.broken, 0x20], [state.hot, 0x40]);
  return 0x12 | bits([state.paper !== 'enough', 0x0c], [state.paper === 'out', 0x60]);
}

/** ASB: four bytes. */
export function automaticStatusOf(state: PrinterState): readonly number[] {
  return [
    0x10 | bits([isOffline(state), 0x08], [state.coverOpen, 0x20]),
    bits([state.cutterJammed, 0x08], [state.broken, 0x20], [state.hot, 0x40]),
    bits([state.paper !== 'enough', 0x03], [state.paper === 'out', 0x0c]),
    0x00,
  ];
}

/** GS a n: bit 1 tells changes of being online, bit 2 of errors, bit 3 of paper. Bytes as in `automaticStatusOf`. */
export function toldByItself(mask: number, before: readonly number[], after: readonly number[]): boolean {
  const changed = (at: number): boolean => before[at] !== after[at];
  return ((mask & 0x02) !== 0 && changed(0)) || ((mask & 0x04) !== 0 && changed(1)) || ((mask & 0x08) !== 0 && changed(2));
}

/** GS r 1. */
export function paperStatusOf(state: PrinterState): number {
  return bits([state.paper !== 'enough', 0x03], [state.paper === 'out', 0x0c]);
}
