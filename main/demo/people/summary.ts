/**
 * Made-up records as International Patient Summary documents: HL7 IPS 2.0.1, FHIR R4.
 * A draft becomes a resource when the document gives it an address and a patient.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Fields = { readonly [name: string]: Json };

export interface Draft {
  readonly resourceType: string;
  /** What the resource calls the person: FHIR names it differently by type. */
  readonly who: 'subject' | 'patient';
  readonly fields: Fields;
  /** Resources that this one refers to, and the field that holds the references. */
  readonly holds?: { readonly field: string; readonly many: boolean; readonly drafts: readonly Draft[] };
}

/** LOINC 2.78; the first sixteen are the sections of IPS 2.0.1, CompositionUvIps. */
const sectionCodes = {
  conditions: ['11450-4', 'Health conditions'],
  allergies: ['48765-2', 'Allergies and adverse reactions'],
  medicines: ['10160-0', 'Medicines'],
  vaccinations: ['11369-6', 'Vaccinations'],
  results: ['30954-2', 'Test results'],
  procedures: ['47519-4', 'Procedures'],
  devices: ['46264-8', 'Medical devices'],
  'advance-directives': ['42348-3', 'Wishes for future care'],
  'functional-status': ['47420-5', 'Everyday living'],
  'past-conditions': ['11348-0', 'Past health conditions'],
  pregnancy: ['10162-6', 'Pregnancy'],
  'patient-story': ['81338-6', 'My story'],
  'care-plan': ['18776-5', 'Care plan'],
  'social-history': ['29762-2', 'Lifestyle'],
  'vital-signs': ['8716-3', 'Measurements'],
  alerts: ['104605-1', 'Alerts'],
  consultations: ['46240-8', 'Consultations'],
  documents: ['77599-9', 'Letters'],
} as const;

type SectionName = keyof typeof sectionCodes;

/** http://terminology.hl7.org/CodeSystem/list-empty-reason */
export type EmptyReason = 'nilknown' | 'notasked' | 'withheld' | 'unavailable' | 'notstarted';

export interface StoryText {
  readonly lang: string;
  readonly paragraphs: readonly string[];
}

export type SectionDraft =
  | { readonly section: SectionName; readonly drafts: readonly Draft[]; readonly story?: StoryText }
  | { readonly section: SectionName; readonly empty: EmptyReason };

export interface PersonDraft {
  readonly nhsNumber: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly gender: 'female' | 'male' | 'other' | 'unknown';
  readonly surgery: string;
  readonly sections: readonly SectionDraft[];
}

/** `createdAt` is a FHIR instant. The same draft and time give the same document. */
export function summaryDocument(person: PersonDraft, createdAt: string): Fields {
  const address = addresses(person.nhsNumber);
  const [compositionUrl, patientUrl, surgeryUrl, doctorUrl] = [address(), address(), address(), address()];
  const entries: Fields[] = [];

  const place = (draft: Draft): string => {
    const url = address();
    const held = (draft.holds?.drafts ?? []).map(place).map((reference): Fields => ({ reference }));
    const holds: Fields =
      draft.holds === undefined ? {} : { [draft.holds.field]: draft.holds.many ? held : (held[0] ?? null) };
    const who: Fields = draft.resourceType === 'Medication' ? {} : { [draft.who]: { reference: patientUrl } };
    entries.push({ fullUrl: url, resource: { resourceType: draft.resourceType, ...who, ...draft.fields, ...holds } });
    return url;
  };

  const sections = person.sections.map((section): Fields => {
    const [code, title] = sectionCodes[section.section];
    const heading: Fields = { title, code: { coding: [{ system: 'http://loinc.org', code, display: title }] } };
    if ('empty' in section) {
      return {
        ...heading,
        text: narrative('generated', `<p>${emptyWords[section.empty]}</p>`, null),
        emptyReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: section.empty }] },
      };
    }
    const text =
      section.story === undefined
        ? narrative('generated', `<ul>${section.drafts.map((draft) => `<li>${escaped(nameOf(draft))}</li>`).join('')}</ul>`, null)
        : narrative('additional', section.story.paragraphs.map((line) => `<p>${escaped(line)}</p>`).join(''), section.story.lang);
    const references = section.drafts.map(place).map((reference): Fields => ({ reference }));
    return { ...heading, text, ...(references.length === 0 ? {} : { entry: references }) };
  });

  const identifier = (system: string, value: string): readonly Fields[] => [{ system, value }];
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:00000000-0000-4000-9000-${person.nhsNumber.padStart(12, '0')}` },
    type: 'document',
    timestamp: createdAt,
    entry: [
      {
        fullUrl: compositionUrl,
        resource: {
          resourceType: 'Composition',
          status: 'final',
          type: { coding: [{ system: 'http://loinc.org', code: '60591-5', display: 'Patient summary Document' }] },
          subject: { reference: patientUrl },
          date: createdAt,
          author: [{ reference: doctorUrl }],
          custodian: { reference: surgeryUrl },
          title: 'GP health record summary',
          section: sections,
        },
      },
      {
        fullUrl: patientUrl,
        resource: {
          resourceType: 'Patient',
          identifier: identifier('https://fhir.nhs.uk/Id/nhs-number', person.nhsNumber),
          name: [{ use: 'official', text: `${person.given} ${person.family}`, family: person.family, given: [person.given] }],
          gender: person.gender,
          birthDate: person.birthDate,
          generalPractitioner: [{ reference: surgeryUrl }],
        },
      },
      { fullUrl: surgeryUrl, resource: { resourceType: 'Organization', name: person.surgery } },
      {
        fullUrl: doctorUrl,
        resource: { resourceType: 'Practitioner', name: [{ text: 'Dr Ada Example', family: 'Example', given: ['Ada'], prefix: ['Dr'] }] },
      },
      ...entries,
    ],
  };
}

const emptyWords: Readonly<Record<EmptyReason, string>> = {
  nilknown: 'None known.',
  notasked: 'Not asked.',
  withheld: 'Withheld.',
  unavailable: 'Not available.',
  notstarted: 'Not started.',
};

function addresses(nhsNumber: string): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `urn:uuid:00000000-0000-4000-8000-${nhsNumber.slice(3, 9)}${String(last).padStart(6, '0')}`;
  };
}

function narrative(status: 'generated' | 'additional', inner: string, lang: string | null): Fields {
  const language = lang === null ? '' : ` lang="${lang}" xml:lang="${lang}"${lang === 'ur' || lang === 'ar' ? ' dir="rtl"' : ''}`;
  return { status, div: `<div xmlns="http://www.w3.org/1999/xhtml"${language}>${inner}</div>` };
}

function nameOf(draft: Draft): string {
  for (const field of ['code', 'medicationCodeableConcept', 'vaccineCode', 'type']) {
    const concept = draft.fields[field];
    if (typeof concept === 'object' && concept !== null && 'text' in concept && typeof concept['text'] === 'string') return concept['text'];
  }
  return draft.resourceType;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
