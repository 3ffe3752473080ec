/** A record as the plain JSON that `kiosk record` prints. */
import type { Accounting, DetailLabel, PatientDetails, PatientRecord, RecordWarning, SectionId, SectionState } from './patient-record.ts';

export interface DescribedDetail {
  readonly label: DetailLabel;
  /** The name of a component, where there is one. */
  readonly name?: string;
  readonly value: string;
}

export interface DescribedRecord {
  readonly format: PatientRecord['format'];
  readonly patient: PatientDetails;
  readonly custodian: string | null;
  readonly createdAt: string | null;
  readonly warnings: readonly RecordWarning[];
  readonly sections: readonly {
    readonly id: SectionId;
    readonly title: string | null;
    readonly state: SectionState;
    readonly items: readonly {
      readonly id: string;
      readonly title: string;
      readonly date: string | null;
      readonly past: boolean;
      readonly sensitive: boolean;
      readonly details: readonly DescribedDetail[];
    }[];
    readonly narrative: readonly string[];
    readonly withheld: number;
    readonly notUnderstood: number;
  }[];
  readonly accounting: Accounting;
}

export function describeRecord(record: PatientRecord): DescribedRecord {
  return {
    format: record.format,
    patient: record.patient,
    custodian: record.custodian,
    createdAt: record.createdAt,
    warnings: record.warnings,
    sections: record.sections.map((section) => ({
      id: section.id,
      title: section.title,
      state: section.state,
      items: section.items.map((item) => ({
        id: item.id,
        title: item.title.text,
        date: item.date,
        past: item.past,
        sensitive: item.sensitive,
        details: item.details.map((detail) => ({
          label: detail.label,
          ...(detail.name === null ? {} : { name: detail.name.text }),
          value: detail.value.text,
        })),
      })),
      narrative: section.narrative.map((piece) => piece.text),
      withheld: section.withheld,
      notUnderstood: section.notUnderstood,
    })),
    accounting: record.accounting,
  };
}
