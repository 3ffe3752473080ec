/** A full life of ordinary things: every kind of entry, one of each state that a newcomer should meet. */
import * as entry from './entries.ts';
import type { PersonDraft } from './summary.ts';

const bloodTestOn = '2026-09-14T08:40:00+01:00';

export const roseBramble: PersonDraft = {
  nhsNumber: '9995260182',
  given: 'Rose',
  family: 'Bramble',
  birthDate: '1948-03-09',
  gender: 'female',
  surgery: 'Hedgerow Lane Surgery',
  sections: [
    {
      section: 'allergies',
      drafts: [
        entry.allergy({
          text: 'Allergy to penicillin',
          snomed: '91936005',
          category: 'medication',
          criticality: 'high',
          reaction: 'Itchy rash over the whole body',
          severity: 'moderate',
          since: '1974',
        }),
        entry.allergy({ text: 'Sticking plaster allergy', category: 'environment', reaction: 'Red skin', severity: 'mild', since: '2011-05' }),
      ],
    },
    {
      section: 'medicines',
      drafts: [
        entry.medicine({
          text: 'Metformin 500mg tablets',
          dmd: '325278007',
          dose: 'Take one tablet twice a day with food',
          since: '2016-04-11',
          reason: 'Type 2 diabetes',
        }),
        entry.medicine({ text: 'Amlodipine 5mg tablets', dmd: '319283006', dose: 'Take one tablet in the morning', since: '2012-02-20', reason: 'High blood pressure' }),
        entry.medicine({ text: 'Atorvastatin 20mg tablets', dose: 'Take one tablet at night', since: '2016-04-11' }),
        entry.medicine({
          text: 'Paracetamol 500mg tablets',
          dmd: '322236009',
          dose: 'Take one or two tablets up to four times a day if you need them. No more than 8 tablets in 24 hours',
          since: '2019',
          reason: 'Sore knees',
        }),
        entry.medicine({
          text: 'Simvastatin 40mg tablets',
          dose: 'Take one tablet at night',
          since: '2009-10',
          ended: '2016-04-11',
          note: 'Changed to atorvastatin.',
        }),
      ],
    },
    {
      section: 'conditions',
      drafts: [
        entry.condition({ text: 'Type 2 diabetes mellitus', snomed: '44054006', since: '2016-04-11' }),
        entry.condition({ text: 'Essential hypertension', snomed: '59621000', since: '2012-02' }),
        entry.condition({ text: 'Osteoarthritis of knee', snomed: '239873007', since: '2018', note: 'Both knees. Walks every day.' }),
        entry.condition({ text: 'Asthma', snomed: '195967001', since: '2020-01-15', enteredInError: true }),
        entry.condition({ text: 'Note for the practice', since: '2024-03-02', withheld: true }),
      ],
    },
    {
      section: 'past-conditions',
      drafts: [entry.condition({ text: 'Chickenpox', snomed: '38907003', since: '1954', ended: '1954' })],
    },
    {
      section: 'results',
      drafts: [
        entry.report('Diabetes blood test', bloodTestOn, [
          entry.result({
            text: 'HbA1c level (IFCC standardised)',
            loinc: '59261-8',
            value: 45,
            unit: 'mmol/mol',
            low: 20,
            high: 42,
            on: bloodTestOn,
            says: 'As expected. Keep on with the same tablets. Next test in 6 months.',
          }),
        ]),
        entry.result({ text: 'HbA1c level (IFCC standardised)', loinc: '59261-8', value: 47, unit: 'mmol/mol', low: 20, high: 42, on: '2026-03-10T09:05:00Z' }),
        entry.result({ text: 'Serum creatinine', loinc: '14682-9', value: 71, unit: 'umol/L', low: 45, high: 84, on: bloodTestOn }),
        entry.result({ text: 'Serum C-reactive protein', loinc: '1988-5', value: 4, comparator: '<', unit: 'mg/L', high: 5, on: bloodTestOn }),
        entry.result({ text: 'Serum cholesterol', loinc: '14647-2', value: 4.1, unit: 'mmol/L', on: bloodTestOn }),
        entry.resultInWords({ text: 'Urine culture', value: 'No significant growth', on: '2025-11' }),
      ],
    },
    {
      section: 'vital-signs',
      drafts: [
        entry.bloodPressure(136, 78, '2026-09-14T08:30:00+01:00'),
        entry.bloodPressure(142, 80, '2026-03-10'),
        entry.vitalSign('Body weight', '29463-7', { value: 68.5, unit: 'kg' }, '2026-09-14'),
        entry.vitalSign('Standing height', '8302-2', { value: 158, unit: 'cm' }, '2016-04'),
      ],
    },
    {
      section: 'vaccinations',
      drafts: [
        entry.vaccination({ text: 'Seasonal influenza vaccination', on: '2026-10-03', site: 'Left upper arm', batch: 'MADE-UP-7' }),
        entry.vaccination({ text: 'COVID-19 vaccination', on: '2026-10-03', site: 'Right upper arm', dose: 'Autumn booster' }),
        entry.vaccination({ text: 'Shingles vaccination', on: '2018-09' }),
        entry.vaccination({ text: 'Pneumococcal vaccination', on: '2013' }),
      ],
    },
    {
      section: 'procedures',
      drafts: [entry.procedure({ text: 'Cataract operation, right eye', on: '2022-06-17' }), entry.procedure({ text: 'Appendicectomy', snomed: '80146002', on: '1961' })],
    },
    {
      section: 'social-history',
      drafts: [entry.lifestyle('Tobacco smoking', 'Ex-smoker, stopped in 1985', '2026-09-14'), entry.lifestyle('Alcohol', 'One or two drinks a month', '2026-09-14')],
    },
    {
      section: 'consultations',
      drafts: [
        entry.visit({ text: 'Diabetes review with the practice nurse', on: '2026-09-21T10:20:00+01:00', reason: 'Yearly check' }),
        entry.visit({ text: 'Telephone call with the doctor', on: '2026-02-05T16:10:00Z', reason: 'Sore knees' }),
      ],
    },
    {
      section: 'documents',
      drafts: [
        entry.letter({ text: 'Letter from the eye clinic', on: '2026-07-02T09:00:00+01:00', about: 'Both eyes were checked for diabetes. No changes were seen. Next check in 12 months.' }),
      ],
    },
    { section: 'advance-directives', empty: 'notasked' },
    { section: 'devices', empty: 'nilknown' },
  ],
};
