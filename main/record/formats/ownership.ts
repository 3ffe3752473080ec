/** Whose entry it is. */
import type { Entry, RecordBundle } from '../fhir/bundle.ts';
import { fields, list, type Fields } from '../fhir/json.ts';
import { nhsNumberOf } from '../fhir/people.ts';

export function isShownAs(whose: Whose, listed: boolean): boolean {
  return whose === 'own' || (whose === 'unclear' && listed);
}

export type Whose = 'theirs' | 'unclear' | 'own';

/**
 * Whether an entry is about this person. Another person's entry in the same bundle is never shown as theirs;
 * one about somebody who is not in the bundle only where a section of this person's document lists it.
 */
export function ownership(bundle: RecordBundle, patient: Entry): (entry: Entry) => Whose {
  const known = new Map<string, Whose>();
  const nhsNumber = nhsNumberOf(patient.resource);
  const canBeNamed = patient.fullUrl !== null || typeof patient.resource['id'] === 'string';
  const decide = (reference: string, entry: Entry): Whose => {
    const target = bundle.resolve(reference, entry.resource, entry);
    if (target === null) return canBeNamed && !bundle.isShared(patient) ? 'unclear' : 'own';
    const subject = target.kind === 'entry' ? target.entry.resource : target.resource;
    if (subject === patient.resource || subject['resourceType'] !== 'Patient' || samePerson(subject, patient.resource)) return 'own';
    return 'theirs';
  };
  return (entry) => {
    const subject = fields(entry.resource['subject'] ?? entry.resource['patient']);
    if (subject === null) return 'own';
    const number = subject['identifier'] === undefined ? null : nhsNumberOf(subject);
    if (number !== null && nhsNumber !== null && number !== nhsNumber) return 'theirs';
    const reference = subject['reference'];
    if (typeof reference !== 'string') return 'own';
    const before = known.get(reference);
    if (before !== undefined) return before;
    const whose = decide(reference, entry);
    if (!reference.startsWith('#')) known.set(reference, whose);
    return whose;
  };
}

/** The same person filed twice: an identifier of the same system and value. */
function samePerson(one: Fields, other: Fields): boolean {
  const identifiers = new Set(list(one['identifier']).map(identifierKey).filter((key) => key !== null));
  return list(other['identifier']).some((value) => {
    const key = identifierKey(value);
    return key !== null && identifiers.has(key);
  });
}

function identifierKey(value: unknown): string | null {
  const identifier = fields(value);
  const system = identifier?.['system'];
  const text = identifier?.['value'];
  return typeof system === 'string' && typeof text === 'string' ? `${system}|${text}` : null;
}
