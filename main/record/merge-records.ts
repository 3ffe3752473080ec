/** Records of one person, from several sources or files, as one: nothing is lost, nothing is believed twice, and every item says whose it is. */
import { notShownReasons, type Accounting, type Detail, type Item, type NotShownReason, type PatientRecord, type Section, type SectionState } from './patient-record.ts';

export function mergeRecords(first: PatientRecord, others: readonly PatientRecord[]): PatientRecord {
  const all = [first, ...others];
  const several = new Set(all.map(({ custodian }) => custodian)).size > 1;
  const repeats = new Set<string>();
  return all.map((record) => withoutRepeats(several ? withSource(record) : record, repeats)).reduce(mergeTwo);
}

/** Where records of several keepers stand together, each item says which it came from. */
function withSource(record: PatientRecord): PatientRecord {
  const { custodian } = record;
  if (custodian === null) return record;
  const source: Detail = { label: 'source', name: null, value: { text: custodian, lang: null, isValue: false } };
  const says = (detail: Detail) => detail.label === 'source' && detail.value.text === custodian;
  const sections = record.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => (item.details.some(says) ? item : { ...item, details: [...item.details, source] })),
  }));
  return { ...record, sections };
}

/** The same item word for word from the same keeper: two files that overlap. It is shown once, and counted. */
function withoutRepeats(record: PatientRecord, known: Set<string>): PatientRecord {
  let repeats = 0;
  const keys: string[] = [];
  const sections = record.sections.map((section) => ({
    ...section,
    items: section.items.filter((item) => {
      const key = JSON.stringify([record.custodian, section.id, { ...item, id: '' }]);
      keys.push(key);
      if (known.has(key)) repeats += 1;
      return !known.has(key);
    }),
  }));
  // Only now: within one record the same thing twice is two things.
  for (const key of keys) known.add(key);
  if (repeats === 0) return record;
  const counted = Math.min(repeats, record.accounting.shown);
  const accounting = sum({ ...record.accounting, shown: record.accounting.shown - counted }, { entries: 0, shown: 0, supporting: 0, notShown: [{ reason: 'duplicate', count: counted }] });
  return { ...record, sections, accounting };
}

function mergeTwo(one: PatientRecord, other: PatientRecord): PatientRecord {
  return {
    format: one.format === other.format ? one.format : 'fhir-r4',
    patient: {
      name: one.patient.name ?? other.patient.name,
      birthDate: one.patient.birthDate ?? other.patient.birthDate,
      nhsNumber: one.patient.nhsNumber ?? other.patient.nhsNumber,
      ...((one.patient.closed ?? other.patient.closed) === true && { closed: true }),
    },
    custodian: joined(one.custodian, other.custodian),
    createdAt: earlier(one.createdAt, other.createdAt),
    warnings: [...new Set([...one.warnings, ...other.warnings])],
    sections: one.sections.map((section, place) => {
      const second = other.sections[place];
      return second === undefined ? section : mergeSections(section, second);
    }),
    accounting: sum(one.accounting, other.accounting),
  };
}

function joined(one: string | null, other: string | null): string | null {
  if (one === null || other === null || one === other) return one ?? other;
  return `${one}, ${other}`;
}

/** A record is as old as its oldest part. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null;
  return one < other ? one : other;
}

/** Only where every source says that there is nothing is there nothing; a doubt in one is a doubt in all. */
const doubts: readonly SectionState[] = ['present', 'error', 'withheld', 'no-access', 'not-available', 'none-recorded'];

function mergeSections(one: Section, other: Section): Section {
  const items = [...one.items, ...other.items];
  items.sort((left, right) => (key(left) === key(right) ? 0 : key(left) < key(right) ? 1 : -1));
  return {
    id: one.id,
    title: joined(one.title, other.title),
    state: doubts.find((state) => state === one.state || state === other.state) ?? 'error',
    items: items.map((item, place) => ({ ...item, id: `${one.id}-${place + 1}` })),
    narrative: [...one.narrative, ...other.narrative],
    withheld: one.withheld + other.withheld,
    notUnderstood: one.notUnderstood + other.notUnderstood,
  };
}

function key(item: Item): string {
  return item.date !== null && /^\d{4}/.test(item.date) ? item.date : '';
}

function sum(one: Accounting, other: Accounting): Accounting {
  const count = (reason: NotShownReason) =>
    [...one.notShown, ...other.notShown].filter((entry) => entry.reason === reason).reduce((total, entry) => total + entry.count, 0);
  return {
    entries: one.entries + other.entries,
    shown: one.shown + other.shown,
    supporting: one.supporting + other.supporting,
    notShown: notShownReasons.map((reason) => ({ reason, count: count(reason) })).filter((entry) => entry.count > 0),
  };
}
