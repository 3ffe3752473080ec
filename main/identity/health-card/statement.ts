/**
 * What a verified SMART Health Card says, as plain data for a screen: who signed it, about whom, and each fact.
 * It is a statement of its issuer, not a record; what cannot be said is counted, never dropped in silence.
 */
import { isObject } from '../encoding.ts';
import { plain, termOf, type Term } from './terms.ts';
import type { HealthCard } from './verify.ts';

export interface HealthStatement {
  /** The name that the site's directory gives, else the address that signed it. */
  readonly issuer: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly issued: string;
  readonly expires: string | null;
  /** As the card has it; the card of somebody else is a card of somebody else. */
  readonly person: { readonly name: string | null; readonly birthDate: string | null };
  readonly facts: readonly HealthFact[];
  /** Entries of other kinds, and entries that their issuer took back. */
  readonly notShown: number;
  readonly revocation: 'checked' | 'not-checked';
}

/** `when` is a FHIR date or dateTime with the precision that it has: `2021`, `2021-01-29`. */
export type HealthFact =
  | {
      readonly kind: 'vaccination';
      readonly what: Term | null;
      readonly when: string | null;
      /** False: recorded as not given. */
      readonly given: boolean;
      /** "1", "2 of 3". */
      readonly dose: string | null;
      readonly batch: string | null;
      readonly where: string | null;
    }
  | {
      readonly kind: 'test';
      readonly what: Term | null;
      readonly when: string | null;
      /** As recorded, with comparator and unit; null where the card has none. */
      readonly outcome: string | Term | null;
      readonly final: boolean;
      readonly where: string | null;
    };

type Resource = Readonly<Record<string, unknown>>;

const mostFacts = 200;
/** Who, where and the cover page: nothing that is left out when it is not shown. */
const notFacts = new Set(['Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Location', 'Composition']);

export function stateCard(card: HealthCard): HealthStatement {
  const resources = resourcesOf(card.bundle);
  const told = resources.filter(({ resourceType }) => !notFacts.has(String(resourceType)));
  const facts = told.flatMap((resource) => factOf(resource) ?? []).slice(0, mostFacts);
  const people = resources.filter(({ resourceType }) => resourceType === 'Patient');
  return {
    issuer: card.issuerName ?? card.iss,
    issued: dayOf(card.notBefore),
    expires: card.expires === null ? null : dayOf(card.expires),
    person: personOf(people.length === 1 ? people[0] : undefined),
    facts,
    notShown: told.length - facts.length,
    revocation: card.revocation,
  };
}

function resourcesOf(bundle: Resource): readonly Resource[] {
  const { entry } = bundle;
  if (!Array.isArray(entry)) return [];
  return entry.flatMap((one: unknown) => (isObject(one) && isObject(one['resource']) ? [one['resource']] : []));
}

function personOf(patient: Resource | undefined): HealthStatement['person'] {
  const names = Array.isArray(patient?.['name']) ? patient['name'].filter(isObject) : [];
  const name = names[0];
  const given = Array.isArray(name?.['given']) ? name['given'].flatMap((one: unknown) => plain(one) ?? []) : [];
  const parts = [...given, ...(plain(name?.['family']) === null ? [] : [plain(name?.['family'])])];
  return { name: plain(name?.['text']) ?? plain(parts.join(' ')), birthDate: dateOf(patient?.['birthDate']) };
}

function factOf(resource: Resource): HealthFact | null {
  if (resource['resourceType'] === 'Immunization') return vaccinationOf(resource);
  return resource['resourceType'] === 'Observation' ? testOf(resource) : null;
}

function vaccinationOf(resource: Resource): HealthFact | null {
  const { status, lotNumber, performer, vaccineCode, occurrenceDateTime, occurrenceString } = resource;
  if (status !== 'completed' && status !== 'not-done') return null;
  return {
    kind: 'vaccination',
    what: termOf(vaccineCode),
    when: dateOf(occurrenceDateTime) ?? plain(occurrenceString),
    given: status === 'completed',
    dose: doseOf(resource['protocolApplied']),
    batch: plain(lotNumber),
    where: placeOf(performer),
  };
}

const notYetFinal = new Set(['registered', 'preliminary']);
const results = new Set(['final', 'amended', 'corrected', ...notYetFinal]);

function testOf(resource: Resource): HealthFact | null {
  const { status, code, effectiveDateTime, effectivePeriod, performer } = resource;
  if (typeof status !== 'string' || !results.has(status)) return null;
  return {
    kind: 'test',
    what: termOf(code),
    when: dateOf(effectiveDateTime) ?? (isObject(effectivePeriod) ? dateOf(effectivePeriod['start']) : null),
    outcome: outcomeOf(resource),
    final: !notYetFinal.has(status),
    where: placeOf(performer),
  };
}

function outcomeOf(resource: Resource): string | Term | null {
  const { valueQuantity, valueBoolean, valueInteger, valueString } = resource;
  if (isObject(valueQuantity)) return quantityOf(valueQuantity);
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'Yes' : 'No';
  if (typeof valueInteger === 'number') return String(valueInteger);
  return plain(valueString) ?? termOf(resource['valueCodeableConcept']);
}

const decimal = /^-?\d+\.\d+(?:[eE][+-]?\d+)?$/;

/** A decimal that a number would change comes as its own text: 5.0 stays 5.0. */
function quantityOf({ value, comparator, unit, code }: Resource): string | null {
  if (typeof value !== 'number' && !(typeof value === 'string' && decimal.test(value))) return null;
  return plain([comparator, String(value), unit ?? code].filter((part) => typeof part === 'string').join(' '));
}

function doseOf(protocols: unknown): string | null {
  const protocol: unknown = Array.isArray(protocols) ? protocols[0] : undefined;
  if (!isObject(protocol)) return null;
  const number = countOf(protocol['doseNumberPositiveInt'] ?? protocol['doseNumberString']);
  const of = countOf(protocol['seriesDosesPositiveInt'] ?? protocol['seriesDosesString']);
  return number === null || of === null ? number : `${number} of ${of}`;
}

function countOf(value: unknown): string | null {
  return typeof value === 'number' && Number.isInteger(value) ? String(value) : plain(value);
}

/** `Immunization.performer` has actors, `Observation.performer` is them. */
function placeOf(performers: unknown): string | null {
  if (!Array.isArray(performers)) return null;
  for (const performer of performers.filter(isObject)) {
    const { actor } = performer;
    const name = plain(performer['display']) ?? (isObject(actor) ? plain(actor['display']) : null);
    if (name !== null) return name;
  }
  return null;
}

/** A FHIR date or dateTime, else null. */
function dateOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}(?:-\d{2}(?:-\d{2}(?:T[0-9:.]{4,16}(?:Z|[+-]\d{2}:\d{2}))?)?)?$/.test(value) ? value : null;
}

/** Seconds up to the year 5138, which `health-card-claims.ts` saw to. */
function dayOf(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 10);
}
