/** Young and well: the parts that are empty say why they are. */
import * as entry from './entries.ts';
import type { PersonDraft } from './summary.ts';

export const tomLantern: PersonDraft = {
  nhsNumber: '9991590838',
  given: 'Tom',
  family: 'Lantern',
  birthDate: '2001-11-23',
  gender: 'male',
  surgery: 'Harbour Street Practice',
  sections: [
    { section: 'allergies', drafts: [entry.noKnownAllergy()] },
    { section: 'medicines', empty: 'nilknown' },
    { section: 'conditions', empty: 'nilknown' },
    {
      section: 'vaccinations',
      drafts: [
        entry.vaccination({ text: 'Meningococcal ACWY vaccination', on: '2016-02-09' }),
        entry.vaccination({ text: 'Measles, mumps and rubella vaccination', on: '2005-03', dose: '2' }),
        entry.vaccination({ text: 'Measles, mumps and rubella vaccination', on: '2003-01', dose: '1' }),
      ],
    },
    { section: 'vital-signs', drafts: [entry.bloodPressure(118, 72, '2025-08-19')] },
    { section: 'social-history', drafts: [entry.lifestyle('Tobacco smoking', 'Never smoked', '2025-08-19')] },
  ],
};
