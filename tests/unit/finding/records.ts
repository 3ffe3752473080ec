/** Small records by hand, for what finds its way in them. */
import { sectionIds, type Detail, type DetailLabel, type Item, type PatientRecord, type SectionId, type SectionState } from '../../../main/record/patient-record.ts';

export const detail = (label: DetailLabel, text: string): Detail => ({ label, name: null, value: { text, lang: null, isValue: false } });

export const item = (id: string, title: string, more: Partial<Item> = {}): Item => ({
  id, title: { text: title, lang: null, isValue: false }, codings: [], date: '2026-01-01', details: [], measurement: null, past: false, sensitive: false, ...more,
});

export function recordOf(
  items: Partial<Record<SectionId, readonly Item[]>>,
  narrative: Partial<Record<SectionId, readonly string[]>> = {},
  states: Partial<Record<SectionId, SectionState>> = {},
): PatientRecord {
  return {
    format: 'ips',
    patient: { name: 'Made Up', birthDate: '1950-01-01', nhsNumber: '9991234560' },
    custodian: 'Riverside Surgery',
    createdAt: '2026-11-01',
    warnings: [],
    sections: sectionIds.map((id) => ({
      id,
      title: null,
      state: states[id] ?? (items[id] !== undefined || narrative[id] !== undefined ? 'present' : 'not-available'),
      items: items[id] ?? [],
      narrative: (narrative[id] ?? []).map((text) => ({ text, lang: null, isValue: false })),
      withheld: 0,
      notUnderstood: 0,
    })),
    accounting: { entries: 0, shown: 0, supporting: 0, notShown: [] },
  };
}
