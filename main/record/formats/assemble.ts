/** Entries and what a source says of its sections, put together into one record in which nothing is unaccounted for. */
import type { Entry, RecordBundle } from '../fhir/bundle.ts';
import { conceptName, conceptWords, hasCode } from '../fhir/concept.ts';
import { date, fields, list, prose, words } from '../fhir/json.ts';
import { chosenName, isClosed, nhsNumberOf } from '../fhir/people.ts';
import { kindOf, isNotForDisplay, isSupporting, type Kind } from '../items/registry.ts';
import { isSensitive } from '../items/sensitive.ts';
import { Sheet, type ItemDraft, type Surroundings } from '../items/sheet.ts';
import {
  notShownReasons,
  sectionIds,
  type NotShownReason,
  type PatientRecord,
  type RecordWarning,
  type SectionId,
} from '../patient-record.ts';
import { knownAbsence, type EmptyState } from './absence.ts';
import { Filling, type SourceSection } from './filling.ts';
import { isShownAs, ownership } from './ownership.ts';
import { provenanceOf, sayProvenance } from './provenance.ts';

export interface Layout {
  readonly format: PatientRecord['format'];
  readonly bundle: RecordBundle;
  readonly patient: Entry;
  readonly custodian: string | null;
  readonly createdAt: string | null;
  readonly language: string | null;
  readonly warnings: readonly RecordWarning[];
  /** The document as a whole may not be shown. */
  readonly withheld: boolean;
  readonly sections: readonly SourceSection[];
  /** Entries that the source lists as ended. */
  readonly ended: ReadonlySet<Entry>;
  /** Entries that others speak for, listed or not. */
  readonly supporting: ReadonlySet<Entry>;
  /** Where entries belong that no section lists. */
  readonly places: ReadonlyMap<Entry, SectionId>;
  /** Entries that the format itself says are not to be shown. */
  readonly reasons: ReadonlyMap<Entry, NotShownReason>;
  /** Clinical things contained in another entry. */
  readonly inner: readonly Inner[];
  /** Adds to an item what the format keeps elsewhere. */
  readonly details: ((sheet: Sheet) => void) | null;
}

/** A contained resource that is an item: it is part of its host in the accounting, where only entries count. */
export interface Inner {
  readonly host: Entry;
  readonly entry: Entry;
  readonly section: SectionId;
}

/** What a format without lists of its own leaves as it is. */
export const plainly = { sections: [], ended: new Set<Entry>(), supporting: new Set<Entry>(), places: new Map<Entry, SectionId>(), reasons: new Map<Entry, NotShownReason>(), inner: [], details: null } as const;

export function assemble(layout: Layout): PatientRecord {
  const { bundle } = layout;
  const fillings = new Map(sectionIds.map((id) => [id, new Filling(id)]));
  const filling = (id: SectionId) => fillings.get(id) as Filling;

  const placed = new Map<Entry, SectionId>();
  for (const section of layout.sections) for (const entry of section.entries) if (!placed.has(entry)) placed.set(entry, section.id);

  const around: Surroundings = {
    bundle,
    language: layout.language,
    partOf: groups(bundle),
    format: layout.format,
    gender: words(layout.patient.resource['gender']),
    birthDate: date(layout.patient.resource['birthDate']),
    names: new Map(),
    sensitive: new Map(),
  };
  const notShown = new Map<NotShownReason, number>();
  const hide = (reason: NotShownReason, section: SectionId | null) => {
    notShown.set(reason, (notShown.get(reason) ?? 0) + 1);
    if (section !== null && reason === 'withheld') filling(section).withheld += 1;
    if (section !== null && reason === 'not-understood') filling(section).notUnderstood += 1;
  };
  for (let count = 0; count < bundle.broken; count += 1) hide('not-understood', 'documents');

  const spokenFor = new Set<Entry>();
  const drafts: ItemDraft[] = [];
  const sections: SectionId[] = [];
  const absences: (EmptyState | null)[] = [];
  const hiddenEntries = new Set<Entry>();
  let supporting = 0;
  const own = ownership(bundle, layout.patient);
  const agents = provenanceOf(bundle);
  for (const entry of bundle.entries) {
    const kind = kindOf(entry.type);
    if (bundle.duplicates.size > 0 && bundle.duplicates.has(entry)) hide('duplicate', null);
    else if (kind === null) {
      if (isSupporting(entry.type)) supporting += 1;
      else hide(isNotForDisplay(entry.type) ? 'not-for-display' : 'not-understood', isNotForDisplay(entry.type) ? null : 'documents');
    } else {
      const section = placed.get(entry) ?? layout.places.get(entry) ?? kind.section(entry.resource);
      const hidden = entry.hidden ?? layout.reasons.get(entry) ?? (layout.withheld ? 'withheld' : isShownAs(own(entry), placed.has(entry)) ? null : 'not-for-display');
      const read = hidden ?? readEntry(entry, kind, layout, around, agents?.get(entry));
      if (typeof read === 'string') {
        hide(read, section);
        hiddenEntries.add(entry);
      } else {
        drafts.push(read);
        sections.push(section);
        absences.push(knownAbsence(read.item, section));
        if (read.supports !== null) for (const support of read.supports) spokenFor.add(support);
      }
    }
  }

  const hosts = new Set<Entry>();
  for (const { host, entry, section } of layout.inner) {
    const kind = kindOf(entry.type);
    if (kind === null || bundle.duplicates.has(host)) continue;
    const hidden = entry.hidden ?? (layout.withheld ? 'withheld' : isShownAs(own(entry), true) ? null : 'not-for-display');
    const read = hidden ?? readEntry(entry, kind, layout, around, agents?.get(entry));
    if (typeof read === 'string') {
      if (read === 'withheld') filling(section).withheld += 1;
      if (read === 'not-understood') filling(section).notUnderstood += 1;
    } else {
      hosts.add(host);
      filling(section).place(read, knownAbsence(read.item, section));
    }
  }
  // A list whose own contents are shown is shown, not supporting.
  let shown = hosts.size;
  supporting -= hosts.size;
  for (let at = 0; at < drafts.length; at += 1) {
    const draft = drafts[at];
    if (draft === undefined) continue;
    const { entry } = draft;
    if (layout.supporting.has(entry) || (!placed.has(entry) && (spokenFor.has(entry) || isEquipment(entry)))) {
      supporting += 1;
      continue;
    }
    shown += 1;
    filling(sections[at] ?? 'documents').place(draft, absences[at] ?? null);
  }

  if (!layout.withheld) for (const source of layout.sections) filling(source.id).describe(source, hiddenEntries);

  const completion = { withheld: layout.withheld, ended: layout.ended };
  return {
    format: layout.format,
    patient: {
      name: chosenName(layout.patient.resource['name']),
      birthDate: date(layout.patient.resource['birthDate']),
      nhsNumber: nhsNumberOf(layout.patient.resource),
      ...(isClosed(layout.patient.resource) && { closed: true }),
    },
    custodian: layout.custodian,
    createdAt: layout.createdAt,
    warnings: layout.warnings,
    sections: sectionIds.map((id) => filling(id).finish(completion)),
    accounting: {
      entries: bundle.size,
      shown,
      supporting,
      notShown: notShownReasons.filter((reason) => notShown.has(reason)).map((reason) => ({ reason, count: notShown.get(reason) ?? 0 })),
    },
  };
}

