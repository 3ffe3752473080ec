/**
 * What is ticked before the person chooses: what another surgery or a hospital asks first. The same for everybody,
 * so that the ticks tell a helper nothing; sensitive things stay off the slip by themselves.
 */
import type { SlipChoices } from '../printing/paper-slip.ts';
import type { PatientRecord, SectionId } from '../record/patient-record.ts';

const usual: readonly SectionId[] = ['allergies', 'medicines', 'conditions', 'vaccinations'];

export function usualChoices(record: PatientRecord): SlipChoices {
  const sections = record.sections
    .filter((section) => usual.includes(section.id))
    .map((section) => section.id);
  return { sections, large: false };
}

/** A section that has something to say on paper. */
export function printableSections(record: PatientRecord): readonly SectionId[] {
  return record.sections
    .filter((section) => usual.includes(section.id) || section.state !== 'not-available')
    .map((section) => section.id);
}
