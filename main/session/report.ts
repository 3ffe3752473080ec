/** "This looks wrong or missing": what a person wants to tell their surgery, on paper. Nothing is sent and nothing is kept. */
import type { SectionId } from '../record/patient-record.ts';

export const reportKinds = ['not-mine', 'wrong', 'out-of-date', 'missing', 'not-understood'] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface Report {
  /** Null: about the record as a whole. */
  readonly section: SectionId | null;
  /** Null: about the section, or about something that is not in it. */
  readonly item: string | null;
  readonly kinds: readonly ReportKind[];
}
