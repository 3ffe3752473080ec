/** Records from nowhere: every field of the wrong type, hostile shapes, random text. Nothing throws, everything adds up. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepDecimals } from '../../main/record/fhir/verbatim-decimals.ts';
import { readBundle, readRecord } from '../../main/record/read-record.ts';
import { codes, ips, nhsNumber, patient, section, urn, type Resource } from '../unit/record/bundles.ts';
import { expectSound } from '../unit/record/sound.ts';

const subject = { reference: urn(patient) };
const named = (display: string) => ({ coding: [{ system: 'http://snomed.info/sct', code: '1', display }], text: display });

/** One entry of every kind, with every field that is read. */
const everything: readonly Resource[] = [
  { resourceType: 'AllergyIntolerance', id: 'allergy', patient: subject, code: named('Penicillin'), clinicalStatus: named('active'), verificationStatus: named('unconfirmed'), type: 'allergy', category: ['medication'], criticality: 'high', onsetAge: { value: 4, unit: 'years', code: 'a' }, recordedDate: '2020', note: [{ text: 'note' }], recorder: { reference: 'urn:uuid:doctor' }, asserter: { display: 'herself' }, reaction: [{ substance: named('Amoxicillin'), manifestation: [named('Rash')], severity: 'mild', onset: '2019-05', description: 'red', exposureRoute: named('Oral'), note: [{ text: 'n' }] }] },
  { resourceType: 'Condition', id: 'condition', subject, code: named('Asthma'), clinicalStatus: named('active'), severity: named('Mild'), onsetPeriod: { start: '2001', end: '2002' }, abatementString: 'childhood', bodySite: [named('Lung')], category: [named('Chest')], stage: [{ summary: named('One') }], note: [{ text: 'note' }] },
  { resourceType: 'Medication', id: 'drug', code: named('Ramipril'), form: named('Capsule'), ingredient: [{ itemCodeableConcept: named('ramipril'), strength: { numerator: { value: 5, unit: 'mg' }, denominator: { value: 1, unit: 'capsule' } } }] },
  { resourceType: 'MedicationStatement', id: 'statement', status: 'active', subject, medicationReference: { reference: 'urn:uuid:drug' }, effectivePeriod: { start: '2020', end: '2021' }, basedOn: [{ reference: 'urn:uuid:request' }], reasonCode: [named('Blood pressure')], informationSource: { reference: 'urn:uuid:doctor' }, dosage: [{ text: 'one a day', patientInstruction: 'with water', additionalInstruction: [named('slowly')], timing: { event: ['2020-01-01'], code: named('daily'), repeat: { boundsPeriod: { start: '2020', end: '2021' }, count: 3, frequency: 2, period: 1.5, periodUnit: 'd', dayOfWeek: ['mon'], when: ['AC'], timeOfDay: ['08:00:00'], offset: 10, duration: 1, durationUnit: 'h' } }, asNeededCodeableConcept: named('pain'), route: named('Oral'), site: named('Arm'), method: named('Swallow'), doseAndRate: [{ doseRange: { low: { value: 1, unit: 'mg' }, high: { value: 2, unit: 'mg' } }, rateRatio: { numerator: { value: 1, unit: 'mL' }, denominator: { value: 1, unit: 'h' } } }], maxDosePerPeriod: { numerator: { value: 4 }, denominator: { value: 1, unit: 'd' } } }] },
  { resourceType: 'MedicationRequest', id: 'request', status: 'stopped', intent: 'order', statusReason: named('side effects'), subject, medicationCodeableConcept: named('Ramipril'), doNotPerform: true, authoredOn: '2020', requester: { agent: { reference: 'urn:uuid:doctor' } }, dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 5, unit: 'mg' } }] }], dispenseRequest: { quantity: { value: 28, unit: 'capsule' }, numberOfRepeatsAllowed: 2, expectedSupplyDuration: { value: 28, unit: 'day' }, validityPeriod: { start: '2020', end: '2021' } } },
  { resourceType: 'MedicationAdministration', id: 'administration', status: 'completed', subject, medicationCodeableConcept: named('Morphine'), effectiveDateTime: '2020', dosage: { text: 'once', dose: { value: 5, unit: 'mg' }, route: named('Oral'), rateQuantity: { value: 1, unit: 'mg/h' } } },
  { resourceType: 'MedicationDispense', id: 'dispense', status: 'completed', subject, medicationCodeableConcept: named('Ramipril'), quantity: { value: 28 }, daysSupply: { value: 28 }, whenHandedOver: '2020', performer: [{ actor: { reference: 'urn:uuid:doctor' } }] },
  { resourceType: 'Immunization', id: 'vaccine', status: 'completed', patient: subject, vaccineCode: named('MMR'), occurrenceDateTime: '2000', lotNumber: 'A1', manufacturer: { reference: 'urn:uuid:surgery' }, site: named('Arm'), route: named('im'), doseQuantity: { value: 0.5, unit: 'mL' }, protocolApplied: [{ doseNumberPositiveInt: 1, seriesDosesPositiveInt: 2, series: 'childhood', targetDisease: [named('Measles')] }], performer: [{ actor: { reference: 'urn:uuid:doctor' } }], reaction: [{ date: '2000' }], note: [{ text: 'n' }], statusReason: named('x'), reasonCode: [named('y')] },
  { resourceType: 'Observation', id: 'result', status: 'amended', subject, code: named('Haemoglobin'), category: [named('Laboratory')], effectiveDateTime: '2020-01-01', valueQuantity: { value: 118, comparator: '<', unit: 'g/L', code: 'g/L', system: 'http://unitsofmeasure.org' }, referenceRange: [{ low: { value: 115, unit: 'g/L' }, high: { value: 165, unit: 'g/L' }, type: named('normal'), appliesTo: [named('female')], age: { low: { value: 18, code: 'a' } }, text: '115 to 165' }], interpretation: [named('Low')], component: [{ code: named('Part'), valueString: 'x', referenceRange: [{ text: 'y' }], interpretation: [named('z')] }], hasMember: [{ reference: 'urn:uuid:result' }], bodySite: named('Arm'), method: named('Count'), specimen: { reference: 'urn:uuid:sample' }, performer: [{ reference: 'urn:uuid:doctor' }], note: [{ text: 'n' }] },
  { resourceType: 'DiagnosticReport', id: 'report', status: 'final', subject, code: named('Blood count'), category: [named('Lab')], issued: '2020', conclusion: 'fine', conclusionCode: [named('fine')], result: [{ reference: '#inner' }, { reference: 'urn:uuid:result' }], contained: [{ resourceType: 'Observation', id: 'inner', code: named('Inner'), valueInteger: 3, component: [{ code: named('c'), valueBoolean: true }] }], presentedForm: [{ contentType: 'application/pdf', title: 'Report', data: 'AAAA', creation: '2020' }], specimen: [{ reference: 'urn:uuid:sample' }], performer: [{ actor: { reference: 'urn:uuid:surgery' } }] },
  { resourceType: 'Specimen', id: 'sample', type: named('Blood'), note: [{ text: 'clotted' }] },
  { resourceType: 'Procedure', id: 'operation', status: 'completed', subject, code: named('Appendicectomy'), performedPeriod: { start: '1990', end: '1991' }, bodySite: [named('Abdomen')], outcome: named('Good'), complication: [named('None')], reasonReference: [{ reference: 'urn:uuid:condition' }], focalDevice: [{ manipulated: { display: 'clip' } }], location: { reference: 'urn:uuid:surgery' } },
  { resourceType: 'Device', id: 'device', status: 'active', patient: subject, type: named('Pacemaker'), deviceName: [{ name: 'Pacer' }], manufacturer: 'ACME', serialNumber: '1', note: [{ text: 'n' }] },
  { resourceType: 'DeviceUseStatement', id: 'use', status: 'active', subject, device: { reference: 'urn:uuid:device' }, timingPeriod: { start: '2000', end: '2001' }, bodySite: named('Chest'), reasonCode: [named('Heart block')] },
  { resourceType: 'CarePlan', id: 'plan', status: 'active', subject, title: 'Plan', description: 'walk', category: [named('Exercise')], goal: [{ reference: 'urn:uuid:goal' }], activity: [{ detail: { code: named('Walking'), status: 'scheduled', description: 'daily' }, progress: [{ text: 'good' }] }, { reference: { display: 'swim' } }], period: { start: '2020', end: '2021' }, addresses: [{ reference: 'urn:uuid:condition' }] },
  { resourceType: 'Goal', id: 'goal', lifecycleStatus: 'active', subject, description: named('Walk'), target: [{ measure: named('Steps'), detailQuantity: { value: 5000 }, dueDate: '2021' }], startDate: '2020', achievementStatus: named('in progress') },
  { resourceType: 'ServiceRequest', id: 'referral', status: 'active', subject, code: named('Chest X-ray'), occurrencePeriod: { start: '2021', end: '2022' }, requester: { reference: 'urn:uuid:doctor' }, priority: 'urgent', reasonCode: [named('cough')], patientInstruction: 'come' },
  { resourceType: 'CareTeam', id: 'team', status: 'active', subject, name: 'Team', participant: [{ member: { reference: 'urn:uuid:doctor' } }], period: { start: '2020' } },
  { resourceType: 'Consent', id: 'consent', status: 'active', patient: subject, scope: named('adr'), category: [named('Advance directive')], dateTime: '2020', provision: { type: 'deny', code: [named('CPR')], actor: [{ reference: { display: 'daughter' } }], period: { start: '2020' } }, sourceAttachment: { title: 'Form' } },
  { resourceType: 'Flag', id: 'flag', status: 'active', subject, code: named('Deaf'), category: [named('Access')], period: { start: '2020', end: '2021' }, author: { display: 'Dr A' } },
  { resourceType: 'Encounter', id: 'visit', status: 'in-progress', subject, class: { code: 'AMB', display: 'ambulatory' }, type: [named('Visit')], period: { start: '2020', end: '2021' }, participant: [{ individual: { reference: 'urn:uuid:role' } }], diagnosis: [{ condition: { reference: 'urn:uuid:condition' } }], length: { value: 10, unit: 'minutes' }, location: [{ location: { reference: 'urn:uuid:surgery' } }], reasonCode: [named('cough')], serviceProvider: { reference: 'urn:uuid:surgery' } },
  { resourceType: 'DocumentReference', id: 'letter', status: 'superseded', subject, type: named('Letter'), description: 'from the hospital', created: '2020', content: [{ attachment: { title: 'Letter', contentType: 'image/tiff', url: 'https://evil.example', creation: '2020' } }], author: [{ display: 'Dr B' }], context: { practiceSetting: named('Cardiology') } },
  { resourceType: 'FamilyMemberHistory', id: 'family', status: 'completed', patient: subject, relationship: named('Mother'), condition: [{ code: named('Stroke') }], date: '2020' },
  { resourceType: 'Practitioner', id: 'doctor', name: [{ prefix: ['Dr'], given: ['A'], family: 'B', use: 'official' }] },
  { resourceType: 'PractitionerRole', id: 'role', practitioner: { reference: 'urn:uuid:doctor' }, organization: { reference: 'urn:uuid:surgery' } },
  { resourceType: 'Organization', id: 'surgery', name: 'Riverside Surgery' },
];

