/** How long codes take, against what cannot be done without, in turns in one run. */
import { deflateRawSync } from 'node:zlib';
import { compactDecrypt, importJWK } from 'jose';
import { openLinkFile } from '../../main/identity/health-link/link-file.ts';
import { readQrPart } from '../../main/identity/health-card/forms.ts';
import { verifyHealthCard } from '../../main/identity/health-card/verify.ts';
import { inflateAtMost } from '../../main/identity/health-card/inflate.ts';
import { at, claims, createIssuer, directoryOf, qrOf, sign } from '../unit/identity/health-card-fixture.ts';
import { encrypt, linkKey } from '../unit/identity/health-link-fixture.ts';
import { median, row, type BenchRow } from './bench-row.ts';

export async function rows(): Promise<readonly BenchRow[]> {
  return [
    await healthCardRow(),
    await healthLinkRow('SHL file to parsed bundle, 60 KB', 60_000, {}),
    await healthLinkRow('SHL file to parsed bundle, 4 MB, packed', 4_000_000, { zip: 'DEF' }),
    ...(await bombRows()),
  ];
}

const vaccination = (number: number) => ({
  resource: {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: String(207 + (number % 5)) }] },
    patient: { reference: 'resource:0' },
    occurrenceDateTime: `2021-0${1 + (number % 9)}-29`,
    performer: [{ actor: { display: 'ABC General Hospital' } }],
    lotNumber: String(1000000 + number * 7919),
  },
});
const patient = { resource: { resourceType: 'Patient', name: [{ family: 'Anyperson', given: ['John', 'B.'] }], birthDate: '1951-01-20' } };

/** A card as people have them, with three vaccinations, against the one call of WebCrypto that checks its signature. */
async function healthCardRow(): Promise<BenchRow> {
  const issuer = await createIssuer();
  const directory = await directoryOf(issuer);
  const fhirBundle = { resourceType: 'Bundle', type: 'collection', entry: [patient, ...[1, 2, 3].map(vaccination)] };
  const jws = await sign(issuer, claims({}, { credentialSubject: { fhirVersion: '4.0.1', fhirBundle } }));
  const qr = qrOf(jws);
  const [header, payload, signature = ''] = jws.split('.');
  const key = await importJWK(issuer.jwk, 'ES256');
  if (key instanceof Uint8Array) throw new Error('a public key');
  const signed = Buffer.from(`${header}.${payload}`);
  const wanted = Buffer.from(signature, 'base64url');
  return rowOf(
    { name: `SMART Health Card of ${jws.length} characters, QR text to verified bundle`, against: 'one ES256 verification', most: 2, rounds: 2000 },
    async () => {
      const part = readQrPart(qr);
      const card = part.ok ? await verifyHealthCard(part.value.jws, { directory, at }) : part;
      if (!card.ok) throw new Error(card.error.kind);
    },
    async () => {
      if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, wanted, signed))) throw new Error('signature');
    },
  );
}

async function healthLinkRow(name: string, size: number, header: object): Promise<BenchRow> {
  const entry = Array.from({ length: Math.ceil(size / JSON.stringify(vaccination(1)).length) }, (_, number) => vaccination(number));
  const jwe = new TextEncoder().encode(await encrypt({ resourceType: 'Bundle', type: 'document', entry }, { cty: undefined, ...header }));
  const key = Buffer.from(linkKey, 'base64url');
  const decoder = new TextDecoder();
  return rowOf(
    { name, against: 'jose and JSON.parse alone', most: 1.2, rounds: size > 1_000_000 ? 25 : 200 },
    async () => {
      const file = await openLinkFile(jwe, linkKey, null);
      if (!file.ok) throw new Error(file.error.kind);
      JSON.parse(decoder.decode(file.value.content));
    },
    async () => {
      const { plaintext } = await compactDecrypt(jwe, key, { maxDecompressedLength: 8 * 1024 * 1024 });
      JSON.parse(decoder.decode(plaintext));
    },
  );
}

/** 100 MB of zeros, in a card and in a file of a link. */
async function bombRows(): Promise<BenchRow[]> {
  const zeros = Buffer.alloc(100_000_000);
  const packed = deflateRawSync(zeros, { level: 9 });
  const jwe = await encrypt(zeros, { zip: 'DEF' });
  const card = await costOf(async () => inflateAtMost(packed, 1024 * 1024).ok);
  const file = await costOf(async () => (await openLinkFile(jwe, linkKey, null)).ok);
  return [card, file].flatMap(({ milliseconds, megabytes }, place) => {
    const name = `bomb of 100 MB in a ${place === 0 ? 'health card' : 'file of a link'}`;
    return [
      row(`${name}, refused`, milliseconds, 'ms', { bar: 'at most 50 ms', holds: (value) => value <= 50 }),
      row(`${name}, memory`, megabytes, 'MB', { bar: 'at most 16 MB', holds: (value) => value <= 16 }),
    ];
  });
}

/** The best time of five: whatever else the machine does is none of its cost. */
async function costOf(refuses: () => Promise<boolean>): Promise<{ readonly milliseconds: number; readonly megabytes: number }> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = outside();
    const from = performance.now();
    if (await refuses()) throw new Error('a bomb was taken');
    times.push(performance.now() - from);
    sizes.push((outside() - before) / 1e6);
  }
  return { milliseconds: Math.min(...times), megabytes: median(sizes) };
}

/** Outside of the heap, buffers among it. */
const outside = (): number => process.memoryUsage().external;

interface Measured {
  readonly name: string;
  readonly against: string;
  /** Of the median of `against`. */
  readonly most: number;
  readonly rounds: number;
}

/** Each round does both, so that whatever else the machine does falls on both. */
async function rowOf({ name, against, most, rounds }: Measured, task: () => Promise<void>, floor: () => Promise<void>): Promise<BenchRow> {
  const times: { readonly task: number[]; readonly floor: number[] } = { task: [], floor: [] };
  const warmUp = Math.ceil(rounds / 2);
  for (let round = -warmUp; round < rounds; round += 1) {
    const first = performance.now();
    await floor();
    const second = performance.now();
    await task();
    const third = performance.now();
    if (round < 0) continue;
    times.floor.push(second - first);
    times.task.push(third - second);
  }
  return row(name, median(times.task), 'ms', {
    against: { name: against, value: median(times.floor) },
    bar: `at most x ${most}`,
    holds: (_, ratio) => ratio <= most,
  });
}
