/** Titles as practices, laboratories and the dictionary of medicines write them, and those of real records. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explain } from '../../../main/record/explain/explain.ts';
import type { SectionId } from '../../../main/record/patient-record.ts';
import { coverageOf } from '../../words/coverage.ts';

const wordings: readonly (readonly [SectionId, string, string])[] = [
  ['results', 'HbA1c levl - IFCC standardised', 'Average blood sugar over 2 to 3 months (HbA1c)'],
  ['results', 'eGFR using creatinine (CKD-EPI) per 1.73 square metres', 'How well your kidneys filter (eGFR)'],
  ['results', 'Serum non high density lipoprotein cholesterol level', 'Non-HDL cholesterol (all the "bad" cholesterol)'],
  ['results', 'Urine albumin:creatinine ratio', 'Tiny amounts of protein in your wee (ACR)'],
  ['results', 'Neutrophil count - observation', 'Neutrophils (a white blood cell)'],
  ['results', 'MCHC - Mean corpuscular haemoglobin concentration', 'How full of haemoglobin your red cells are (MCHC)'],
  ['vital-signs', 'O/E - pulse rate', 'Heart rate (pulse)'],
  ['medicines', 'Fostair 100micrograms/dose / 6micrograms/dose inhaler (Chiesi Ltd)', 'Inhaler with 2 medicines (steroid and long-acting opener)'],
  ['medicines', 'Symbicort 200/6 Turbohaler (AstraZeneca UK Ltd)', 'Inhaler with 2 medicines (steroid and long-acting opener)'],
  ['medicines', 'Budesonide 200micrograms/dose dry powder inhaler', 'Steroid to prevent breathing problems'],
  ['medicines', 'Budesonide 3mg gastro-resistant capsules', 'Medicine for a swollen bowel (such as mesalazine)'],
  ['medicines', 'Hydrocortisone 10mg tablets', 'Steroid medicine'],
  ['medicines', 'Hydrocortisone 1% cream', 'Steroid cream or lotion for the skin'],
  ['medicines', 'Timolol 0.5% eye drops', 'Eye pressure medicine'],
  ['medicines', 'Co-codamol 30mg/500mg tablets', 'Painkiller with 2 parts (such as co-codamol)'],
  ['medicines', 'Estradiol 50micrograms/24hours transdermal patches', 'Hormone replacement for the menopause (HRT)'],
  ['medicines', 'Adcal-D3 1500mg/400unit chewable tablets (Kyowa Kirin Ltd)', 'Calcium, often with vitamin D'],
  ['vaccinations', 'First DTaP/IPV/Hib/HepB vaccination', '6-in-1 vaccine for babies'],
  ['vaccinations', 'Administration of first inactivated seasonal influenza vaccination', 'Flu vaccine'],
  ['vaccinations', 'Fluenz Tetra vaccine nasal suspension 0.2ml unit dose (AstraZeneca UK Ltd)', "Children's flu vaccine (nose spray)"],
  ['procedures', 'Total replacement of hip joint', 'Hip replacement'],
  ['consultations', 'Asthma annual review', 'Check-up, review or advice'],
  ['documents', 'Letter from optician', 'Letter or message'],
  ['care-plan', 'Referral to podiatrist', 'Sent to a local health service'],
];

test.each(wordings)('%s: %s', (section, title, plain) => {
  expect(explain({ title: { text: title, lang: null, isValue: false }, codings: [] }, section, { showUnreviewed: true })?.plain).toBe(plain);
});

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus');

describe(`records in ${corpus}${existsSync(corpus) ? '' : ' (absent: nothing was tried)'}`, () => {
  test.runIf(existsSync(corpus))('at least 8 of 10 titles of UK records have plain words', () => {
    const { uk } = coverageOf(corpus);
    expect(uk.shown).toBeGreaterThan(0);
    expect(uk.explained / uk.shown).toBeGreaterThanOrEqual(0.8);
    expect(uk.distinctExplained / uk.distinctShown).toBeGreaterThanOrEqual(0.8);
  });
});
