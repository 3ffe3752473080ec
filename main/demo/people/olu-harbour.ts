/** Parts that are not there, each for a reason of its own: unknown is never none. */
import * as entry from './entries.ts';
import type { PersonDraft } from './summary.ts';

export const oluHarbour: PersonDraft = {
  nhsNumber: '9990308241',
  given: 'Olu',
  family: 'Harbour',
  birthDate: '1986-12-05',
  gender: 'male',
  surgery: 'Harbour Street Practice',
  sections: [
    { section: 'allergies', empty: 'unavailable' },
    { section: 'medicines', empty: 'withheld' },
    { section: 'conditions', drafts: [entry.condition({ text: 'Hay fever', snomed: '21719001', since: '1999-05' }), entry.condition({ text: 'Note for the practice', withheld: true })] },
    { section: 'vaccinations', empty: 'notasked' },
    { section: 'procedures', empty: 'nilknown' },
    { section: 'results', drafts: [entry.result({ text: 'Haemoglobin', value: 148, unit: 'g/L', low: 130, high: 180, on: '2024' })] },
  ],
};
