/**
 * "There are none", "we do not know" and "we may not say", as records say them.
 * IPS 2.0.1, Empty Sections and Missing Data; the absent-unknown code system of older summaries; SNOMED CT.
 */
import { sectionIds, type DetailLabel, type Item, type Recorded, type SectionId, type SectionState } from '../patient-record.ts';
import { codeOf } from '../fhir/concept.ts';

export type EmptyState = Extract<SectionState, 'none-recorded' | 'not-available' | 'withheld'>;

/** List empty reasons (HL7 list-empty-reason). What is not on this list is not known: never "none". */
const reasons = new Map<string, EmptyState>([
  ['nilknown', 'none-recorded'],
  ['withheld', 'withheld'],
  ['notasked', 'not-available'],
  ['unavailable', 'not-available'],
  ['notstarted', 'not-available'],
  ['closed', 'not-available'],
]);

export function emptyState(reason: unknown): EmptyState {
  return reasons.get(codeOf(reason) ?? '') ?? 'not-available';
}

/**
 * Whole absences only, and only of what their section holds: "no known allergy" among the problems says nothing of problems.
 * "No known food allergy" says nothing of medicines: it stays an entry.
 */
const sectionsOf = {
  allergies: ['allergies'],
  medicines: ['medicines'],
  problems: ['conditions', 'past-conditions'],
  vaccinations: ['vaccinations'],
  procedures: ['procedures'],
  devices: ['devices'],
  any: sectionIds,
} as const satisfies Record<string, readonly SectionId[]>;
type About = keyof typeof sectionsOf;

const none = new Map<string, About>([
  ['no-known-allergies', 'allergies'],
  ['no-known-medications', 'medicines'],
  ['no-known-problems', 'problems'],
  ['no-known-immunizations', 'vaccinations'],
  ['no-known-procedures', 'procedures'],
  ['no-known-devices', 'devices'],
  ['716186003', 'allergies'],
  ['160245001', 'problems'],
  ['787481004', 'medicines'],
  ['787480003', 'procedures'],
]);
const unknown = new Map<string, About>([
  ['no-allergy-info', 'allergies'],
  ['no-medication-info', 'medicines'],
  ['no-problem-info', 'problems'],
  ['no-immunization-info', 'vaccinations'],
  ['no-procedure-info', 'procedures'],
  ['no-device-info', 'devices'],
  ['1287211007', 'any'],
]);

/** The same said only in words, by systems that do not code it. */
const noneWords = new Map<string, About>([
  ['no known allergies', 'allergies'],
  ['no known allergy', 'allergies'],
  ['no known medications', 'medicines'],
  ['no known current medications', 'medicines'],
  ['no known problems', 'problems'],
  ['no current problems or disability', 'problems'],
  ['no known current problems or disability', 'problems'],
  ['no known procedures', 'procedures'],
  ['no known immunizations', 'vaccinations'],
  ['no known immunisations', 'vaccinations'],
  ['no known devices', 'devices'],
]);
const unknownWords = new Map<string, About>([
  ['no information available', 'any'],
  ['no information about allergies', 'allergies'],
  ['no information about medications', 'medicines'],
  ['no information about problems', 'problems'],
]);

/** Details that take nothing from a bare statement. Whatever else stands beside it (a note, a reaction, a value) may contradict it. */
const bare: ReadonlySet<DetailLabel> = new Set([
  'status', 'verification', 'category', 'criticality', 'code', 'recorded-name', 'started', 'recorder', 'performer', 'source', 'place',
]);
/** "No known allergies except nuts". */
const excepts = /\b(?:except\w*|apart|but|besides|other than|however|unless|only)\b|[?;:(]/i;

type Statement = Pick<Item, 'codings' | 'details' | 'past'> & { readonly title: Pick<Recorded, 'text'> };

/** The state that this entry gives its section; null where it says anything more, and is an entry like any other. */
export function knownAbsence(statement: Statement, section: SectionId): EmptyState | null {
  const said = statement.codings.length > 0 ? codedAbsence(statement.codings, section) : wordedAbsence(statement.title.text, section);
  if (said === null) return null;
  const { past, title, details } = statement;
  return past || excepts.test(title.text) || !details.every(({ label }) => bare.has(label)) ? null : said;
}

/** Digits mean something in their own code system only, and one code of something is enough to be something. */
function codedAbsence(codings: Statement['codings'], section: SectionId): EmptyState | null {
  let said: EmptyState | null = null;
  for (const { system, code } of codings) {
    if (!code.startsWith('no-') && !isSnomed(system)) continue;
    if (isAbout(unknown, code, section)) said = 'not-available';
    else if (isAbout(none, code, section)) said ??= 'none-recorded';
    else return null;
  }
  return said;
}

function wordedAbsence(title: string, section: SectionId): EmptyState | null {
  if (!/^no /i.test(title)) return null;
  const said = title.toLowerCase();
  if (isAbout(noneWords, said, section)) return 'none-recorded';
  return isAbout(unknownWords, said, section) ? 'not-available' : null;
}

function isAbout(known: ReadonlyMap<string, About>, said: string, section: SectionId): boolean {
  const subject = known.get(said);
  return subject !== undefined && (sectionsOf[subject] as readonly SectionId[]).includes(section);
}

function isSnomed(system: string): boolean {
  return system.startsWith('http://snomed.info/') || system === 'urn:oid:2.16.840.1.113883.6.96';
}
