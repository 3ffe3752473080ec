/** Nothing recorded, not available, withheld and error are four different things; unknown is never none. */
import { describe, expect, test } from 'vitest';
import { sectionIds } from '../../../main/record/patient-record.ts';
import { allWords, codes, concept, ips, ipsOf, observation, patient, plain, read, section, sectionOf, sumOf, titlesOf, urn, type Resource } from './bundles.ts';

const subject = { reference: urn(patient) };
const reason = (code: string): Resource => ({ emptyReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code }] } });
const allergyState = (more: Resource, resources: readonly Resource[] = []) => sectionOf(read(ipsOf(codes.allergies, resources, more)), 'allergies');

describe('an empty section', () => {
  test.each([
    ['nilknown', 'none-recorded'],
    ['notasked', 'not-available'],
    ['unavailable', 'not-available'],
    ['notstarted', 'not-available'],
    ['closed', 'not-available'],
    ['withheld', 'withheld'],
    ['something-new', 'not-available'],
  ])('because of %s is %s', (code, state) => {
    expect(allergyState(reason(code)).state).toBe(state);
  });

  test('without a reason is not available, like one that the source does not have', () => {
    expect(allergyState({}).state).toBe('not-available');
    const record = read(ips([], []));
    expect(record.sections.map(({ id }) => id)).toEqual([...sectionIds]);
    expect(new Set(record.sections.map(({ state }) => state))).toEqual(new Set(['not-available']));
  });

  test('that somebody described is present, as plain words', () => {
    const found = allergyState({ text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Allergic to <a href="https://evil.example">cats</a><script>alert(1)</script></p></div>' } });
    expect(found.state).toBe('present');
    expect(found.narrative.map(({ text }) => text)).toEqual(['Allergic to cats']);
  });

  test('with a reason and a machine-made text is what the reason says', () => {
    expect(allergyState({ ...reason('unavailable'), text: { status: 'generated', div: '<div>No known allergies</div>' } }).state).toBe('not-available');
  });
});

describe('a statement that there is nothing', () => {
  const statement = (system: string, code: string, display: string): Resource => ({ resourceType: 'AllergyIntolerance', id: code, patient: subject, code: { coding: [{ system, code, display }] } });
  const absent = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

  test.each([
    ['no-known-allergies', 'none-recorded'],
    ['no-allergy-info', 'not-available'],
  ])('%s is the state %s, not an item', (code, state) => {
    const record = read(ipsOf(codes.allergies, [statement(absent, code, 'words')]));
    expect(sectionOf(record, 'allergies').state).toBe(state);
    expect(sectionOf(record, 'allergies').items).toEqual([]);
    expect(record.accounting.shown).toBe(1);
    expect(sumOf(record)).toBe(record.accounting.entries);
  });

  test('in SNOMED CT', () => {
    expect(allergyState({}, [statement('http://snomed.info/sct', '716186003', 'No known allergy')]).state).toBe('none-recorded');
    expect(allergyState({}, [statement('http://snomed.info/sct', '1287211007', 'No information available')]).state).toBe('not-available');
  });

  test('of one kind only stays an item', () => {
    const found = allergyState({}, [statement('http://snomed.info/sct', '429625007', 'No known food allergy')]);
    expect(found.state).toBe('present');
    expect(found.items.map(({ title }) => title.text)).toEqual(['No known food allergy']);
  });

  const snomed = 'http://snomed.info/sct';
  const said = { clinicalStatus: concept('Active') };
  test.each<[string, Resource]>([
    ['a note', { ...statement(snomed, '716186003', 'No known allergy'), note: [{ text: 'Mother says: a rash with penicillin' }] }],
    ['a reaction', { ...statement(snomed, '716186003', 'No known allergy'), reaction: [{ manifestation: [concept('Anaphylaxis')] }] }],
    ['an exception in its words', { ...statement(snomed, '716186003', 'x'), code: { text: 'No known allergy except nuts', coding: [{ system: snomed, code: '716186003' }] } }],
    ['another code that is something', { ...statement(snomed, '716186003', 'x'), code: { coding: [{ system: snomed, code: '716186003', display: 'No known allergy' }, { system: snomed, code: '91936005', display: 'Allergy to penicillin' }] } }],
    ['the same digits in another code system', statement('https://codes.example', '716186003', 'Peanut')],
    ['that it is refuted', { ...statement(snomed, '716186003', 'No known allergy'), ...said, verificationStatus: { text: 'Refuted', coding: [{ code: 'refuted' }] } }],
  ])('with %s is an entry, and never "none"', (_, resource) => {
    const found = allergyState({}, [resource]);
    expect(found.state).toBe('present');
    expect(found.items).toHaveLength(1);
  });

  test('says nothing of what another section holds', () => {
    const code = { coding: [{ system: snomed, code: '716186003', display: 'No known allergy' }] };
    const record = read(plain([
      { resourceType: 'Condition', id: 'c', subject, code },
      { resourceType: 'Observation', id: 'o', status: 'final', subject, code, valueBoolean: false },
    ]));
    expect(sectionOf(record, 'conditions').state).toBe('present');
    expect(sectionOf(record, 'results').state).toBe('present');
  });

  test('beside something listed is shown with it', () => {
    const cat: Resource = { resourceType: 'AllergyIntolerance', id: 'cat', patient: subject, code: concept('Cats') };
    expect(allergyState({}, [statement(absent, 'no-known-allergies', 'No known allergies'), cat]).items.map(({ title }) => title.text)).toEqual(['Cats', 'No known allergies']);
  });

  test('is not believed beside something withheld or not understood', () => {
    const hidden: Resource = { resourceType: 'AllergyIntolerance', id: 'h', patient: subject, code: concept('Latex'), meta: { security: [{ code: 'R' }] } };
    const broken: Resource = { resourceType: 'AllergyIntolerance', id: 'b', patient: subject, code: 7 };
    const none = statement(absent, 'no-known-allergies', 'No known allergies');
    expect(allergyState({}, [none, hidden]).state).toBe('withheld');
    expect(allergyState({}, [none, broken]).state).toBe('error');
  });
});

describe('labels', () => {
  const labelled = (security: Resource['x']): Resource => ({ resourceType: 'Condition', id: 'c', subject, code: concept('Secret thing'), meta: { security: security ?? null } });

  test.each([
    ['NOPAT', [{ system: 'http://hl7.org/fhir/v3/ActCode', code: 'NOPAT' }]],
    ['restricted', [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }]],
    ['very restricted', [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }]],
    ['a sensitivity', [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }]],
    ['one that nobody knows', [{ system: 'https://example.org', code: 'ZZZ' }]],
    ['one among ordinary ones', [{ code: 'N' }, { code: 'NOPAT' }]],
    ['one that is not understood', 'NOPAT'],
    ['a coding without a code', [{ system: 'x' }]],
  ])('%s withhold, counted and without a word', (_name, security) => {
    const record = read(ipsOf(codes.conditions, [labelled(security as Resource['x'])], { text: { status: 'additional', div: '<div>Secret thing</div>' } }));
    expect(allWords(record)).not.toContain('Secret');
    expect(sectionOf(record, 'conditions')).toMatchObject({ state: 'withheld', withheld: 1 });
    expect(record.accounting.notShown).toEqual([{ reason: 'withheld', count: 1 }]);
  });

  test('of ordinary confidentiality do not', () => {
    expect(titlesOf(read(ipsOf(codes.conditions, [labelled([{ code: 'N' }])])), 'conditions')).toEqual(['Secret thing']);
  });

  test('on the medicine that an entry refers to withhold the entry', () => {
    const drug: Resource = { resourceType: 'Medication', id: 'd', code: concept('Secret drug'), meta: { security: [{ code: 'NOPAT' }] } };
    const use: Resource = { resourceType: 'MedicationStatement', id: 's', status: 'active', subject, medicationReference: { reference: urn(drug), display: 'Secret drug' } };
    const record = read(ips([section(codes.medicines, [urn(use)])], [drug, use]));
    expect(allWords(record)).not.toContain('Secret');
    expect(sectionOf(record, 'medicines').state).toBe('withheld');
  });

  test('masked words withhold', () => {
    const masked: Resource = { resourceType: 'Condition', id: 'm', subject, code: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] } };
    expect(sectionOf(read(ipsOf(codes.conditions, [masked])), 'conditions')).toMatchObject({ state: 'withheld', withheld: 1 });
  });

  test('on the whole document withhold all of it', () => {
    for (const more of [{ confidentiality: 'R' }, { meta: { security: [{ code: 'NOPAT' }] } }] satisfies Resource[]) {
      const record = read(ips([section(codes.conditions, ['urn:uuid:c'])], [labelled(null)], more));
      expect(allWords(record)).not.toContain('Secret');
      expect(new Set(record.sections.map(({ state }) => state))).toEqual(new Set(['withheld']));
      expect(sumOf(record)).toBe(record.accounting.entries);
    }
  });
});

