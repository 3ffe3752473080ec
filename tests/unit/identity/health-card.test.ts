import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recognition } from '../../../main/identity/codes/recognition.ts';
import { verifyHealthCard } from '../../../main/identity/health-card/verify.ts';
import { joinQrParts, readHealthCardFile, readQrPart } from '../../../main/identity/health-card/forms.ts';
import type { HealthCardPart } from '../../../main/identity/health-card/parts.ts';
import { inflateAtMost } from '../../../main/identity/health-card/inflate.ts';
import type { IssuerDirectory } from '../../../main/identity/health-card/issuer-directory.ts';
import { recognise } from '../../../main/identity/codes/recognise.ts';
import { at, claims, createIssuer, digitsOf, directoryOf, iss, qrOf, qrPartsOf, sign, type TestIssuer } from './health-card-fixture.ts';
import { scanOf } from './site-fixture.ts';

let issuer: TestIssuer;
let directory: IssuerDirectory;
beforeAll(async () => {
  issuer = await createIssuer();
  directory = await directoryOf(issuer);
});

const verify = (jws: string, change: { directory?: IssuerDirectory; at?: number | null } = {}) =>
  verifyHealthCard(jws, { directory, at, ...change });
const refused = (kind: string) => ({ ok: false, error: { kind } });
const packed = (text: string) => deflateRawSync(text);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a health card', () => {
  it('of an issuer in the directory is what it says, and no more', async () => {
    expect(await verify(await sign(issuer, claims()))).toEqual({
      ok: true,
      value: {
        iss,
        issuerName: 'Example clinic',
        notBefore: at / 1000 - 3600.5,
        expires: null,
        types: ['https://smarthealth.cards#health-card'],
        fhirVersion: '4.0.1',
        bundle: { resourceType: 'Bundle', type: 'collection', entry: [] },
        rid: null,
        revocation: 'not-checked',
      },
    });
  });

  it.each<[string, object, object]>([
    ['issuer-missing', { iss: undefined }, {}],
    ['issuer-not-https', { iss: 'http://cards.example.org/issuer' }, {}],
    ['issuer-trailing-slash', { iss: `${iss}/` }, {}],
    ['issuer-not-an-address', { iss: 'https://cards example' }, {}],
    ['issuer-not-the-keys', { iss: 'https://cards.example.org/another' }, {}],
    ['nbf-missing', { nbf: undefined }, {}],
    ['nbf-missing', { nbf: '1' }, {}],
    ['nbf-milliseconds', { nbf: at }, {}],
    ['exp-wrong', { exp: 'never' }, {}],
    ['exp-milliseconds', { exp: at + 1000 }, {}],
    ['exp-before-nbf', { exp: 1 }, {}],
    ['not-yet-valid', { nbf: at / 1000 + 61 }, {}],
    ['expired', { exp: at / 1000 }, {}],
    ['type-missing', {}, { type: ['https://smarthealth.cards#immunization'] }],
    ['type-missing', { vc: null }, {}],
    ['fhir-version-missing', {}, { credentialSubject: {} }],
    ['fhir-version-wrong', {}, { credentialSubject: { fhirVersion: '3.0.2', fhirBundle: { resourceType: 'Bundle' } } }],
    ['bundle-missing', {}, { credentialSubject: { fhirVersion: '4.0.1', fhirBundle: { resourceType: 'Patient' } } }],
    ['rid-wrong', {}, { rid: 'a.b' }],
    ['rid-wrong', {}, { rid: 'a'.repeat(25) }],
  ])('whose payload is signed is still refused: %s', async (kind, change, vc) => {
    expect(await verify(await sign(issuer, claims(change, vc)))).toEqual(refused(kind));
  });

  it('is not judged by a clock that was never set', async () => {
    expect(await verify(await sign(issuer, claims()), { at: null })).toEqual(refused('clock-not-set'));
  });

  it.each<[string, object]>([
    ['jws-zip-missing', { zip: undefined }],
    ['jws-zip-wrong', { zip: 'GZ' }],
    ['jws-kid-missing', { kid: undefined }],
    ['jws-kid-missing', { kid: 7 }],
    ['key-unknown', { kid: 'somebody-else' }],
  ])('whose header is wrong is refused: %s', async (kind, header) => {
    expect(await verify(await sign(issuer, claims(), header))).toEqual(refused(kind));
  });

  it.each([
    ['jws-alg-wrong', { alg: 'none' }],
    ['jws-alg-wrong', { alg: 'HS256' }],
    ['jws-alg-wrong', { alg: 'ES384' }],
    ['jws-alg-missing', {}],
    ['jws-critical-header', { alg: 'ES256', crit: ['b64'], b64: false }],
  ])('is refused before any key is looked for: %s', async (kind, header) => {
    const jws = await sign(issuer, claims());
    const encoded = base64url({ zip: 'DEF', kid: issuer.kid, ...header });
    expect(await verify([encoded, ...jws.split('.').slice(1)].join('.'))).toEqual(refused(kind));
  });

  it('of an unsigned kind is refused with an empty signature', async () => {
    expect(await verify(`${base64url({ alg: 'none', zip: 'DEF', kid: issuer.kid })}.AAAA.`)).toEqual(refused('jws-alg-wrong'));
  });

  it('signed by somebody else under a kid of the directory is forged', async () => {
    const other = await createIssuer();
    expect(await verify(await sign(other, claims(), { kid: issuer.kid }))).toEqual(refused('jws-signature-wrong'));
  });

  it('that brings a key or names an address for one is not listened to', async () => {
    const other = await createIssuer();
    const bring = { jwk: other.jwk, jku: 'https://attacker.example/jwks.json', x5u: 'https://attacker.example/cert' };
    expect(await verify(await sign(other, claims(), bring))).toEqual(refused('key-unknown'));
    expect(await verify(await sign(other, claims(), { ...bring, kid: issuer.kid }))).toEqual(refused('jws-signature-wrong'));
  });

  it('signed in the form of a certificate is told apart from a short signature', async () => {
    const [header, payload] = (await sign(issuer, claims())).split('.');
    const der = Buffer.concat([Uint8Array.of(0x30, 68, 0x02, 32), new Uint8Array(32).fill(1), Uint8Array.of(0x02, 32), new Uint8Array(32).fill(1)]);
    expect(await verify(`${header}.${payload}.${der.toString('base64url')}`)).toEqual(refused('jws-signature-der'));
    expect(await verify(`${header}.${payload}.AAAA`)).toEqual(refused('jws-signature-length'));
    expect(await verify(`${header}.${payload}.`)).toEqual(refused('jws-signature-length'));
  });

  it.each([
    ['payload-not-deflated', () => Buffer.from(JSON.stringify(claims()))],
    ['payload-not-deflated', () => deflateSync(JSON.stringify(claims()))],
    ['payload-not-deflated', () => packed(JSON.stringify(claims())).subarray(0, 40)],
    ['payload-not-deflated', () => new Uint8Array(0)],
    ['payload-trailing-bytes', () => Buffer.concat([packed(JSON.stringify(claims())), Buffer.from('more')])],
    ['payload-byte-order-mark', () => packed(`\ufeff${JSON.stringify(claims())}`)],
    ['payload-not-utf8', () => deflateRawSync(Uint8Array.of(0x22, 0xff, 0x22))],
    ['payload-not-json', () => packed(`${JSON.stringify(claims())}x`)],
    ['payload-not-json', () => packed('[]')],
    ['payload-too-big', () => deflateRawSync(Buffer.alloc(20_000_000), { level: 9 })],
  ])('with another payload, although it is signed: %s', async (kind, payload) => {
    expect(await verify(await sign(issuer, Uint8Array.from(payload())))).toEqual(refused(kind));
  });

  it('is refused for its length before anything else', async () => {
    expect(await verify('e'.repeat(64 * 1024 + 1))).toEqual(refused('jws-too-long'));
  });

  it.each([
    // The last of 86 characters has four bits over: there is one text for a signature, not sixteen.
    ['jws-not-base64url', (jws: string) => `${jws.slice(0, -1)}${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[jws.at(-1) ?? '']}`],
    ['jws-trailing-characters', (jws: string) => `${jws} `],
    ['jws-trailing-characters', (jws: string) => `\t\n ${jws}`],
    ['jws-not-three-parts', (jws: string) => jws.replace(/\.[^.]*$/, '')],
    ['jws-not-three-parts', (jws: string) => `${jws}.`],
    ['jws-not-base64url', (jws: string) => jws.replace('.', '=.')],
    ['jws-header-not-json', (jws: string) => jws.replace(/^[^.]*/, 'e30x')],
  ])('of another shape is refused: %s', async (kind, change) => {
    expect(await verify(change(await sign(issuer, claims())))).toEqual(refused(kind));
  });

  it('is refused when any one bit of its signed text was changed', async () => {
    const jws = await sign(issuer, claims());
    for (let place = 0; place < jws.length - 1; place += 5) {
      const changed = `${jws.slice(0, place)}${jws[place] === 'B' ? 'C' : 'B'}${jws.slice(place + 1)}`;
      expect((await verify(changed)).ok, `character ${place}`).toBe(false);
    }
  });
});

