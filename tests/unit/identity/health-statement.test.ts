import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { healthCardType } from '../../../main/identity/health-card/claims.ts';
import { verifyHealthCard, type HealthCard } from '../../../main/identity/health-card/verify.ts';
import { stateCard } from '../../../main/identity/health-card/statement.ts';
import { readIssuerDirectory } from '../../../main/identity/health-card/issuer-directory.ts';
import { at, claims, createIssuer, directoryOf, sign } from './health-card-fixture.ts';
import { valueOf } from './site-fixture.ts';

const card = (...resources: readonly object[]): HealthCard => ({
  iss: 'https://cards.example.org/issuer',
  notBefore: 1_715_107_763.677,
  expires: null,
  types: [healthCardType],
  fhirVersion: '4.0.1',
  bundle: { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) },
  rid: null,
  issuerName: null,
  revocation: 'not-checked',
});
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const cvx = (code: string) => coded('http://hl7.org/fhir/sid/cvx', code);
const ann = { resourceType: 'Patient', name: [{ family: 'Anyperson', given: ['Ann', 'B.'] }], birthDate: '1951-01-20' };
const jab = { resourceType: 'Immunization', status: 'completed', vaccineCode: cvx('207'), occurrenceDateTime: '2021-01', lotNumber: '0000001' };
const swab = { resourceType: 'Observation', status: 'final', code: coded('http://loinc.org', '94558-4'), effectiveDateTime: '2022-02-17', valueCodeableConcept: coded('http://snomed.info/sct', '260415000') };

