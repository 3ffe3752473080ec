/** Procedure (FHIR R4 9.3). */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf } from '../fhir/concept.ts';
import { date, fields, list, present, words } from '../fhir/json.ts';
import { periodEnd, rangeWords, dateFields, whenOf } from '../fhir/quantity.ts';
import { ageWords } from './allergies.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

const performedFields = dateFields('performed');

export function procedure(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = sheet.conceptTitle(resource['code']);
  const status = codeOf(resource['status']);
  const notDone = status === 'not-done' || resource['notDone'] === true;
  if (notDone) sheet.coded('status', 'status.not-done', 'not done');
  else if (status !== 'completed') sheet.concept('status', resource['status']);
  sheet.concept('status-reason', resource['statusReason']);
  sheet.concepts('reason', resource['reasonCode']);
  sheet.people('reason', resource['reasonReference']);
  sheet.take('done', resource['performedString'], words);
  sheet.take('done', resource['performedAge'], ageWords);
  sheet.take('done', resource['performedRange'], rangeWords);
  if (present(resource['performedPeriod'])) sheet.say('ended', periodEnd(resource['performedPeriod']), true);
  sheet.concepts('site', resource['bodySite']);
  sheet.concept('outcome', resource['outcome']);
  sheet.concepts('outcome', resource['complication']);
  sheet.concepts('description', resource['followUp']);
  for (const device of list(resource['focalDevice'])) sheet.people('component', fields(device)?.['manipulated']);
  sheet.concept('category', resource['category']);
  sheet.notes(resource['note']);
  sheet.people('performer', resource['performer']);
  sheet.people('place', resource['location']);
  return sheet.finish({ title, code: resource['code'], date: whenOf(resource, performedFields) ?? date(resource['recorded']), past: notDone });
}
