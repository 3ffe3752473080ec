/** What is planned: CarePlan, Goal, ServiceRequest (STU3 ProcedureRequest, ReferralRequest), CareTeam (FHIR R4 9.5 to 9.8). */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf, conceptName, conceptWords } from '../fhir/concept.ts';
import { date, fields, list, present, prose, words } from '../fhir/json.ts';
import { booleanWords, periodStart, quantityWords, rangeWords, dateFields, whenOf } from '../fhir/quantity.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

const occurrenceFields = dateFields('occurrence');
const startFields = dateFields('start');

const over = new Set(['completed', 'revoked', 'cancelled', 'inactive', 'stopped', 'rejected', 'suspended']);

function firstName(values: unknown): string | null {
  return list(values).map(conceptName).find((name) => name !== null) ?? null;
}

export function carePlan(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = words(resource['title']) ?? firstName(resource['category']) ?? (present(resource['description']) ? 'Care plan' : null);
  sheet.concept('status', resource['status']);
  sheet.take('description', resource['description'], prose);
  for (const category of list(resource['category'])) if (conceptName(category) !== title) sheet.say('category', conceptName(category));
  sheet.people('reason', resource['addresses']);
  for (const value of list(resource['goal'])) sheet.say('goal', goalText(sheet, value));
  for (const value of list(resource['activity'])) activity(sheet, value);
  sheet.period(resource['period']);
  sheet.notes(resource['note']);
  sheet.people('performer', resource['author'] ?? resource['careTeam']);
  return sheet.finish({
    title,
    code: list(resource['category'])[0],
    date: periodStart(resource['period']) ?? date(resource['created']),
    past: over.has(codeOf(resource['status']) ?? ''),
  });
}

function goalText(sheet: Sheet, reference: unknown): string | null {
  const target = sheet.target(reference);
  if (target === null) return words(fields(reference)?.['display']);
  if (target.kind === 'entry' && target.entry.hidden !== null) return null;
  return conceptName((target.kind === 'entry' ? target.entry.resource : target.resource)['description']);
}

function activity(sheet: Sheet, value: unknown): void {
  const one = fields(value);
  const detail = fields(one?.['detail']);
  if (one === null) {
    sheet.notUnderstood += 1;
    return;
  }
  if (detail !== null) {
    const what = conceptName(detail['code']) ?? words(detail['description']);
    const status = conceptWords(detail['status']);
    if (what !== null) sheet.say('activity', status === null ? what : `${what} (${status})`);
    if (conceptName(detail['code']) !== null) sheet.take('activity', detail['description'], prose);
  } else sheet.say('activity', sheet.nameOf(one['reference']));
  sheet.notes(one['progress'], 'activity');
}

export function goal(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  sheet.concept('status', resource['lifecycleStatus'] ?? resource['status']);
  sheet.concept('outcome', resource['achievementStatus']);
  for (const value of list(resource['target'])) {
    const aim = fields(value);
    if (aim === null) {
      sheet.notUnderstood += 1;
      continue;
    }
    const name = conceptName(aim['measure']);
    sheet.take('goal', aim['detailQuantity'], quantityWords, true, name);
    sheet.take('goal', aim['detailRange'], rangeWords, true, name);
    sheet.take('goal', aim['detailCodeableConcept'], conceptWords, false, name);
    sheet.take('goal', aim['detailString'], words, false, name);
    sheet.take('goal', aim['detailBoolean'], booleanWords, false, name);
    sheet.when('ended', aim['dueDate']);
  }
  sheet.people('reason', resource['addresses']);
  sheet.notes(resource['note']);
  return sheet.finish({
    title: sheet.conceptTitle(resource['description']),
    code: resource['description'],
    date: whenOf(resource, startFields) ?? date(resource['startDate']) ?? date(resource['statusDate']),
    past: over.has(codeOf(resource['lifecycleStatus'] ?? resource['status']) ?? ''),
  });
}

/** A request for something to be done; `doNotPerform` is the first thing said. */
export function request(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const described = prose(resource['description']);
  const title = sheet.conceptTitle(resource['code'], resource['type'], list(resource['serviceRequested'])[0], list(resource['reasonCode'])[0]) ?? described;
  if (resource['doNotPerform'] === true) sheet.say('status', 'do not do');
  if (resource['status'] !== 'unknown') sheet.concept('status', resource['status']);
  if (title !== described) sheet.say('description', described);
  sheet.concept('category', resource['priority']);
  sheet.concepts('reason', resource['reasonCode']);
  sheet.people('reason', resource['reasonReference']);
  sheet.take('started', resource['occurrenceDateTime'], date, true);
  sheet.period(resource['occurrencePeriod']);
  sheet.concepts('site', resource['bodySite']);
  sheet.take('note', resource['patientInstruction'], prose);
  sheet.notes(resource['note']);
  sheet.people('recorder', fields(resource['requester'])?.['agent'] ?? resource['requester']);
  sheet.people('performer', resource['performer'] ?? resource['recipient']);
  return sheet.finish({
    title,
    code: resource['code'],
    date: date(resource['authoredOn']) ?? whenOf(resource, occurrenceFields),
    past: over.has(codeOf(resource['status']) ?? ''),
    sensitive: present(resource['recipient']),
  });
}

export function careTeam(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = words(resource['name']) ?? firstName(resource['category']) ?? firstName(resource['reasonCode']) ?? 'Care team';
  sheet.concept('status', resource['status']);
  sheet.concepts('reason', resource['reasonCode']);
  for (const value of list(resource['participant'])) sheet.people('performer', fields(value)?.['member']);
  return sheet.finish({ title, code: undefined, date: periodStart(resource['period']), past: over.has(codeOf(resource['status']) ?? '') });
}
