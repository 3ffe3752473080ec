/** One test for each thing that public viewers of real records got wrong. */
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../../main/record/read-record.ts';
import { noNameRecorded } from '../../../main/record/patient-record.ts';
import { allWords, codes, concept, detailsOf, ips, ipsOf, observation, patient, plain, read, section, sectionOf, sumOf, titlesOf, urn, type Resource } from './bundles.ts';

const subject = { reference: urn(patient) };

describe('references lead to exactly one entry', () => {
  const statement = (reference: string): Resource => ({
    resourceType: 'MedicationStatement', id: 'statement', status: 'active', subject, medicationReference: { reference },
  });
  const drug = (id: string, name: string): Resource => ({ resourceType: 'Medication', id, code: concept(name) });

  test('an id that is part of another id is not that medicine', () => {
    const record = read(ipsOf(codes.medicines, [drug('med-12', 'Warfarin 5mg tablets'), drug('med-1', 'Paracetamol 500mg tablets'), statement('urn:uuid:med-1')]));
    expect(titlesOf(record, 'medicines')).toEqual(['Paracetamol 500mg tablets']);
  });

  test('a relative reference belongs to the server of the entry that makes it', () => {
    const bundle = ipsOf(codes.medicines, []);
    const entries = [
      { fullUrl: 'https://one.example/fhir/Medication/1', resource: drug('1', 'Metformin') },
      { fullUrl: 'https://two.example/fhir/Medication/1', resource: drug('1', 'Insulin') },
      { fullUrl: 'https://two.example/fhir/MedicationStatement/s', resource: { ...statement('Medication/1'), id: 's' } },
    ];
    const record = read({ ...bundle, entry: [...(bundle['entry'] as readonly Resource[]), ...entries] });
    expect(titlesOf(record, 'medicines')).toEqual(['Insulin']);
  });

  test('an id that two entries have resolves to neither', () => {
    const record = read(plain([drug('1', 'Metformin'), drug('1', 'Insulin'), { ...statement('Medication/1'), id: 's', medicationReference: { reference: 'Medication/1', display: 'As dispensed' } }]));
    expect(titlesOf(record, 'medicines')).toEqual(['As dispensed']);
  });

  test('a contained medicine is read from the entry that contains it', () => {
    const record = read(ipsOf(codes.medicines, [{ ...statement('#drug'), contained: [drug('drug', 'Ramipril 5mg capsules')] }]));
    expect(titlesOf(record, 'medicines')).toEqual(['Ramipril 5mg capsules']);
  });

  test('ids named like parts of JavaScript objects are only ids', () => {
    for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const record = read(ipsOf(codes.medicines, [drug(id, 'Aspirin'), { ...statement(`urn:uuid:${id}`), id: `${id}-s` }]));
      expect(titlesOf(record, 'medicines')).toEqual(['Aspirin']);
      expect(sumOf(record)).toBe(record.accounting.entries);
    }
  });
});

