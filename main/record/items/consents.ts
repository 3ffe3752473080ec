/** Consent as used for advance directives (FHIR R4 6.2; IPS Advance Directives), and Flag for alerts. */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf, conceptName } from '../fhir/concept.ts';
import { date, fields, list } from '../fhir/json.ts';
import { periodEnd, periodStart } from '../fhir/quantity.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

export function consent(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const provision = fields(resource['provision']);
  const named = list(resource['category']).map(conceptName).find((name) => name !== null) ?? null;
  const wish = list(provision?.['code']).map(conceptName).find((name) => name !== null) ?? null;
  const title = wish ?? named ?? sheet.conceptTitle(resource['scope']);
  sheet.concept('status', resource['status']);
  if (provision !== null) {
    sheet.concept('outcome', provision['type']);
    for (const code of list(provision['code'])) if (conceptName(code) !== title) sheet.concept('description', code);
    for (const actor of list(provision['actor'])) sheet.people('performer', fields(actor)?.['reference']);
    sheet.say('started', periodStart(provision['period']), true);
    sheet.say('ended', periodEnd(provision['period']), true);
  }
  for (const category of list(resource['category'])) if (conceptName(category) !== title) sheet.say('category', conceptName(category));
  if (resource['sourceAttachment'] !== undefined) sheet.attachment(resource['sourceAttachment']);
  sheet.people('performer', resource['performer']);
  sheet.people('source', resource['organization']);
  return sheet.finish({
    title,
    code: list(provision?.['code'])[0] ?? list(resource['category'])[0],
    date: date(resource['dateTime']),
    past: resource['status'] === 'inactive' || resource['status'] === 'rejected',
    sensitive: true,
  });
}

export function flag(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  sheet.concept('status', resource['status']);
  sheet.concepts('category', resource['category']);
  sheet.say('ended', periodEnd(resource['period']), true);
  sheet.people('recorder', resource['author']);
  return sheet.finish({
    title: sheet.conceptTitle(resource['code']),
    code: resource['code'],
    date: periodStart(resource['period']),
    past: codeOf(resource['status']) === 'inactive',
  });
}
