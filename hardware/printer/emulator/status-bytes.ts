/** The state of a printer as its status bytes: Epson TM-T88 and Bixolon SRP-350 manuals. */
import type { PrinterCondition } from '../../ports.ts';
import type { PrinterFaultName } from '../printer-fault.ts';

export interface PrinterState {
  readonly coverOpen: boolean;
  readonly paper: 'enough' | 'low' | 'out';
  readonly cutterJammed: boolean;
  readonly broken: boolean;
  readonly hot: boolean;
  readonly offline: boolean;
  readonly mechanical: boolean;
  readonly feedButton: boolean;
  readonly waiting: boolean;
}

export const healthy: PrinterState = {
  coverOpen: false,
  paper: 'enough',
  cutterJammed: false,
  broken: false,
  hot: false,
  offline: false,
  mechanical: false,
  feedButton: false,
  waiting: false,
};

/** Faults that are a state of the printer from their row on, worst last. */
export const stateFaults = {
  'paper-low': { paper: 'low' },
  'paper-out': { paper: 'out' },
  'cover-open': { coverOpen: true },
  'too-hot': { hot: true },
  offline: { offline: true },
  'feed-button': { feedButton: true },
  'wait-for-button': { waiting: true },
  mechanical: { mechanical: true },
  'cutter-jammed': { cutterJammed: true },
  fault: { broken: true },
} as const satisfies Partial<Record<PrinterFaultName, Partial<PrinterState>>>;

export const stateFaultNames: readonly (keyof typeof stateFaults)[] = [
  'paper-low',
  'paper-out',
  'cover-open',
  'too-hot',
  'offline',
  'feed-button',
  'wait-for-button',
  'mechanical',
  'cutter-jammed',
  'fault',
];

export function conditionOfState(state: PrinterState): PrinterCondition {
  if (state.coverOpen) return 'cover-open';
  if (state.paper === 'out') return 'paper-out';
  if (state.cutterJammed) return 'cutter-fault';
  if (state.broken || state.mechanical) return 'fault';
  if (state.hot) return 'too-hot';
  if (state.offline || state.feedButton || state.waiting) return 'offline';
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
  const { coverOpen, mechanical, cutterJammed, broken, hot, feedButton, waiting } = state;
  const error = mechanical || cutterJammed || broken || hot;
  if (question === 1) return 0x12 | bits([isOffline(state), 0x08], [waiting, 0x20], [feedButton, 0x40]);
  if (question === 2) return 0x12 | bits([coverOpen, 0x04], [feedButton, 0x08], [state.paper === 'out', 0x20], [error, 0x40]);
  if (question === 3) return 0x12 | bits([mechanical, 0x04], [cutterJammed, 0x08], [broken, 0x20], [hot, 0x40]);
  return 0x12 | bits([state.paper !== 'enough', 0x0c], [state.paper === 'out', 0x60]);
}

/** ASB: four bytes. */
export function automaticStatusOf(state: PrinterState): readonly number[] {
  const { coverOpen, mechanical, cutterJammed, broken, hot, feedButton, waiting } = state;
  return [
    0x10 | bits([isOffline(state), 0x08], [coverOpen, 0x20], [feedButton, 0x40]),
    bits([waiting, 0x01], [feedButton, 0x02], [mechanical, 0x04], [cutterJammed, 0x08], [broken, 0x20], [hot, 0x40]),
    bits([state.paper !== 'enough', 0x03], [state.paper === 'out', 0x0c]),
    0x00,
  ];
}

/** What each bit of GS a n watches: byte of `automaticStatusOf` and its bits. */
const watched: readonly (readonly [mask: number, byte: number, bits: number])[] = [
  [0x01, 0, 0x04],
  [0x02, 0, 0x28],
  [0x04, 1, 0x6c],
  [0x08, 2, 0x0f],
  [0x40, 0, 0x40],
  [0x40, 1, 0x03],
];

/** GS a n: drawer, being on line, errors, paper, panel switches. */
export function toldByItself(mask: number, before: readonly number[], after: readonly number[]): boolean {
  return watched.some(([bit, at, bits]) => (mask & bit) !== 0 && (((before[at] ?? 0) ^ (after[at] ?? 0)) & bits) !== 0);
}

/** GS r 1. */
export function paperStatusOf(state: PrinterState): number {
  return bits([state.paper !== 'enough', 0x03], [state.paper === 'out', 0x0c]);
}