describe('values', () => {
  const value = (more: Resource) => detailsOf(read(ipsOf(codes.results, [observation('o', 'Test', more)])), 'results');

  test('that are only in components', () => {
    expect(
      value({
        component: [
          { code: concept('Systolic'), valueQuantity: { value: 120, unit: 'mmHg' } },
          { code: concept('Diastolic'), valueQuantity: { value: 80, unit: 'mmHg' } },
          { code: concept('Position'), valueBoolean: false },
          { code: concept('Cuff'), dataAbsentReason: { text: 'not measured' } },
        ],
      }),
    ).toEqual(['component Systolic: 120 mmHg', 'component Diastolic: 80 mmHg', 'component Position: No', 'component Cuff: not measured']);
  });

  test('keep their comparator', () => {
    expect(value({ valueQuantity: { value: 100000000, comparator: '>', unit: '/mL' } })).toEqual(['value: > 100000000 /mL']);
    expect(value({ valueQuantity: { value: 0.5, comparator: '<=', unit: 'mg/L' } })).toEqual(['value: <= 0.5 mg/L']);
  });

  test('that are false, zero or negative are values', () => {
    expect(value({ valueBoolean: false })).toEqual(['value: No']);
    expect(value({ valueInteger: 0 })).toEqual(['value: 0']);
    expect(value({ valueQuantity: { value: 0, unit: 'cells' } })).toEqual(['value: 0 cells']);
    expect(value({ valueQuantity: { value: -1.5, unit: 'mmol/L' } })).toEqual(['value: -1.5 mmol/L']);
  });

  test('keep the zeros and digits that they were written with', () => {
    const text = JSON.stringify(ipsOf(codes.results, [observation('o', 'Potassium', { valueQuantity: { value: 77777, unit: 'mmol/L' } })]));
    for (const written of ['7.0', '0.10', '5.20', '1.00e2', '0.3000000000000000444', '120']) {
      const result = readRecord(text.replace('77777', written));
      if (!result.ok) throw new Error(result.error.kind);
      expect(detailsOf(result.value, 'results')).toEqual([`value: ${written} mmol/L`]);
      expect(sectionOf(result.value, 'results').items[0]?.measurement?.value).toBe(written);
    }
  });

  test('of every other kind are shown', () => {
    expect(value({ valueString: 'Clear' })).toEqual(['value: Clear']);
    expect(value({ valueCodeableConcept: { coding: [{ system: 'x', code: '1' }, { system: 'y', code: '2', display: 'Negative' }] } })).toEqual(['value: Negative']);
    expect(value({ valueRange: { low: { value: 5, unit: 'mg' }, high: { value: 10, unit: 'mg' } } })).toEqual(['value: 5 to 10 mg']);
    expect(value({ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } })).toEqual(['value: 1:128']);
    expect(value({ valueTime: '09:30:00' })).toEqual(['value: 09:30:00']);
    expect(value({ valueDateTime: '2019' })).toEqual(['value: 2019']);
    expect(value({ valuePeriod: { start: '2019', end: '2020' } })).toEqual(['value: 2019 to 2020']);
    expect(value({ dataAbsentReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'asked-declined' }] } })).toEqual(['value: asked declined']);
  });

  test('of the wrong kind are counted, not guessed', () => {
    const record = read(ipsOf(codes.results, [observation('o', 'Test', { valueQuantity: { value: 'about 5', unit: 'mmol/L' } })]));
    expect(detailsOf(record, 'results')).toEqual([]);
    expect(sectionOf(record, 'results').notUnderstood).toBe(1);
  });

  test('with a comparator that is not one are not shown without it', () => {
    const record = read(ipsOf(codes.results, [observation('o', 'Test', { valueQuantity: { value: 5, comparator: '~', unit: 'mmol/L' } })]));
    expect(detailsOf(record, 'results')).toEqual([]);
    expect(sectionOf(record, 'results').notUnderstood).toBe(1);
  });
});

