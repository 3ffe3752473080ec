/** What asks before it shows itself, and what only looks like it. */
import { describe, expect, test } from 'vitest';
import { saysSensitive } from '../../../main/record/items/sensitive.ts';
import { sensitiveTopics } from '../../../main/record/items/sensitive-topics.ts';
import { codes, concept, ipsOf, observation, patient, read, sectionOf, urn, type Resource } from './bundles.ts';

describe('asks first', () => {
  test.each([
    'Malignant neoplasm of breast', 'Suspected lung cancer', 'Cholangiocarcinoma', 'Acute lymphoblastic leukaemia', 'Non-Hodgkin lymphoma', 'Glioblastoma multiforme', 'Brain tumour', 'Two-week wait referral', '2WW upper GI', 'Urgent suspected cancer referral',
    'Do not attempt cardiopulmonary resuscitation', 'DNACPR discussed', 'ReSPECT form', 'Palliative care', 'End-of-life care plan', 'On gold standards framework',
    "Alzheimer's disease", 'Vascular dementia', 'Motor neurone disease', "Huntington's chorea",
    'Missed miscarriage', 'Stillbirth', 'Termination of pregnancy', 'Ectopic pregnancy', 'Spontaneous abortion', 'Neonatal death', 'Recurrent pregnancy loss',
    'Female infertility', 'IVF', 'Subfertility', 'Semen analysis', 'Gender dysphoria', 'Gender reassignment surgery', 'Transgender woman',
    'HIV positive', 'HIV-1 antibody', 'Human immunodeficiency virus infection', 'AIDS', 'Chlamydia trachomatis', 'Gonorrhoea', 'Genital herpes', 'Erectile dysfunction', 'Sexually transmitted infection', 'Secondary syphilis',
    'Suicidal thoughts', 'Deliberate self-harm', 'Self harm', 'Paracetamol overdose', 'First episode psychosis', 'Schizophrenia', 'Bipolar affective disorder', 'Anorexia nervosa', 'Bulimia', 'PTSD', 'Post-traumatic stress disorder', 'Major depressive disorder', 'Postnatal depression', 'Anxiety', 'PHQ-9 score',
    'Alcohol dependence syndrome', 'Alcoholic hepatitis', 'Harmful drinking', 'Opioid dependence', 'Heroin addiction', 'Drug misuse', 'Cannabis use',
    'Victim of domestic abuse', 'Sexual assault', 'Rape', 'Female genital mutilation', 'FGM', 'Forced marriage', 'Human trafficking', 'Safeguarding concern', 'Child protection plan', 'Physical violence', 'Non-accidental injury',
    'Ca breast', 'DCIS left breast', 'Treatment escalation plan', 'DNA-CPR form', 'Blighted ovum', 'Sudden infant death', 'Seen in GUM clinic', 'Disordered eating', 'Known to CAMHS', 'Buvidal 64mg injection', 'Needle exchange', 'Female circumcision', 'Looked after child', 'Victim of modern slavery',
    'Lives in prison', 'Has a criminal record', 'Sex offender',
  ])('%s', (title) => {
    expect(saysSensitive(title)).toBe(true);
  });
});

describe('does not', () => {
  test.each([
    'Systemic lupus erythematosus', 'Congenital heart disease', 'Urogenital atrophy', 'Grape allergy', 'Drapery dust', 'Rapeseed oil allergy', 'Hearing aids fitted', 'With respect to diet', 'Respectful care',
    'Tumour necrosis factor level', 'Respiratory depression', 'ST depression on ECG', 'Bone marrow depression', 'Bipolar hemiarthroplasty of hip', 'Hemispatial neglect', 'Nonalcoholic fatty liver disease', 'Non-alcoholic steatohepatitis',
    'Chlamydia pneumoniae infection', 'Terminal ileum biopsy', 'Sarcoidosis', 'Lipoma', 'Lymphadenopathy', 'Melanocytic naevus', 'Lymphocyte count', 'Archive note', 'Romania travel', 'Offending agent unknown', 'Prisoptin', 'Anorexia', 'Loss of appetite',
    'Opioid analgesic', 'Morphine sulfate', 'Prep for colonoscopy', 'Stillwater surgery', 'Stomach ache', 'Pregnancy test', 'Human papillomavirus vaccine', 'Influenza vaccination', 'Haemoglobin A1c', 'Asthma', 'Depth of wound', 'Depressor anguli oris',
    'Alcohol-free hand gel', 'Current non-drinker', 'Drug allergy', 'Drug induced rash', 'Advance care planning', 'Abducens palsy', 'Abscess', 'Best interests', 'Serum CA 125 level', 'Calcium', 'Cot sides', 'Gum disease', 'Bleeding gums clinic review', 'Circumcision', 'Sterile dressing', 'Assay', 'Hives',
  ])('%s', (title) => {
    expect(saysSensitive(title)).toBe(false);
  });
});

describe('an item', () => {
  const asks = (resource: Resource, section: string = codes.conditions) => read(ipsOf(section, [resource])).sections.flatMap(({ items }) => items.map(({ sensitive }) => sensitive));
  const condition = (code: Resource): Resource => ({ resourceType: 'Condition', id: 'c', subject: { reference: urn(patient) }, code });

  test('asks by its code whatever its language', () => {
    expect(asks(condition({ coding: [{ system: 'http://snomed.info/sct', code: '254837009', display: 'Rak piersi' }] }))).toEqual([true]);
    expect(asks(condition({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'F20.0', display: 'x' }] }))).toEqual([true]);
    expect(asks(condition({ coding: [{ system: 'urn:oid:2.16.840.1.113883.6.3', code: 'C50.9', display: 'x' }] }))).toEqual([true]);
    expect(asks(condition({ coding: [{ system: 'https://codes.example', code: '254837009', display: 'x' }] }))).toEqual([false]);
    expect(asks(condition({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'F17.2', display: 'Tobacco' }] }))).toEqual([false]);
  });

  test('asks by the panel that a result is part of, and by the reason for a medicine', () => {
    const panel = observation('p', 'HIV screen', { hasMember: [{ reference: 'urn:uuid:o' }] });
    const found = sectionOf(read(ipsOf(codes.results, [panel, observation('o', 'Viral load', { valueInteger: 20 })])), 'results');
    expect(found.items.map(({ sensitive }) => sensitive)).toEqual([true, true]);
    expect(asks({ resourceType: 'MedicationStatement', id: 'm', status: 'active', subject: { reference: urn(patient) }, medicationCodeableConcept: concept('Olanzapine 5mg tablets'), reasonCode: [concept('Schizophrenia')] }, codes.medicines)).toEqual([true]);
    expect(asks(condition(concept('Asthma')))).toEqual([false]);
  });
});

test('no word, code or exception is listed twice', () => {
  for (const key of ['words', 'unless', 'snomed', 'icd10'] as const) {
    const all = sensitiveTopics.flatMap((topic) => topic[key] ?? []);
    expect(all.filter((one, place) => all.indexOf(one) !== place)).toEqual([]);
  }
  // Every word finds itself, so that none is spoilt by an exception.
  for (const { words } of sensitiveTopics) for (const word of words) expect([word, saysSensitive(word.replaceAll('*', ''))]).toEqual([word, true]);
});
