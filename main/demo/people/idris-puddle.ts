/** A small record behind a card that is locked: three wrong PINs at home, so to speak. */
import * as entry from './entries.ts';
import type { PersonDraft } from './summary.ts';

export const idrisPuddle: PersonDraft = {
  nhsNumber: '9998219930',
  given: 'Idris',
  family: 'Puddle',
  birthDate: '1966-09-27',
  gender: 'male',
  surgery: 'Hedgerow Lane Surgery',
  sections: [
    { section: 'allergies', drafts: [entry.noKnownAllergy()] },
    { section: 'medicines', drafts: [entry.medicine({ text: 'Cetirizine 10mg tablets', dose: 'Take one tablet a day when you need it', since: '2023-05' })] },
    { section: 'conditions', drafts: [entry.condition({ text: 'Hay fever', snomed: '21719001', since: '1978' })] },
  ],
};
