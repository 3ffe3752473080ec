import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { languageCodes, viewSchema, type LanguageCode } from '../../../preload/contract.ts';
import { words } from '../../../main/copy/words.ts';
import { composeSlip } from '../../../main/printing/compose-slip.ts';
import { closedCodes, type PatientRecord } from '../../../main/record/patient-record.ts';
import { compose } from '../../e2e/gallery/composed-views.ts';
import { afternoon, library } from '../printing/records.ts';
import { codes, detailsOf, ipsOf, patient, read, sectionOf, urn, type Resource } from '../record/bundles.ts';

const hl7 = (system: string, code: string, more: Resource = {}): Resource => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code, ...more }] });
const allergy = (more: Resource): PatientRecord =>
  read(ipsOf(codes.allergies, [{ resourceType: 'AllergyIntolerance', id: 'a', patient: { reference: urn(patient) }, code: { text: 'Birch pollen' }, ...more }]));
const codesOf = (record: PatientRecord) => sectionOf(record, 'allergies').items[0]?.details.map(({ code }) => code);

const pollen = allergy({
  clinicalStatus: hl7('allergyintolerance-clinical', 'active'), category: ['environment'], criticality: 'high',
  reaction: [{ manifestation: [{ text: 'Wheeze' }], severity: 'severe' }],
});

function onScreen(record: PatientRecord, language: LanguageCode): string[] {
  const view = compose(record, language, { type: 'OPEN_SECTION', section: 'allergies' });
  expect(v.safeParse(viewSchema, view).success).toBe(true);
  if (view.screen !== 'section') throw new Error(`${view.screen} is not a section`);
  return view.groups.flatMap(({ items }) => items.flatMap(({ details }) => details.map(({ value }) => value.text)));
}

function onPaper(record: PatientRecord, language: LanguageCode): string[] {
  const slip = composeSlip({ record, choices: { sections: ['allergies'], large: false }, practice: false, copy: false, receipt: 'A7K2' }, library, afternoon, language);
  return slip.blocks.flatMap((block) =>
    block.type === 'entry' ? [...(block.first ?? []), ...block.fields].map(({ value }) => (typeof value === 'string' ? value : value.text)) : [],
  );
}

describe('a code of a closed list', () => {
  test.each(languageCodes)('has words of its own in %s, every one', (language) => {
    const said = closedCodes.map((code) => [code, words(language)(`record:coded.${code}`)] as const);
    for (const [code, text] of said) expect(text, code).not.toContain('coded.');
    for (const list of ['severity', 'criticality', 'verification', 'category']) {
      const texts = said.filter(([code]) => code.startsWith(`${list}.`)).map(([, text]) => text);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('stays beside its English, as recorded', () => {
    expect(detailsOf(pollen, 'allergies')).toEqual(['status: active', 'reaction: Wheeze', 'severity: severe', 'criticality: high', 'category: environment']);
    expect(codesOf(pollen)).toEqual(['status.active', undefined, 'severity.severe', 'criticality.high', 'category.environment']);
  });

  it.each(languageCodes)('is said in %s on the screen and on paper', (language) => {
    const say = words(language);
    const expected = [say('record:coded.status.active'), say('record:coded.severity.severe'), say('record:coded.criticality.high'), say('record:coded.category.environment')];
    expect(onScreen(pollen, language)).toEqual(expect.arrayContaining(expected));
    expect(onPaper(pollen, language)).toEqual(expect.arrayContaining(expected));
    if (language !== 'en') for (const english of ['active', 'severe', 'high', 'environment']) expect([...onScreen(pollen, language), ...onPaper(pollen, language)]).not.toContain(english);
  });

  it('with a display that only repeats it is still the code', () => {
    expect(codesOf(allergy({ clinicalStatus: hl7('allergyintolerance-clinical', 'active', { display: 'Active' }) }))).toEqual(['status.active']);
  });

  it.each<readonly [string, Resource]>([
    ['a text', { ...hl7('allergyintolerance-clinical', 'active'), text: 'Active since school' }],
    ['a display of its own', hl7('allergyintolerance-clinical', 'active', { display: 'Active since school' })],
  ])('does not replace %s', (_, clinicalStatus) => {
    const record = allergy({ clinicalStatus });
    expect(codesOf(record)).toEqual([undefined]);
    expect(onScreen(record, 'ur')).toContain('Active since school');
    expect(onPaper(record, 'ur')).toContain('Active since school');
  });

  it('that nobody knows stays as recorded', () => {
    const record = allergy({ criticality: 'sky-high', category: ['weather'], clinicalStatus: { coding: [{ system: 'https://surgery.example', code: 'active', display: 'active' }] } });
    expect(codesOf(record)).toEqual([undefined, undefined, undefined]);
    expect(onScreen(record, 'ur')).toEqual(expect.arrayContaining(['sky high', 'weather', 'active']));
  });

  it.each([
    ['do not take', 'status.do-not-take', { doNotPerform: true }],
    ['stopped', 'status.stopped', { status: 'stopped' }],
  ] as const)('a medicine: %s', (text, code, more) => {
    const subject = { reference: urn(patient) };
    const record = read(ipsOf(codes.medicines, [{ resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order', subject, medicationCodeableConcept: { text: 'Ramipril' }, ...more }]));
    expect(sectionOf(record, 'medicines').items[0]?.details[0]).toMatchObject({ label: 'status', value: { text }, code });
  });
});
