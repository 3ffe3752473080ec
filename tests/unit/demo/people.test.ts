import { describe, expect, it } from 'vitest';
import { checkNewPin } from '../../../main/identity/card-office/pin.ts';
import { demoPeople, practicePeople } from '../../../main/demo/people/people.ts';
import { readRecord } from '../../../main/record/read-record.ts';

const createdAt = '2026-11-22T09:00:00Z';

/** Modulus 11, written a second time on purpose. */
function checkDigitAgrees(nhsNumber: string): boolean {
  const digits = [...nhsNumber].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, place) => total + digit * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

type Resource = { readonly resourceType: string; readonly [field: string]: unknown };
type Entry = { readonly fullUrl: string; readonly resource: Resource };

function entriesOf(document: unknown): readonly Entry[] {
  const parsed: unknown = JSON.parse(JSON.stringify(document));
  if (typeof parsed !== 'object' || parsed === null || !('entry' in parsed) || !Array.isArray(parsed.entry)) return [];
  return parsed.entry;
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner)));
}

const documents = demoPeople.flatMap((person) => {
  const document = person.document(createdAt);
  return document === null ? [] : [[person.name, person, document] as const];
});

describe('the made-up people', () => {
  it('are ten, each with a number of their own that starts 999 and passes its check', () => {
    expect(demoPeople).toHaveLength(10);
    expect(new Set(demoPeople.map((person) => person.nhsNumber)).size).toBe(10);
    expect(new Set(demoPeople.map((person) => person.pin)).size).toBe(10);
    for (const { nhsNumber } of demoPeople) {
      expect(nhsNumber).toMatch(/^999\d{7}$/);
      expect(checkDigitAgrees(nhsNumber), nhsNumber).toBe(true);
    }
  });

  it('have one record that cannot be found, one that is broken, one card that is locked and one blocked', () => {
    const good = demoPeople.filter((person) => person.card === 'good');
    expect(good.filter((person) => person.record === 'absent')).toHaveLength(1);
    expect(good.filter((person) => person.record === 'broken')).toHaveLength(1);
    expect(demoPeople.filter((person) => person.card === 'locked')).toHaveLength(1);
    expect(demoPeople.filter((person) => person.card === 'blocked')).toHaveLength(1);
    expect(practicePeople.every((person) => person.record === 'whole' && person.card === 'good')).toBe(true);
    expect(practicePeople.length).toBeGreaterThanOrEqual(6);
  });

  it('have PINs that would be taken at the desk', () => {
    for (const { pin, birthDate, nhsNumber } of demoPeople) expect(checkNewPin(pin, { birthDate, nhsNumber }), pin).toEqual({ ok: true, value: pin });
  });

  it('are introduced in few and easy words', () => {
    for (const { about } of demoPeople) expect(about.split(/\s+/).length, about).toBeLessThanOrEqual(14);
  });
});

describe.each(documents)('the document of %s', (_name, person, document) => {
  const entries = entriesOf(document);
  const composition = entries[0]?.resource;

  it('is a FHIR document whose references all lead somewhere', () => {
    expect(document).toMatchObject({ resourceType: 'Bundle', type: 'document', timestamp: createdAt, identifier: { system: 'urn:ietf:rfc:3986' } });
    expect(composition).toMatchObject({ resourceType: 'Composition', status: 'final', type: { coding: [{ code: '60591-5' }] } });
    const addresses = entries.map((entry) => entry.fullUrl);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(address).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    for (const reference of referencesIn(document)) expect(addresses).toContain(reference);
  });

  it('names the person by that number', () => {
    const patients = entries.filter((entry) => entry.resource.resourceType === 'Patient');
    expect(patients).toHaveLength(1);
    expect(patients[0]?.resource).toMatchObject({
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: person.nhsNumber }],
      birthDate: person.birthDate,
    });
  });

  it('has the three sections that a patient summary must have, each with entries or a reason', () => {
    const sections = composition?.['section'] as readonly { code: { coding: readonly { code: string }[] }; entry?: unknown; emptyReason?: unknown; text: { div: string } }[];
    const codes = sections.map((section) => section.code.coding[0]?.code);
    expect(codes).toEqual(expect.arrayContaining(['11450-4', '48765-2', '10160-0']));
    expect(new Set(codes).size).toBe(codes.length);
    for (const section of sections) {
      const story = section.code.coding[0]?.code === '81338-6';
      expect(story || (section.entry === undefined) !== (section.emptyReason === undefined)).toBe(true);
      expect(section.text.div).toMatch(/^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"/);
    }
  });
});

