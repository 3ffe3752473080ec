/**
 * GP Connect Access Record: Structured and Patient Facing (FHIR STU3, CareConnect-GPC profiles): Lists say what belongs
 * where, what is missing and why; consultations are Lists of Lists; a medicine is a statement, its plan and its issues.
 */
import type { Entry, RecordBundle } from '../fhir/bundle.ts';
import { codeOf, hasCode } from '../fhir/concept.ts';
import { date, fields, list, present, prose, words, type Fields } from '../fhir/json.ts';
import { resourceName } from '../fhir/people.ts';
import { hiddenBecause, isWithheld } from '../fhir/visibility.ts';
import { kindOf } from '../items/registry.ts';
import { recordWarnings, type NotShownReason, type RecordWarning, type SectionId } from '../patient-record.ts';
import type { Inner, Layout } from './assemble.ts';
import type { SourceSection } from './filling.ts';
import { gpConnectDetails, type Heading } from './gp-connect-details.ts';

/** SNOMED CT codes of the primary Lists (GP Connect 1.6, List). */
const allergies = '886921000000105';
const endedAllergies = '1103671000000101';
const problems = '717711000000103';
const miscellaneous = '826501000000100';
const recalls = '714311000000108';
const lists = new Map<string, SectionId>([
  [allergies, 'allergies'],
  [endedAllergies, 'allergies'],
  ['933361000000108', 'medicines'],
  ['1102181000000102', 'vaccinations'],
  ['887191000000108', 'results'],
  ['1149501000000101', 'consultations'],
  ['792931000000107', 'care-plan'],
  ['1149501000000102', 'consultations'],
  [problems, 'conditions'],
]);
const topic = '25851000000105';
const heading = '24781000000107';
const consultation = '325851000000107';

const warningUrl = 'Extension-CareConnect-GPC-ListWarningCode-1';
const actualProblemUrls = ['Extension-CareConnect-ActualProblem-1', 'Extension-CareConnect-GPC-ActualProblem-1'];

export function isGpConnect(bundle: RecordBundle): boolean {
  const profiles = list(fields(bundle.resource['meta'])?.['profile']);
  if (profiles.some((profile) => typeof profile === 'string' && profile.includes('/GPConnect-'))) return true;
  return bundle.ofType('List').some((entry) => isPrimary(listCode(entry)));
}

function isPrimary(code: string | null): boolean {
  return code !== null && (lists.has(code) || code === miscellaneous || code === recalls);
}

function listCode(entry: Entry): string | null {
  return codeOf(entry.resource['code']);
}

export function gpConnectLayout(bundle: RecordBundle, patient: Entry): Layout {
  const warnings = new Set<RecordWarning>();
  const sections: SourceSection[] = [];
  const ended = new Set<Entry>();
  const inner: Inner[] = [];
  const reasons = new Map<Entry, NotShownReason>();
  const headings = new Map<Entry, Heading[]>();
  const observations = observationPlaces(bundle);

  for (const entry of bundle.ofType('List')) {
    if (bundle.duplicates.has(entry) || entry.hidden !== null) continue;
    const code = listCode(entry);
    for (const warning of warningsOf(entry)) warnings.add(warning);
    const members = membersOf(entry, bundle);
    if (code === heading || code === topic || code === consultation) addHeading(entry, members.entries, bundle, headings, code);
    else if (code === recalls) for (const member of members.entries) reasons.set(member, 'not-for-display');
    else if (code === problems) sections.push(problemSection(entry, members));
    // "Uncategorised" is a list of everything else: each thing goes where its kind belongs.
    else if (code === miscellaneous) continue;
    else if (code !== null && lists.has(code)) sections.push(sourceSection(entry, lists.get(code) ?? 'documents', members));
    for (const contained of members.contained) {
      const section = kindOf(contained.type)?.section(contained.resource);
      if (section !== undefined) inner.push({ host: entry, entry: contained, section });
      if (code === endedAllergies) ended.add(contained);
    }
    if (code === endedAllergies) for (const member of members.entries) ended.add(member);
  }
  hideWithConsultation(bundle, reasons);

  const spoken = spokenFor(bundle, headings, observations, reasons);
  const apart = new Set([...observations.keys()].filter((entry) => !spoken.has(entry)));
  return {
    format: 'gp-connect',
    bundle,
    patient,
    custodian: keeper(patient, bundle),
    createdAt: date(bundle.resource['timestamp']) ?? newestList(bundle),
    language: null,
    warnings: recordWarnings.filter((warning) => warnings.has(warning)),
    withheld: isWithheld(bundle.resource),
    sections,
    ended,
    supporting: spoken,
    places: observations,
    reasons,
    inner,
    details: (sheet) => gpConnectDetails(sheet, headings.get(sheet.entry) ?? [], apart),
  };
}

