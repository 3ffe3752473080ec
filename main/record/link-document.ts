/**
 * What a person takes elsewhere by a link: the parts that they chose, as a FHIR R4 document (3.3, "Documents").
 * Every section is its words as recorded, in the narrative: that is what the kiosk knows for certain. Nothing is
 * coded anew. A part of which there is nothing to show says why (`emptyReason`).
 */
import { words } from '../copy/words.ts';
import { sectionCodeOf } from './formats/ips.ts';
import type { Item, PatientRecord, Section, SectionId, SectionState } from './patient-record.ts';

export interface DocumentChoices {
  readonly sections: readonly SectionId[];
  readonly sensitive?: boolean;
}

const say = words('en');
const emptyReasons: Record<Exclude<SectionState, 'present'>, string> = {
  'none-recorded': 'nilknown',
  'no-access': 'withheld',
  withheld: 'withheld',
  'not-available': 'unavailable',
  error: 'unavailable',
};

/** UTF-8 JSON. `now` in milliseconds since 1970. */
export function linkDocument(record: PatientRecord, choices: DocumentChoices, now: number): Uint8Array {
  const { patient, custodian } = record;
  const [composition, subject, keeper] = ['urn:uuid:00000000-0000-4000-8000-000000000001', 'urn:uuid:00000000-0000-4000-8000-000000000002', 'urn:uuid:00000000-0000-4000-8000-000000000003'] as const;
  const when = new Date(now).toISOString();
  const document = {
    resourceType: 'Bundle',
    type: 'document',
    timestamp: when,
    identifier: { system: 'urn:ietf:rfc:3986', value: composition },
    entry: [
      {
        fullUrl: composition,
        resource: {
          resourceType: 'Composition',
          status: 'final',
          language: 'en',
          type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] },
          subject: { reference: subject },
          date: record.createdAt ?? when,
          author: [custodian === null ? { display: say('slip:from-unknown') } : { reference: keeper }],
          ...(custodian === null ? {} : { custodian: { reference: keeper } }),
          title: say('slip:title'),
          section: record.sections.filter(({ id }) => choices.sections.includes(id)).map((section) => sectionOf(section, choices.sensitive === true)),
        },
      },
      {
        fullUrl: subject,
        resource: {
          resourceType: 'Patient',
          ...(patient.name === null ? {} : { name: [{ use: 'official', text: patient.name }] }),
          ...(patient.birthDate === null ? {} : { birthDate: patient.birthDate }),
          ...(patient.nhsNumber === null ? {} : { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: patient.nhsNumber }] }),
        },
      },
      ...(custodian === null ? [] : [{ fullUrl: keeper, resource: { resourceType: 'Organization', name: custodian } }]),
    ],
  };
  return new TextEncoder().encode(JSON.stringify(document));
}

function sectionOf(section: Section, sensitive: boolean): object {
  const shown = sensitive ? section.items : section.items.filter((item) => !item.sensitive);
  const apart = section.items.length - shown.length;
  const lines = [
    ...shown.flatMap(itemLines),
    ...(section.items.length === 0 ? section.narrative.map(({ text }) => text) : []),
    ...(section.state === 'present' ? [] : [say(`record:state.${section.state}`)]),
    ...(apart === 0 ? [] : [say('slip:apart', { count: apart })]),
    ...(section.withheld === 0 ? [] : [say('record:withheld', { count: section.withheld })]),
    ...(section.notUnderstood === 0 ? [] : [say('record:not-understood', { count: section.notUnderstood })]),
  ];
  const title = say(`record:section.${section.id}`);
  const code = sectionCodeOf(section.id);
  return {
    title,
    ...(code === null ? {} : { code: { coding: [{ system: 'http://loinc.org', code }] } }),
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml">${(lines.length === 0 ? [say('slip:empty-section')] : lines).flatMap(paragraphs).join('')}</div>`,
    },
    ...(section.state === 'present' ? {} : { emptyReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: emptyReasons[section.state] }] } }),
  };
}

/** The thing, then what is recorded of it, a line each; what is over says so first. */
function itemLines({ title, date, past, details }: Item): string[] {
  return [
    past ? `${title.text} (${say('slip:past')})` : title.text,
    ...(date === null ? [] : [`${say('slip:date')}: ${date}`]),
    ...details.map(({ label, name, value }) => `${name?.text ?? say(`record:label.${label}`)}: ${value.text}`),
  ];
}

function paragraphs(text: string): string[] {
  return text.split(/\r\n?|\n/).map((line) => `<p>${line.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`);
}
