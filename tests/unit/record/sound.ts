/** What holds of every record, whatever it was read from. */
import { expect } from 'vitest';
import { detailLabels, sectionIds, sectionStates, type PatientRecord, type Recorded } from '../../../main/record/patient-record.ts';
import { sumOf } from './bundles.ts';

const bad = /\bundefined\b|\[object|\bNaN\b/;
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

export function expectSound(record: PatientRecord): void {
  expect(record.sections.map(({ id }) => id)).toEqual([...sectionIds]);
  expect(sumOf(record)).toBe(record.accounting.entries);
  const problems: string[] = [];
  const check = (where: string, recorded: Recorded) => {
    if (typeof recorded.text !== 'string' || recorded.text.trim() === '') problems.push(`${where}: blank`);
    else if (recorded.text.length > 4_000) problems.push(`${where}: ${recorded.text.length} characters`);
    else if (bad.test(recorded.text)) problems.push(`${where}: ${recorded.text}`);
    else if (controls.test(recorded.text) || !recorded.text.isWellFormed()) problems.push(`${where}: control characters`);
    if (recorded.lang !== null && typeof recorded.lang !== 'string') problems.push(`${where}: language`);
  };
  const ids = new Set<string>();
  let items = 0;
  for (const section of record.sections) {
    if (!sectionStates.includes(section.state)) problems.push(`${section.id}: state ${section.state}`);
    if (section.state === 'none-recorded' && (section.withheld > 0 || section.notUnderstood > 0)) problems.push(`${section.id}: none beside something unknown`);
    if ((section.state === 'present') !== (section.items.length > 0 || section.narrative.length > 0)) problems.push(`${section.id}: ${section.state}`);
    for (const piece of section.narrative) check(section.id, piece);
    for (const item of section.items) {
      items += 1;
      if (ids.has(item.id)) problems.push(`${item.id}: twice`);
      ids.add(item.id);
      check(item.id, item.title);
      if (item.date !== null && (typeof item.date !== 'string' || item.date === '')) problems.push(`${item.id}: date`);
      for (const detail of item.details) {
        if (!detailLabels.includes(detail.label)) problems.push(`${item.id}: label ${detail.label}`);
        check(`${item.id} ${detail.label}`, detail.value);
        if (detail.name !== null) check(`${item.id} ${detail.label}`, detail.name);
      }
      if (item.measurement !== null && !Number.isFinite(Number(item.measurement.value))) problems.push(`${item.id}: measurement`);
    }
  }
  // GP Connect lists contain items of their own.
  if (record.format !== 'gp-connect' && items > record.accounting.shown) problems.push('more items than shown entries');
  expect(problems).toEqual([]);
}
