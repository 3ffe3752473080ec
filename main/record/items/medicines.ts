/**
 * MedicationStatement, MedicationRequest, MedicationDispense, MedicationAdministration
 * (FHIR R4 11.1 to 11.4; STU3: `taken`, `requester.agent`, dose on the dosage).
 */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf, conceptName } from '../fhir/concept.ts';
import { date, fields, list, number, present, words, type Fields } from '../fhir/json.ts';
import { quantityWords, ratioWords, dateFields, whenOf } from '../fhir/quantity.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

const effectiveFields = dateFields('effective');

const stopped = new Set(['completed', 'stopped', 'cancelled', 'not-taken', 'ended', 'expired', 'not-done', 'declined']);

interface Medicine {
  readonly title: string | null;
  readonly code: unknown;
}

/** The medicine itself: a concept, a Medication entry, or a contained one. Its labels are honoured like the entry's own. */
function medicine(sheet: Sheet): Medicine {
  const { resource } = sheet;
  const concept = resource['medicationCodeableConcept'];
  const reference = resource['medicationReference'] ?? fields(resource['medication'])?.['reference'];
  if (present(concept) && !present(reference)) return { title: sheet.conceptTitle(concept), code: concept };
  const target = sheet.target(reference);
  if (target === null) {
    return { title: words(fields(reference)?.['display']) ?? sheet.conceptTitle(concept), code: concept };
  }
  if (target.kind === 'entry') {
    if (target.entry.hidden !== null) sheet.hidden = target.entry.hidden;
    sheet.speakFor(target.entry);
  }
  const drug = target.kind === 'entry' ? target.entry.resource : target.resource;
  const title = sheet.conceptTitle(drug['code']) ?? words(fields(reference)?.['display']) ?? ingredientNames(drug) ?? sheet.conceptTitle(concept);
  sheet.concept('category', drug['form']);
  ingredients(sheet, drug);
  return { title, code: drug['code'] };
}

function ingredientNames(drug: Fields): string | null {
  const names = list(drug['ingredient'])
    .map((value) => conceptName(fields(value)?.['itemCodeableConcept']))
    .filter((name) => name !== null);
  return names.length === 0 ? null : names.join(', ');
}

function ingredients(sheet: Sheet, drug: Fields): void {
  for (const value of list(drug['ingredient'])) {
    const part = fields(value);
    if (part === null) {
      sheet.notUnderstood += 1;
      continue;
    }
    const name = conceptName(part['itemCodeableConcept']);
    const strength = ratioWords(part['strength'] ?? part['amount']) ?? quantityWords(fields(part['strength'])?.['numerator']);
    if (name !== null) sheet.say('component', strength === null ? name : `${name} ${strength}`, false);
  }
}

/** What the statuses of all four have in common; "do not take" is the first thing said. */
function standing(sheet: Sheet): boolean {
  const { resource } = sheet;
  if (resource['doNotPerform'] === true) sheet.coded('status', 'status.do-not-take', 'do not take');
  const notTaken = resource['taken'] === 'n' || resource['notGiven'] === true;
  if (resource['taken'] === 'n') sheet.coded('status', 'status.not-taken', 'not taken');
  else if (notTaken) sheet.coded('status', 'status.not-given', 'not given');
  sheet.concept('status', resource['status']);
  sheet.concepts('status-reason', resource['statusReason']);
  sheet.concept('status-reason', resource['statusReasonCodeableConcept']);
  return resource['doNotPerform'] === true || notTaken || stopped.has(codeOf(resource['status']) ?? '');
}

function reasons(sheet: Sheet): void {
  const { resource } = sheet;
  sheet.concepts('reason', resource['reasonCode']);
  sheet.people('reason', resource['reasonReference']);
}