interface Members {
  readonly entries: readonly Entry[];
  readonly contained: readonly Entry[];
  readonly missing: number;
}

function membersOf(holder: Entry, bundle: RecordBundle): Members {
  const entries: Entry[] = [];
  const contained: Entry[] = [];
  let missing = 0;
  for (const value of list(holder.resource['entry'])) {
    const one = fields(value);
    if (one?.['deleted'] === true) continue;
    const target = bundle.resolve(one?.['item'], holder.resource, holder);
    if (target === null) missing += 1;
    else if (target.kind === 'entry') entries.push(target.entry);
    else contained.push({ place: holder.place, fullUrl: null, type: target.type, resource: target.resource, hidden: hiddenBecause(target.type, target.resource) });
  }
  return { entries, contained, missing };
}

function warningsOf(entry: Entry): RecordWarning[] {
  const found: RecordWarning[] = [];
  for (const value of list(entry.resource['extension'])) {
    const one = fields(value);
    if (typeof one?.['url'] !== 'string' || !one['url'].endsWith(warningUrl)) continue;
    const warning = recordWarnings.find((known) => known === one['valueCode']);
    if (warning !== undefined) found.push(warning);
  }
  return found;
}

function sourceSection(entry: Entry, id: SectionId, members: Members): SourceSection {
  const empty = members.entries.length === 0 && members.contained.length === 0;
  return {
    id,
    title: words(entry.resource['title']),
    // An empty list with things left out is withheld. One with nothing in it says only that: it is not "none".
    empty: !empty ? null : warningsOf(entry).includes('confidential-items') ? 'withheld' : 'not-available',
    narrative: undefined,
    language: null,
    entries: members.entries,
    missing: members.missing,
    notes: empty ? [] : list(entry.resource['note']).map((note) => prose(fields(note)?.['text'])).filter((text) => text !== null),
  };
}

/** One list of problems, two sections: what is over is shown apart, where its own status puts it. */
function problemSection(entry: Entry, members: Members): SourceSection {
  return { ...sourceSection(entry, 'conditions', members), entries: members.entries.filter((member) => kindOf(member.type)?.section(member.resource) !== 'past-conditions') };
}

/**
 * Observations are laboratory results, measurements, and everything else that was ever coded ("never smoked").
 * A result has a report, a group, a laboratory category or a laboratory's range; a measurement has a number.
 */
function observationPlaces(bundle: RecordBundle): Map<Entry, SectionId> {
  const reported = new Set<Entry>();
  for (const entry of bundle.ofType('DiagnosticReport')) {
    for (const reference of list(entry.resource['result'])) {
      const target = bundle.resolve(reference, entry.resource, entry);
      if (target?.kind === 'entry') reported.add(target.entry);
    }
  }
  const places = new Map<Entry, SectionId>();
  for (const entry of bundle.ofType('Observation')) {
    const { resource } = entry;
    const isResult = reported.has(entry) || present(resource['referenceRange']) || present(resource['specimen']) || list(resource['category']).some((category) => hasCode(category, laboratory)) || isGrouped(resource);
    if (isResult) places.set(entry, 'results');
    else if (present(resource['valueQuantity']) || list(resource['component']).some((one) => present(fields(one)?.['valueQuantity']))) places.set(entry, 'vital-signs');
    else places.set(entry, 'consultations');
  }
  return places;
}

const laboratory = new Set(['laboratory', '394595002']);

function isGrouped(resource: Fields): boolean {
  return list(resource['related']).some((value) => {
    const related = fields(value);
    const reference = fields(related?.['target'])?.['reference'];
    return (related?.['type'] === 'has-member' || related?.['type'] === 'derived-from') && typeof reference === 'string' && reference.startsWith('Observation/');
  });
}