describe('a verified card', () => {
  it('says who signed what about whom', () => {
    expect(stateCard({ ...card(ann, jab), issuerName: 'Example clinic', expires: 1_800_000_000 })).toEqual({
      issuer: 'Example clinic',
      issued: '2024-05-07',
      expires: '2027-01-15',
      person: { name: 'Ann B. Anyperson', birthDate: '1951-01-20' },
      facts: [{ kind: 'vaccination', what: { name: 'COVID-19 vaccine (Moderna)', code: '207', list: 'CVX' }, when: '2021-01', given: true, dose: null, batch: '0000001', where: null }],
      notShown: 0,
      revocation: 'not-checked',
    });
    expect(stateCard(card(jab)).issuer).toBe('https://cards.example.org/issuer');
  });

  it('says a test with its outcome, as recorded', () => {
    const outcomes = [
      [{}, { name: 'Not found', code: '260415000', list: 'SNOMED CT' }],
      [{ valueCodeableConcept: undefined }, null],
      [{ valueCodeableConcept: undefined, valueQuantity: { value: 0, comparator: '<', unit: 'IU/mL' } }, '< 0 IU/mL'],
      [{ valueCodeableConcept: undefined, valueBoolean: false }, 'No'],
      [{ valueCodeableConcept: undefined, valueString: 'faint line' }, 'faint line'],
    ] as const;
    for (const [change, outcome] of outcomes) {
      expect(stateCard(card({ ...swab, ...change })).facts).toEqual([
        { kind: 'test', what: { name: 'COVID-19 test (antigen)', code: '94558-4', list: 'LOINC' }, when: '2022-02-17', outcome, final: true, where: null },
      ]);
    }
    expect(stateCard(card({ ...swab, status: 'preliminary' })).facts[0]).toMatchObject({ final: false });
  });

  it('keeps the zeros that a measurement was signed with', async () => {
    const issuer = await createIssuer();
    const measured = { ...swab, valueCodeableConcept: undefined, valueQuantity: { value: 987_654, unit: 'mmol/L' } };
    const statement = { credentialSubject: { fhirVersion: '4.0.1', fhirBundle: { resourceType: 'Bundle', entry: [{ resource: measured }] } } };
    const signed = JSON.stringify(claims({}, statement)).replace('987654', '5.0');
    const verified = await verifyHealthCard(await sign(issuer, deflateRawSync(signed)), { directory: await directoryOf(issuer), at });
    expect(stateCard(valueOf(verified)).facts[0]).toMatchObject({ outcome: '5.0 mmol/L' });
  });

  it('prefers its own words, and shows a code that nobody here knows as a code', () => {
    const what = (vaccineCode: unknown) => stateCard(card({ ...jab, vaccineCode })).facts[0]?.what;
    expect(what({ coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '207', display: 'Spikevax' }] })).toEqual({ name: 'Spikevax', code: '207', list: 'CVX' });
    expect(what({ ...cvx('207'), text: 'My jab' })).toMatchObject({ name: 'My jab' });
    expect(what({ coding: [{ system: 'urn:somewhere', code: 'X1' }, ...cvx('208').coding] })).toEqual({ name: 'COVID-19 vaccine (Pfizer-BioNTech)', code: '208', list: 'CVX' });
    expect(what(cvx('9999'))).toEqual({ name: null, code: '9999', list: 'CVX' });
    expect(what(coded('urn:somewhere', '207'))).toEqual({ name: null, code: '207', list: null });
    for (const nothing of [undefined, 5, {}, { coding: [] }, { coding: [{}] }]) expect(what(nothing)).toBe(null);
    for (const name of ['__proto__', 'constructor', 'toString']) expect(what(coded(name, name))).toEqual({ name: null, code: name, list: null });
    expect(what(cvx('constructor'))).toEqual({ name: null, code: 'constructor', list: 'CVX' });
  });

  it('never says as fact what its issuer took back, and counts what it does not say', () => {
    const resources = [ann, jab, { ...jab, status: 'entered-in-error' }, { ...swab, status: 'cancelled' }, { resourceType: 'Condition' }, { resourceType: 'Organization' }, {}];
    expect(stateCard(card(...resources))).toMatchObject({ facts: [{ batch: '0000001' }], notShown: 4 });
    expect(stateCard(card({ ...jab, status: 'not-done' })).facts[0]).toMatchObject({ given: false });
  });

  it('names nobody where it is about several, and drops a date that is none', () => {
    expect(stateCard(card(ann, ann, jab)).person).toEqual({ name: null, birthDate: null });
    expect(stateCard(card({ ...ann, birthDate: 'yesterday' }, { ...jab, occurrenceDateTime: '1st May' }))).toMatchObject({ person: { birthDate: null }, facts: [{ when: null }] });
  });

  it('keeps doses, and words without turns of direction', () => {
    const facts = (change: object) => stateCard(card({ ...jab, ...change })).facts[0];
    expect(facts({ protocolApplied: [{ doseNumberPositiveInt: 2, seriesDosesPositiveInt: 3 }] })).toMatchObject({ dose: '2 of 3' });
    expect(facts({ protocolApplied: [{ doseNumberString: 'booster' }] })).toMatchObject({ dose: 'booster' });
    expect(facts({ performer: [{ actor: { display: 'ABC\u202e\n General' } }] })).toMatchObject({ where: 'ABC  General' });
    expect(facts({ lotNumber: 'x'.repeat(500) })).toMatchObject({ batch: `${'x'.repeat(200)}…` });
  });
});

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus', 'health-cards');
const present = existsSync(corpus);

describe(`public health cards in ${corpus}${present ? '' : ' (absent: nothing was tried)'}`, () => {
  it('say their vaccinations in words', async () => {
    if (!present) return;
    const directory = valueOf(await readIssuerDirectory(JSON.parse(readFileSync(resolve(corpus, 'issuer-jwks.json'), 'utf8'))));
    const jws = readFileSync(resolve(corpus, 'example-00-d-jws.txt'), 'utf8').trim();
    const statement = stateCard(valueOf(await verifyHealthCard(jws, { directory, at: Date.UTC(2025, 0, 1) })));
    expect(statement).toMatchObject({ issuer: 'https://spec.smarthealth.cards/examples/issuer', person: { name: 'John B. Anyperson', birthDate: '1951-01-20' }, notShown: 0 });
    expect(statement.facts.map(({ what, when, where }) => [what?.name, when, where])).toEqual([
      ['COVID-19 vaccine (Moderna)', '2021-01-01', 'ABC General Hospital'],
      ['COVID-19 vaccine (Moderna)', '2021-01-29', 'ABC General Hospital'],
      ['COVID-19 vaccine (Moderna, two strains)', '2022-09-05', 'ABC General Hospital'],
    ]);
  });
});