describe('panels and reports', () => {
  test('that are members of each other end', () => {
    const record = read(
      ipsOf(codes.results, [
        observation('a', 'Panel A', { hasMember: [{ reference: 'urn:uuid:b' }] }),
        observation('b', 'Panel B', { hasMember: [{ reference: 'urn:uuid:a' }, { reference: 'urn:uuid:b' }] }),
      ]),
    );
    expect(titlesOf(record, 'results').sort()).toEqual(['Panel A', 'Panel B']);
  });

  test('name their results, and results name their report; results outside any section are still shown', () => {
    const report: Resource = { resourceType: 'DiagnosticReport', id: 'r', status: 'final', code: concept('Full blood count'), subject, conclusion: 'Normal', result: [{ reference: 'urn:uuid:hb' }] };
    const haemoglobin = observation('hb', 'Haemoglobin', { valueQuantity: { value: 140, unit: 'g/L' } });
    const record = read(ips([section(codes.results, ['urn:uuid:r'])], [report, haemoglobin]));
    expect(titlesOf(record, 'results')).toEqual(['Full blood count', 'Haemoglobin']);
    expect(detailsOf(record, 'results', 0)).toEqual(['note: Normal', 'component: Haemoglobin']);
    expect(detailsOf(record, 'results', 1)).toEqual(['value: 140 g/L', 'part-of: Full blood count']);
  });

  test('do not name what is hidden', () => {
    const report: Resource = { resourceType: 'DiagnosticReport', id: 'r', status: 'final', code: concept('Screen'), subject, result: [{ reference: 'urn:uuid:hidden', display: 'HIV antibody' }] };
    const hidden = observation('hidden', 'HIV antibody', { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' }] } });
    expect(allWords(read(ips([section(codes.results, ['urn:uuid:r'])], [report, hidden])))).not.toContain('HIV');
  });
});

test('every manifestation of every reaction is shown, with how bad it was', () => {
  const allergy: Resource = {
    resourceType: 'AllergyIntolerance', id: 'a', patient: subject, code: concept('Penicillin'), criticality: 'high', lastOccurrence: '2016-07-01',
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
    reaction: [
      { manifestation: [concept('Rash'), concept('Swelling')], severity: 'severe' },
      { manifestation: [{ coding: [{ system: 's', code: '1', display: 'Wheeze' }] }], severity: 'mild' },
    ],
  };
  expect(detailsOf(read(ipsOf(codes.allergies, [allergy])), 'allergies')).toEqual([
    'status: active', 'reaction: Rash', 'reaction: Swelling', 'severity: severe', 'reaction: Wheeze', 'severity: mild', 'criticality: high', 'last-reaction: 2016-07-01',
  ]);
});

describe('entered in error', () => {
  test.each([
    ['conditions', { resourceType: 'Condition', verificationStatus: { coding: [{ code: 'entered-in-error' }] }, code: concept('Heart attack') }],
    ['conditions', { resourceType: 'Condition', verificationStatus: 'entered-in-error', code: concept('Heart attack') }],
    ['results', { resourceType: 'Observation', status: 'entered-in-error', code: concept('Heart attack') }],
    ['medicines', { resourceType: 'MedicationRequest', status: 'entered-in-error', medicationCodeableConcept: concept('Heart attack') }],
  ] as const)('is counted and never shown in %s', (kind, resource) => {
    const record = read(ipsOf(codes[kind], [{ ...resource, id: 'x', subject }], { text: { status: 'additional', div: '<div>Heart attack</div>' } }));
    expect(allWords(record)).not.toContain('Heart attack');
    expect(record.accounting.notShown).toEqual([{ reason: 'entered-in-error', count: 1 }]);
  });
});

test('two sections with the same title and code keep all of their entries', () => {
  const one: Resource = { resourceType: 'Condition', id: 'one', subject, code: concept('Asthma') };
  const two: Resource = { resourceType: 'Condition', id: 'two', subject, code: concept('Gout') };
  const record = read(ips([section(codes.conditions, [urn(one)]), section(codes.conditions, [urn(two)])], [one, two]));
  expect(titlesOf(record, 'conditions')).toEqual(['Asthma', 'Gout']);
});

test('a section within a section, and an author that is not a list, are read', () => {
  const one: Resource = { resourceType: 'Condition', id: 'one', subject, code: concept('Asthma') };
  const outer: Resource = { title: 'Problems', code: { coding: [{ system: 'http://loinc.org', code: codes.conditions }] }, section: [{ title: 'Lungs', entry: [{ reference: urn(one) }] }] };
  const record = read(ips([outer], [one], { author: { reference: 'urn:uuid:nobody' } }));
  expect(titlesOf(record, 'conditions')).toEqual(['Asthma']);
});

test.each(['2019', '2019-05', '2019-05-17', '2019-05-17T09:30:00+01:00', '1961-04-93'])('the date %s stays as precise as it is', (onsetDateTime) => {
  const record = read(ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject, code: concept('Asthma'), onsetDateTime }]));
  expect(sectionOf(record, 'conditions').items[0]?.date).toBe(onsetDateTime);
});

test('a condition that is said to be active is not past because an end stands beside it', () => {
  const active = { clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] } };
  const record = read(ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject, code: concept('Asthma'), abatementDateTime: '2099', ...active }]));
  expect(sectionOf(record, 'conditions').items[0]?.past).toBe(false);
});

