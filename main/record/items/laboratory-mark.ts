/**
 * The laboratory's own mark on a result: outside its range, or not as usual. Read, never worked out from numbers.
 * HL7 v3 ObservationInterpretation, its v2 table 0078, Care Connect's own list (`PA`), SNOMED CT's reference range findings.
 */
import { fields, list, type Fields } from '../fhir/json.ts';

const codes: ReadonlySet<unknown> = new Set(['H', 'HH', 'HU', 'HX', 'L', 'LL', 'LU', 'LX', '>', '<', 'A', 'AA', 'PA']);
const snomed: ReadonlySet<unknown> = new Set(['281300000', '281302008', '263654008']);

function isMark(system: unknown, code: unknown): boolean {
  if (typeof system !== 'string') return false;
  if (system === 'http://snomed.info/sct') return snomed.has(code);
  return /ObservationInterpretation|\/0078$|v2-0078$/.test(system) && codes.has(code);
}

/** True where the result, or a part of it, carries such a mark. STU3 has one interpretation, R4 a list. */
export function markedByLaboratory(observation: Fields): boolean {
  const holders = [observation, ...list(observation['component']).map(fields)];
  return holders.some((holder) =>
    list(holder?.['interpretation']).some((concept) =>
      list(fields(concept)?.['coding']).some((coding) => isMark(fields(coding)?.['system'], fields(coding)?.['code'])),
    ),
  );
}