describe('read as the kiosk reads records', () => {
  const read = (id: string) => {
    const document = demoPeople.find((person) => person.id === id)?.document(createdAt);
    const record = readRecord(JSON.stringify(document));
    if (!record.ok) throw new Error(record.error.kind);
    return record.value;
  };
  const states = (id: string) => Object.fromEntries(read(id).sections.map((section) => [section.id, section.state]));

  it.each(documents)('%s: every entry is shown, supporting, or counted with a reason', (_name, person) => {
    const { patient, accounting, sections, custodian } = read(person.id);
    expect(patient).toEqual({ name: person.name, birthDate: person.birthDate, nhsNumber: person.nhsNumber });
    expect(custodian).not.toBeNull();
    expect(accounting.shown + accounting.supporting + accounting.notShown.reduce((sum, { count }) => sum + count, 0)).toBe(accounting.entries);
    expect(accounting.notShown.filter(({ reason }) => reason === 'not-understood' || reason === 'duplicate')).toEqual([]);
    expect(sections.every((section) => section.state !== 'error' && section.notUnderstood === 0)).toBe(true);
  });

  it('Rose Bramble has a bit of everything, and what is wrong or withheld stays away', () => {
    const { accounting, sections } = read('rose');
    expect(accounting.notShown).toEqual(expect.arrayContaining([{ reason: 'entered-in-error', count: 1 }, { reason: 'withheld', count: 1 }]));
    expect(JSON.stringify(sections)).not.toMatch(/Asthma|Note for the practice/);
    expect(sections.find((section) => section.id === 'medicines')?.items.filter((item) => item.past).map((item) => item.title.text)).toEqual(['Simvastatin 40mg tablets']);
  });

  it('Tom Lantern has none where somebody said so, Olu Harbour does not know', () => {
    expect(states('tom')).toMatchObject({ allergies: 'none-recorded', medicines: 'none-recorded', conditions: 'none-recorded', results: 'not-available' });
    expect(states('olu')).toMatchObject({ allergies: 'not-available', medicines: 'withheld', procedures: 'none-recorded', vaccinations: 'not-available' });
  });

  it('words in Polish and Urdu keep their language', () => {
    expect(JSON.stringify(read('zofia'))).toContain('"lang":"pl"');
    expect(JSON.stringify(read('nasreen'))).toContain('"lang":"ur"');
  });
});

it('Winston Almanac has 245 medicines', () => {
  const winston = demoPeople.find((person) => person.id === 'winston');
  const medicines = entriesOf(winston?.document(createdAt)).filter((entry) => entry.resource.resourceType === 'MedicationStatement');
  expect(medicines).toHaveLength(245);
});

it('between them they have every kind of entry that a record must survive', () => {
  const whole = JSON.stringify(documents.map(([, , document]) => document));
  for (const wanted of ['"entered-in-error"', '"NOPAT"', '"emptyReason"', '"comparator":"<"', '"2011-05"', '"1974"', 'lang=\\"pl\\"', 'lang=\\"ur\\"', '"stopped"', '"DocumentReference"', '"716186003"', '"8480-6"', '"withheld"', '"nilknown"']) {
    expect(whole).toContain(wanted);
  }
});
