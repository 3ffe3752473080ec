/** Entries that no screen shows are let go while a long bundle is read; what comes of it is the same as if all had stayed. */
import { expect, test } from 'vitest';
import { parseBytes } from '../../../main/record/fhir/bundle-text.ts';
import { RecordBundle } from '../../../main/record/fhir/bundle.ts';
import { fields } from '../../../main/record/fhir/json.ts';
import { SetAside } from '../../../main/record/fhir/set-aside.ts';
import { isNotForDisplay } from '../../../main/record/items/registry.ts';
import { readPage, readPages, readRecord } from '../../../main/record/read-record.ts';
import { patient, type Json, type Resource } from './bundles.ts';

const filler = 'x'.repeat(3_000);
const money = (id: number, more: Resource = {}): Resource => ({ resourceType: 'Claim', id: `money-${id}`, status: 'active', type: { text: `Claim ${id}` }, note: filler, ...more });
const pill = (id: number, more: Resource = {}): Resource => ({ resourceType: 'MedicationRequest', id: `pill-${id}`, status: 'active', intent: 'order', medicationCodeableConcept: { text: `Tablets ${id}` }, subject: { reference: 'Patient/amina' }, ...more });
const entryOf = (resource: Resource): Json => ({ fullUrl: `https://a.example/fhir/${String(resource['resourceType'])}/${String(resource['id'])}`, resource });
const textOf = (resources: readonly Resource[]) => JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map(entryOf) });
const bytesOf = (text: string) => new TextEncoder().encode(text);
const numbers = [...Array(80).keys()];

/** In pieces, where they are set aside, and as a text, where nothing is. */
function expectSame(resources: readonly Resource[]): ReturnType<typeof readRecord> {
  const text = textOf(resources);
  const read = readRecord(bytesOf(text));
  expect(read).toEqual(readRecord(text));
  return read;
}

const accountingOf = (read: ReturnType<typeof readRecord>) => (read.ok ? read.value.accounting : null);

test('they are counted, and the rest is shown', () => {
  const read = expectSame([patient, ...numbers.flatMap((id) => [money(id), pill(id)])]);
  expect(accountingOf(read)).toEqual({ entries: 161, shown: 80, supporting: 1, notShown: [{ reason: 'not-for-display', count: 80 }] });
});

test('one that comes again word for word is a duplicate, wherever it stands; one that differs in a letter is not', () => {
  const read = expectSame([patient, ...numbers.map((id) => money(id)), money(3), ...numbers.map((id) => pill(id)), money(5, { note: `${filler}y` }), money(70)]);
  expect(accountingOf(read)?.notShown).toEqual([{ reason: 'duplicate', count: 2 }, { reason: 'not-for-display', count: 81 }]);
});

test('an entry that refers to one has its name, unless it is hidden', () => {
  const named = numbers.map((id) => pill(id, { reasonReference: [{ reference: `Claim/money-${id}`, display: 'as displayed' }] }));
  const read = expectSame([patient, ...numbers.map((id) => money(id, id === 7 ? { status: 'entered-in-error' } : {})), ...named]);
  const medicines = read.ok ? (read.value.sections.find(({ id }) => id === 'medicines')?.items ?? []) : [];
  const reasonOf = (title: string) => medicines.find((item) => item.title.text === title)?.details.filter(({ label }) => label === 'reason').map(({ value }) => value.text);
  expect(reasonOf('Tablets 2')).toEqual(['Claim 2']);
  expect(reasonOf('Tablets 7')).toEqual([]);
});

test('over several pages', () => {
  const [one, two] = [[patient, ...numbers.map((id) => money(id))], [...numbers.map((id) => pill(id)), ...numbers.map((id) => money(id))]].map((resources) => readPage(bytesOf(textOf(resources))));
  const read = one?.ok === true && two?.ok === true ? readPages([one.value, two.value]) : null;
  expect(read?.ok === true && read.value.accounting.notShown).toEqual([{ reason: 'duplicate', count: 80 }, { reason: 'not-for-display', count: 80 }]);
});

test('whoever asks for the content gets all of it', () => {
  const resources = numbers.map((id) => money(id, { contained: [{ resourceType: 'Coverage', id: 'c' }] }));
  const parsed = parseBytes(bytesOf(textOf(resources)), undefined, isNotForDisplay);
  const bundle = fields(typeof parsed === 'string' ? null : parsed.json);
  const aside = Array.isArray(bundle?.['entry']) ? bundle['entry'].filter((one) => one instanceof SetAside).length : 0;
  expect(aside).toBeGreaterThan(40);
  expect(bundle === null ? [] : new RecordBundle(bundle).entries.map(({ resource }) => resource)).toEqual(resources);
});
