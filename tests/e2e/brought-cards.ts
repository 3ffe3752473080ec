/** SMART Health Cards of a made-up clinic, and the file of issuers that lets a kiosk believe it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claims, createIssuer, iss, sign, type TestIssuer } from '../unit/identity/health-card-fixture.ts';

export const clinic = 'Lighthouse Walk-in Centre';
export const takenBack = 'taken-back-1';

export interface Clinic {
  readonly issuer: TestIssuer;
  readonly issuersPath: string;
  forget(): Promise<void>;
}

export async function openClinic(): Promise<Clinic> {
  const issuer = await createIssuer();
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-e2e-issuers-'));
  const issuersPath = join(folder, 'issuers.json');
  const crls = [{ kid: issuer.kid, method: 'rid', ctr: 1, rids: [takenBack] }];
  await writeFile(issuersPath, JSON.stringify({ issuerInfo: [{ issuer: { iss, name: clinic }, keys: [issuer.jwk], crls }] }));
  return { issuer, issuersPath, forget: () => rm(folder, { recursive: true, force: true }) };
}

export interface Holder {
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly batch: string;
}

export const mina: Holder = { given: 'Mina', family: 'Thistledown', birthDate: '1962-07-04', batch: 'KX-73519' };
export const otto: Holder = { given: 'Otto', family: 'Gooseberry', birthDate: '1987-01-30', batch: 'PR-20846' };

const hour = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

/** Right unless told otherwise. */
export function cardOf({ issuer }: Pick<Clinic, 'issuer'>, { given, family, birthDate, batch }: Holder, change: object = {}, rid = 'kept-1'): Promise<string> {
  const entry = [
    { fullUrl: 'resource:0', resource: { resourceType: 'Patient', name: [{ family, given: [given] }], birthDate } },
    ...['2025-10-02', '2024-09-30'].map((occurrenceDateTime, place) => ({
      fullUrl: `resource:${place + 1}`,
      resource: {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '150' }] },
        patient: { reference: 'resource:0' },
        occurrenceDateTime,
        lotNumber: batch,
        performer: [{ actor: { display: clinic } }],
      },
    })),
  ];
  const credentialSubject = { fhirVersion: '4.0.1', fhirBundle: { resourceType: 'Bundle', type: 'collection', entry } };
  return sign(issuer, claims({ nbf: now() - hour, ...change }, { credentialSubject, rid }));
}

/** A second ago. */
export const outOfDate = (): object => ({ nbf: now() - 2 * hour, exp: now() - 1 });

/** What nobody may find of a card afterwards. */
export function secretsOf({ given, family, birthDate, batch }: Holder, jws: string): readonly string[] {
  const [, payload = '', signature = ''] = jws.split('.');
  return [given, family, birthDate, batch, payload, payload.slice(0, 40), signature];
}