test('a modifier extension is never looked past', () => {
  const withModifier = (more: Resource) => sectionOf(read(plain([{ resourceType: 'Condition', id: 'c', subject, code: concept('Diabetes'), modifierExtension: [{ url: 'https://example.org/modifier', ...more }] }])), 'conditions');
  expect(withModifier({ valueBoolean: true })).toMatchObject({ state: 'error', items: [], notUnderstood: 1 });
  const said = withModifier({ valueCodeableConcept: concept('Was ruled out') });
  expect(said).toMatchObject({ state: 'present', notUnderstood: 1 });
  expect(said.items[0]?.details[0]).toMatchObject({ label: 'status', value: { text: 'Was ruled out' } });
});

test('who stands behind an entry is said from its Provenance, unless it says so itself', () => {
  const doctor: Resource = { resourceType: 'Practitioner', id: 'doctor', name: [{ text: 'Dr Ana Silva' }] };
  const proof: Resource = { resourceType: 'Provenance', id: 'proof', target: [{ reference: 'urn:uuid:c' }], recorded: '2026-01-01T00:00:00Z', agent: [{ who: { reference: urn(doctor) } }] };
  const condition: Resource = { resourceType: 'Condition', id: 'c', subject, code: concept('Asthma') };
  const sources = (more: Resource) =>
    sectionOf(read(ips([section(codes.conditions, ['urn:uuid:c'])], [doctor, { ...condition, ...more }, proof])), 'conditions').items.flatMap(({ details }) => details.map(({ label, value }) => `${label}: ${value.text}`));
  expect(sources({})).toEqual(['source: Dr Ana Silva']);
  expect(sources({ recorder: { display: 'Nurse Ng' } })).toEqual(['recorder: Nurse Ng']);
});