/** What a consultation's list holds, under its heading ("History"), for the encounter that it belongs to. */
function addHeading(entry: Entry, members: readonly Entry[], bundle: RecordBundle, headings: Map<Entry, Heading[]>, code: string): void {
  const encounter = bundle.resolve(entry.resource['encounter'], entry.resource, entry);
  if (encounter?.kind !== 'entry') return;
  const clinical = members.filter((member) => member.type !== 'List');
  if (clinical.length === 0) return;
  const known = headings.get(encounter.entry) ?? [];
  known.push({ title: code === heading ? words(entry.resource['title']) : null, entries: clinical });
  headings.set(encounter.entry, known);
}

/** A consultation of unknown status is one that nobody has signed off: it waits, and what was written in it; so with a withheld one. */
function hideWithConsultation(bundle: RecordBundle, reasons: Map<Entry, NotShownReason>): void {
  for (const entry of bundle.ofType('Encounter')) {
    if (entry.resource['status'] === 'unknown') reasons.set(entry, 'draft');
  }
  for (const entry of bundle.ofType('Observation')) {
    if (reasons.has(entry)) continue;
    const encounter = bundle.resolve(entry.resource['context'], entry.resource, entry);
    if (encounter?.kind !== 'entry') continue;
    const reason = encounter.entry.hidden ?? reasons.get(encounter.entry);
    if (reason === 'withheld' || reason === 'draft') reasons.set(entry, reason);
  }
}

/** Entries that others say: issues of a planned medicine, the observation behind a problem, what a consultation quotes. */
function spokenFor(bundle: RecordBundle, headings: ReadonlyMap<Entry, readonly Heading[]>, places: ReadonlyMap<Entry, SectionId>, reasons: ReadonlyMap<Entry, NotShownReason>): ReadonlySet<Entry> {
  const spoken = new Set<Entry>();
  const speak = (reference: unknown, from: Entry, type: string) => {
    const target = bundle.resolve(reference, from.resource, from);
    if (target?.kind === 'entry' && target.entry.type === type && target.entry !== from) return spoken.add(target.entry);
    return null;
  };
  for (const entry of bundle.entries) {
    if (entry.hidden !== null || reasons.has(entry)) continue;
    if (entry.type === 'MedicationRequest' && entry.resource['intent'] === 'order') {
      const plans = list(entry.resource['basedOn']).map((reference) => bundle.resolve(reference, entry.resource, entry));
      if (plans.some((plan) => plan?.kind === 'entry' && plan.entry.type === 'MedicationRequest' && plan.entry.hidden === null && plan.entry.resource['intent'] === 'plan')) spoken.add(entry);
    }
    if (entry.type === 'Condition') {
      for (const value of list(entry.resource['extension'])) {
        const one = fields(value);
        if (typeof one?.['url'] === 'string' && actualProblemUrls.some((url) => String(one['url']).endsWith(url))) speak(one['valueReference'], entry, 'Observation');
      }
    }
    if (entry.type === 'Observation') {
      for (const value of list(entry.resource['related'])) speak(fields(value)?.['target'], entry, 'QuestionnaireResponse');
    }
  }
  for (const [encounter, parts] of headings) {
    if (encounter.hidden !== null || reasons.has(encounter)) continue;
    for (const part of parts) for (const entry of part.entries) if (places.get(entry) === 'consultations' && entry.hidden === null) spoken.add(entry);
  }
  return spoken;
}

function keeper(patient: Entry, bundle: RecordBundle): string | null {
  const reference = patient.resource['managingOrganization'] ?? list(patient.resource['generalPractitioner'])[0];
  const target = bundle.resolve(reference, patient.resource, patient);
  return (target?.kind === 'entry' ? resourceName(target.entry.type, target.entry.resource) : null) ?? words(fields(reference)?.['display']);
}

/** A structured record has no date of its own; its lists are snapshots with theirs. */
function newestList(bundle: RecordBundle): string | null {
  let newest: string | null = null;
  for (const entry of bundle.ofType('List')) {
    if (!isPrimary(listCode(entry))) continue;
    const when = date(entry.resource['date']);
    if (when !== null && (newest === null || when > newest)) newest = when;
  }
  return newest;
}
