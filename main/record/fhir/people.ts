/** HumanName, identifiers and the names of people, organisations and places (FHIR R4 2.24.0.11, 2.24.0.9). */
import { parseNhsNumber } from '../../identity/codes/nhs-number.ts';
import { fields, first, list, present, words, type Fields } from './json.ts';
import { conceptName } from './concept.ts';
import { isWithheld } from './visibility.ts';

/** "Amina Khan". Recorded text first; prefix and suffix are kept because they are part of what people are called. */
export function humanName(value: unknown): string | null {
  const name = fields(value);
  if (name === null) return words(value);
  const text = words(name['text']);
  if (text !== null) return text;
  const parts = [...list(name['prefix']), ...list(name['given']), name['family'], ...list(name['suffix'])];
  const said = parts.map(words).filter((part) => part !== null);
  return said.length === 0 ? null : said.join(' ');
}

const ranks = new Map([
  ['official', 0],
  ['usual', 1],
]);
const past = new Set(['old', 'maiden', 'temp', 'anonymous']);

/** The official name, else the usual one, else the first that is not an old one. */
export function chosenName(value: unknown): string | null {
  let best: string | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const one of list(value)) {
    const text = humanName(one);
    if (text === null) continue;
    const use = fields(one)?.['use'];
    const rank = typeof use !== 'string' ? 2 : past.has(use) ? 4 : (ranks.get(use) ?? 3);
    if (rank < bestRank) {
      best = text;
      bestRank = rank;
    }
  }
  return best;
}

/** What a supporting resource is called. */
export function resourceName(type: string, resource: Fields): string | null {
  switch (type) {
    case 'Practitioner':
    case 'RelatedPerson':
    case 'Patient':
    case 'Person':
      return chosenName(resource['name']);
    case 'Medication':
    case 'Substance':
      return conceptName(resource['code']);
    case 'Device':
      return words(fields(first(resource['deviceName']))?.['name']) ?? conceptName(resource['type']);
    case 'Specimen':
      return conceptName(resource['type']);
    default:
      return words(resource['name']) ?? conceptName(resource['code']) ?? conceptName(resource['type']);
  }
}

export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';
const nhsNumberSystems = new Set([nhsNumberSystem, 'http://fhir.nhs.net/Id/nhs-number', 'urn:oid:2.16.840.1.113883.2.1.4.1']);

/** The patient's NHS number: ten digits that pass modulus 11. Two different ones are none. */
export function nhsNumberOf(patient: Fields): string | null {
  let found: string | null = null;
  for (const one of list(patient['identifier'])) {
    const identifier = fields(one);
    if (identifier === null || typeof identifier['system'] !== 'string' || !nhsNumberSystems.has(identifier['system'])) continue;
    if (identifier['use'] === 'old') continue;
    const number = parseNhsNumber(words(identifier['value']) ?? '');
    if (!number.ok) continue;
    if (found !== null && found !== number.value) return null;
    found = number.value;
  }
  return found;
}

/** Patient.deceased[x], .active and the labels of .meta.security (PDS marks who may not be found R or V). */
export function isClosed(patient: Fields): boolean {
  const died = patient['deceasedBoolean'] === true || present(patient['deceasedDateTime']);
  return died || patient['active'] === false || isWithheld(patient);
}
