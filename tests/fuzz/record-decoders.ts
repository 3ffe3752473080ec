/** Records that no practice would send. */
import fc from 'fast-check';
import { readRecord } from '../../main/record/read-record.ts';
import { bundlesInPieces } from './bundle-pieces.ts';
import { decoder, expectTrue, type Decoder } from './decoder.ts';
import { bytesOf, jsonOver, jsonTextOver, nearly, noise } from './inputs.ts';

const types = ['Bundle', 'Patient', 'Composition', 'AllergyIntolerance', 'Condition', 'MedicationStatement', 'MedicationRequest', 'Medication', 'Observation', 'Immunization', 'Procedure', 'DiagnosticReport', 'Encounter', 'List'];
const names = [
  'resourceType', 'id', 'type', 'entry', 'fullUrl', 'resource', 'section', 'code', 'coding', 'system', 'display', 'text', 'status', 'clinicalStatus', 'verificationStatus',
  'subject', 'patient', 'reference', 'hasMember', 'component', 'valueQuantity', 'value', 'unit', 'comparator', 'valueCodeableConcept', 'effectiveDateTime', 'onsetDateTime', 'recordedDate',
  'dosage', 'timing', 'repeat', 'doseAndRate', 'medicationReference', 'vaccineCode', 'occurrenceDateTime', 'emptyReason', 'div', 'meta', 'profile', 'security', 'name', 'given', 'family', 'birthDate', 'identifier', 'contained', 'referenceRange', 'low', 'high', 'reaction', 'manifestation',
];
const words = [...types, 'active', 'entered-in-error', 'final', 'completed', 'urn:uuid:a', '#a', 'Patient/a', '1961-04-93', '2020', 'document', 'collection', 'http://snomed.info/sct'];

const small = JSON.stringify({
  resourceType: 'Bundle',
  type: 'document',
  entry: [
    { fullUrl: 'urn:uuid:c', resource: { resourceType: 'Composition', status: 'final', type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] }, subject: { reference: 'urn:uuid:p' }, section: [{ title: 'Allergies', code: { coding: [{ system: 'http://loinc.org', code: '48765-2' }] }, entry: [{ reference: 'urn:uuid:a' }] }] } },
    { fullUrl: 'urn:uuid:p', resource: { resourceType: 'Patient', name: [{ family: 'Bramble' }], birthDate: '1951-01-20' } },
    { fullUrl: 'urn:uuid:a', resource: { resourceType: 'AllergyIntolerance', clinicalStatus: { coding: [{ code: 'active' }] }, code: { text: 'Penicillin' }, patient: { reference: 'urn:uuid:p' }, reaction: [{ manifestation: [{ text: 'Rash' }] }] } },
    { fullUrl: 'urn:uuid:o', resource: { resourceType: 'Observation', status: 'final', code: { text: 'Haemoglobin' }, valueQuantity: { value: 7.0, unit: 'g/L', comparator: '<' }, effectiveDateTime: '2020-02' } },
  ],
});

/** A bundle whose resources are of a known type and otherwise anything. */
const bundles = fc
  .array(fc.tuple(fc.constantFrom(...types), jsonOver(names, words)), { maxLength: 4 })
  .map((resources) => JSON.stringify({ resourceType: 'Bundle', type: 'document', entry: resources.map(([resourceType, fields], at) => ({ fullUrl: `urn:uuid:${at}`, resource: { ...Object(fields), resourceType } })) }));

export const recordDecoders: readonly Decoder[] = [
  bundlesInPieces(),
  decoder('FHIR records', fc.oneof(bundles, nearly(small), jsonTextOver(names, words), noise), (text) => {
    const read = readRecord(bytesOf(text));
    expectTrue(typeof read.ok === 'boolean', 'a record or a problem');
  }),
  decoder('FHIR records that are not text', fc.uint8Array({ maxLength: 300 }), (bytes) => {
    readRecord(bytes);
  }),
];