describe('dose timing', () => {
  const dose = (dosage: Resource) =>
    detailsOf(read(ipsOf(codes.medicines, [{ resourceType: 'MedicationStatement', id: 'm', status: 'active', subject, medicationCodeableConcept: concept('Aspirin'), dosage: [dosage] }])), 'medicines').slice(1);

  test('a count is a total, never a frequency', () => {
    expect(dose({ timing: { repeat: { count: 14, frequency: 3, period: 1, periodUnit: 'd' } } })).toEqual(['dose: 3 times a day, 14 times in total']);
  });
  test('a frequency without a period has no day', () => {
    expect(dose({ timing: { repeat: { frequency: 24 } } })).toEqual(['dose: 24 times']);
  });
  test('events are dates, one or several', () => {
    expect(dose({ timing: { event: ['2026-01-01', '2026-02-01'] } })).toEqual(['given: 2026-01-01', 'given: 2026-02-01']);
    expect(dose({ timing: { event: '2026-01-01' } })).toEqual(['given: 2026-01-01']);
  });
  test('a period is said as it is', () => {
    expect(dose({ doseAndRate: [{ doseQuantity: { value: 10, unit: 'mg' } }], timing: { repeat: { period: 2, periodUnit: 'wk' } } })).toEqual(['dose: 10 mg, every 2 weeks']);
    expect(dose({ timing: { repeat: { frequency: 1, period: 1, periodUnit: 'wk', dayOfWeek: ['mon'], when: ['AFT'] } } })).toEqual(['dose: once a week, on Monday, in the afternoon']);
  });
  test('what somebody wrote is kept, and a coded dose that it lacks stands beside it', () => {
    expect(dose({ text: 'Take as directed', doseAndRate: [{ doseQuantity: { value: 20, unit: 'mg' } }] })).toEqual(['dose: Take as directed', 'dose: 20 mg']);
    expect(dose({ text: '20 mg at night', doseAndRate: [{ doseQuantity: { value: 20, unit: 'mg' } }] })).toEqual(['dose: 20 mg at night']);
    expect(dose({ text: 'One daily', asNeededBoolean: true, maxDosePerPeriod: { numerator: { value: 4, unit: 'tablet' }, denominator: { value: 1, unit: 'day' } } })).toEqual([
      'dose: One daily', 'dose: when needed, no more than 4 tablet in 1 day',
    ]);
  });
  test('an instruction or a limit is not lost because its figures also stand in the written dose', () => {
    expect(dose({ text: 'Take 2 tablets 4 times a day', patientInstruction: 'Stop 2 days before surgery', additionalInstruction: [concept('Leave at least 4 hours between doses')] })).toEqual([
      'dose: Take 2 tablets 4 times a day', 'dose: Stop 2 days before surgery', 'dose: Leave at least 4 hours between doses',
    ]);
    expect(dose({ text: 'Take 1 to 4 tablets', asNeededBoolean: true, doseAndRate: [{ doseQuantity: { value: 4, unit: 'tablet' } }], maxDosePerPeriod: { numerator: { value: 4, unit: 'tablet' }, denominator: { value: 1, unit: 'day' } } })).toEqual([
      'dose: Take 1 to 4 tablets', 'dose: when needed, no more than 4 tablet in 1 day',
    ]);
  });
  test('the same figure in another unit is another dose', () => {
    expect(dose({ text: 'Take 5 mg daily', doseAndRate: [{ doseQuantity: { value: 5, unit: 'g' } }] })).toEqual(['dose: Take 5 mg daily', 'dose: 5 g']);
    expect(dose({ text: 'Take 5ml daily', doseAndRate: [{ doseQuantity: { value: 5, unit: 'mL' } }] })).toEqual(['dose: Take 5ml daily']);
  });
  test.each<[string, Resource]>([
    ['a lower bound that is no number', { doseAndRate: [{ doseRange: { low: { value: 'ten', unit: 'mg' }, high: { value: 20, unit: 'mg' } } }] }],
    ['a limit in no time', { maxDosePerPeriod: { numerator: { value: 4, unit: 'tablet' }, denominator: { value: 'one', unit: 'd' } } }],
    ['a unit of time that nobody knows', { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'fortnight' } } }],
    ['a moment that nobody knows', { timing: { repeat: { when: ['XYZ'] } } }],
  ])('%s is counted as not understood, and no half of it is said', (_, dosage) => {
    expect(dose(dosage)).toEqual([]);
    const record = read(ipsOf(codes.medicines, [{ resourceType: 'MedicationStatement', id: 'm', status: 'active', subject, medicationCodeableConcept: concept('Aspirin'), dosage: [dosage] }]));
    expect(sectionOf(record, 'medicines').notUnderstood).toBe(1);
  });
});

