/** Records of made-up people as their sources send them, read as the kiosk reads them. */
import { readRecord } from '../../../main/record/read-record.ts';
import type { PatientRecord } from '../../../main/record/patient-record.ts';
import { demoPeople } from '../../../main/demo/people/people.ts';
import { codes, concept, ips, ipsOf, patient, section, urn, type Resource } from '../../unit/record/bundles.ts';

const subject = { reference: urn(patient) };
const snomed = (code: string, display: string): Resource => ({ coding: [{ system: 'http://snomed.info/sct', code, display }] });

function read(bundle: unknown): PatientRecord {
  const result = readRecord(new TextEncoder().encode(JSON.stringify(bundle)));
  if (!result.ok) throw new Error(`not read: ${result.error.kind}`);
  return result.value;
}

const demo = (id: string): PatientRecord => read(demoPeople.find((person) => person.id === id)?.document('2026-11-20T09:30:00Z'));

// GP Connect structured record, FHIR STU3: what a surgery's system answers.
const unit = { reference: 'Patient/amina' };
const panels: readonly (readonly [string, readonly (readonly [string, string, string, number | null, number | null, number, number])[]])[] = [
  ['Full blood count', [
    ['1022431000000105', 'Haemoglobin estimation', 'g/L', 115, 165, 109, 3], ['1022541000000102', 'Total white blood count', '10*9/L', 4, 11, 6.2, 0.7], ['1022651000000100', 'Platelet count', '10*9/L', 150, 450, 271, 13],
    ['1022491000000106', 'Mean corpuscular volume (MCV)', 'fL', 80, 100, 91, 1], ['1022551000000104', 'Neutrophil count', '10*9/L', 2, 7.5, 3.1, 0.4],
  ]],
  ['Urea and electrolytes', [
    ['1000661000000107', 'Serum sodium level', 'mmol/L', 133, 146, 139, 1], ['1000651000000109', 'Serum potassium level', 'mmol/L', 3.5, 5.3, 4.4, 0.2], ['1000731000000107', 'Serum creatinine level', 'umol/L', 45, 84, 88, 2],
    ['1020291000000106', 'GFR (glomerular filtration rate) calculated by abbreviated Modification of Diet in Renal Disease Study Group calculation', 'mL/min/1.73m*2', null, null, 62, 2],
  ]],
  ['Liver function test', [['1018251000000107', 'Serum alanine aminotransferase level', 'U/L', null, 35, 22, 4], ['1000821000000103', 'Serum albumin level', 'g/L', 35, 50, 41, 1]]],
  ['Haemoglobin A1c level', [['999791000000106', 'Haemoglobin A1c level - International Federation of Clinical Chemistry and Laboratory Medicine standardised', 'mmol/mol', 20, 41, 46, 2]]],
];

const twoHundred = (): Resource[] => {
  const made: Resource[] = [];
  for (let round = 0; made.filter(({ resourceType }) => resourceType === 'Observation').length < 200; round += 1) {
    const year = 2026 - Math.floor(round / 2);
    const day = round === 5 ? '1961-04-93' : `${year}-0${round % 2 === 0 ? 8 : 2}-${10 + round}`;
    for (const [place, [panel, tests]] of panels.entries()) {
      const results = tests.map(([code, name, unitName, low, high, start, step], at): Resource => {
        const value = Number((start + step * Math.sin(round + at) * 2).toFixed(1));
        const quantity = (amount: number): Resource => ({ value: amount, unit: unitName });
        return {
          resourceType: 'Observation', id: `o-${round}-${place}-${at}`, status: 'final', subject: unit, code: snomed(code, name), effectiveDateTime: day,
          valueQuantity: { ...quantity(value), ...(at === 0 && round % 7 === 3 ? { comparator: '<' } : {}) },
          ...(low === null && high === null ? {} : { referenceRange: [{ ...(low === null ? {} : { low: quantity(low) }), ...(high === null ? {} : { high: quantity(high) }) }] }),
          ...(high !== null && value > high ? { interpretation: { coding: [{ system: 'http://hl7.org/fhir/v2/0078', code: 'H', display: 'High' }] } } : {}),
          ...(at === 0 && round % 3 === 0 ? { comment: 'Satisfactory. Rpt FBC and U&E in 6/12.' } : {}),
        };
      });
      made.push(...results, { resourceType: 'DiagnosticReport', id: `r-${round}-${place}`, status: 'final', subject: unit, code: snomed('721981007', panel), issued: `${year}-08-10T10:00:00Z`, result: results.map(({ id }) => ({ reference: `Observation/${String(id)}` })) });
    }
  }
  return made;
};

const warned = (code: string): Resource => ({ extension: [{ url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1', valueCode: code }] });
const list = (code: string, title: string, held: readonly Resource[], more: Resource = {}): Resource => ({
  resourceType: 'List', status: 'current', mode: 'snapshot', title, code: snomed(code, title), subject: unit, entry: held.map(({ resourceType, id }) => ({ item: { reference: `${String(resourceType)}/${String(id)}` } })), ...more,
});

function structured(resources: readonly Resource[]): PatientRecord {
  const profile = ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1'];
  return read({ resourceType: 'Bundle', type: 'collection', meta: { profile }, entry: [patient, { resourceType: 'Organization', id: 'surgery', name: 'Riverside Medical Practice' }, ...resources].map((resource) => ({ resource })) });
}

const results = twoHundred();
const problem = (id: string, name: string, more: Resource = {}): Resource => ({ resourceType: 'Condition', id, subject: unit, code: { text: name }, clinicalStatus: 'active', assertedDate: '2018-08-06', ...more });
const confidential = problem('c-2', 'Kept back', { meta: { security: [{ system: 'http://hl7.org/fhir/v3/ActCode', code: 'NOPAT' }] } });
const empty = (code: string): Resource => ({ emptyReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code }] } });
const every = Object.values(codes);

/** What a record can be like; each is the worst or the emptiest of its kind. */
export const records = {
  /** Young and well. */
  healthy: demo('tom'),
  /** 245 medicines, some with long names. */
  medicines: demo('winston'),
  /** 200 results in panels: ranges with one bound, comparators, a date that is none, notes. */
  results: structured([...results, list('887191000000108', 'Investigations and results', results.filter(({ resourceType }) => resourceType === 'DiagnosticReport'))]),
  none: read(ips(every.map((code) => section(code, [], empty('nilknown'))), [])),
  withheld: structured([
    problem('c-1', 'Essential hypertension'), confidential, list('717711000000103', 'Problems', [problem('c-1', ''), confidential], warned('confidential-items')),
    list('886921000000105', 'Allergies and adverse reactions', [], { ...warned('confidential-items'), ...empty('withheld') }),
    list('933361000000108', 'Medications and medical devices', [], { ...warned('data-in-transit'), ...empty('withheld') }),
  ]),
  unavailable: read(ips([], [])),
  error: read(ipsOf(codes.allergies, [{ resourceType: 'AllergyIntolerance', id: 'broken', patient: subject, code: 7 }, { resourceType: 'AllergyIntolerance', id: 'other', patient: subject, reaction: 'rash', code: concept('') }])),
  /** Her own words are Urdu. */
  urdu: demo('nasreen'),
  /** A bit of everything. */
  everything: demo('rose'),
} as const satisfies Record<string, PatientRecord>;
