/** A long list: 245 medicines, as a person of 87 may have after thirty years with one surgery. */
import * as entry from './entries.ts';
import type { Draft, PersonDraft } from './summary.ts';

const repeats: readonly (readonly [string, string, string])[] = [
  ['Apixaban 5mg tablets', 'Take one tablet twice a day', '2018-02-12'],
  ['Bisoprolol 2.5mg tablets', 'Take one tablet in the morning', '2018-02-12'],
  ['Furosemide 40mg tablets', 'Take one tablet in the morning', '2021-07'],
  ['Lansoprazole 15mg gastro-resistant capsules', 'Take one capsule in the morning', '2014-10-01'],
  ['Tamsulosin 400microgram modified-release capsules', 'Take one capsule after breakfast', '2012'],
  ['Carbocisteine 375mg capsules', 'Take two capsules three times a day', '2020-01-23'],
  ['Beclometasone 100micrograms/dose / Formoterol 6micrograms/dose / Glycopyrronium 9micrograms/dose inhaler CFC free', 'Two puffs twice a day. Rinse your mouth after', '2020-01-23'],
  ['Salbutamol 100micrograms/dose inhaler CFC free', 'Two puffs when you need them', '2003'],
  ['Hypromellose 0.3% eye drops', 'One drop in each eye up to four times a day', '2019-05'],
  ['Macrogol compound oral powder sachets NPF sugar free', 'One sachet in half a glass of water once or twice a day', '2022-08-30'],
  ['Paracetamol 500mg tablets', 'Take two tablets up to four times a day if you need them', '2015'],
  ['Emollient cream', 'Use on dry skin as often as you like', '2017-11'],
];

const courses: readonly (readonly [string, string])[] = [
  ['Doxycycline 100mg capsules', 'Take two capsules on the first day, then one a day for 4 days'],
  ['Prednisolone 5mg tablets', 'Take six tablets in the morning for 5 days'],
  ['Clarithromycin 500mg tablets', 'Take one tablet twice a day for 5 days'],
  ['Ibuprofen 5% gel', 'Rub in up to three times a day'],
  ['Fusidic acid 2% cream', 'Use three times a day for 7 days'],
  ['Chloramphenicol 1% eye ointment', 'Use four times a day for 5 days'],
  ['Trimethoprim 200mg tablets', 'Take one tablet twice a day for 7 days'],
  ['Clotrimazole 1% cream', 'Use twice a day for 14 days'],
  ['Olive oil ear drops', 'Two drops in each ear twice a day for 14 days'],
  ['Hydrocortisone 1% cream', 'Use a thin layer once a day for 7 days'],
];

const medicinesInAll = 245;

function course(place: number): Draft {
  const [text, dose] = courses[place % courses.length] ?? ['', ''];
  const year = 2025 - Math.floor(place / 8);
  const month = String(12 - (place % 8)).padStart(2, '0');
  return entry.medicine({ text, dose, since: `${year}-${month}-03`, ended: `${year}-${month}-17`, status: 'completed' });
}

export const winstonAlmanac: PersonDraft = {
  nhsNumber: '9993909963',
  given: 'Winston',
  family: 'Almanac',
  birthDate: '1939-01-30',
  gender: 'male',
  surgery: 'Mill Wheel Medical Centre',
  sections: [
    { section: 'allergies', drafts: [entry.allergy({ text: 'Codeine adverse reaction', category: 'medication', criticality: 'low', reaction: 'Feeling sick', severity: 'moderate', since: '2006' })] },
    {
      section: 'medicines',
      drafts: [
        ...repeats.map(([text, dose, since]) => entry.medicine({ text, dose, since })),
        ...Array.from({ length: medicinesInAll - repeats.length }, (_, place) => course(place)),
      ],
    },
    {
      section: 'conditions',
      drafts: [
        entry.condition({ text: 'Atrial fibrillation', snomed: '49436004', since: '2018-02-12' }),
        entry.condition({ text: 'Chronic obstructive pulmonary disease', snomed: '13645005', since: '2019-12' }),
        entry.condition({ text: 'Benign prostatic hyperplasia', since: '2012' }),
      ],
    },
    {
      section: 'results',
      drafts: Array.from({ length: 24 }, (_, quarter) =>
        entry.result({
          text: 'Serum sodium',
          loinc: '2951-2',
          value: 137 + (quarter % 5),
          unit: 'mmol/L',
          low: 133,
          high: 146,
          on: `${2026 - Math.floor(quarter / 4)}-${String(10 - (quarter % 4) * 3).padStart(2, '0')}-06`,
        }),
      ),
    },
    { section: 'devices', empty: 'notstarted' },
  ],
};
