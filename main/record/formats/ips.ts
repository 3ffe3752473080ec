/** International Patient Summary, or any FHIR document: a Composition says which entry belongs to which section (IPS 2.0.1). */
import type { Entry, RecordBundle } from '../fhir/bundle.ts';
import { codeOf } from '../fhir/concept.ts';
import { date, fields, language, list, present, words, type Fields } from '../fhir/json.ts';
import { resourceName } from '../fhir/people.ts';
import { isWithheld, labelsWithhold } from '../fhir/visibility.ts';
import { kindOf } from '../items/registry.ts';
import type { SectionId } from '../patient-record.ts';
import { emptyState } from './absence.ts';
import { plainly, type Layout } from './assemble.ts';
import type { SourceSection } from './filling.ts';

/** LOINC section codes of the IPS, and a few that national summaries add. */
const sectionCodes = new Map<string, SectionId>([
  ['11450-4', 'conditions'],
  ['48765-2', 'allergies'],
  ['10160-0', 'medicines'],
  ['11369-6', 'vaccinations'],
  ['30954-2', 'results'],
  ['47519-4', 'procedures'],
  ['46264-8', 'devices'],
  ['42348-3', 'advance-directives'],
  ['47420-5', 'functional-status'],
  ['11348-0', 'past-conditions'],
  ['10162-6', 'pregnancy'],
  ['81338-6', 'patient-story'],
  ['18776-5', 'care-plan'],
  ['29762-2', 'social-history'],
  ['8716-3', 'vital-signs'],
  ['104605-1', 'alerts'],
  ['46240-8', 'consultations'],
  ['57016-8', 'advance-directives'],
  ['10157-6', 'patient-story'],
  ['51847-2', 'consultations'],
  ['26436-6', 'results'],
  ['18748-4', 'results'],
  ['55107-7', 'documents'],
]);

/** The LOINC code of a section of ours; null where there is none. */
export function sectionCodeOf(id: SectionId): string | null {
  return [...sectionCodes].find(([, known]) => known === id)?.[0] ?? null;
}

export function ipsLayout(bundle: RecordBundle, composition: Entry, patient: Entry): Layout {
  const document = composition.resource;
  const documentLanguage = language(document['language']) ?? language(bundle.resource['language']);
  const sections: SourceSection[] = [];
  const used = new Set<Fields>();
  // Sections may hold sections: a plain list of what is still to be read, so that depth costs nothing.
  const waiting = [...list(document['section'])].reverse().map((value) => ({ value, parent: null as SectionId | null }));
  while (waiting.length > 0) {
    const next = waiting.pop();
    const section = fields(next?.value);
    if (next === undefined || section === null || used.has(section)) continue;
    used.add(section);
    const read = sectionOf(section, composition, bundle, next.parent, documentLanguage);
    sections.push(read);
    for (const inner of [...list(section['section'])].reverse()) waiting.push({ value: inner, parent: read.id });
  }
  return {
    format: 'ips',
    bundle,
    patient,
    custodian: organisation(document['custodian'], composition, bundle),
    createdAt: date(document['date']) ?? date(bundle.resource['timestamp']),
    language: documentLanguage,
    warnings: ['summary-only'],
    withheld: isWithheld(bundle.resource) || isWithheld(document) || confidential(document['confidentiality']),
    ...plainly,
    sections,
  };
}

/** `Composition.confidentiality` is a code of v3-Confidentiality (R4). */
function confidential(value: unknown): boolean {
  return present(value) && labelsWithhold([{ code: value }]);
}

function sectionOf(section: Fields, composition: Entry, bundle: RecordBundle, parent: SectionId | null, documentLanguage: string | null): SourceSection {
  const entries: Entry[] = [];
  let missing = 0;
  for (const reference of list(section['entry'])) {
    const target = bundle.resolve(reference, composition.resource, composition);
    if (target?.kind === 'entry') entries.push(target.entry);
    else missing += 1;
  }
  const title = words(section['title']);
  const known = knownCode(section['code']) ?? parent ?? byEntries(entries);
  const id = known ?? 'documents';
  const notes = known === null && title !== null && entries.length === 0 ? [title] : [];
  return {
    id,
    title,
    empty: present(section['emptyReason']) ? emptyState(section['emptyReason']) : null,
    narrative: section['text'],
    language: documentLanguage,
    // A section that nobody here knows does not pull its entries away from where their kind belongs.
    entries: known === null || knownCode(section['code']) === null ? entries.filter((entry) => belongs(entry, id)) : entries,
    missing,
    notes,
  };
}

function knownCode(code: unknown): SectionId | null {
  for (const coding of list(fields(code)?.['coding'])) {
    const found = sectionCodes.get(codeOf(coding) ?? '');
    if (found !== undefined) return found;
  }
  return null;
}

function byEntries(entries: readonly Entry[]): SectionId | null {
  const [first] = entries;
  return first === undefined ? null : (kindOf(first.type)?.section(first.resource) ?? null);
}

function belongs(entry: Entry, id: SectionId): boolean {
  return kindOf(entry.type)?.section(entry.resource) === id;
}

function organisation(reference: unknown, composition: Entry, bundle: RecordBundle): string | null {
  const target = bundle.resolve(reference, composition.resource, composition);
  const name = target === null ? null : target.kind === 'entry' ? resourceName(target.entry.type, target.entry.resource) : resourceName(target.type, target.resource);
  return name ?? words(fields(reference)?.['display']);
}
