/**
 * The slip as a document: what it says, before it is laid out for a paper width.
 * Composed once, in the person's language; the record's own words stay as recorded.
 */
import type { Bitmap, TextPage } from '../../hardware/ports.ts';
import type { Recorded, SectionId } from '../record/patient-record.ts';
import type { RangePicture, TrendPoint } from '../record/result-picture.ts';

/** Words on the slip: the kiosk's own (a string, in the slip's language) or the record's. */
export type SlipText = string | Recorded;

export interface SlipField {
  readonly label: SlipText;
  readonly value: SlipText;
  /** The value in bold: whose paper this is, what a test found. */
  readonly strong?: boolean;
}

export type SlipBlock =
  | { readonly type: 'title'; readonly text: SlipText }
  | { readonly type: 'heading'; readonly text: SlipText }
  | { readonly type: 'line'; readonly text: readonly SlipText[]; readonly weight: 'normal' | 'bold' | 'small' }
  /** White on black, across the paper: PRACTICE, COPY. */
  | { readonly type: 'banner'; readonly text: string }
  /** A label and its value: the value is never cut, and a dose is never split from its number. */
  | ({ readonly type: 'field' } & SlipField)
  /** An entry of the record: plain words, recorded words, what matters most, date, then its details. */
  | {
      readonly type: 'entry';
      readonly title: SlipText;
      readonly under: SlipText | null;
      /** In bold before everything that could be acted on: "Stopped or not in use". */
      readonly mark?: string;
      /** What is looked for first: a dose, a result, a reaction. */
      readonly first?: readonly SlipField[];
      readonly date: SlipField;
      readonly fields: readonly SlipField[];
      /** The result on the laboratory's own range, with the same in words; under the field of the value. */
      readonly range?: { readonly picture: RangePicture; readonly summary: string };
      /** The results before it, oldest first, each with its date in words. */
      readonly trend?: { readonly label: string; readonly points: readonly (TrendPoint & { readonly when: string })[] };
    }
  /** In a frame: what the person must not miss. */
  | { readonly type: 'notice'; readonly text: string; readonly heading?: string }
  /** A QR code, centred, with the quiet zone that it needs. */
  | { readonly type: 'code'; readonly text: string }
  /** Ruled lines to write on. */
  | { readonly type: 'writing'; readonly lines: number }
  | { readonly type: 'rule' }
  | { readonly type: 'space' };

export interface PaperSlip {
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  readonly blocks: readonly SlipBlock[];
  /** Said once a section, under the first words of it that no bundled font can print. */
  readonly unprintable?: string;
}

export interface SlipChoices {
  readonly sections: readonly SectionId[];
  readonly large: boolean;
  /** What another surgery asks first, instead of whole sections. */
  readonly onePage?: boolean;
  /** True once the person asked for private things too; otherwise they are left out, and the slip says so. */
  readonly sensitive?: boolean;
}

/** A drawn slip: what the preview shows and what the printer prints, dot for dot. */
export interface DrawnSlip {
  readonly picture: Bitmap;
  /** What goes to a printer that prints text; the picture shows it. */
  readonly text?: TextPage;
  /** The same picture for the preview: `data:image/png;base64,…`, one bit a dot. */
  readonly image: string;
  /** Of paper, rounded up, cutter feed included. */
  readonly lengthMillimetres: number;
  /** One string a line, for a screen reader and for speech. */
  readonly words: readonly string[];
  /** Rows at which a page of the preview may end: between lines, never through one. In order. */
  readonly breaks: readonly number[];
}
