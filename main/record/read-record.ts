/** Bytes of a FHIR bundle to one `PatientRecord`, whatever format it came in. Pure, bounded, and never throws. */
import { failed, ok, type Result } from '../../hardware/result.ts';
import { RecordBundle, type Entry } from './fhir/bundle.ts';
import { parseBytes, parseText } from './fhir/bundle-text.ts';
import { codeOf } from './fhir/concept.ts';
import { fields, list, type Fields } from './fhir/json.ts';
import { assemble } from './formats/assemble.ts';
import { gpConnectLayout, isGpConnect } from './formats/gp-connect.ts';
import { ipsLayout } from './formats/ips.ts';
import { plainLayout } from './formats/plain-r4.ts';
import { isNotForDisplay } from './items/registry.ts';
import type { PatientRecord } from './patient-record.ts';

/** Why bytes are no record that can be shown. `refused` carries the source's own OperationOutcome code. */
export type ReadProblem =
  | { readonly kind: 'too-large' }
  /** Not UTF-8. */
  | { readonly kind: 'not-text' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'not-fhir' }
  /** An OperationOutcome instead of a record. */
  | { readonly kind: 'refused'; readonly code: string | null }
  /** A bundle with nothing in it: how a search says that it found nobody. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-patient' }
  /** More than one person, and nothing that says whose record it is. */
  | { readonly kind: 'several-patients' };

export interface ReadLimits {
  /** Bytes (of a string: UTF-16 units). */
  readonly maximumSize: number;
  readonly maximumEntries: number;
}

export const defaultLimits: ReadLimits = { maximumSize: 128 * 1024 * 1024, maximumEntries: 2_000_000 };

export function readRecord(source: Uint8Array | string, limits: ReadLimits = defaultLimits): Result<PatientRecord, ReadProblem> {
  const page = readPage(source, limits);
  return page.ok ? readPages([page.value], limits) : page;
}

/** One page of an answer: a bundle, and where the next page is. */
export interface Page {
  readonly bundle: Fields;
  /** The URL of the next page as the server wrote it; null on the last. */
  readonly next: string | null;
}

/** Keeps the bytes, which must not change before `readPages`. */
export function readPage(source: Uint8Array | string, limits: ReadLimits = defaultLimits): Result<Page, ReadProblem> {
  if (source.length > limits.maximumSize) return failed({ kind: 'too-large' });
  const parsed = typeof source === 'string' ? parseText(withoutMark(source)) : parseBytes(source, undefined, isNotForDisplay);
  return typeof parsed === 'string' ? failed({ kind: parsed }) : pageOf(parsed.json);
}

function pageOf(json: unknown): Result<Page, ReadProblem> {
  const root = fields(json);
  if (root === null || typeof root['resourceType'] !== 'string') return failed({ kind: 'not-fhir' });
  if (root['resourceType'] === 'OperationOutcome') return failed({ kind: 'refused', code: outcomeCode(root) });
  if (root['resourceType'] !== 'Bundle') return failed({ kind: 'not-fhir' });
  const next = list(root['link']).map(fields).find((link) => link?.['relation'] === 'next')?.['url'];
  return ok({ bundle: root, next: typeof next === 'string' ? next : null });
}

/** The pages of one answer are one bundle: entries of any page may refer to entries of another. */
export function readPages(pages: readonly Page[], limits: ReadLimits = defaultLimits): Result<PatientRecord, ReadProblem> {
  const [first] = pages;
  if (first === undefined) return failed({ kind: 'empty' });
  const whole = pages.length === 1 ? first.bundle : { ...first.bundle, entry: pages.flatMap((page) => list(page.bundle['entry'])) };
  if (list(whole['entry']).length > limits.maximumEntries) return failed({ kind: 'too-large' });
  const bundle = new RecordBundle(whole);
  if (bundle.size === 0) return failed({ kind: 'empty' });
  const composition = bundle.ofType('Composition').find((entry) => entry.resource['status'] !== 'entered-in-error');
  const patient = patientOf(bundle, composition ?? null);
  if (!patient.ok) return patient;
  if (composition !== undefined) return ok(assemble(ipsLayout(bundle, composition, patient.value)));
  return ok(assemble(isGpConnect(bundle) ? gpConnectLayout(bundle, patient.value) : plainLayout(bundle, patient.value)));
}

/** The same for JSON that is already parsed; its decimals are as precise as whoever parsed it left them. */
export function readBundle(json: unknown, limits: ReadLimits = defaultLimits): Result<PatientRecord, ReadProblem> {
  const page = pageOf(json);
  return page.ok ? readPages([page.value], limits) : page;
}

/** The subject of the document; without a document, the only person there is. */
function patientOf(bundle: RecordBundle, composition: Entry | null): Result<Entry, ReadProblem> {
  const patients = bundle.ofType('Patient').filter((entry) => !bundle.duplicates.has(entry));
  if (composition !== null) {
    const subject = bundle.resolve(composition.resource['subject'], composition.resource, composition);
    if (subject?.kind === 'entry' && subject.entry.type === 'Patient') return ok(subject.entry);
  }
  const [only] = patients;
  if (only === undefined) return failed({ kind: 'no-patient' });
  return patients.length === 1 ? ok(only) : failed({ kind: 'several-patients' });
}

function outcomeCode(outcome: Fields): string | null {
  for (const value of list(outcome['issue'])) {
    const issue = fields(value);
    const code = codeOf(issue?.['details']) ?? codeOf(issue?.['code']);
    if (code !== null) return code;
  }
  return null;
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
