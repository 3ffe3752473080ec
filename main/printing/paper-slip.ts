/**
 * The slip as a document: what it says, before it is laid out for a paper width.
 * Composed once, in the person's language; the record's own words stay as recorded.
 */
import type { Bitmap } from '../../hardware/ports.ts';
import type { Recorded, SectionId } from '../record/patient-record.ts';

/** Words on the slip: the kiosk's own (a string, in the slip's language) or the record's. */
export type SlipText = string | Recorded;

export type SlipBlock =
  | { readonly type: 'title'; readonly text: SlipText }
  | { readonly type: 'heading'; readonly text: SlipText }
  | { readonly type: 'line'; readonly text: readonly SlipText[]; readonly weight: 'normal' | 'bold' | 'small' }
  /** A label and its value: the value is never cut, and a dose is never split from its number. */
  | { readonly type: 'field'; readonly label: string; readonly value: SlipText }
  /** An entry of the record: plain words, recorded words, date, then its details. Not split from its first line. */
  | {
      readonly type: 'entry';
      readonly title: SlipText;
      readonly under: SlipText | null;
      readonly date: string;
      readonly fields: readonly { readonly label: string; readonly value: SlipText }[];
    }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'rule' }
  | { readonly type: 'space' };

export interface PaperSlip {
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  readonly blocks: readonly SlipBlock[];
}

export interface SlipChoices {
  readonly sections: readonly SectionId[];
  readonly large: boolean;
}

/** A drawn slip: what the preview shows and what the printer prints, dot for dot. */
export interface DrawnSlip {
  readonly picture: Bitmap;
  /** Of paper, rounded up, cutter feed included. */
  readonly lengthMillimetres: number;
  /** One string a line, for a screen reader and for speech. */
  readonly words: readonly string[];
}
