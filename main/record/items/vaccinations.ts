/** Immunization (FHIR R4 11.5; STU3: `date`, `notGiven`, `practitioner`, `vaccinationProtocol`, `explanation`). */
import type { NotShownReason } from '../patient-record.ts';
import { conceptName } from '../fhir/concept.ts';
import { date, extension, fields, list, number, words } from '../fhir/json.ts';
import { quantityWords } from '../fhir/quantity.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

/** GP Connect names the procedure ("Measles mumps and rubella vaccination") in an extension. */
const procedureUrl = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-VaccinationProcedure-1';

export function immunization(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const procedure = extension(resource, procedureUrl)?.['valueCodeableConcept'];
  const vaccine = sheet.conceptTitle(resource['vaccineCode']);
  const named = procedure === undefined ? null : sheet.conceptTitle(procedure);
  const title = named ?? vaccine;
  const notDone = resource['status'] === 'not-done' || resource['notGiven'] === true;
  if (notDone) sheet.coded('status', 'status.not-given', 'not given');
  else if (resource['status'] !== 'completed') sheet.concept('status', resource['status']);
  sheet.concepts('status-reason', resource['statusReason']);
  sheet.concepts('status-reason', fields(resource['explanation'])?.['reasonNotGiven']);
  if (vaccine !== title && vaccine?.toLowerCase() !== 'unknown') sheet.say('recorded-name', vaccine);
  sheet.take('given', resource['occurrenceString'], words);
  doses(sheet);
  sheet.concepts('reason', resource['reasonCode'] ?? fields(resource['explanation'])?.['reason']);
  sheet.concept('site', resource['site']);
  sheet.concept('route', resource['route']);
  sheet.take('dose', resource['doseQuantity'], quantityWords, true);
  sheet.people('manufacturer', resource['manufacturer']);
  sheet.take('batch', resource['lotNumber'], words, true);
  sheet.each('reaction', reactions(resource['reaction']), words);
  sheet.notes(resource['note']);
  sheet.people('performer', resource['performer'] ?? resource['practitioner']);
  sheet.people('place', resource['location']);
  sheet.concept('source', resource['reportOrigin']);
  return sheet.finish({
    title,
    code: procedure ?? resource['vaccineCode'],
    date: date(resource['occurrenceDateTime']) ?? date(resource['date']) ?? date(resource['recorded']),
    past: notDone,
  });
}

function doses(sheet: Sheet): void {
  const protocols = sheet.resource['protocolApplied'] ?? sheet.resource['vaccinationProtocol'];
  for (const value of list(protocols)) {
    const protocol = fields(value);
    if (protocol === null) {
      sheet.notUnderstood += 1;
      continue;
    }
    const dose = number(protocol['doseNumberPositiveInt'] ?? protocol['doseSequence']) ?? words(protocol['doseNumberString'] ?? protocol['doseNumber']);
    const of = number(protocol['seriesDosesPositiveInt'] ?? protocol['seriesDoses']) ?? words(protocol['seriesDosesString']);
    if (dose !== null) sheet.say('dose-number', of === null ? dose : `${dose} of ${of}`);
    sheet.take('description', protocol['series'], words);
    for (const disease of list(protocol['targetDisease'])) sheet.say('reason', conceptName(disease));
  }
}

function reactions(value: unknown): string[] {
  return list(value)
    .map((one) => {
      const reaction = fields(one);
      const day = date(reaction?.['date']);
      return day === null ? null : `reaction on ${day}`;
    })
    .filter((text) => text !== null);
}