const bundle = ips(
  [
    section(codes.allergies, ['urn:uuid:allergy'], { text: { status: 'additional', div: '<div>words</div>' } }),
    section(codes.results, ['urn:uuid:result', 'urn:uuid:report']),
    section('81338-6', [], { text: { status: 'generated', div: '<div>story</div>' } }),
    section('18776-5', [], { emptyReason: { coding: [{ code: 'nilknown' }] } }),
    section('00000-0', ['urn:uuid:visit'], { section: [section(codes.conditions, ['urn:uuid:condition'])] }),
  ],
  everything,
  { custodian: { reference: 'urn:uuid:surgery' }, language: 'en-GB' },
);

/** The same in GP Connect's shapes: lists, extensions, STU3 fields. */
const gpcList = (code: string, references: readonly string[], more: Resource = {}): Resource => ({ resourceType: 'List', status: 'current', code: { coding: [{ system: 'http://snomed.info/sct', code }] }, title: `List ${code}`, date: '2026-05-01', note: [{ text: 'note' }], entry: references.map((reference) => ({ item: { reference } })), ...more });
const gpc = (name: string, more: Resource): Resource => ({ url: `https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-${name}`, ...more });
const structured: Resource = {
  resourceType: 'Bundle',
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1'] },
  entry: [
    patient,
    gpcList('886921000000105', ['AllergyIntolerance/a'], { extension: [gpc('GPC-ListWarningCode-1', { valueCode: 'data-in-transit' })] }),
    gpcList('1103671000000101', ['#old'], { contained: [{ resourceType: 'AllergyIntolerance', id: 'old', patient: { reference: 'Patient/amina' }, clinicalStatus: 'resolved', code: named('Latex'), extension: [gpc('GPC-AllergyIntoleranceEnd-1', { extension: [{ url: 'endDate', valueDateTime: '2018' }, { url: 'reasonEnded', valueString: 'grew out of it' }] })] }] }),
    gpcList('933361000000108', ['MedicationStatement/s']),
    gpcList('717711000000103', ['Condition/c']),
    gpcList('1149501000000101', ['Encounter/e']),
    gpcList('24781000000107', ['Observation/o', 'Observation/comment'], { encounter: { reference: 'Encounter/e' } }),
    gpcList('826501000000100', ['Observation/o']),
    gpcList('714311000000108', ['ProcedureRequest/p']),
    { resourceType: 'AllergyIntolerance', id: 'a', clinicalStatus: 'active', code: named('Penicillin'), assertedDate: '2010' },
    { resourceType: 'Medication', id: 'm', code: named('Metformin') },
    { resourceType: 'MedicationStatement', id: 's', status: 'active', taken: 'unk', medicationReference: { reference: 'Medication/m' }, basedOn: [{ reference: 'MedicationRequest/plan' }], dosage: [{ text: 'one' }], extension: [gpc('GPC-MedicationStatementLastIssueDate-1', { valueDateTime: '2020' }), gpc('GPC-PrescribingAgency-1', { valueCodeableConcept: named('GP') })] },
    { resourceType: 'MedicationRequest', id: 'plan', intent: 'plan', status: 'active', medicationReference: { reference: 'Medication/m' }, dispenseRequest: { quantity: { extension: [gpc('GPC-MedicationQuantityText-1', { valueString: '28' })] } }, extension: [gpc('GPC-MedicationRepeatInformation-1', { extension: [{ url: 'numberOfRepeatPrescriptionsIssued', valuePositiveInt: 2 }] }), gpc('GPC-MedicationStatusReason-1', { extension: [{ url: 'statusReason', valueCodeableConcept: named('done') }, { url: 'statusChangeDate', valueDateTime: '2020' }] })] },
    { resourceType: 'MedicationRequest', id: 'order', intent: 'order', status: 'completed', medicationReference: { reference: 'Medication/m' }, basedOn: [{ reference: 'MedicationRequest/plan' }] },
    { resourceType: 'Condition', id: 'c', clinicalStatus: 'active', code: named('Asthma'), assertedDate: '2020', extension: [gpc('ActualProblem-1', { valueReference: { reference: 'Observation/o' } }), gpc('ProblemSignificance-1', { valueCode: 'major' })] },
    { resourceType: 'Encounter', id: 'e', status: 'finished', type: [named('Visit')], period: { start: '2020' } },
    { resourceType: 'Observation', id: 'o', status: 'final', code: named('Asthma'), context: { reference: 'Encounter/e' }, comment: 'wheezy', related: [{ type: 'has-member', target: { reference: 'Observation/comment' } }] },
    { resourceType: 'Observation', id: 'comment', status: 'final', code: { coding: [{ system: 'http://snomed.info/sct', code: '37331000000100', display: 'Comment note' }] }, context: { reference: 'Encounter/e' }, comment: 'better' },
    { resourceType: 'ProcedureRequest', id: 'p', status: 'active', intent: 'order', code: named('Recall'), requester: { agent: { display: 'Dr A' } } },
    { resourceType: 'Immunization', id: 'i', status: 'completed', notGiven: false, date: '2020', vaccineCode: named('MMR'), practitioner: [{ actor: { display: 'Nurse' } }], vaccinationProtocol: [{ doseSequence: 1, seriesDoses: 2 }], extension: [{ url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-VaccinationProcedure-1', valueCodeableConcept: named('First MMR') }] },
  ].map((resource) => ({ resource })),
};

const junk: readonly unknown[] = [null, true, false, 0, -7, 1e300, '', ' ', 'x', '__proto__', '\ud800', '\u0000\u202e', [], {}, [[]], [null], [1, 'a', {}], { a: { b: 1 } }, { reference: 7 }, { coding: 'x' }, [{ coding: [null] }], { text: {} }, { value: [] }];

/** Every place in a tree, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((child, place) => (place === key ? replaced(child, rest, by) : child));
  return Object.fromEntries(Object.entries(value as object).map(([name, child]) => [name, name === key ? replaced(child, rest, by) : child]));
}

function readSoundly(json: unknown): void {
  const result = readBundle(json);
  if (result.ok) expectSound(result.value);
}

describe('type confusion', () => {
  test('the untouched record is understood entirely', () => {
    const result = readBundle(bundle);
    if (!result.ok) throw new Error(result.error.kind);
    expectSound(result.value);
    expect(result.value.sections.map(({ notUnderstood }) => notUnderstood)).toEqual(result.value.sections.map(() => 0));
    expect(result.value.accounting.notShown).toEqual([]);
    expect(result.value.patient.nhsNumber).toBe(nhsNumber);
  });

  const places = placesIn(bundle);
  test.each([
    ['a summary', bundle],
    ['a GP Connect record', structured],
  ] as const)('at every place in %s, wrong things of every kind', (_name, record) => {
    for (const [turn, path] of placesIn(record).entries()) {
      // Each place meets every third wrong thing, a different third for its neighbours: all pairs of place and kind in three neighbours.
      for (let at = turn % 3; at < junk.length; at += 3) {
        try {
          readSoundly(replaced(record, path, junk[at]));
        } catch (problem) {
          throw new Error(`${JSON.stringify(junk[at])} at ${path.join('.')}`, { cause: problem });
        }
      }
    }
  }, 300_000);

  test('at several places at once, in any JSON at all', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 6 }), (changes) => {
        let json: unknown = bundle;
        for (const [place, value] of changes) {
          const path = places[place];
          if (path !== undefined && reaches(json, path)) json = replaced(json, path, value);
        }
        readSoundlyLoose(json);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  test('in anything that is not a bundle', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void readBundle(json)), { numRuns: 500 });
  });
});

function reaches(value: unknown, path: readonly (string | number)[]): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string | number, unknown>)[key];
  }
  return true;
}

/** Random text may itself be "NaN". */
function readSoundlyLoose(json: unknown): void {
  const result = readBundle(json);
  if (!result.ok) return;
  const { accounting } = result.value;
  expect(accounting.shown + accounting.supporting + accounting.notShown.reduce((total, { count }) => total + count, 0)).toBe(accounting.entries);
}

describe('hostile shapes', () => {
  const nested = (depth: number) => `${'{"extension":['.repeat(depth)}${']}'.repeat(depth)}`;

  test('10^5 levels of nesting, in the middle of a record', () => {
    const text = JSON.stringify(bundle).replace('"Haemoglobin"', nested(100_000));
    const result = readRecord(text);
    if (result.ok) expectSound(result.value);
    else expect(result.error.kind).toBe('too-deep');
  });

  test('10^5 sections within sections, and 10^5 levels of narrative', () => {
    const text = JSON.stringify(ips([], [])).replace('"section":[]', `"section":${'[{"title":"s","section":'.repeat(100_000)}[]${'}]'.repeat(100_000)}`);
    const result = readRecord(text);
    if (result.ok) expectSound(result.value);
    else expect(result.error.kind).toBe('too-deep');
    readSoundly(ips([section(codes.conditions, [], { text: { status: 'additional', div: `${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}` } })], []));
  });

  test('the same two deep entries twice over', () => {
    const text = `{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(patient)}},${`{"resource":{"resourceType":"Condition","id":"1","code":${nested(20_000)}}},`.repeat(2).slice(0, -1)}]}`;
    const result = readRecord(text);
    if (result.ok) expectSound(result.value);
    else expect(result.error.kind).toBe('too-deep');
  });

  test('ids and addresses named like parts of JavaScript objects', () => {
    for (const id of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const text = JSON.stringify(ips([section(codes.conditions, [id])], [])).replace(
        /\]\}$/,
        `,{"fullUrl":"${id}","resource":{"resourceType":"Condition","id":"${id}","__proto__":{"resourceType":"Patient"},"subject":{"reference":"${urn(patient)}"},"code":{"text":"${id}","__proto__":{"text":"polluted"}}}}]}`,
      );
      const result = readRecord(text);
      if (!result.ok) throw new Error(result.error.kind);
      expectSound(result.value);
      expect(JSON.stringify(result.value)).not.toContain('polluted');
    }
    expect(Object.hasOwn(Object.prototype, 'text')).toBe(false);
  });

  test('time grows with the number of entries, not faster', () => {
    const record = (count: number) =>
      JSON.stringify(ips([section(codes.results, Array.from({ length: count }, (_, place) => `urn:uuid:o${place}`))],
        Array.from({ length: count }, (_, place): Resource => ({ resourceType: 'Observation', id: `o${place}`, status: 'final', subject, code: { text: 'Potassium' }, valueInteger: place, hasMember: [{ reference: `urn:uuid:o${(place + 1) % count}` }] }))));
    const time = (text: string) => {
      const from = performance.now();
      const result = readRecord(text);
      if (!result.ok) throw new Error(result.error.kind);
      return performance.now() - from;
    };
    const small = record(5_000);
    const large = record(50_000);
    time(small);
    // Ten times the entries; a quadratic reader would take a hundred times as long.
    expect(time(large)).toBeLessThan(40 * Math.max(time(small), time(small), 20));
  });

  test('a million entries are read or refused, in bounded time', () => {
    const result = readRecord(`{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(patient)}}${',{}'.repeat(1_000_000)}]}`);
    if (!result.ok) throw new Error(result.error.kind);
    expect(result.value.accounting).toEqual({ entries: 1_000_001, shown: 0, supporting: 1, notShown: [{ reason: 'not-understood', count: 1_000_000 }] });
  });

  test('bytes that are no text, no JSON, or too many', () => {
    const kind = (result: ReturnType<typeof readRecord>) => (result.ok ? 'read' : result.error.kind);
    expect(kind(readRecord(new Uint8Array([0xff, 0xfe, 0x7b])))).toBe('not-text');
    expect(kind(readRecord(new Uint8Array()))).toBe('not-json');
    expect(kind(readRecord('<html>'))).toBe('not-json');
    expect(kind(readRecord('[]'))).toBe('not-fhir');
    expect(kind(readRecord('{"resourceType":"Patient"}'))).toBe('not-fhir');
    expect(kind(readRecord('{"resourceType":"Bundle"}'))).toBe('empty');
    expect(kind(readRecord('{"resourceType":"Bundle","entry":[{}]}'))).toBe('no-patient');
    expect(kind(readRecord('x'.repeat(101), { maximumSize: 100, maximumEntries: 10 }))).toBe('too-large');
    const whole = new TextEncoder().encode(JSON.stringify(bundle));
    for (let end = 0; end < whole.length; end += 997) expect(kind(readRecord(whole.subarray(0, end)))).not.toBe('read');
    expect(kind(readRecord(new Uint8Array([0xef, 0xbb, 0xbf, ...whole])))).toBe('read');
  });
});

describe('keeping decimals', () => {
  test('changes nothing but the precision of `value`', () => {
    const number = fc.oneof(fc.constantFrom('7.0', '0.10', '1.50e3', '-2.00', '3.14', '12', '1.00000000000000000001'), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String));
    const text = fc.string({ maxLength: 40 }).map((inside) => JSON.stringify(`${inside} "value": 7.0, \\"value\\":1.50`));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('"value"', '"other"', '"\\"value"', '"valu\\u0065"'), fc.constantFrom(':', ' : ', ':\n  '), fc.oneof(number, text)), { maxLength: 8 }), (members) => {
        const source = `[${members.map(([key, colon, value]) => `{${key}${colon}${value}}`).join(',')}]`;
        const before = JSON.parse(source) as Record<string, unknown>[];
        const after = JSON.parse(keepDecimals(source)) as Record<string, unknown>[];
        const asNumbers = after.map((one, place) => Object.fromEntries(Object.entries(one).map(([key, value]) => [key, typeof before[place]?.[key] === 'number' ? Number(value) : value])));
        expect(asNumbers).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  test('leaves text that is not JSON not JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"value"', ':', '7.0', ',', '{', '}', '"', '\\', ' ', '1.50', 'x'), maxLength: 12 }), (source) => {
        expect(isJson(keepDecimals(source))).toBe(isJson(source));
      }),
      { numRuns: 20_000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus');
const here = ['ips', 'gp-connect', 'synthea']
  .map((folder) => join(corpus, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => join(folder, name)));

/** Puts a thing into the very record, and gives back what was there. */
function put(json: unknown, path: readonly (string | number)[], thing: unknown): unknown {
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], json) as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const before = holder[last];
  holder[last] = thing;
  return before;
}

/** Every field is reached in so many runs of different seeds; in one run, this many of a record. */
const placesOfOne = 60;

describe(`real records in ${corpus}${here.length > 0 ? '' : ' (absent: nothing was tried)'}`, () => {
  test.each(here)('wrong things all over %s', (path) => {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const places = placesIn(json);
    const [first] = fc.sample(fc.nat(places.length - 1), 1);
    const step = Math.max(1, Math.floor(places.length / placesOfOne));
    for (let at = (first ?? 0) % step; at < places.length; at += step) {
      const place = places[at] ?? [];
      const wrong = junk[(at + (first ?? 0)) % junk.length];
      const before = put(json, place, wrong);
      try {
        readSoundly(json);
      } catch (problem) {
        throw new Error(`${JSON.stringify(wrong)} at ${place.join('.')}`, { cause: problem });
      }
      put(json, place, before);
    }
  }, 120_000);

  test('have no wrong thing that is not JSON', () => {
    expect(junk.every((thing) => isJson(JSON.stringify(thing)))).toBe(true);
  });
});