describe('revocation', () => {
  const listed = (...rids: string[]) => directoryOf(issuer, { crls: [{ kid: issuer.kid, method: 'rid', ctr: 1, rids }] });
  const nbf = at / 1000 - 3600;
  const card = () => sign(issuer, claims({ nbf }, { rid: 'Ab-1' }));

  it.each([
    ['for good', ['Ab-1']],
    ['when issued before', [`Ab-1.${nbf + 1}`]],
    ['by the widest of two entries', [`Ab-1.${nbf - 1}`, `Ab-1.${nbf + 1}`]],
    ['for good and before', ['Ab-1', 'Ab-1.5']],
  ])('is %s', async (_, rids) => {
    expect(await verify(await card(), { directory: await listed(...rids) })).toEqual(refused('revoked'));
  });

  it.each([
    ['another card', ['Ab-2', 'ab-1', 'Ab-']],
    ['cards issued before this one', [`Ab-1.${nbf}`]],
    ['nobody', []],
  ])('of %s leaves this one right, and says that it was checked', async (_, rids) => {
    expect(await verify(await card(), { directory: await listed(...rids) })).toMatchObject({ ok: true, value: { revocation: 'checked' } });
  });

  it.each([
    ['another method', { method: 'status' }],
    ['an id that is none', { rids: ['a b'] }],
    ['an id that is too long', { rids: ['a'.repeat(25)] }],
  ])('by a list with %s is not checked, and says so', async (_, change) => {
    const broken = await directoryOf(issuer, { crls: [{ kid: issuer.kid, method: 'rid', ctr: 1, rids: [], ...change }] });
    expect(await verify(await card(), { directory: broken })).toMatchObject({ ok: true, value: { revocation: 'not-checked' } });
  });
});

