/** Records that no practice would send, by name. Each is read or refused; nothing throws, nothing hides, everything adds up. */
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../../main/record/read-record.ts';
import { codes, concept, detailsOf, ips, ipsOf, observation, patient, plain, read, section, sectionOf, sumOf, titlesOf, urn, type Json, type Resource } from './bundles.ts';
import { expectSound } from './sound.ts';

const subject = { reference: urn(patient) };
const condition = (id: string, name: string, more: Resource = {}): Resource => ({ resourceType: 'Condition', id, subject, code: concept(name), ...more });
const kindOf = (bundle: Json | string) => {
  const result = readRecord(typeof bundle === 'string' ? bundle : JSON.stringify(bundle));
  return result.ok ? 'read' : result.error.kind;
};
const soundly = (bundle: Json) => {
  const record = read(bundle);
  expectSound(record);
  return record;
};

describe('is no record', () => {
  test.each<[string, Json | string, string]>([
    ['XML', '<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', 'not-json'],
    ['one resource a line', `${JSON.stringify(patient)}\n${JSON.stringify(patient)}\n`, 'not-json'],
    ['nothing', '', 'not-json'],
    ['a list of bundles', [plain([])], 'not-fhir'],
    ['one resource alone', patient, 'not-fhir'],
    ['a bundle of another spelling', { resourceType: 'bundle', entry: [{ resource: patient }] }, 'not-fhir'],
    ['a resource type that is a list', { resourceType: ['Bundle'], entry: [{ resource: patient }] }, 'not-fhir'],
    ['a bundle without a patient', { resourceType: 'Bundle', entry: [{ resource: condition('c', 'Asthma') }] }, 'no-patient'],
    ['two patients and no document', plain([{ ...patient, id: 'other' }]), 'several-patients'],
    ['a bundle of bundles', { resourceType: 'Bundle', entry: [{ resource: plain([condition('c', 'Asthma')]) }] }, 'no-patient'],
    ['an error of the server', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] }, 'refused'],
    ['an error that is not understood', { resourceType: 'OperationOutcome', issue: 'gone' }, 'refused'],
    ['an error inside a bundle', { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'OperationOutcome' } }] }, 'no-patient'],
  ])('%s', (_name, bundle, kind) => {
    expect(kindOf(bundle)).toBe(kind);
  });
});

