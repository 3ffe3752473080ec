/** Records of made-up people for the slip's tests. */
import {
  sectionIds,
  type Detail,
  type Item,
  type PatientRecord,
  type Recorded,
  type Section,
  type SectionId,
} from '../../../main/record/patient-record.ts';

export function recorded(text: string, lang: string | null = null): Recorded {
  return { text, lang, isValue: false };
}

export function value(text: string): Recorded {
  return { text, lang: null, isValue: true };
}

export function detail(label: Detail['label'], text: Recorded): Detail {
  return { label, name: null, value: text };
}

export function item(id: string, title: Recorded, details: readonly Detail[] = [], extra: Partial<Item> = {}): Item {
  return { id, title, codings: [], date: '2026-05-17', details, measurement: null, past: false, sensitive: false, ...extra };
}

export function section(id: SectionId, extra: Partial<Section> = {}): Section {
  return { id, title: null, state: 'present', items: [], narrative: [], withheld: 0, notUnderstood: 0, ...extra };
}

export function record(sections: readonly Section[], extra: Partial<PatientRecord> = {}): PatientRecord {
  return {
    format: 'ips',
    patient: { name: 'Anna Kowalska', birthDate: '1958-08-06', nhsNumber: '9991234567' },
    custodian: 'Riverside Surgery',
    createdAt: '2026-06-03T09:30:00Z',
    warnings: [],
    sections,
    accounting: { entries: 0, shown: 0, supporting: 0, notShown: [] },
    ...extra,
  };
}

/** As many medicines as the longest real list that we know of. */
export function manyMedicines(count: number): PatientRecord {
  const items = Array.from({ length: count }, (_, place) =>
    item(`medicines-${place}`, recorded(`Medicine${place} ${(place % 9) + 1}00 mg modified-release tablets`), [
      detail('dose', recorded(`Take ${(place % 3) + 1} tablets ${(place % 4) + 1} times a day, no more than ${place + 8} in all`)),
      detail('supply', value(`${place + 28} tablets`)),
    ]),
  );
  return record([section('medicines', { items })]);
}

export const everySection = [...sectionIds];

/** 22 November 2026, 2.05pm in London. */
export const afternoon = Date.UTC(2026, 10, 22, 14, 5);

export const library = { place: 'Central Library', surgery: 'your GP surgery' };
