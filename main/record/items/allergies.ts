/** AllergyIntolerance (FHIR R4 9.1, STU3 likewise). */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf, conceptName, conceptWords } from '../fhir/concept.ts';
import { date, fields, list, present, prose, words } from '../fhir/json.ts';
import { periodStart, quantityWords, rangeWords, dateFields, whenOf, type DateFields } from '../fhir/quantity.ts';
import type { ItemDraft, Sheet } from './sheet.ts';


const over = new Set(['inactive', 'resolved']);

export function allergy(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = sheet.conceptTitle(resource['code'], fields(list(resource['reaction'])[0])?.['substance']);
  const verification = codeOf(resource['verificationStatus']);
  sheet.concept('status', resource['clinicalStatus']);
  // GP Connect says "unconfirmed" of every allergy, whatever is known.
  if (verification !== 'confirmed' && sheet.around.format !== 'gp-connect') sheet.concept('verification', resource['verificationStatus']);
  for (const value of list(resource['reaction'])) reaction(sheet, value);
  sheet.concept('criticality', resource['criticality']);
  sheet.concept('category', resource['type']);
  sheet.concepts('category', resource['category']);
  moment(sheet, 'started', onsetFields);
  sheet.when('last-reaction', resource['lastOccurrence']);
  sheet.notes(resource['note']);
  sheet.people('recorder', resource['recorder']);
  sheet.people('source', resource['asserter']);
  return sheet.finish({
    title,
    code: resource['code'],
    date: date(resource['recordedDate']) ?? date(resource['assertedDate']) ?? whenOf(resource, onsetFields),
    past: over.has(codeOf(resource['clinicalStatus']) ?? '') || verification === 'refuted',
  });
}

/** Every manifestation of every reaction, with how bad it was beside it. */
function reaction(sheet: Sheet, value: unknown): void {
  const one = fields(value);
  if (one === null) {
    sheet.notUnderstood += 1;
    return;
  }
  const substance = conceptName(one['substance']);
  const manifestations: string[] = [];
  for (const manifestation of list(one['manifestation'])) {
    // R5 has the concept one level down.
    const text = conceptWords(fields(manifestation)?.['concept'] ?? manifestation);
    if (text === null) sheet.notUnderstood += 1;
    else {
      manifestations.push(text);
      sheet.say('reaction', text, false, substance);
    }
  }
  if (typeof one['severity'] === 'string') sheet.concept('severity', one['severity']);
  else if (present(one['severity'])) sheet.notUnderstood += 1;
  const described = prose(one['description']);
  if (described === null) sheet.take('description', one['description'], prose);
  else if (!manifestations.includes(described)) sheet.say('description', described);
  sheet.concept('route', one['exposureRoute']);
  sheet.when('started', one['onset']);
  sheet.notes(one['note']);
}

/** The fields of onset[x] and abatement[x]. */
interface MomentFields extends DateFields {
  readonly age: string;
  readonly range: string;
  readonly text: string;
}

function momentFields(stem: string): MomentFields {
  return { ...dateFields(stem), age: `${stem}Age`, range: `${stem}Range`, text: `${stem}String` };
}

export const onsetFields = momentFields('onset');
export const abatementFields = momentFields('abatement');

/** A date stays a date, an age or a word is said as it is. */
export function moment(sheet: Sheet, label: 'started' | 'ended', names: MomentFields): void {
  const { resource } = sheet;
  sheet.when(label, resource[names.dateTime]);
  sheet.take(label, resource[names.period], periodStart, true);
  sheet.take(label, resource[names.age], ageWords);
  sheet.take(label, resource[names.range], rangeWords);
  sheet.take(label, resource[names.text], words);
}

const ageUnits = new Map([
  ['a', 'years'],
  ['mo', 'months'],
  ['wk', 'weeks'],
  ['d', 'days'],
]);

/** "at age 35 years" */
export function ageWords(value: unknown): string | null {
  const age = fields(value);
  const unit = typeof age?.['code'] === 'string' ? ageUnits.get(age['code']) : undefined;
  const text = quantityWords(unit === undefined ? value : { ...age, unit });
  return text === null ? null : `at age ${text}`;
}