describe('names', () => {
  const title = (code: Resource) => titlesOf(read(ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject, code }])), 'conditions')[0];
  test('the first coding without a name does not hide the second that has one', () => {
    expect(title({ coding: [{ system: 'a', code: '1' }, { system: 'b', code: '2', display: 'Migraine' }] })).toBe('Migraine');
  });
  test('the words that were typed come first', () => {
    expect(title({ text: 'Bad heads', coding: [{ system: 'b', code: '2', display: 'Migraine' }] })).toBe('Bad heads');
  });
  test('a bare code is never a title', () => {
    const record = read(ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject, code: { coding: [{ system: 'http://snomed.info/sct', code: '37796009' }] } }]));
    expect(titlesOf(record, 'conditions')).toEqual([noNameRecorded]);
    expect(detailsOf(record, 'conditions')).toEqual(['code: 37796009']);
  });
  test('nothing at all is counted as not understood', () => {
    const record = read(ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject }]));
    expect(titlesOf(record, 'conditions')).toEqual([]);
    expect(record.accounting.notShown).toEqual([{ reason: 'not-understood', count: 1 }]);
    expect(sectionOf(record, 'conditions').state).toBe('error');
  });
});

test('what was not given or not done says so first, apart from what was', () => {
  const vaccine: Resource = { resourceType: 'Immunization', id: 'v', status: 'not-done', patient: subject, vaccineCode: concept('Influenza'), occurrenceDateTime: '2025', statusReason: concept('Declined') };
  const record = read(ipsOf(codes.vaccinations, [vaccine]));
  expect(detailsOf(record, 'vaccinations')).toEqual(['status: not given', 'status-reason: Declined']);
  expect(sectionOf(record, 'vaccinations').items[0]?.past).toBe(true);
});

describe('the language of what somebody wrote', () => {
  const asthma = (more: Resource = {}): Resource => ({ resourceType: 'Condition', id: 'c', subject, code: concept('Astma'), note: [{ text: 'Od dzieciństwa' }], ...more });
  const langs = (bundle: Resource) => sectionOf(read(bundle), 'conditions').items.flatMap(({ title, details }) => [title.lang, ...details.map(({ value }) => value.lang)]);
  test('is that of its document, unless the entry says its own', () => {
    expect(langs(ips([section(codes.conditions, ['urn:uuid:c'])], [asthma()], { language: 'pl' }))).toEqual(['pl', 'pl']);
    expect(langs(ips([section(codes.conditions, ['urn:uuid:c'])], [asthma({ language: 'de-AT' })], { language: 'pl' }))).toEqual(['de-AT', 'de-AT']);
  });
  test('is not guessed, nor taken from what is no language', () => {
    expect(langs(ipsOf(codes.conditions, [asthma()]))).toEqual([null, null]);
    expect(langs(ipsOf(codes.conditions, [asthma({ language: '"><script>' })]))).toEqual([null, null]);
  });
  test('goes with a narrative', () => {
    const record = read(ips([section(codes.conditions, [], { text: { status: 'additional', div: '<div>Brak danych</div>' } })], [], { language: 'pl' }));
    expect(sectionOf(record, 'conditions').narrative).toEqual([{ text: 'Brak danych', lang: 'pl', isValue: false }]);
  });
});

