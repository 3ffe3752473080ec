/** The details of an entry as fields of the slip: alike ones together, nothing said twice. */
import { dateLabels, type Detail } from '../record/patient-record.ts';
import type { SlipField, SlipText } from './paper-slip.ts';

export const fhirDate = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** Details of the same kind one after the other are said under one label, a line each. */
export function alike(details: readonly Detail[]): Detail[] {
  const joined: Detail[] = [];
  for (const detail of details) {
    const last = joined.at(-1);
    const sameKind =
      last?.label === detail.label &&
      last.name === null &&
      detail.name === null &&
      last.value.lang === detail.value.lang &&
      last.value.isValue === detail.value.isValue &&
      !dateLabels.has(detail.label);
    if (sameKind) joined[joined.length - 1] = { ...last, value: { ...last.value, text: `${last.value.text}\n${detail.value.text}` } };
    else joined.push(detail);
  }
  return joined;
}

/** Without fields that say again what stands above them: the same day recorded twice, once with its time. */
export function once(date: SlipField, fields: readonly SlipField[]): SlipField[] {
  const text = (piece: SlipText) => (typeof piece === 'string' ? piece : piece.text);
  const said = new Set([`${text(date.label)}\n${text(date.value)}`]);
  return fields.filter(({ label, value: shown }) => {
    const line = `${text(label)}\n${text(shown)}`;
    const first = !said.has(line);
    said.add(line);
    return first;
  });
}