describe('the codes of a card', () => {
  const jws = `${'e'.repeat(900)}.${'y'.repeat(1500)}.${'z'.repeat(86)}`;

  it('are read in any order, twice or once', () => {
    const [first = '', second = '', third = ''] = qrPartsOf(jws, 3);
    expect(joinQrParts([third, first, second, first])).toEqual({ ok: true, value: jws });
    expect(joinQrParts([third, first])).toEqual(refused('qr-parts-missing'));
    expect(joinQrParts([])).toEqual(refused('qr-parts-missing'));
  });

  it('of two cards are never joined', () => {
    const mine = qrPartsOf(jws, 3);
    const yours = qrPartsOf(jws.replaceAll('e', 'f'), 3);
    expect(joinQrParts([mine[0] ?? '', yours[0] ?? '', mine[1] ?? '', mine[2] ?? ''])).toEqual(refused('qr-parts-differ'));
    expect(joinQrParts([mine[0] ?? '', qrPartsOf(jws, 4)[1] ?? ''])).toEqual(refused('qr-parts-differ'));
  });

  it('come back as they were written', () => {
    const characters = fc.stringMatching(/^[A-Za-z0-9_.-]{1,1195}$/);
    fc.assert(
      fc.property(characters, (text) => {
        expect(joinQrParts([qrOf(text)])).toEqual({ ok: true, value: text });
      }),
    );
  });

  it.each([
    ['qr-odd-digits', 'shc:/567'],
    ['qr-number-too-big', 'shc:/5678'],
    ['qr-prefix-wrong', 'shc:5676'],
    ['qr-prefix-wrong', 'shc:/'],
    ['qr-prefix-wrong', 'SHC:/5676'],
    ['qr-prefix-wrong', 'shc:/1/5676'],
    ['qr-prefix-wrong', 'shc:/1/2/3/5676'],
    ['qr-prefix-wrong', 'shc://5676'],
    ['qr-not-digits', 'shc:/5676x0'],
    ['qr-not-digits', 'shc:/56 76'],
    // Letters whose number ends like that of a digit.
    ['qr-not-digits', 'shc:/5676\u0135\u0136'],
    ['qr-not-digits', 'shc:/56\uff17\uff16'],
    ['qr-trailing-characters', 'shc:/5676 '],
    ['qr-trailing-characters', '\tshc:/5676'],
    ['qr-part-number-wrong', 'shc:/3/2/5676'],
    ['qr-part-number-wrong', 'shc:/0/2/5676'],
    ['qr-part-number-wrong', 'shc:/1/1/5676'],
    ['qr-part-number-wrong', 'shc:/1/51/5676'],
    ['qr-too-long', `shc:/${digitsOf('a'.repeat(1196))}`],
    ['qr-too-long', `shc:/1/2/${digitsOf('a'.repeat(1192))}`],
  ])('with a fault: %s', (kind, text) => expect(readQrPart(text)).toEqual(refused(kind)));

  it('hold as many characters as a code of version 22', () => {
    expect(readQrPart(qrOf('a'.repeat(1195))).ok).toBe(true);
    expect(readQrPart(`shc:/1/2/${digitsOf('a'.repeat(1191))}`).ok).toBe(true);
  });

  it('say to a visit what is wrong with them', async () => {
    const see = (text: string, known = true) =>
      recognise(scanOf(text), { cardKeys: new Map(), audience: 'here', at, ...(known && { healthIssuers: directory }) });
    const good = qrOf(await sign(issuer, claims()));
    const card = (reason: string, fault?: string) => ({ type: 'declined', kind: 'health-card', reason, ...(fault && { fault }) });
    expect(await see(good)).toMatchObject({ type: 'health-card', statement: { issuer: 'Example clinic', facts: [] } });
    expect(await see(good, false)).toEqual(card('not-used-here'));
    expect(await see(qrOf(await sign(issuer, claims({ exp: at / 1000 }))))).toEqual(card('expired', 'expired'));
    expect(await see(qrOf(await sign(await createIssuer(), claims())))).toEqual(card('unknown-signer', 'key-unknown'));
    expect(await see('shc:/567')).toEqual(card('malformed', 'qr-odd-digits'));
    expect(await see('shc:/1/2/5676')).toEqual({ type: 'health-card-parts', parts: [{ number: 1, of: 2, jws: 'ey' }], of: 2, startedAgain: false });
    expect(await see('shc:/1/2/5676', false)).toEqual(card('not-used-here'));
  });
});

