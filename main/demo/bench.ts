/**
 * What lies on the bench beside a demo kiosk: cards to hold to its reader, the paper that comes out of its printer,
 * and the plugs, lids and cables that can be pulled. For made-up people only; a kiosk with real readers has no bench.
 */
import type { Bitmap } from '../../hardware/ports.ts';

export type BenchCardLook = 'person' | 'badge' | 'paper' | 'other';

export interface BenchCard {
  readonly id: string;
  readonly look: BenchCardLook;
  readonly title: string;
  readonly about: string;
  /** What a newcomer must know to play this person: label and words, in the order of reading. */
  readonly facts: readonly (readonly [label: string, words: string])[];
  /** The text of the code, to be drawn as a QR code; null where it is another kind of barcode. */
  readonly qr: string | null;
}

/** Something to pull or press; `on` is trouble. */
export interface BenchSwitch {
  readonly id: string;
  readonly part: 'printer' | 'reader' | 'record';
  readonly label: string;
  readonly on: boolean;
}

export interface BenchState {
  readonly printer: string;
  readonly reader: string;
  /** How often the paper has changed; 0 is a printer that has printed nothing. */
  readonly paper: number;
  readonly switches: readonly BenchSwitch[];
}

export interface Bench {
  readonly cards: readonly BenchCard[];
  /** False where there is no such card. */
  hold(card: string): boolean;
  /** Turns a switch over; false where there is none of that name. */
  press(name: string): boolean;
  /** Takes the paper out of the printer's mouth. */
  tearOff(): void;
  state(): BenchState;
  /** All the paper since it was last torn off; null while there is none. */
  paper(): Bitmap | null;
  /** Calls back after every change; the returned function stops. */
  watch(onChange: () => void): () => void;
}