/** All that one entry comes to, while the processor still has it at hand. */
function readEntry(entry: Entry, kind: Kind, layout: Layout, around: Surroundings, agents: readonly unknown[] | undefined): ItemDraft | NotShownReason {
  const sheet = new Sheet(entry, around);
  if (!saysModifiers(sheet)) return 'not-understood';
  const read = kind.read(sheet);
  if (typeof read !== 'string') {
    layout.details?.(sheet);
    sayProvenance(sheet, agents);
    read.item.sensitive ||= isSensitive(read.item, around.sensitive);
  }
  return read;
}

/**
 * A modifier extension may turn an entry into its opposite (FHIR R4 2.4.0.1), and none is known here. One that has words
 * is said first and counted; one without hides what it may negate.
 */
function saysModifiers(sheet: Sheet): boolean {
  for (const value of list(sheet.resource['modifierExtension'])) {
    const modifier = fields(value);
    const text = conceptWords(modifier?.['valueCodeableConcept']) ?? prose(modifier?.['valueString']);
    if (text === null) return false;
    sheet.say('status', text);
    sheet.notUnderstood += 1;
  }
  return true;
}

/** A device that is nobody's: the program that wrote the document, the machine that measured. */
function isEquipment(entry: Entry): boolean {
  return entry.type === 'Device' && fields(entry.resource['patient']) === null;
}

/** SNOMED CT "Diagnostic studies report": the name that GP Connect gives to every report. */
const sayNothing: ReadonlySet<string> = new Set(['721981007']);

/** The name of the report or panel that an entry is part of; the first one that claims it. */
function groups(bundle: RecordBundle): ReadonlyMap<Entry, string> {
  const partOf = new Map<Entry, string>();
  for (const entry of bundle.entries) {
    if (entry.type !== 'DiagnosticReport' && entry.type !== 'Observation') continue;
    const { resource } = entry;
    const parts = entry.type === 'DiagnosticReport' ? resource['result'] : (resource['hasMember'] ?? relatedMembers(resource['related']));
    if (parts === undefined || parts === null || entry.hidden !== null) continue;
    const name = conceptName(resource['code']);
    if (name === null || hasCode(resource['code'], sayNothing)) continue;
    for (const reference of list(parts)) {
      const target = bundle.resolve(reference, resource, entry);
      if (target?.kind === 'entry' && target.entry !== entry && !partOf.has(target.entry)) partOf.set(target.entry, name);
    }
  }
  return partOf;
}

function relatedMembers(related: unknown): unknown {
  if (related === undefined || related === null) return undefined;
  return list(related)
    .map(fields)
    .filter((one) => one?.['type'] === 'has-member')
    .map((one) => one?.['target']);
}
