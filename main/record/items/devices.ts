/** Device and DeviceUseStatement (FHIR R4; the statement speaks for the device that it names). */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf } from '../fhir/concept.ts';
import { date, fields, list, present, words, type Fields } from '../fhir/json.ts';
import { periodEnd, dateFields, whenOf } from '../fhir/quantity.ts';
import { resourceName } from '../fhir/people.ts';
import type { ItemDraft, Sheet } from './sheet.ts';

const timingFields = dateFields('timing');

const over = new Set(['completed', 'inactive', 'stopped', 'not-used', 'removed']);

function describe(sheet: Sheet, device: Fields): void {
  for (const one of list(device['deviceName'])) {
    const name = words(fields(one)?.['name']);
    if (name !== null) sheet.say('recorded-name', name);
  }
  sheet.take('manufacturer', device['manufacturer'], words);
  sheet.take('description', device['modelNumber'], words, true);
  sheet.take('batch', device['lotNumber'], words, true);
  sheet.take('code', device['serialNumber'], words, true);
  sheet.notes(device['note']);
}

export function device(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const title = sheet.conceptTitle(resource['type']) ?? resourceName('Device', resource);
  sheet.concept('status', resource['status']);
  describe(sheet, resource);
  return sheet.finish({
    title,
    code: resource['type'],
    date: date(resource['manufactureDate']),
    past: over.has(codeOf(resource['status']) ?? ''),
  });
}

export function deviceUse(sheet: Sheet): ItemDraft | NotShownReason {
  const { resource } = sheet;
  const target = sheet.target(resource['device']);
  let title: string | null = null;
  let code: unknown;
  const used = target === null ? null : target.kind === 'entry' ? target.entry.resource : target.resource;
  if (target?.kind === 'entry') {
    if (target.entry.hidden !== null) sheet.hidden = target.entry.hidden;
    sheet.speakFor(target.entry);
  }
  if (used !== null) {
    code = used['type'];
    title = sheet.conceptTitle(used['type']) ?? resourceName('Device', used);
  }
  title ??= words(fields(resource['device'])?.['display']);
  sheet.concept('status', resource['status']);
  if (present(resource['timingPeriod'])) sheet.say('ended', periodEnd(resource['timingPeriod']), true);
  sheet.concepts('reason', resource['reasonCode']);
  sheet.people('reason', resource['reasonReference']);
  sheet.concept('site', resource['bodySite']);
  if (used !== null) describe(sheet, used);
  sheet.notes(resource['note']);
  sheet.people('source', resource['source']);
  return sheet.finish({
    title,
    code,
    date: whenOf(resource, timingFields) ?? date(resource['recordedOn']),
    past: over.has(codeOf(resource['status']) ?? ''),
  });
}
