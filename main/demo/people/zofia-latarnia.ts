/** Some of her record is in Polish: recorded words stay in their own language. */
import * as entry from './entries.ts';
import type { PersonDraft } from './summary.ts';

export const zofiaLatarnia: PersonDraft = {
  nhsNumber: '9990166137',
  given: 'Zofia',
  family: 'Latarnia',
  birthDate: '1979-06-02',
  gender: 'female',
  surgery: 'Harbour Street Practice',
  sections: [
    {
      section: 'allergies',
      drafts: [entry.allergy({ text: 'Allergy to peanut', snomed: '91935009', category: 'food', criticality: 'high', reaction: 'Swelling of the lips', severity: 'severe', since: '1998-07' })],
    },
    {
      section: 'medicines',
      drafts: [
        entry.medicine({ text: 'Levothyroxine sodium 75microgram tablets', dose: 'Jedna tabletka rano, pół godziny przed śniadaniem', language: 'pl', since: '2017-09-25', reason: 'Niedoczynność tarczycy' }),
        entry.medicine({ text: 'Adrenaline 300micrograms/0.3ml auto-injector', dose: 'Use as you were shown, then call 999', since: '2019-01-08' }),
      ],
    },
    {
      section: 'conditions',
      drafts: [
        entry.condition({ text: 'Hypothyroidism', snomed: '40930008', since: '2017-09' }),
        entry.condition({ text: 'Migraine', snomed: '37796009', since: '2008' }),
      ],
    },
    {
      section: 'results',
      drafts: [
        entry.result({ text: 'Serum TSH level', loinc: '11580-8', value: 4.9, unit: 'mU/L', low: 0.35, high: 4.78, on: '2026-08-27T08:15:00+01:00', says: 'Only just above. Same dose. Test again in 3 months.' }),
        entry.result({ text: 'Serum ferritin', loinc: '2276-4', value: 58, unit: 'ug/L', low: 15, high: 204, on: '2026-08-27' }),
      ],
    },
    {
      section: 'care-plan',
      drafts: [entry.plan({ text: 'Badanie tarczycy', on: '2026-08', language: 'pl', activities: ['Badanie krwi co trzy miesiące', 'Rozmowa z pielęgniarką po wyniku'] })],
    },
    {
      section: 'patient-story',
      drafts: [],
      story: { lang: 'pl', paragraphs: ['Proszę mówić do mnie powoli.', 'Wolę, żeby ważne rzeczy były też na piśmie.'] },
    },
    { section: 'vaccinations', drafts: [entry.vaccination({ text: 'Tetanus vaccination' }), entry.vaccination({ text: 'Seasonal influenza vaccination', on: '2025-10' })] },
  ],
};
