/**
 * What the kiosk knows of one person's record, whatever format it came in.
 * Dates are FHIR partial dates or date-times exactly as recorded; nothing here is translated or computed.
 */
export const sectionIds = [
  'allergies',
  'medicines',
  'results',
  'vital-signs',
  'conditions',
  'past-conditions',
  'vaccinations',
  'procedures',
  'devices',
  'pregnancy',
  'social-history',
  'functional-status',
  'care-plan',
  'advance-directives',
  'alerts',
  'consultations',
  'documents',
  'patient-story',
] as const;
export type SectionId = (typeof sectionIds)[number];

/** The five states and `present`. They are never confused: unknown is not none. */
export const sectionStates = [
  'present',
  'none-recorded',
  'no-access',
  'not-available',
  'withheld',
  'error',
] as const;
export type SectionState = (typeof sectionStates)[number];

/** Words as somebody recorded them, never translated. `lang` is a BCP 47 tag where the source gives one. */
export interface Recorded {
  readonly text: string;
  readonly lang: string | null;
  /** A number, a quantity or a code: laid out left to right in any language. */
  readonly isValue: boolean;
}

export const detailLabels = [
  'status',
  'recorded-name',
  'code',
  'value',
  'range',
  'interpretation',
  'note',
  'reaction',
  'severity',
  'criticality',
  'verification',
  'category',
  'dose',
  'route',
  'reason',
  'status-reason',
  'started',
  'ended',
  'given',
  'done',
  'last-reaction',
  'last-issued',
  'written',
  'prescription-start',
  'prescription-end',
  'supply',
  'site',
  'manufacturer',
  'batch',
  'dose-number',
  'specimen',
  'method',
  'component',
  'part-of',
  'performer',
  'recorder',
  'source',
  'place',
  'outcome',
  'description',
  'attachment',
  'activity',
  'goal',
  'text',
] as const;
export type DetailLabel = (typeof detailLabels)[number];

/** These hold FHIR dates as recorded (`isValue`), or words ("in childhood"). */
export const dateLabels: ReadonlySet<DetailLabel> = new Set(['started', 'ended', 'given', 'done', 'last-reaction', 'last-issued', 'written', 'prescription-start', 'prescription-end']);

/**
 * Codes of closed lists, by the label they stand under (FHIR R4: reaction-event-severity, allergy-intolerance-criticality,
 * allergy-intolerance-category and -type, the verification and clinical statuses, the event and request statuses).
 * Each has words in every language of the kiosk.
 */
export const closedCodes = [
  'severity.mild',
  'severity.moderate',
  'severity.severe',
  'criticality.low',
  'criticality.high',
  'criticality.unable-to-assess',
  'verification.unconfirmed',
  'verification.provisional',
  'verification.differential',
  'verification.refuted',
  'category.allergy',
  'category.intolerance',
  'category.food',
  'category.medication',
  'category.environment',
  'category.biologic',
  'status.active',
  'status.recurrence',
  'status.relapse',
  'status.inactive',
  'status.remission',
  'status.resolved',
  'status.completed',
  'status.stopped',
  'status.on-hold',
  'status.cancelled',
  'status.intended',
  'status.in-progress',
  'status.declined',
  'status.ended',
  'status.suspended',
  'status.planned',
  'status.preliminary',
  'status.unknown',
  'status.not-taken',
  'status.not-given',
  'status.not-done',
  'status.do-not-take',
] as const;
export type ClosedCode = (typeof closedCodes)[number];

export interface Detail {
  readonly label: DetailLabel;
  /** The name of a component ("Systolic blood pressure"), where the label alone does not say it. */
  readonly name: Recorded | null;
  readonly value: Recorded;
  /** The source gave only this code: `value` is its English. Left out where somebody recorded words of their own. */
  readonly code?: ClosedCode;
}

/** The title of an item that the source gives no name: said, never blank, never a bare code. */
export const noNameRecorded = 'No name recorded';

/** A coding of an item, for the glossary; never shown by itself. */
export interface Coding {
  readonly system: string;
  readonly code: string;
}

/** A numeric result with the laboratory's own range, for the number line. Strings are verbatim decimals. */
export interface Measurement {
  readonly value: string;
  /** `<`, `<=`, `>=`, `>` as recorded. */
  readonly comparator: string | null;
  readonly unit: string | null;
  readonly low: string | null;
  readonly high: string | null;
  /** The range as the laboratory wrote it. */
  readonly rangeText: string | null;
}

export interface Item {
  /** Unique within the record: section id and place, e.g. `results-12`. */
  readonly id: string;
  readonly title: Recorded;
  readonly codings: readonly Coding[];
  /** FHIR date or dateTime as recorded ("2020", "2020-05", "2020-05-17T09:30:00Z"); null: not recorded. */
  readonly date: string | null;
  readonly details: readonly Detail[];
  readonly measurement: Measurement | null;
  /** The laboratory's own mark: outside its range, or not as usual. Left out where it gave none. */
  readonly marked?: boolean;
  /** Ended, resolved, stopped: shown apart from what is current. */
  readonly past: boolean;
  /** Asks before it shows itself, and is never ticked for printing by itself. */
  readonly sensitive: boolean;
}

export interface Section {
  readonly id: SectionId;
  /** The section's heading in the source, verbatim; null where the source has none. */
  readonly title: string | null;
  readonly state: SectionState;
  /** Newest first where dated. */
  readonly items: readonly Item[];
  /** What the source wrote beside the entries, as plain text. */
  readonly narrative: readonly Recorded[];
  /** Things that the source held back or the kiosk may not show. */
  readonly withheld: number;
  /** Entries that could not be understood: said, counted, never hidden. */
  readonly notUnderstood: number;
}

/** Why a person may not be seeing everything. GP Connect list warnings and source gaps. */
export const recordWarnings = [
  'confidential-items',
  'data-in-transit',
  'data-awaiting-filing',
  'summary-only',
] as const;
export type RecordWarning = (typeof recordWarnings)[number];

export const notShownReasons = [
  'entered-in-error',
  'withheld',
  'draft',
  'not-understood',
  'duplicate',
  'not-for-display',
] as const;
export type NotShownReason = (typeof notShownReasons)[number];

/** Every entry of the source is shown, supporting, or not shown with a reason: the sums agree. */
export interface Accounting {
  readonly entries: number;
  readonly shown: number;
  readonly supporting: number;
  readonly notShown: readonly { readonly reason: NotShownReason; readonly count: number }[];
}

export interface PatientDetails {
  readonly name: string | null;
  /** FHIR partial date. */
  readonly birthDate: string | null;
  /** Ten digits, modulus 11 checked; null where the source has none that is right. */
  readonly nhsNumber: string | null;
  /** The source says that they have died, are no longer registered, or may not be found. */
  readonly closed?: true;
}

export interface PatientRecord {
  readonly format: 'ips' | 'fhir-r4' | 'gp-connect';
  readonly patient: PatientDetails;
  /** Who keeps the record ("Riverside Surgery"), verbatim; null where the source does not say. */
  readonly custodian: string | null;
  /** When the source made this document, FHIR instant or date-time; null where it does not say. */
  readonly createdAt: string | null;
  readonly warnings: readonly RecordWarning[];
  /** In the order in which the kiosk shows them; every section is there, whatever its state. */
  readonly sections: readonly Section[];
  readonly accounting: Accounting;
}
