/** Observation (FHIR R4 10.1; STU3: `comment`, `related`, one `interpretation`): values exactly as recorded. */
import type { Measurement, NotShownReason } from '../patient-record.ts';
import { absentReason, codeWords, conceptName, conceptWords, hasCode } from '../fhir/concept.ts';
import { date, fields, list, number, present, prose, words, type Fields } from '../fhir/json.ts';
import { amount, amountWords, booleanWords, periodEnd, periodStart, rangeWords, ratioWords, dateFields, whenOf, type Amount } from '../fhir/quantity.ts';
import { boundFor, referenceRange, type ChosenRange } from './reference-range.ts';
import { markedByLaboratory } from './laboratory-mark.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

const effectiveFields = dateFields('effective');

interface ValueWords {
  readonly text: string;
  readonly isValue: boolean;
  readonly amount: Amount | null;
}
type ReadValue = ValueWords | 'none' | 'not-understood';

const valueFields: readonly [string, (value: unknown) => string | null, boolean][] = [
  ['valueCodeableConcept', conceptWords, false],
  ['valueString', prose, false],
  ['valueBoolean', booleanWords, false],
  ['valueInteger', number, true],
  ['valueDecimal', number, true],
  ['valueRange', rangeWords, true],
  ['valueRatio', ratioWords, true],
  ['valueDateTime', date, true],
  ['valueTime', words, true],
  ['valuePeriod', periodWords, true],
  ['valueSampledData', sampled, false],
  ['valueAttachment', attached, false],
  ['valueReference', (value) => words(fields(value)?.['display']), false],
];

function periodWords(value: unknown): string | null {
  const start = date(fields(value)?.['start']);
  const end = periodEnd(value);
  if (start === null) return periodStart(value);
  return end === null ? start : `${start} to ${end}`;
}

function sampled(value: unknown): string | null {
  return fields(value) === null ? null : 'a recording, not shown here';
}

function attached(value: unknown): string | null {
  const attachment = fields(value);
  return attachment === null ? null : (words(attachment['title']) ?? words(attachment['contentType']) ?? 'an attachment');
}

/** value[x] of an observation or of a component: false and 0 are values. */
export function readValue(holder: Fields): ReadValue {
  const quantity = holder['valueQuantity'];
  if (quantity !== undefined && quantity !== null) {
    const one = amount(quantity);
    if (one !== null) return { text: amountWords(one), isValue: true, amount: one };
    const reason = absentReason(quantity) ?? absentReason(fields(quantity)?.['_value']);
    if (reason === null) return 'not-understood';
    return { text: codeWords(reason) ?? 'unknown', isValue: false, amount: null };
  }
  for (const [field, format, isValue] of valueFields) {
    const value = holder[field];
    if (value === undefined || value === null) continue;
    const text = format(value);
    if (text !== null) return { text, isValue, amount: null };
    const reason = absentReason(value);
    return reason === null ? 'not-understood' : { text: codeWords(reason) ?? 'unknown', isValue: false, amount: null };
  }
  const missing = conceptWords(holder['dataAbsentReason']);
  if (missing !== null) return { text: missing, isValue: false, amount: null };
  return present(holder['dataAbsentReason']) ? 'not-understood' : 'none';
}

export function observation(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = sheet.conceptTitle(resource['code']);
  const when = whenOf(resource, effectiveFields);
  const value = readValue(resource);
  let measurement: Measurement | null = null;
  if (value === 'not-understood') sheet.notUnderstood += 1;
  else if (value !== 'none') {
    sheet.say('value', value.text, value.isValue);
    const chosen = rangeDetails(sheet, resource['referenceRange'], when, null);
    measurement = measurementOf(value.amount, chosen);
  } else rangeDetails(sheet, resource['referenceRange'], when, null);
  sheet.concepts('interpretation', resource['interpretation']);
  for (const component of list(resource['component'])) componentDetails(sheet, component, when);
  members(sheet, resource['hasMember']);
  for (const related of list(resource['related'])) {
    const one = fields(related);
    if (one?.['type'] === 'has-member') members(sheet, one['target']);
  }
  standing(sheet);
  sheet.take('note', resource['comment'], prose);
  sheet.notes(resource['note']);
  sheet.concept('site', resource['bodySite']);
  sheet.concept('method', resource['method']);
  specimen(sheet, resource['specimen']);
  sheet.people('performer', resource['performer']);
  return sheet.finish({ title, code: resource['code'], date: when ?? date(resource['issued']), measurement, marked: markedByLaboratory(resource) });
}

