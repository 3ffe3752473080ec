/** What GP Connect keeps in extensions and in the lists of a consultation, as details of the item that it belongs to. */
import type { Entry } from '../fhir/bundle.ts';
import { conceptName } from '../fhir/concept.ts';
import { fields, list, number, words, type Fields } from '../fhir/json.ts';
import { commentWords, isComment } from '../items/observations.ts';
import { resourceName } from '../fhir/people.ts';
import type { Sheet } from '../items/sheet.ts';

/** A part of a consultation: "History", "Examination". */
export interface Heading {
  readonly title: string | null;
  readonly entries: readonly Entry[];
}

/** `apart`: observations that are items of their own. */
export function gpConnectDetails(sheet: Sheet, headings: readonly Heading[], apart: ReadonlySet<Entry>): void {
  switch (sheet.entry.type) {
    case 'MedicationStatement':
      statement(sheet);
      break;
    case 'MedicationRequest':
      prescription(sheet, sheet.resource);
      break;
    case 'AllergyIntolerance':
      endOfAllergy(sheet);
      break;
    case 'Condition':
      sheet.concept('category', named(sheet.resource, 'Extension-CareConnect-ProblemSignificance-1')?.['valueCode']);
      break;
    case 'Encounter':
      consultation(sheet, headings, apart);
      break;
    default:
  }
}

function named(resource: Fields, name: string): Fields | null {
  for (const value of list(resource['extension'])) {
    const one = fields(value);
    if (typeof one?.['url'] === 'string' && one['url'].endsWith(`/${name}`)) return one;
  }
  return null;
}

function statement(sheet: Sheet): void {
  const { resource } = sheet;
  sheet.when('last-issued', named(resource, 'Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1')?.['valueDateTime']);
  sheet.say('source', conceptName(named(resource, 'Extension-CareConnect-GPC-PrescribingAgency-1')?.['valueCodeableConcept']));
  for (const support of sheet.supports ?? []) if (support.type === 'MedicationRequest') prescription(sheet, support.resource);
}

function prescription(sheet: Sheet, request: Fields): void {
  sheet.say('category', conceptName(named(request, 'Extension-CareConnect-GPC-PrescriptionType-1')?.['valueCodeableConcept']));
  const repeats = new Map<string, string>();
  for (const value of list(named(request, 'Extension-CareConnect-GPC-MedicationRepeatInformation-1')?.['extension'])) {
    const one = fields(value);
    const count = number(one?.['valuePositiveInt'] ?? one?.['valueUnsignedInt']);
    if (typeof one?.['url'] === 'string' && count !== null) repeats.set(one['url'], count);
  }
  const allowed = repeats.get('numberOfRepeatPrescriptionsAllowed');
  const issued = repeats.get('numberOfRepeatPrescriptionsIssued');
  if (allowed !== undefined) sheet.say('supply', `${allowed} repeats allowed`);
  if (issued !== undefined) sheet.say('supply', `${issued} issued`);
  for (const value of list(named(request, 'Extension-CareConnect-GPC-MedicationStatusReason-1')?.['extension'])) {
    const one = fields(value);
    if (one?.['url'] === 'statusReason') sheet.say('status-reason', conceptName(one['valueCodeableConcept']));
    // Of a prescription that goes on it is only when its status was looked at.
    if (one?.['url'] === 'statusChangeDate' && request['status'] !== 'active' && !sheet.details.some(({ label }) => label === 'ended')) sheet.when('ended', one['valueDateTime']);
  }
}

function endOfAllergy(sheet: Sheet): void {
  for (const value of list(named(sheet.resource, 'Extension-CareConnect-GPC-AllergyIntoleranceEnd-1')?.['extension'])) {
    const one = fields(value);
    if (one?.['url'] === 'endDate') sheet.when('ended', one['valueDateTime']);
    if (one?.['url'] === 'reasonEnded') sheet.take('status-reason', one['valueString'], words);
  }
}

/** What was written and done, under the headings of the consultation; things with items of their own are named only. */
function consultation(sheet: Sheet, headings: readonly Heading[], apart: ReadonlySet<Entry>): void {
  for (const { title, entries } of headings) {
    for (const entry of entries) {
      if (entry.hidden !== null) continue;
      sheet.say('note', entry.type === 'Observation' && !apart.has(entry) ? saidBy(entry.resource) : nameOf(sheet, entry), false, title);
    }
  }
}

function saidBy(observation: Fields): string | null {
  const parts = [isComment(observation) ? null : conceptName(observation['code']), commentWords(observation)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(': ');
}

function nameOf(sheet: Sheet, entry: Entry): string | null {
  if (entry.type === 'MedicationRequest' || entry.type === 'MedicationStatement') {
    const target = sheet.around.bundle.resolve(entry.resource['medicationReference'], entry.resource, entry);
    return target?.kind === 'entry' && target.entry.hidden === null ? resourceName(target.entry.type, target.entry.resource) : conceptName(entry.resource['medicationCodeableConcept']);
  }
  return conceptName(entry.resource['code']) ?? conceptName(entry.resource['vaccineCode']) ?? conceptName(list(entry.resource['reasonCode'])[0]) ?? words(entry.resource['description']);
}