describe('a file of cards', () => {
  it('holds one or several', () => {
    expect(readHealthCardFile('{"verifiableCredential":["a.b.c","d.e.f"]}\n')).toEqual({ ok: true, value: ['a.b.c', 'd.e.f'] });
    const parameter = [{ name: 'verifiableCredential', valueString: 'a.b.c' }, { name: 'resourceLink', part: [] }, { name: 'verifiableCredential', valueString: 'd.e.f' }];
    expect(readHealthCardFile(JSON.stringify({ resourceType: 'Parameters', parameter }))).toEqual({ ok: true, value: ['a.b.c', 'd.e.f'] });
    for (const none of [undefined, [], {}, [1], [{ name: 'verifiableCredential' }], [{ name: 'other', valueString: 'a.b.c' }]]) {
      expect(readHealthCardFile(JSON.stringify({ resourceType: 'Parameters', parameter: none })), JSON.stringify(none)).toEqual(refused('file-without-cards'));
    }
  });

  it.each([
    ['file-without-cards', '{}'],
    ['file-without-cards', '{"verifiableCredential":[]}'],
    ['file-without-cards', '{"verifiableCredential":[1]}'],
    ['file-without-cards', '{"verifiableCredential":"a.b.c"}'],
    ['file-not-json', '{"verifiableCredential":["a.b.c"'],
    ['file-trailing-characters', ' \t\n {"verifiableCredential":["a.b.c"]}'],
    ['file-trailing-characters', '{"verifiableCredential":["a.b.c"]} \t\n'],
    ['file-with-too-many-cards', JSON.stringify({ verifiableCredential: Array.from({ length: 21 }, () => 'a.b.c') })],
    ['file-too-long', `{"verifiableCredential":["${'a'.repeat(300_000)}"]}`],
  ])('with a fault: %s', (kind, text) => expect(readHealthCardFile(text)).toEqual(refused(kind)));
});

