/** Several records of one person as one. */
import { describe, expect, test } from 'vitest';
import { mergeRecords } from '../../../main/record/merge-records.ts';
import type { PatientRecord } from '../../../main/record/patient-record.ts';
import { codes, concept, ips, ipsOf, patient, read, section, sectionOf, sumOf, urn, type Resource } from './bundles.ts';

const subject = { reference: urn(patient) };
const problem = (id: string, name: string): Resource => ({ resourceType: 'Condition', id, subject, code: concept(name), onsetDateTime: '2020' });
const from = (custodian: string | null, problems: readonly Resource[]): PatientRecord =>
  read(ips([section(codes.conditions, problems.map(urn))], problems, custodian === null ? {} : { custodian: { display: custodian } }));
const saying = (record: PatientRecord) => sectionOf(record, 'conditions').items.map(({ title, details }) => [title.text, ...details.filter(({ label }) => label === 'source').map(({ value }) => value.text)].join(': '));

describe('records of several keepers', () => {
  const merged = mergeRecords(from('Riverside Surgery', [problem('a', 'Asthma')]), [from('City Hospital', [problem('b', 'Gout'), problem('c', 'Asthma')]), from(null, [problem('d', 'Migraine')])]);

  test('say of each item which it came from', () => {
    expect(saying(merged).sort()).toEqual(['Asthma: City Hospital', 'Asthma: Riverside Surgery', 'Gout: City Hospital', 'Migraine']);
    expect(merged.custodian).toBe('Riverside Surgery, City Hospital');
  });

  test('have ids of their own and add up', () => {
    const ids = sectionOf(merged, 'conditions').items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(sumOf(merged)).toBe(merged.accounting.entries);
  });
});

describe('records of one keeper', () => {
  test('that overlap show each item once, and count the other', () => {
    const merged = mergeRecords(from('Riverside Surgery', [problem('a', 'Asthma'), problem('b', 'Gout')]), [from('Riverside Surgery', [problem('b', 'Gout'), problem('c', 'Migraine')])]);
    expect(saying(merged).sort()).toEqual(['Asthma', 'Gout', 'Migraine']);
    expect(merged.accounting.notShown).toEqual([{ reason: 'duplicate', count: 1 }]);
    expect(sumOf(merged)).toBe(merged.accounting.entries);
  });

  test('that differ in anything show both', () => {
    const merged = mergeRecords(from('Riverside Surgery', [problem('a', 'Asthma')]), [from('Riverside Surgery', [{ ...problem('a', 'Asthma'), onsetDateTime: '2021' }])]);
    expect(saying(merged)).toEqual(['Asthma', 'Asthma']);
  });
});

describe('a state of several', () => {
  const recordSaying = (reason: string) => read(ipsOf(codes.allergies, [], { emptyReason: { coding: [{ code: reason }] } }));
  test.each([
    ['nilknown', 'nilknown', 'none-recorded'],
    ['nilknown', 'unavailable', 'not-available'],
    ['nilknown', 'withheld', 'withheld'],
    ['withheld', 'unavailable', 'withheld'],
  ])('%s and %s is %s: only where all say "none" is there none', (one, other, state) => {
    expect(sectionOf(mergeRecords(recordSaying(one), [recordSaying(other)]), 'allergies').state).toBe(state);
    expect(sectionOf(mergeRecords(recordSaying(other), [recordSaying(one)]), 'allergies').state).toBe(state);
  });
});
