/** A record in which one field, whichever it is, holds something of another kind: read or refused, adding up, nothing thrown. */
import { describe, expect, test } from 'vitest';
import { demoPeople } from '../../../main/demo/people/people.ts';
import { readRecord } from '../../../main/record/read-record.ts';
import { concept, patient, type Json } from './bundles.ts';
import { expectSound } from './sound.ts';

const wrong: readonly Json[] = [null, true, 0, '', 'x', [], {}, [[null]], { reference: '#' }, '__proto__', '\ud800'];

/** The ways to every value of a JSON text; of alike things in a list only the first two. */
function* waysIn(value: unknown, way: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (way.length > 0) yield way;
  if (Array.isArray(value)) for (const [at, one] of value.entries()) if (way.length < 2 || at < 2) yield* waysIn(one, [...way, at]);
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) for (const [name, one] of Object.entries(value)) yield* waysIn(one, [...way, name]);
}

function replaced(value: unknown, [at, ...rest]: readonly (string | number)[], by: Json): unknown {
  if (at === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, place) => (place === at ? replaced(one, rest, by) : one));
  return { ...Object(value), [at]: replaced((value as Record<string | number, unknown>)[at], rest, by) };
}

const snomed = (code: string, display: string) => ({ coding: [{ system: 'http://snomed.info/sct', code, display }] });
const ref = (reference: string) => ({ reference });
const stu3 = {
  resourceType: 'Bundle', type: 'collection', meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1'] },
  entry: [
    patient,
    { resourceType: 'List', id: 'l', status: 'current', code: snomed('933361000000108', 'Medications and medical devices'), title: 'Medications and medical devices', note: [{ text: 'Confidential items are left out' }], extension: [{ url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1', valueCode: 'confidential-items' }], entry: [{ item: ref('MedicationStatement/s') }] },
    { resourceType: 'List', id: 'e', status: 'current', code: snomed('1103671000000101', 'Ended allergies'), contained: [{ resourceType: 'AllergyIntolerance', id: 'a', clinicalStatus: 'resolved', verificationStatus: 'unconfirmed', patient: ref('Patient/amina'), code: concept('Latex') }], entry: [{ item: ref('#a') }] },
    { resourceType: 'Medication', id: 'd', code: { text: 'Amlodipine 5mg tablets', coding: [{ system: 'http://snomed.info/sct', code: '196391000000103', display: 'Transfer-degraded medication entry' }] } },
    { resourceType: 'MedicationStatement', id: 's', status: 'active', taken: 'unk', subject: ref('Patient/amina'), medicationReference: ref('Medication/d'), basedOn: [ref('MedicationRequest/p')], effectivePeriod: { start: '2024-01-01', end: '1961-04-93' }, dosage: [{ text: 'One daily', patientInstruction: 'With water' }] },
    { resourceType: 'MedicationRequest', id: 'p', status: 'active', intent: 'plan', subject: ref('Patient/amina'), medicationReference: ref('Medication/d'), dispenseRequest: { quantity: { value: 28, unit: 'tablet' }, validityPeriod: { start: '2024-01-01', end: '2024-06-01' }, expectedSupplyDuration: { value: 28, unit: 'day' } }, extension: [{ url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationRepeatInformation-1', extension: [{ url: 'numberOfRepeatPrescriptionsAllowed', valuePositiveInt: 6 }] }] },
    { resourceType: 'Observation', id: 'o', status: 'final', subject: ref('Patient/amina'), code: concept('Blood pressure'), effectiveDateTime: '2024', component: [{ code: concept('Systolic'), valueQuantity: { value: 120, unit: 'mmHg' } }], related: [{ type: 'has-member', target: ref('Observation/o') }], referenceRange: [{ low: { value: 1 }, text: '1 to 2' }] },
    { resourceType: 'Encounter', id: 'v', status: 'finished', subject: ref('Patient/amina'), type: [concept('Telephone call')], period: { start: '2024-02-02' }, reason: [concept('Cough')] },
    { resourceType: 'DocumentReference', id: 'f', status: 'current', subject: ref('Patient/amina'), type: concept('Letter'), indexed: '2024-02-02', content: [{ attachment: { contentType: 'application/pdf', url: 'https://files.example/1', title: 'Letter', size: 12 } }] },
  ].map((resource) => ({ resource })),
};

interface Bundle {
  readonly entry: readonly { readonly resource: { readonly resourceType: string } }[];
}

/** A field's way without the places in lists: alike entries have alike ways. */
const kindOfWay = (bundle: Bundle, way: readonly (string | number)[]): string =>
  `${way[0] === 'entry' && typeof way[1] === 'number' ? (bundle.entry[way[1]]?.resource.resourceType ?? '') : ''} ${way.filter((step) => typeof step === 'string').join('.')}`;

describe.each([
  ['a document', demoPeople.find(({ id }) => id === 'rose')?.document('2026-11-20T09:30:00Z')],
  ['a structured record', stu3],
])('%s', (_name, bundle) => {
  const whole = bundle as unknown as Bundle;
  const ways = new Map([...waysIn(whole)].map((way) => [kindOfWay(whole, way), way]));

  test('has fields of its own kind', () => {
    const result = readRecord(JSON.stringify(whole));
    if (!result.ok) throw new Error(result.error.kind);
    expectSound(result.value);
    expect(ways.size).toBeGreaterThan(100);
  });

  test('with one field of a wrong kind', () => {
    for (const [kind, way] of ways) {
      for (const by of wrong) {
        const text = JSON.stringify(replaced(whole, way, by));
        const result = readRecord(text);
        try {
          if (result.ok) expectSound(result.value);
        } catch (error) {
          throw new Error(`${kind} = ${JSON.stringify(by)}`, { cause: error });
        }
      }
    }
  });
});
