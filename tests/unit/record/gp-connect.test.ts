/** GP Connect structured records (STU3), piece by piece. */
import { describe, expect, test } from 'vitest';
import { allWords, concept, detailsOf, patient, read, sectionOf, sumOf, titlesOf, type Resource } from './bundles.ts';
import { expectSound } from './sound.ts';

const subject = { reference: 'Patient/amina' };
const ext = (name: string, more: Resource): Resource => ({ url: `https://fhir.nhs.uk/STU3/StructureDefinition/${name}`, ...more });
const warning = (code: string) => ext('Extension-CareConnect-GPC-ListWarningCode-1', { valueCode: code });
const snomed = (code: string, display: string): Resource => ({ coding: [{ system: 'http://snomed.info/sct', code, display }] });

const titles: Record<string, string> = {
  '886921000000105': 'Allergies and adverse reactions', '1103671000000101': 'Ended allergies', '933361000000108': 'Medications and medical devices',
  '717711000000103': 'Problems', '887191000000108': 'Investigations and results', '1149501000000101': 'List of consultations',
  '826501000000100': 'Uncategorised data', '714311000000108': 'Patient recall administration',
};

function listOf(code: string, references: readonly string[], more: Resource = {}): Resource {
  return {
    resourceType: 'List', status: 'current', mode: 'snapshot', title: titles[code] ?? code, code: snomed(code, titles[code] ?? code), subject,
    ...(references.length === 0
      ? { emptyReason: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1', code: 'no-content-recorded' }] }, note: [{ text: 'Information not available' }] }
      : { entry: references.map((reference) => ({ item: { reference } })) }),
    ...more,
  };
}

function record(resources: readonly Resource[]) {
  const result = read({ resourceType: 'Bundle', type: 'collection', meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1'] }, entry: [patient, ...resources].map((resource) => ({ resource })) });
  expect(result.format).toBe('gp-connect');
  expectSound(result);
  return result;
}

describe('lists', () => {
  test('that are empty say that nothing was sent, never that there is none', () => {
    expect(sectionOf(record([listOf('886921000000105', [])]), 'allergies')).toMatchObject({ state: 'not-available', narrative: [], items: [] });
  });

  test('that are empty because things were left out are withheld', () => {
    expect(sectionOf(record([listOf('886921000000105', [], { extension: [warning('confidential-items')] })]), 'allergies').state).toBe('withheld');
  });

  test('warn, and the warnings are those of the record', () => {
    const found = record([
      listOf('886921000000105', [], { extension: [warning('data-in-transit'), warning('confidential-items')] }),
      listOf('887191000000108', [], { extension: [warning('data-awaiting-filing'), warning('something-else')] }),
    ]);
    expect(found.warnings).toEqual(['confidential-items', 'data-in-transit', 'data-awaiting-filing']);
  });

  const allergy = (id: string, name: string, more: Resource = {}): Resource => ({ resourceType: 'AllergyIntolerance', id, clinicalStatus: 'active', verificationStatus: 'unconfirmed', patient: subject, code: concept(name), ...more });

  test('of ended allergies stand apart, whether referred to or contained', () => {
    const gone = allergy('gone', 'Aspirin', { clinicalStatus: 'active' });
    const inside = allergy('inside', 'Latex', { clinicalStatus: 'resolved', extension: [ext('Extension-CareConnect-GPC-AllergyIntoleranceEnd-1', { extension: [{ url: 'endDate', valueDateTime: '2018-03-01' }, { url: 'reasonEnded', valueString: 'No recurrence' }] })] });
    const found = record([
      allergy('now', 'Penicillin'), gone,
      listOf('886921000000105', ['AllergyIntolerance/now']),
      listOf('1103671000000101', ['AllergyIntolerance/gone', '#inside'], { contained: [inside] }),
    ]);
    const byTitle = new Map(sectionOf(found, 'allergies').items.map((item) => [item.title.text, item]));
    expect([...byTitle].map(([title, { past }]) => [title, past]).sort()).toEqual([['Aspirin', true], ['Latex', true], ['Penicillin', false]]);
    expect(byTitle.get('Latex')?.details.map(({ label, value }) => `${label}: ${value.text}`)).toEqual(['status: resolved', 'ended: 2018-03-01', 'status-reason: No recurrence']);
    // Two entries, and the list whose contents are shown.
    expect(found.accounting).toMatchObject({ entries: 5, shown: 3, supporting: 2 });
  });

  test('contained allergies that are withheld are counted, not shown', () => {
    const inside = allergy('inside', 'Secret', { meta: { security: [{ system: 'http://hl7.org/fhir/v3/ActCode', code: 'NOPAT' }] } });
    const found = record([listOf('1103671000000101', ['#inside'], { contained: [inside] })]);
    expect(allWords(found)).not.toContain('Secret');
    expect(sectionOf(found, 'allergies')).toMatchObject({ state: 'withheld', withheld: 1 });
  });

  test('a degraded code shows what was written', () => {
    const degraded = { coding: [{ system: 'http://snomed.info/sct', code: '196461000000101', display: 'Transfer-degraded drug allergy' }], text: 'Allergy to paracetamol' };
    expect(titlesOf(record([allergy('a', 'x', { code: degraded }), listOf('886921000000105', ['AllergyIntolerance/a'])]), 'allergies')).toEqual(['Allergy to paracetamol']);
  });

  test('diary entries are not for display', () => {
    const recall: Resource = { resourceType: 'ProcedureRequest', id: 'r', status: 'active', subject, code: concept('Smear due') };
    const found = record([recall, listOf('714311000000108', ['ProcedureRequest/r'])]);
    expect(allWords(found)).not.toContain('Smear');
    expect(found.accounting.notShown).toEqual([{ reason: 'not-for-display', count: 1 }]);
  });

  test('problems that are over stand apart', () => {
    const problem = (id: string, name: string, clinicalStatus: string): Resource => ({ resourceType: 'Condition', id, clinicalStatus, subject, code: concept(name) });
    const found = record([problem('a', 'Asthma', 'active'), problem('b', 'Eczema', 'inactive'), listOf('717711000000103', ['Condition/a', 'Condition/b'])]);
    expect(titlesOf(found, 'conditions')).toEqual(['Asthma']);
    expect(titlesOf(found, 'past-conditions')).toEqual(['Eczema']);
  });
});

describe('one medicine', () => {
  const drug: Resource = { resourceType: 'Medication', id: 'drug', code: concept('Metformin 500mg tablets') };
  const request = (id: string, intent: string, more: Resource = {}): Resource => ({ resourceType: 'MedicationRequest', id, intent, status: 'completed', subject, medicationReference: { reference: 'Medication/drug' }, dosageInstruction: [{ text: 'one twice a day' }], ...more });
  const plan = request('plan', 'plan', {
    status: 'active',
    extension: [
      ext('Extension-CareConnect-GPC-PrescriptionType-1', { valueCodeableConcept: { coding: [{ code: 'repeat', display: 'Repeat' }] } }),
      ext('Extension-CareConnect-GPC-MedicationRepeatInformation-1', { extension: [{ url: 'numberOfRepeatPrescriptionsAllowed', valuePositiveInt: 12 }, { url: 'numberOfRepeatPrescriptionsIssued', valuePositiveInt: 3 }] }),
    ],
    dispenseRequest: { quantity: { extension: [ext('Extension-CareConnect-GPC-MedicationQuantityText-1', { valueString: '56 tablets' })] } },
  });
  const orders = ['o1', 'o2', 'o3'].map((id) => request(id, 'order', { basedOn: [{ reference: 'MedicationRequest/plan' }] }));
  const statement: Resource = {
    resourceType: 'MedicationStatement', id: 'use', status: 'active', taken: 'unk', subject, medicationReference: { reference: 'Medication/drug' }, basedOn: [{ reference: 'MedicationRequest/plan' }], dosage: [{ text: 'one twice a day' }],
    extension: [ext('Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1', { valueDateTime: '2026-05-01' })],
  };

  test('is one item, with its plan and however many issues', () => {
    const found = record([drug, plan, ...orders, statement, listOf('933361000000108', ['MedicationStatement/use'])]);
    expect(titlesOf(found, 'medicines')).toEqual(['Metformin 500mg tablets']);
    expect(detailsOf(found, 'medicines')).toEqual(['status: active', 'dose: one twice a day', 'supply: 56 tablets', 'last-issued: 2026-05-01', 'category: Repeat', 'supply: 12 repeats allowed', 'supply: 3 issued']);
    expect(found.accounting).toMatchObject({ shown: 1, notShown: [] });
    expect(sumOf(found)).toBe(8);
  });

  test('whose statement is missing is its plan; whose plan is missing is its issue', () => {
    expect(titlesOf(record([drug, plan, ...orders, listOf('933361000000108', [])]), 'medicines')).toEqual(['Metformin 500mg tablets']);
    expect(titlesOf(record([drug, orders[0] ?? {}, listOf('933361000000108', [])]), 'medicines')).toEqual(['Metformin 500mg tablets']);
  });

  test('whose statement may not be shown does not show its plan either way round', () => {
    const secret = { ...drug, meta: { security: [{ code: 'NOPAT' }] } };
    const found = record([secret, plan, ...orders, statement, listOf('933361000000108', ['MedicationStatement/use'])]);
    expect(allWords(found)).not.toContain('Metformin');
    expect(sectionOf(found, 'medicines').state).toBe('withheld');
  });

  test('that was not taken says so', () => {
    expect(detailsOf(record([drug, { ...statement, taken: 'n', basedOn: [] }, listOf('933361000000108', ['MedicationStatement/use'])]), 'medicines')[0]).toBe('status: not taken');
  });
});

describe('consultations', () => {
  const visit = (status: string): Resource => ({ resourceType: 'Encounter', id: 'visit', status, subject, type: [concept('Surgery visit')], period: { start: '2026-05-01' } });
  const entry = (id: string, name: string, more: Resource = {}): Resource => ({ resourceType: 'Observation', id, status: 'final', subject, code: concept(name), context: { reference: 'Encounter/visit' }, ...more });
  const comment: Resource = { ...entry('c', 'x'), code: snomed('37331000000100', 'Comment note'), comment: 'Feeling better' };
  const parts: readonly Resource[] = [
    listOf('1149501000000101', ['Encounter/visit']),
    { ...listOf('325851000000107', ['List/topic']), id: 'visit-list', encounter: { reference: 'Encounter/visit' } },
    { ...listOf('25851000000105', ['List/history']), id: 'topic', encounter: { reference: 'Encounter/visit' } },
    { ...listOf('24781000000107', ['Observation/c', 'Observation/smoking', 'Observation/bp']), id: 'history', title: 'History', encounter: { reference: 'Encounter/visit' } },
    listOf('826501000000100', ['Observation/c', 'Observation/smoking', 'Observation/bp']),
    comment,
    entry('smoking', 'Never smoked'),
    entry('bp', 'Blood pressure', { component: [{ code: concept('Systolic'), valueQuantity: { value: 120, unit: 'mmHg' } }] }),
  ];

  test('say what was written in them; measurements are items of their own', () => {
    const found = record([visit('finished'), ...parts]);
    expect(titlesOf(found, 'consultations')).toEqual(['Surgery visit']);
    expect(detailsOf(found, 'consultations')).toEqual(['note History: Feeling better', 'note History: Never smoked', 'note History: Blood pressure']);
    expect(titlesOf(found, 'vital-signs')).toEqual(['Blood pressure']);
    expect(titlesOf(found, 'results')).toEqual([]);
  });

  test('that are drafts wait, with what was only written in them', () => {
    const found = record([visit('unknown'), ...parts]);
    expect(allWords(found)).not.toContain('Feeling better');
    expect(found.accounting.notShown).toEqual([{ reason: 'draft', count: 4 }]);
  });

  test('that are withheld do not speak through their lists', () => {
    const found = record([{ ...visit('finished'), meta: { security: [{ code: 'NOPAT' }] } }, ...parts]);
    expect(allWords(found)).not.toContain('Feeling better');
    expect(found.accounting.notShown).toEqual([{ reason: 'withheld', count: 4 }]);
  });

  test('do not quote an entry that is withheld', () => {
    const found = record([visit('finished'), ...parts.map((part) => (part['id'] === 'smoking' ? { ...part, code: concept('Secret'), meta: { security: [{ code: 'NOPAT' }] } } : part))]);
    expect(allWords(found)).not.toContain('Secret');
  });
});

test('reports carry their comments as notes, and results their group', () => {
  const result = (id: string, name: string, more: Resource): Resource => ({ resourceType: 'Observation', id, status: 'final', subject, code: concept(name), ...more });
  const report: Resource = { resourceType: 'DiagnosticReport', id: 'r', status: 'unknown', subject, code: snomed('721981007', 'Diagnostic studies report'), issued: '2026-05-01', result: ['g', 'c'].map((id) => ({ reference: `Observation/${id}` })) };
  const found = record([
    report,
    result('g', 'Liver function', { related: [{ type: 'has-member', target: { reference: 'Observation/alb' } }] }),
    result('alb', 'Albumin', { effectiveDateTime: '2026-04-01', valueQuantity: { value: 41, unit: 'g/L' }, referenceRange: [{ low: { value: 35, unit: 'g/L' }, high: { value: 50, unit: 'g/L' } }], related: [{ type: 'derived-from', target: { reference: 'Observation/g' } }] }),
    { ...result('c', 'x', { comment: 'No action needed' }), code: snomed('37331000000100', 'Comment note') },
    listOf('887191000000108', ['DiagnosticReport/r']),
  ]);
  expect(titlesOf(found, 'results')).toEqual(['Diagnostic studies report', 'Albumin', 'Liver function']);
  expect(detailsOf(found, 'results', 0)).toEqual(['note: No action needed', 'component: Liver function']);
  expect(detailsOf(found, 'results', 1)).toEqual(['value: 41 g/L', 'range: 35 to 50 g/L', 'part-of: Liver function']);
});

test('a date that does not exist stays as it was written', () => {
  const odd: Resource = { resourceType: 'Condition', id: 'c', clinicalStatus: 'active', subject, code: concept('Asthma'), onsetDateTime: '1961-04-93' };
  expect(sectionOf(record([odd, listOf('717711000000103', ['Condition/c'])]), 'conditions').items[0]?.date).toBe('1961-04-93');
});

test('an attachment that is not there is listed by what is said of it', () => {
  const letter: Resource = { resourceType: 'DocumentReference', id: 'd', status: 'current', subject, type: concept('Clinic letter'), created: '2020', content: [{ attachment: { contentType: 'image/tiff', title: 'AbsentAttachment: file not found', url: 'https://evil.example/x' } }] };
  const found = record([letter, listOf('886921000000105', [])]);
  expect(detailsOf(found, 'documents')).toEqual(['attachment: AbsentAttachment: file not found, picture']);
  expect(allWords(found)).not.toContain('evil');
});

