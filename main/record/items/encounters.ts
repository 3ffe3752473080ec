/** Encounter (FHIR R4 8.11; in STU3 `class` may be a Coding and `reason` a list of concepts). */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf, codeWords, conceptName } from '../fhir/concept.ts';
import { fields, list, words } from '../fhir/json.ts';
import { periodEnd, periodStart, quantityWords } from '../fhir/quantity.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

/** HL7 v3 ActEncounterCode, where the source gives no display. */
const classes = new Map([
  ['AMB', 'outpatient visit'],
  ['EMER', 'emergency visit'],
  ['IMP', 'hospital stay'],
  ['HH', 'home visit'],
  ['VR', 'video or phone call'],
]);

export function encounter(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const coding = fields(resource['class']);
  const kind = words(coding?.['display']) ?? classes.get(typeof coding?.['code'] === 'string' ? coding['code'] : '') ?? null;
  const type = list(resource['type']).map(conceptName).find((name) => name !== null) ?? null;
  const title = type ?? kind ?? conceptName(resource['serviceType']);
  const status = codeOf(resource['status']);
  if (status !== 'finished' && codeWords(status) !== null) sheet.concept('status', status);
  if (kind !== title) sheet.say('category', kind);
  sheet.concepts('reason', resource['reasonCode'] ?? resource['reason']);
  sheet.people('reason', resource['reasonReference']);
  for (const value of list(resource['diagnosis'])) sheet.people('outcome', fields(value)?.['condition']);
  sheet.say('ended', periodEnd(resource['period']), true);
  sheet.take('description', resource['length'], quantityWords);
  sheet.people('performer', resource['participant']);
  sheet.people('source', resource['serviceProvider']);
  for (const value of list(resource['location'])) sheet.people('place', fields(value)?.['location']);
  return sheet.finish({ title, code: list(resource['type'])[0], date: periodStart(resource['period']) });
}
