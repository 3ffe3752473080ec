/** A SMART Health Card for the bench: a made-up clinic says what it gave a made-up person. Its key signs once and is forgotten. */
import { deflateRawSync } from 'node:zlib';
import { CompactSign, importJWK } from 'jose';
import { createSigningKey } from '../identity/card-office/issue-card.ts';
import { tomLantern } from './people/tom-lantern.ts';

export interface DemoHealthCard {
  /** The text of its QR code. */
  readonly code: string;
  /** For `shared.issuersPath` of the site: the clinic, its public key and its list of cards that were taken back. */
  readonly issuers: object;
}

export const healthCardPerson = { name: `${tomLantern.given} ${tomLantern.family}` } as const;

const iss = 'https://harbour-street.example/cards';
const rid = 'demo-1';
/** CVX codes (CDC), without names, as issuers print them. */
const given = [
  ['147', '2016-02-09'],
  ['03', '2005-03'],
  ['03', '2003-01'],
] as const;

/** `at`: the day on which it was made, in milliseconds since 1970. */
export async function makeHealthCard(at: number): Promise<DemoHealthCard> {
  const { privateJwk, publicJwk } = await createSigningKey();
  const claims = {
    iss,
    nbf: Math.floor(at / 1000),
    vc: { type: ['https://smarthealth.cards#health-card', 'https://smarthealth.cards#immunization'], credentialSubject: { fhirVersion: '4.0.1', fhirBundle }, rid },
  };
  const jws = await new CompactSign(deflateRawSync(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', zip: 'DEF', kid: publicJwk.kid })
    .sign(await importJWK(privateJwk, 'ES256'));
  const keys = [{ ...publicJwk, use: 'sig', alg: 'ES256' }];
  return { code: `shc:/${digitsOf(jws)}`, issuers: { iss, name: tomLantern.surgery, keys, crls: [{ kid: publicJwk.kid, method: 'rid', ctr: 1, rids: [] }] } };
}

const fhirBundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { fullUrl: 'resource:0', resource: { resourceType: 'Patient', name: [{ family: tomLantern.family, given: [tomLantern.given] }], birthDate: tomLantern.birthDate } },
    ...given.map(([code, occurrenceDateTime], place) => ({
      fullUrl: `resource:${place + 1}`,
      resource: {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code }] },
        patient: { reference: 'resource:0' },
        occurrenceDateTime,
        performer: [{ actor: { display: tomLantern.surgery } }],
      },
    })),
  ],
};

/** Each character as two digits, its code less 45 (HL7 SMART Health Cards and Links STU 1, "Encoding Chunks as QR Codes"). */
function digitsOf(jws: string): string {
  return Array.from(jws, (character) => String(character.charCodeAt(0) - 45).padStart(2, '0')).join('');
}
