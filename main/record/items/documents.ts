/** DocumentReference (FHIR R4 2.42, STU3 likewise): letters are listed, asked for before they are shown, never opened. */
import type { NotShownReason } from '../patient-record.ts';
import { conceptName } from '../fhir/concept.ts';
import { date, fields, list, present, words } from '../fhir/json.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

export function documentReference(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const description = words(resource['description']);
  const type = sheet.conceptTitle(resource['type']);
  const contents = list(resource['content']).map((value) => fields(fields(value)?.['attachment']));
  const named = contents.map((attachment) => words(attachment?.['title'])).find((text) => text !== null) ?? null;
  const title = type ?? description ?? named;
  if (description !== title) sheet.say('description', description);
  if (resource['status'] === 'superseded') sheet.say('status', 'superseded');
  sheet.concepts('category', resource['category']);
  for (const [place, attachment] of contents.entries()) {
    if (attachment === null) {
      if (present(list(resource['content'])[place])) sheet.notUnderstood += 1;
    } else sheet.attachment(attachment);
  }
  sheet.people('performer', resource['author']);
  sheet.people('source', resource['custodian']);
  const context = fields(resource['context']);
  sheet.concept('category', context?.['practiceSetting']);
  return sheet.finish({
    title,
    code: resource['type'],
    date: date(resource['created']) ?? date(resource['date']) ?? date(resource['indexed']),
    past: resource['status'] === 'superseded',
    sensitive: true,
  });
}

/** Other clinical entries: what they call themselves, and what is written in them. */
export function otherEntry(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title =
    words(resource['title']) ??
    sheet.conceptTitle(resource['code'], list(resource['category'])[0], resource['type']) ??
    conceptName(list(resource['serviceType'])[0]) ??
    words(resource['description']);
  sheet.concept('status', resource['status']);
  const relation = conceptName(resource['relationship']);
  sheet.say('part-of', relation);
  for (const value of list(resource['condition'])) {
    const condition = fields(value);
    if (condition !== null) sheet.take('description', condition['code'], conceptName);
  }
  if (title !== words(resource['description'])) sheet.take('description', resource['description'], words);
  sheet.take('description', resource['summary'], words);
  for (const form of list(resource['content'])) {
    const attachment = fields(form)?.['attachment'];
    if (attachment !== undefined) sheet.attachment(attachment);
  }
  sheet.notes(resource['note']);
  sheet.people('performer', resource['performer'] ?? resource['author']);
  return sheet.finish({
    title: title ?? relation,
    code: resource['code'],
    date: date(resource['date']) ?? date(resource['authored']) ?? date(resource['start']) ?? date(resource['started']) ?? date(resource['created']) ?? date(resource['authoredOn']),
  });
}
