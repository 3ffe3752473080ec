/** Some of her record is in Urdu, with medicines in English letters inside it. */
import * as entry from './entries.ts';
import type { PersonDraft } from './summary.ts';

export const nasreenChiragh: PersonDraft = {
  nhsNumber: '9991860916',
  given: 'Nasreen',
  family: 'Chiragh',
  birthDate: '1955-08-14',
  gender: 'female',
  surgery: 'Mill Wheel Medical Centre',
  sections: [
    { section: 'allergies', drafts: [entry.noKnownAllergy()] },
    {
      section: 'medicines',
      drafts: [
        entry.medicine({ text: 'Ramipril 5mg capsules', dose: 'ایک کیپسول روزانہ صبح', language: 'ur', since: '2015-05-06' }),
        entry.medicine({ text: 'Colecalciferol 800unit capsules', dose: 'ایک کیپسول روزانہ کھانے کے ساتھ', language: 'ur', since: '2021' }),
        entry.medicine({ text: 'Brinzolamide 10mg/ml eye drops', dose: 'One drop in each eye twice a day', since: '2020-11-30' }),
      ],
    },
    {
      section: 'conditions',
      drafts: [
        entry.condition({ text: 'Glaucoma', snomed: '23986001', since: '2020-11' }),
        entry.condition({ text: 'Essential hypertension', snomed: '59621000', since: '2015' }),
      ],
    },
    {
      section: 'results',
      drafts: [
        entry.result({ text: 'Serum potassium', loinc: '2823-3', value: 4.4, unit: 'mmol/L', low: 3.5, high: 5.3, on: '2026-06-04T11:00:00+01:00' }),
        entry.result({ text: 'eGFR', value: 90, comparator: '>', unit: 'mL/min/1.73m2', on: '2026-06-04T11:00:00+01:00' }),
      ],
    },
    { section: 'vital-signs', drafts: [entry.bloodPressure(129, 74, '2026-06-04')] },
    {
      section: 'patient-story',
      drafts: [],
      story: { lang: 'ur', paragraphs: ['مجھے اردو میں بات کرنا پسند ہے۔', 'میری بیٹی میرے ساتھ آتی ہے۔'] },
    },
    { section: 'vaccinations', empty: 'unavailable' },
  ],
};
