/** Condition (FHIR R4 9.2; in STU3 `clinicalStatus` is a code and `assertedDate` the date). */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf } from '../fhir/concept.ts';
import { date, fields, list, present } from '../fhir/json.ts';
import { periodEnd, whenOf } from '../fhir/quantity.ts';
import { abatementFields, moment, onsetFields } from './allergies.ts';
import type { ItemDraft, Sheet } from './sheet.ts';


const over = new Set(['inactive', 'resolved', 'remission']);
/** Said to go on: then an end beside it, perhaps one to come, does not make it past. */
const goesOn = new Set(['active', 'recurrence', 'relapse']);
const ordinary = new Set(['problem-list-item', 'encounter-diagnosis', '75326-9']);

export function isPastCondition(resource: Sheet['resource']): boolean {
  if (over.has(codeOf(resource['clinicalStatus']) ?? '')) return true;
  if (codeOf(resource['verificationStatus']) === 'refuted') return true;
  if (goesOn.has(codeOf(resource['clinicalStatus']) ?? '')) return false;
  return (
    present(resource['abatementDateTime']) ||
    present(resource['abatementAge']) ||
    present(resource['abatementPeriod']) ||
    present(resource['abatementRange']) ||
    present(resource['abatementString']) ||
    resource['abatementBoolean'] === true
  );
}

export function condition(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = sheet.conceptTitle(resource['code']);
  sheet.concept('status', resource['clinicalStatus']);
  if (codeOf(resource['verificationStatus']) !== 'confirmed') sheet.concept('verification', resource['verificationStatus']);
  sheet.concept('severity', resource['severity']);
  moment(sheet, 'started', onsetFields);
  moment(sheet, 'ended', abatementFields);
  sheet.take('ended', resource['abatementPeriod'] === undefined ? undefined : periodEnd(resource['abatementPeriod']), date, true);
  sheet.concepts('site', resource['bodySite']);
  for (const category of list(resource['category'])) if (!ordinary.has(codeOf(category) ?? '')) sheet.concept('category', category);
  for (const value of list(resource['stage'])) {
    const stage = fields(value);
    if (stage === null) sheet.notUnderstood += 1;
    else sheet.concept('description', stage['summary']);
  }
  sheet.notes(resource['note']);
  sheet.people('recorder', resource['recorder']);
  sheet.people('source', resource['asserter']);
  return sheet.finish({
    title,
    code: resource['code'],
    date: whenOf(resource, onsetFields) ?? date(resource['recordedDate']) ?? date(resource['assertedDate']),
    past: isPastCondition(resource),
  });
}