describe('entries', () => {
  test('two things at one address: a reference to it leads to neither, both are shown', () => {
    const two = ips([section(codes.conditions, ['urn:uuid:same'])], []);
    const same = (name: string): Resource => ({ fullUrl: 'urn:uuid:same', resource: condition(name, name) });
    const record = soundly({ ...two, entry: [...(two['entry'] as readonly Resource[]), same('Asthma'), same('Gout')] });
    expect(titlesOf(record, 'conditions').sort()).toEqual(['Asthma', 'Gout']);
    expect(sectionOf(record, 'conditions').notUnderstood).toBe(1);
  });

  test('that contain each other, and themselves', () => {
    const inner = (id: string, of: string): Resource => ({ resourceType: 'Observation', id, status: 'final', code: concept(id), hasMember: [{ reference: `#${of}` }], contained: [] });
    const record = soundly(ipsOf(codes.results, [observation('o', 'Panel', { contained: [inner('a', 'b'), inner('b', 'a')], hasMember: [{ reference: '#a' }, { reference: '#b' }, { reference: '#o' }, { reference: '#' }, { reference: 'urn:uuid:o' }] })]));
    expect(titlesOf(record, 'results')).toEqual(['Panel']);
  });

  test('of medicines, plans and people that refer in circles', () => {
    const circle = (reference: string): Resource => ({ reference });
    soundly(plain([
      { resourceType: 'MedicationStatement', id: 's', status: 'active', subject, medicationReference: circle('MedicationStatement/s'), basedOn: [circle('MedicationRequest/r')], partOf: [circle('MedicationStatement/s')] },
      { resourceType: 'MedicationRequest', id: 'r', status: 'active', intent: 'order', subject, medicationReference: circle('MedicationRequest/r'), basedOn: [circle('MedicationRequest/r')] },
      { resourceType: 'CarePlan', id: 'p', status: 'active', subject, title: 'Plan', goal: [circle('CarePlan/p')], activity: [{ reference: circle('CarePlan/p') }] },
      { resourceType: 'PractitionerRole', id: 'role', practitioner: circle('PractitionerRole/role'), organization: circle('PractitionerRole/role') },
      { ...condition('c', 'Asthma'), recorder: circle('PractitionerRole/role') },
      { resourceType: 'Encounter', id: 'e', status: 'finished', subject, class: { code: 'AMB' }, partOf: circle('Encounter/e'), diagnosis: [{ condition: circle('Encounter/e') }] },
    ]));
  });

  test('named like parts of JavaScript objects, in every place for a name', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']) {
      const record = soundly(plain([condition(name, name, { clinicalStatus: { coding: [{ system: name, code: name }] } }), observation(name, name, { interpretation: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: name }] }], category: [{ coding: [{ code: name }] }] })]));
      expect(sumOf(record)).toBe(3);
      expect(titlesOf(record, 'conditions')).toEqual([name]);
      expect(kindOf(JSON.stringify(plain([])).replace('"Patient"', `"${name}"`))).toBe('no-patient');
    }
  });

  test('200,000 of the same name at the same time, in order and in time', () => {
    const from = performance.now();
    const record = read(plain(Array.from({ length: 200_000 }, (_, at) => observation(`o${at}`, 'Potassium', { effectiveDateTime: '2020' }))));
    expect(record.accounting).toMatchObject({ entries: 200_001, shown: 200_000 });
    expect(performance.now() - from).toBeLessThan(20_000);
  }, 60_000);

  test('200,000 that say that there is nothing, beside one that there is', () => {
    const nothing = (at: number): Resource => ({ resourceType: 'AllergyIntolerance', id: `a${at}`, patient: subject, code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }] } });
    const record = read(plain([...Array.from({ length: 200_000 }, (_, at) => nothing(at)), { resourceType: 'AllergyIntolerance', id: 'cat', patient: subject, code: concept('Cats') }]));
    expect(sectionOf(record, 'allergies').items).toHaveLength(200_001);
  }, 60_000);
});

describe('words', () => {
  test('with NUL, bidi controls and half characters are tidied, never empty', () => {
    const record = soundly(ipsOf(codes.conditions, [
      condition('a', 'Ast\u0000hma\u202e (reversed)\u2066'),
      condition('b', 'Gout \ud800'),
      condition('c', '\u202e\u0000\ufeff'),
    ]));
    expect(titlesOf(record, 'conditions').slice(0, 2)).toEqual(['Asthma (reversed)', 'Gout \ufffd']);
    expect(sectionOf(record, 'conditions').notUnderstood).toBe(1);
  });

  test('of a megabyte are cut into pieces, none lost and none beyond what a screen takes', () => {
    const long = 'word '.repeat(100_000);
    const record = soundly(ipsOf(codes.conditions, [condition('a', 'Asthma', { note: [{ text: long }] })]));
    expect(detailsOf(record, 'conditions').length).toBeGreaterThan(10);
  });

  test('of a title without end', () => {
    const record = read(ipsOf(codes.conditions, [condition('a', 'x'.repeat(1_000_000))]));
    expect(sumOf(record)).toBe(record.accounting.entries);
  });
});

describe('numbers', () => {
  test.each([
    ['1e400', []],
    ['-0', ['value: 0']],
    ['0.000', ['value: 0.000']],
    ['-0.00', ['value: -0.00']],
    ['1e-7', ['value: 1e-7']],
    ['123456789012345678901234567890.5', ['value: 123456789012345678901234567890.5']],
    ['0.1000000000000000055511151231257827', ['value: 0.1000000000000000055511151231257827']],
  ])('%s', (written, shown) => {
    const text = JSON.stringify(ipsOf(codes.results, [observation('o', 'Test', { valueQuantity: { value: 77777 } })])).replace('77777', written);
    const result = readRecord(text);
    if (!result.ok) throw new Error(result.error.kind);
    expectSound(result.value);
    expect(detailsOf(result.value, 'results')).toEqual(shown);
    expect(sectionOf(result.value, 'results').notUnderstood).toBe(shown.length === 0 ? 1 : 0);
  });
});
