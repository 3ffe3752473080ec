import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderSource } from '../../../main/record/sources/folder.ts';
import { createRecordReader } from '../../../main/record/worker/record-reader.ts';
import { codes, concept, ipsOf, patient, titlesOf, urn, type Resource } from './bundles.ts';
import { realTimer } from './real-timer.ts';

const reader = createRecordReader({ workerUrl: new URL('../../../main/record/worker/record-worker.ts', import.meta.url), timer: realTimer });
const never = new AbortController().signal;
let folder = '';

const recordWith = (nhsNumber: string, name: string, more: object = {}): Resource => {
  const person = { ...patient, ...more, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }] };
  const bundle = ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject: { reference: urn(patient) }, code: concept(name) }]);
  return { ...bundle, entry: (bundle['entry'] as readonly Resource[]).map((entry, place) => (place === 1 ? { ...entry, resource: person } : entry)) };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-'));
  await writeFile(join(folder, 'b.json'), JSON.stringify(recordWith('9990000018', 'Asthma')));
  await writeFile(join(folder, 'c.json'), JSON.stringify(recordWith('9990000026', 'Gout')));
  await writeFile(join(folder, 'd.json'), JSON.stringify(recordWith('9990000026', 'Migraine')));
  // Speaks of somebody else's number in a note; is not their record.
  await writeFile(join(folder, 'e.json'), JSON.stringify(recordWith('9990000034', 'See 9990000018')));
  await writeFile(join(folder, 'f.json'), '{ "9990000042": broken');
  await writeFile(join(folder, 'notes.txt'), 'not a bundle');
  await mkdir(join(folder, 'g.json'));
});
afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true });
});

const closed: readonly (readonly [string, string, object])[] = [
  ['died', '9990000050', { deceasedBoolean: true }],
  ['died on a day', '9990000069', { deceasedDateTime: '2026-01' }],
  ['is no longer registered', '9990000077', { active: false }],
  ['may not be found', '9990000085', { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } }],
];

describe('a folder of records', () => {
  test.each(closed)('gives nothing of somebody who %s, as if there were nothing', async (_, nhsNumber, more) => {
    await writeFile(join(folder, `${nhsNumber}.json`), JSON.stringify(recordWith(nhsNumber, 'Asthma', more)));
    expect(await load(nhsNumber)).toEqual(await load('9990000093'));
    expect(await load(nhsNumber)).toEqual({ ok: false, error: { kind: 'not-found' } });
    await writeFile(join(folder, `${nhsNumber}.json`), JSON.stringify(recordWith(nhsNumber, 'Asthma', { deceasedBoolean: false, active: true })));
    expect((await load(nhsNumber)).ok).toBe(true);
    await rm(join(folder, `${nhsNumber}.json`));
  });

  const load = (nhsNumber: string, signal = never) => folderSource({ folder, reader }).load({ nhsNumber }, signal);
  const bornOn = async (born: string) => {
    const result = await folderSource({ folder, reader }).load({ nhsNumber: '9990000018', born }, never);
    return result.ok ? 'theirs' : result.error.kind;
  };

  test('gives nothing where the record says another date of birth', async () => {
    expect(await bornOn('1958-03-14')).toBe('theirs');
    expect(await bornOn('1958')).toBe('theirs');
    expect(await bornOn('1958-03-15')).toBe('not-found');
    expect(await bornOn('1985')).toBe('not-found');
  });

  test('gives the record of the person who was asked for', async () => {
    const result = await load('9990000018');
    if (!result.ok) throw new Error(result.error.kind);
    expect(titlesOf(result.value, 'conditions')).toEqual(['Asthma']);
  });

  test('puts several records of one person together', async () => {
    const result = await load('9990000026');
    if (!result.ok) throw new Error(result.error.kind);
    expect(titlesOf(result.value, 'conditions').sort()).toEqual(['Gout', 'Migraine']);
    expect(result.value.accounting.entries).toBe(6);
  });

  test.each(['9990000069', '../../etc/passwd', '', '999000001', '9990000019', '*'])('has nobody called %j', async (nhsNumber) => {
    expect(await load(nhsNumber)).toEqual({ ok: false, error: { kind: 'not-found' } });
  });

  test('that holds a broken record of theirs does not show half of it', async () => {
    expect(await load('9990000042')).toEqual({ ok: false, error: { kind: 'not-understood' } });
  });

  test('with a file that is too large to look into shows no record as if it were whole', async () => {
    expect(await folderSource({ folder, reader, maximumSize: 100 }).load({ nhsNumber: '9990000018' }, never)).toEqual({ ok: false, error: { kind: 'unreachable' } });
  });

  test('stops when asked', async () => {
    expect(await load('9990000018', AbortSignal.abort())).toEqual({ ok: false, error: { kind: 'too-slow' } });
  });

  test('that is not there is unreachable', async () => {
    expect(await folderSource({ folder: join(folder, 'nowhere'), reader }).load({ nhsNumber: '9990000018' }, never)).toEqual({ ok: false, error: { kind: 'unreachable' } });
  });
});
