/** Status bytes to what is the matter with the printer, and back for the emulator: one table. */
import { printerConditions } from '../ports.ts';
import type { PrinterCondition } from '../ports.ts';
import type { StatusQuestion } from './escpos-codec.ts';

type Named = Exclude<PrinterCondition, 'absent' | 'ready'>;

/**
 * Where each condition is said. `realTime`: DLE EOT n and the bits of its reply; `automatic`: ASB byte
 * (0 to 3) and its bits. All bits of a pair must be set; one pair suffices.
 * Source: Epson TM-T88 and Bixolon SRP-350 manuals, "transmit real-time status", "automatic status back".
 */
const signs: Record<
  Named,
  { readonly realTime: readonly (readonly [StatusQuestion, number])[]; readonly automatic: readonly (readonly [number, number])[] }
> = {
  'cover-open': { realTime: [[2, 0x04]], automatic: [[0, 0x20]] },
  'paper-out': { realTime: [[4, 0x60], [2, 0x20]], automatic: [[2, 0x0c]] },
  'cutter-fault': { realTime: [[3, 0x08]], automatic: [[1, 0x08]] },
  fault: { realTime: [[3, 0x20], [3, 0x04]], automatic: [[1, 0x20], [1, 0x04]] },
  'too-hot': { realTime: [[3, 0x40]], automatic: [[1, 0x40]] },
  offline: { realTime: [[1, 0x08], [2, 0x40]], automatic: [[0, 0x08]] },
  'paper-low': { realTime: [[4, 0x0c]], automatic: [[2, 0x03]] },
};

/** Replies to DLE EOT 1 to 4; null where the printer did not say. */
export type RealTimeStatus = Readonly<Record<StatusQuestion, number | null>>;

export const silent: RealTimeStatus = { 1: null, 2: null, 3: null, 4: null };

export function conditionOfRealTime(status: RealTimeStatus): PrinterCondition {
  return worst((sign) => sign.realTime.some(([question, bits]) => ((status[question] ?? 0) & bits) === bits));
}

export function conditionOfAutomatic(bytes: readonly number[]): PrinterCondition {
  return worst((sign) => sign.automatic.some(([byte, bits]) => ((bytes[byte] ?? 0) & bits) === bits));
}

function worst(says: (sign: (typeof signs)[Named]) => boolean): PrinterCondition {
  for (const condition of printerConditions) {
    if (condition !== 'absent' && condition !== 'ready' && says(signs[condition])) return condition;
  }
  return 'ready';
}

/** Nothing can be printed until somebody has done something (or the head has cooled). */
export function blocks(condition: PrinterCondition): boolean {
  return condition !== 'ready' && condition !== 'paper-low';
}
