/** Small records of made-up people, built in the test that reads them. */
import { readRecord } from '../../../main/record/read-record.ts';
import { describeRecord, type DescribedRecord } from '../../../main/record/describe.ts';
import type { PatientRecord, Section, SectionId } from '../../../main/record/patient-record.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };
export type Resource = { readonly [field: string]: Json };

export const nhsNumber = '9990000018';
const loinc = 'http://loinc.org';

export const patient: Resource = {
  resourceType: 'Patient',
  id: 'amina',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }],
  name: [{ use: 'official', family: 'Khan', given: ['Amina'] }],
  gender: 'female',
  birthDate: '1958-03-14',
};

export const codes = {
  allergies: '48765-2',
  medicines: '10160-0',
  conditions: '11450-4',
  results: '30954-2',
  vitals: '8716-3',
  past: '11348-0',
  vaccinations: '11369-6',
} as const;

export function section(code: string, references: readonly string[], more: Resource = {}): Resource {
  return {
    title: `Section ${code}`,
    code: { coding: [{ system: loinc, code }] },
    ...(references.length === 0 ? {} : { entry: references.map((reference) => ({ reference })) }),
    ...more,
  };
}

export function urn(resource: Resource): string {
  return `urn:uuid:${String(resource['id'])}`;
}

/** A document: the Composition, the patient, and entries under `urn:uuid:<id>`. */
export function ips(sections: readonly Resource[], resources: readonly Resource[], more: Resource = {}): Resource {
  const composition: Resource = {
    resourceType: 'Composition',
    id: 'summary',
    status: 'final',
    type: { coding: [{ system: loinc, code: '60591-5' }] },
    subject: { reference: urn(patient) },
    date: '2026-11-01T09:00:00Z',
    title: 'Patient summary',
    section: sections,
    ...more,
  };
  return {
    resourceType: 'Bundle',
    type: 'document',
    timestamp: '2026-11-01T09:00:00Z',
    entry: [composition, patient, ...resources].map((resource) => ({ fullUrl: urn(resource), resource })),
  };
}

/** The commonest case: one section that lists all of the entries. */
export function ipsOf(code: string, resources: readonly Resource[], more: Resource = {}): Resource {
  return ips([section(code, resources.map(urn), more)], resources);
}

export function plain(resources: readonly Resource[]): Resource {
  return { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: urn(patient), resource: patient }, ...resources.map((resource) => ({ resource }))] };
}

export function read(bundle: Json): PatientRecord {
  const result = readRecord(JSON.stringify(bundle));
  if (!result.ok) throw new Error(`not read: ${result.error.kind}`);
  return result.value;
}

export function sectionOf(record: PatientRecord, id: SectionId): Section {
  const found = record.sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}

/** "value: 5.2 mmol/L", "component Systolic: 120 mmHg" */
export function detailsOf(record: PatientRecord, id: SectionId, item = 0): string[] {
  const found = sectionOf(record, id).items[item];
  if (found === undefined) throw new Error(`no item ${item} in ${id}`);
  return found.details.map((detail) => `${detail.label}${detail.name === null ? '' : ` ${detail.name.text}`}: ${detail.value.text}`);
}

export function titlesOf(record: PatientRecord, id: SectionId): string[] {
  return sectionOf(record, id).items.map((item) => item.title.text);
}

export function sumOf({ accounting }: PatientRecord | DescribedRecord): number {
  return accounting.shown + accounting.supporting + accounting.notShown.reduce((total, { count }) => total + count, 0);
}

export function allWords(record: PatientRecord): string {
  return JSON.stringify(describeRecord(record));
}

export function concept(text: string): Resource {
  return { text };
}

export function observation(id: string, name: string, more: Resource): Resource {
  return { resourceType: 'Observation', id, status: 'final', subject: { reference: urn(patient) }, code: concept(name), ...more };
}