test('a consent to share is a paper, not a wish for future care', () => {
  const consent = (scope: string): Resource => ({ resourceType: 'Consent', id: scope, status: 'active', patient: subject, scope: { coding: [{ code: scope, display: scope }] } });
  const record = read(plain([consent('adr'), consent('patient-privacy')]));
  expect(titlesOf(record, 'advance-directives')).toEqual(['adr']);
  expect(titlesOf(record, 'documents')).toEqual(['patient-privacy']);
});

describe('accounting', () => {
  test('drafts and unfiled results are counted, not shown', () => {
    const record = read(ipsOf(codes.results, [observation('a', 'Early', { status: 'preliminary' }), observation('b', 'Waiting', { status: 'registered' })]));
    expect(record.accounting.notShown).toEqual([{ reason: 'draft', count: 2 }]);
    expect(sectionOf(record, 'results').state).toBe('not-available');
  });

  test("another person's entry is never shown as theirs", () => {
    const other: Resource = { resourceType: 'Patient', id: 'other', name: [{ text: 'Somebody Else' }] };
    const record = read(ips([section(codes.results, ['urn:uuid:o'])], [other, observation('o', 'Not hers', { subject: { reference: urn(other) } })]));
    expect(allWords(record)).not.toContain('Not hers');
    expect(record.accounting.notShown).toEqual([{ reason: 'not-for-display', count: 1 }]);
  });

  test('an entry about somebody who is not here is shown only where this person\'s document lists it', () => {
    const astray = observation('o', 'Whose', { subject: { reference: 'Patient/nobody-here' } });
    expect(titlesOf(read(plain([astray])), 'results')).toEqual([]);
    expect(titlesOf(read(ips([section(codes.results, ['urn:uuid:o'])], [astray])), 'results')).toEqual(['Whose']);
    const numbered = observation('o', 'Whose', { subject: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000026' } } });
    expect(titlesOf(read(plain([numbered])), 'results')).toEqual([]);
  });

  test('a word-for-word repeat is one entry; two versions are two', () => {
    const one = observation('o', 'Potassium', { valueInteger: 4 });
    expect(read(plain([one, one])).accounting).toMatchObject({ entries: 3, shown: 1, notShown: [{ reason: 'duplicate', count: 1 }] });
    expect(read(plain([one, { ...one, valueInteger: 5 }])).accounting.shown).toBe(2);
  });

  test('money and plumbing are counted, and so are kinds that nobody knows', () => {
    const record = read(plain([{ resourceType: 'Claim', id: '1' }, { resourceType: 'Nonsense', id: '2' }, { resourceType: 'Practitioner', id: '3' }]));
    expect(record.accounting).toEqual({ entries: 4, shown: 0, supporting: 2, notShown: [{ reason: 'not-understood', count: 1 }, { reason: 'not-for-display', count: 1 }] });
  });

  test('a section entry that leads nowhere is said', () => {
    expect(sectionOf(read(ips([section(codes.allergies, ['urn:uuid:lost'])], [])), 'allergies')).toMatchObject({ state: 'error', notUnderstood: 1 });
  });

  test('clinical entries that no section lists are shown where their kind belongs', () => {
    const record = read(ips([], [{ resourceType: 'Condition', id: 'c', subject, code: concept('Old thing'), abatementDateTime: '2001' }, observation('o', 'Pulse', { category: [{ coding: [{ code: 'vital-signs' }] }], valueInteger: 70 })]));
    expect(titlesOf(record, 'past-conditions')).toEqual(['Old thing']);
    expect(titlesOf(record, 'vital-signs')).toEqual(['Pulse']);
  });
});