export function medicationStatement(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const { title, code } = medicine(sheet);
  const past = standing(sheet);
  sheet.dosages(resource['dosage']);
  prescribed(sheet);
  reasons(sheet);
  sheet.take('started', resource['effectiveDateTime'], date, true);
  sheet.period(resource['effectivePeriod']);
  sheet.concepts('category', resource['category']);
  sheet.notes(resource['note']);
  sheet.people('source', resource['informationSource']);
  return sheet.finish({ title, code, date: whenOf(resource, effectiveFields) ?? date(resource['dateAsserted']), past });
}

/** A statement speaks for the prescription that it is based on: one medicine is listed once, with what only the prescription says. */
function prescribed(sheet: Sheet): void {
  for (const reference of list(sheet.resource['basedOn'])) {
    const target = sheet.target(reference);
    if (target?.kind !== 'entry' || target.entry.type !== 'MedicationRequest' || target.entry.hidden !== null) continue;
    const prescription = target.entry.resource;
    if (list(sheet.resource['dosage']).length === 0) sheet.dosages(prescription['dosageInstruction']);
    supply(sheet, prescription['dispenseRequest']);
    sheet.speakFor(target.entry);
  }
}

export function medicationRequest(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const { title, code } = medicine(sheet);
  const past = standing(sheet);
  sheet.dosages(resource['dosageInstruction']);
  reasons(sheet);
  supply(sheet, resource['dispenseRequest']);
  sheet.concept('category', resource['courseOfTherapyType']);
  sheet.notes(resource['note']);
  sheet.people('recorder', fields(resource['requester'])?.['agent'] ?? resource['requester']);
  return sheet.finish({ title, code, date: date(resource['authoredOn']), past });
}

/** How much is supplied and how often it may be had again; the end of the prescription is not the end of the medicine. */
export function supply(sheet: Sheet, value: unknown): void {
  if (!present(value)) return;
  const request = fields(value);
  if (request === null) {
    sheet.notUnderstood += 1;
    return;
  }
  sheet.take('supply', request['quantity'], suppliedWords);
  sheet.take('supply', request['expectedSupplyDuration'], quantityWords);
  sheet.take('supply', request['numberOfRepeatsAllowed'], repeatWords);
  sheet.period(request['validityPeriod'], 'prescription');
}

const quantityText = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationQuantityText-1';

function suppliedWords(value: unknown): string | null {
  const text = list(fields(value)?.['extension'])
    .map(fields)
    .find((one) => one?.['url'] === quantityText);
  const amount = quantityWords(value);
  const said = words(text?.['valueString']);
  if (amount === null) return said;
  return said === null || amount.includes(said) ? amount : `${amount} ${said}`;
}

function repeatWords(value: unknown): string | null {
  const repeats = number(value);
  if (repeats === null) return null;
  return repeats === '1' ? '1 repeat' : `${repeats} repeats`;
}

export function medicationDispense(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const { title, code } = medicine(sheet);
  const past = standing(sheet) && resource['status'] !== 'completed';
  sheet.dosages(resource['dosageInstruction']);
  sheet.take('supply', resource['quantity'], quantityWords);
  sheet.take('supply', resource['daysSupply'], quantityWords);
  sheet.when('given', resource['whenHandedOver']);
  sheet.notes(resource['note']);
  sheet.people('performer', resource['performer']);
  return sheet.finish({ title, code, date: date(resource['whenHandedOver']) ?? date(resource['whenPrepared']), past });
}

/** Something that was given once is over. */
export function medicationAdministration(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const { title, code } = medicine(sheet);
  standing(sheet);
  const dose = fields(resource['dosage']);
  if (dose === null && present(resource['dosage'])) sheet.notUnderstood += 1;
  if (dose !== null) {
    sheet.take('dose', dose['text'], words);
    sheet.take('dose', dose['dose'], quantityWords);
    sheet.take('dose', dose['rateQuantity'], quantityWords);
    sheet.take('dose', dose['rateRatio'], ratioWords);
    sheet.concept('route', dose['route']);
    sheet.concept('site', dose['site']);
  }
  reasons(sheet);
  sheet.notes(resource['note']);
  sheet.people('performer', resource['performer']);
  return sheet.finish({ title, code, date: whenOf(resource, effectiveFields), past: true });
}