describe('a bomb', () => {
  it('of 100 MB is stopped at the limit, in little time and memory', () => {
    const bomb = deflateRawSync(Buffer.alloc(100_000_000), { level: 9 });
    const took: number[] = [];
    const before = process.memoryUsage();
    // The best of three: the machine may be busy with something else.
    for (let time = 0; time < 3; time += 1) {
      const from = process.hrtime.bigint();
      expect(inflateAtMost(bomb, 1024 * 1024)).toEqual(refused('too-big'));
      took.push(Number(process.hrtime.bigint() - from) / 1e6);
    }
    const after = process.memoryUsage();
    expect(Math.min(...took)).toBeLessThan(50);
    expect(after.external - before.external).toBeLessThan(16_000_000);
  });
});

describe('the codes of one card, scanned one after the other', () => {
  const parts = (jws: string, of: number) => qrPartsOf(jws, of);
  const held = (...texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => {
      const part = readQrPart(text ?? '');
      return part.ok ? [part.value] : [];
    });
  const scanAll = async (...texts: readonly (string | undefined)[]) => {
    let earlier: readonly HealthCardPart[] = [];
    let seen: Recognition | null = null;
    for (const text of texts) {
      seen = await recognise(scanOf(text ?? ''), { cardKeys: new Map(), audience: 'here', at, healthIssuers: directory, held: earlier });
      earlier = seen.type === 'health-card-parts' ? seen.parts : [];
    }
    return seen;
  };

  it('are the card once none is missing, in any order, each as often as one likes', async () => {
    const [one, two, three] = parts(await sign(issuer, claims()), 3);
    expect(await scanAll(three, three, one)).toEqual({ type: 'health-card-parts', parts: held(three, one), of: 3, startedAgain: false });
    expect(await scanAll(three, one, one, two)).toMatchObject({ type: 'health-card' });
    expect(await scanAll(three, one, 'hello', two)).toMatchObject({ type: 'health-card-parts', parts: held(two) });
  });

  it('of two people never make a card: what cannot fit begins anew, what fits fails its signature', async () => {
    const mine = parts(await sign(issuer, claims()), 2);
    const yours = parts(await sign(issuer, claims({ nbf: at / 1000 - 60 })), 2);
    const longer = parts(await sign(issuer, claims()), 3);
    expect(await scanAll(mine[0], yours[0])).toEqual({ type: 'health-card-parts', parts: held(yours[0]), of: 2, startedAgain: true });
    expect(await scanAll(mine[0], longer[1])).toEqual({ type: 'health-card-parts', parts: held(longer[1]), of: 3, startedAgain: true });
    expect(await scanAll(mine[0], yours[1])).toMatchObject({ type: 'declined', kind: 'health-card' });
  });
});
