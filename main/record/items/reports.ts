/** DiagnosticReport (FHIR R4 10.3, STU3 likewise): its results are items of their own and say what they are part of. */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf, conceptName } from '../fhir/concept.ts';
import { date, fields, list, present, prose, words } from '../fhir/json.ts';
import { dateFields, whenOf } from '../fhir/quantity.ts';
import { members, specimen } from './observations.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

const effectiveFields = dateFields('effective');

/** A report without results that carries a written document is a letter. */
export function isLetter(resource: Sheet['resource']): boolean {
  return present(resource['presentedForm']) && !present(resource['result']);
}

const requests = new Set(['ServiceRequest', 'ProcedureRequest']);
export function diagnosticReport(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = sheet.conceptTitle(resource['code']) ?? list(resource['category']).map(conceptName).find((name) => name !== null) ?? null;
  const status = codeOf(resource['status']);
  if (status !== 'final' && status !== 'unknown') sheet.concept('status', resource['status']);
  sheet.take('note', resource['conclusion'], prose);
  sheet.concepts('interpretation', resource['conclusionCode'] ?? resource['codedDiagnosis']);
  members(sheet, resource['result']);
  for (const reference of list(resource['basedOn'])) {
    const target = sheet.target(reference);
    if (target?.kind === 'entry' && requests.has(target.entry.type)) sheet.speakFor(target.entry);
  }
  specimen(sheet, resource['specimen']);
  for (const form of list(resource['presentedForm'])) sheet.attachment(form);
  for (const media of list(resource['media'])) sheet.take('attachment', fields(media)?.['comment'], words);
  for (const category of list(resource['category'])) {
    const name = conceptName(category);
    if (name !== title) sheet.say('category', name);
  }
  sheet.people('performer', resource['performer']);
  return sheet.finish({
    title,
    code: resource['code'],
    date: whenOf(resource, effectiveFields) ?? date(resource['issued']),
    sensitive: isLetter(resource),
  });
}
