/** Faults of the field that the emulated printer can have, by name and place: `paper-out@300`. */
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** What the place counts: rows printed, bytes received, milliseconds; null where it is the next of its kind. */
export const printerFaults = {
  'paper-out': 'row',
  'paper-low': 'row',
  'cover-open': 'row',
  'too-hot': 'row',
  offline: 'row',
  fault: 'row',
  /** An error that DLE ENQ could end, if its cause were gone. */
  mechanical: 'row',
  'cutter-jammed': 'row',
  /** Somebody holds the paper feed button. */
  'feed-button': 'row',
  /** Off line until somebody presses the button, as after a cover that was opened in a print. */
  'wait-for-button': 'row',
  /** At the next cut. */
  'cutter-fault': 'none',
  /** The cable: what the printer has received it goes on printing. */
  disconnect: 'byte',
  /** What the printer has received and not printed is gone. */
  'power-off': 'byte',
  /** A brown-out: as power-off, and at once there again. */
  reset: 'byte',
  /** Answers nothing any more. */
  mute: 'byte',
  /** Takes no byte any more and does not say why. */
  stall: 'byte',
  /** Every fence is answered this many milliseconds late. */
  'late-fence': 'milliseconds',
  /** As clones do. */
  'status-zero': 'none',
  'no-fence': 'none',
  /** Drops what does not fit into its buffer, as cheap adapters do. */
  'no-flow-control': 'none',
} as const;

export type PrinterFaultName = keyof typeof printerFaults;

export interface PrinterFault {
  readonly name: PrinterFaultName;
  /** Rows or bytes count from when the fault was set. */
  readonly at: number;
}

/** `NAME` or `NAME@WHERE`, WHERE a whole number. */
export function parseFault(text: string): Result<PrinterFault, { readonly kind: 'unknown-fault' | 'bad-place' }> {
  const [name = '', where, ...rest] = text.split('@');
  const known = Object.keys(printerFaults).find((fault): fault is PrinterFaultName => fault === name);
  if (known === undefined) return failed({ kind: 'unknown-fault' });
  if (rest.length > 0 || (where !== undefined && !/^\d{1,9}$/.test(where))) return failed({ kind: 'bad-place' });
  return ok({ name: known, at: where === undefined ? 0 : Number(where) });
}
