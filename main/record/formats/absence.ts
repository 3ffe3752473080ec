/**
 * "There are none", "we do not know" and "we may not say", as records say them.
 * IPS 2.0.1, Empty Sections and Missing Data; the absent-unknown code system of older summaries; SNOMED CT.
 */
import type { Coding, SectionState } from '../patient-record.ts';
import { codeOf } from '../fhir/concept.ts';

export type EmptyState = Extract<SectionState, 'none-recorded' | 'not-available' | 'withheld'>;

/** List empty reasons (HL7 list-empty-reason). What is not on this list is not known: never "none". */
const reasons = new Map<string, EmptyState>([
  ['nilknown', 'none-recorded'],
  ['withheld', 'withheld'],
  ['notasked', 'not-available'],
  ['unavailable', 'not-available'],
  ['notstarted', 'not-available'],
  ['closed', 'not-available'],
]);

export function emptyState(reason: unknown): EmptyState {
  return reasons.get(codeOf(reason) ?? '') ?? 'not-available';
}

/** Whole absences only. "No known food allergy" says nothing of medicines: it stays an entry. */
const none = new Set([
  'no-known-allergies',
  'no-known-medications',
  'no-known-problems',
  'no-known-immunizations',
  'no-known-procedures',
  'no-known-devices',
  '716186003',
  '160245001',
  '787481004',
  '787480003',
]);
const unknown = new Set([
  'no-allergy-info',
  'no-medication-info',
  'no-problem-info',
  'no-immunization-info',
  'no-procedure-info',
  'no-device-info',
  '1287211007',
]);

/** The same said only in words, by systems that do not code it. */
const noneWords = new Set([
  'no known allergies',
  'no known allergy',
  'no known medications',
  'no known current medications',
  'no known problems',
  'no current problems or disability',
  'no known current problems or disability',
  'no known procedures',
  'no known immunizations',
  'no known immunisations',
  'no known devices',
]);
const unknownWords = new Set(['no information available', 'no information about allergies', 'no information about medications', 'no information about problems']);

export function knownAbsence(codings: readonly Coding[], title: string): EmptyState | null {
  for (const coding of codings) {
    if (unknown.has(coding.code)) return 'not-available';
    if (none.has(coding.code)) return 'none-recorded';
  }
  if (title.length > 60 || codings.length > 0) return null;
  const said = title.toLowerCase();
  if (noneWords.has(said)) return 'none-recorded';
  return unknownWords.has(said) ? 'not-available' : null;
}