const settled = new Set(['final', 'unknown']);

/** A result that was changed later, or was called off, says so. */
function standing(sheet: Sheet): void {
  const status = sheet.resource['status'];
  if (typeof status !== 'string' || !settled.has(status)) sheet.concept('status', status);
}

function rangeDetails(sheet: Sheet, value: unknown, when: string | null, name: string | null): ChosenRange | null {
  if (value === undefined || value === null) return null;
  const { gender, birthDate } = sheet.around;
  const range = referenceRange(value, { gender, birthDate, date: when });
  for (const text of range.words) sheet.say('range', text, true, name);
  sheet.notUnderstood += range.notUnderstood;
  return range.chosen;
}

function measurementOf(value: Amount | null, range: ChosenRange | null): Measurement | null {
  if (value === null || value.comparator === 'ad') return null;
  return {
    value: value.value,
    comparator: value.comparator,
    unit: value.unit,
    low: range === null ? null : boundFor(value, range.low),
    high: range === null ? null : boundFor(value, range.high),
    rangeText: range?.text ?? null,
  };
}

/** "Systolic blood pressure: 120 mmHg". A component whose value is missing says so. */
function componentDetails(sheet: Sheet, value: unknown, when: string | null): void {
  const component = fields(value);
  if (component === null) {
    sheet.notUnderstood += 1;
    return;
  }
  const name = conceptName(component['code']);
  const read = readValue(component);
  if (read === 'not-understood') sheet.notUnderstood += 1;
  else if (read === 'none') sheet.say('component', name);
  else sheet.say('component', read.text, read.isValue, name);
  rangeDetails(sheet, component['referenceRange'], when, name);
  for (const one of list(component['interpretation'])) {
    const text = conceptWords(one);
    if (text !== null) sheet.say('interpretation', text, false, name);
  }
}

/**
 * What a panel or a report is made of. Members with an entry are items themselves (so a cycle of members is only a
 * list of names); contained ones have nowhere else to be shown, so their values are here.
 */
export function members(sheet: Sheet, references: unknown): void {
  if (references === undefined || references === null) return;
  const names = new Set<string>();
  for (const reference of list(references)) {
    const target = sheet.target(reference);
    if (target?.kind === 'contained') containedMember(sheet, target.resource);
    else if (target?.kind === 'entry' && target.entry.hidden === null && isComment(target.entry.resource)) {
      sheet.say('note', commentWords(target.entry.resource));
      sheet.speakFor(target.entry);
    }
    else if (target === null || target.entry !== sheet.entry) {
      const name = target === null ? words(fields(reference)?.['display']) : target.entry.hidden === null ? conceptName(target.entry.resource['code']) : null;
      if (name !== null) names.add(name);
    }
  }
  if (names.size > 0) sheet.say('component', [...names].join(', '));
}

/** SNOMED CT "Comment note": what somebody wrote, sent as if it were a result (GP Connect). With nothing written it only says who filed it. */
const commentNote: ReadonlySet<string> = new Set(['37331000000100']);

export function isComment(observation: Fields): boolean {
  return hasCode(observation['code'], commentNote) && !present(observation['valueQuantity']);
}

export function commentWords(observation: Fields): string | null {
  const value = readValue(observation);
  const parts = [typeof value === 'string' ? null : value.text, prose(observation['comment'])].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(': ');
}

function containedMember(sheet: Sheet, member: Fields): void {
  const name = conceptName(member['code']);
  const read = readValue(member);
  if (read === 'not-understood') sheet.notUnderstood += 1;
  else if (read !== 'none') sheet.say('component', read.text, read.isValue, name);
  else sheet.say('component', name);
  rangeDetails(sheet, member['referenceRange'], whenOf(member, effectiveFields), name);
  for (const component of list(member['component'])) componentDetails(sheet, component, null);
}

export function specimen(sheet: Sheet, references: unknown): void {
  for (const reference of list(references)) {
    const target = sheet.target(reference);
    if (target?.kind === 'entry' && target.entry.hidden !== null) continue;
    const sample = target === null ? null : target.kind === 'entry' ? target.entry.resource : target.resource;
    sheet.say('specimen', (sample === null ? null : conceptName(sample['type'])) ?? words(fields(reference)?.['display']));
    if (sample !== null) sheet.notes(sample['note']);
  }
}