describe('a bundle without a document', () => {
  const everyKind: readonly Resource[] = [
    { resourceType: 'AllergyIntolerance', id: '1', patient: subject, code: concept('Penicillin') },
    { resourceType: 'MedicationRequest', id: '2', status: 'active', intent: 'order', subject, medicationCodeableConcept: concept('Ramipril') },
    { resourceType: 'Condition', id: '3', subject, code: concept('Asthma') },
    { resourceType: 'Immunization', id: '4', status: 'completed', patient: subject, vaccineCode: concept('Influenza') },
    { resourceType: 'Procedure', id: '5', status: 'completed', subject, code: concept('Appendicectomy') },
    { resourceType: 'ServiceRequest', id: '6', status: 'active', intent: 'order', subject, code: concept('Chest X-ray') },
    { resourceType: 'ProcedureRequest', id: '7', status: 'active', subject, code: concept('Spirometry') },
    { resourceType: 'ReferralRequest', id: '8', status: 'active', subject, reasonCode: [concept('Knee pain')], description: 'Physiotherapy' },
    observation('9', 'Potassium', { valueInteger: 4 }),
  ];
  test('is no empty page: every entry goes where its kind belongs', () => {
    const record = read(plain(everyKind));
    expect(record.format).toBe('fhir-r4');
    const titles = record.sections.filter(({ items }) => items.length > 0).map(({ id, items }) => `${id}: ${items.map(({ title }) => title.text).join(', ')}`);
    expect(titles).toEqual(['allergies: Penicillin', 'medicines: Ramipril', 'results: Potassium', 'conditions: Asthma', 'vaccinations: Influenza', 'procedures: Appendicectomy', expect.stringMatching(/^care-plan: Chest X-ray, Spirometry, /)]);
    expect(record.accounting).toMatchObject({ shown: 9, supporting: 1, notShown: [] });
  });
  test('nor is one whose document was entered in error', () => {
    const withdrawn = ips([section(codes.conditions, ['urn:uuid:3'])], [everyKind[2] ?? {}], { status: 'entered-in-error' });
    expect(titlesOf(read(withdrawn), 'conditions')).toEqual(['Asthma']);
  });
});

test('nobody is shown "undefined", whatever is missing', () => {
  const bare = (resourceType: string): Resource => ({ resourceType, id: resourceType, subject, patient: subject, code: concept('x'), medicationCodeableConcept: concept('x'), vaccineCode: concept('x') });
  const record = read(plain(['AllergyIntolerance', 'MedicationStatement', 'MedicationRequest', 'Observation', 'Condition', 'Immunization', 'Procedure', 'DiagnosticReport', 'Device', 'CarePlan', 'Goal', 'Encounter', 'DocumentReference', 'Flag', 'Consent'].map(bare)));
  expect(allWords(record)).not.toMatch(/undefined|\[object|NaN/);
});

describe('a prescription whose time is over', () => {
  const request: Resource = {
    resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order', subject: { reference: urn(patient) }, medicationCodeableConcept: concept('Ramipril 5mg capsules'),
    authoredOn: '2024-01-05', dispenseRequest: { validityPeriod: { start: '2024-01-05', end: '2024-07-05' } },
  };

  test('is said of the prescription, and never that the medicine ended', () => {
    const record = read(ipsOf(codes.medicines, [request]));
    expect(sectionOf(record, 'medicines').items[0]).toMatchObject({ past: false });
    expect(detailsOf(record, 'medicines')).toEqual(expect.arrayContaining(['prescription-start: 2024-01-05', 'prescription-end: 2024-07-05']));
    expect(detailsOf(record, 'medicines').join()).not.toMatch(/\b(?:started|ended): /);
  });

  test('speaks so through the statement that is based on it, beside the times of the medicine itself', () => {
    const statement: Resource = { resourceType: 'MedicationStatement', id: 's', status: 'active', subject: { reference: urn(patient) }, medicationCodeableConcept: concept('Ramipril 5mg capsules'), basedOn: [{ reference: urn(request) }], effectivePeriod: { start: '2019-03' } };
    const record = read(ips([section(codes.medicines, [urn(statement)])], [statement, request]));
    expect(titlesOf(record, 'medicines')).toEqual(['Ramipril 5mg capsules']);
    expect(detailsOf(record, 'medicines')).toEqual(expect.arrayContaining(['started: 2019-03', 'prescription-end: 2024-07-05']));
    expect(detailsOf(record, 'medicines').join()).not.toContain('ended: ');
  });
});
