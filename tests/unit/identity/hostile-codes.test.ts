/** What somebody might hold up on purpose: each refused for its own fault, at once, and nobody is asked anything. */
import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { describeCode } from '../../../main/identity/codes/describe-code.ts';
import { at, claims, createIssuer, digitsOf, iss, qrOf, qrPartsOf, sign, type TestIssuer } from './health-card-fixture.ts';

vi.mock('node:dns/promises', () => ({ lookup: vi.fn<() => Promise<never>>() }));

const second = at / 1000;
const clinic = { iss, name: 'Example clinic' };
let issuer: TestIssuer;
let attacker: TestIssuer;
beforeAll(async () => {
  issuer = await createIssuer();
  attacker = await createIssuer();
});

const connect = vi.spyOn(Socket.prototype, 'connect');
const fetch = vi.spyOn(globalThis, 'fetch');
async function seen(code: string | Uint8Array, keys: unknown = { ...clinic, keys: [issuer.jwk] }): Promise<string> {
  const { kind, accepted, reason } = await describeCode(code, { keys, at: new Date(at) });
  for (const network of [connect, fetch, vi.mocked(lookup)]) expect(network).not.toHaveBeenCalled();
  return `${kind} ${accepted ? 'accepted' : reason}`;
}

const inBase64url = (value: string | Uint8Array): string => Buffer.from(value).toString('base64url');

/** The right card under another header, its signature as it was. */
async function underHeader(header: object | string): Promise<string> {
  const [, payload, signature] = (await sign(issuer, claims())).split('.');
  return [inBase64url(typeof header === 'string' ? header : JSON.stringify({ alg: 'ES256', zip: 'DEF', kid: issuer.kid, ...header })), payload, signature].join('.');
}

async function withSignature(change: (signature: Buffer) => Uint8Array): Promise<string> {
  const [header, payload, signature = ''] = (await sign(issuer, claims())).split('.');
  return [header, payload, inBase64url(change(Buffer.from(signature, 'base64url')))].join('.');
}

/** Two integers of ASN.1, as OpenSSL signs. */
function der(signature: Buffer): Uint8Array {
  const integers = [signature.subarray(0, 32), signature.subarray(32)].map((number) => Buffer.concat([Buffer.of(2, 33, 0), number]));
  return Buffer.concat([Buffer.of(0x30, 70), ...integers]);
}

describe('a card that was not signed as it should be', () => {
  it.each<[string, string, () => Promise<string>]>([
    ['key-unknown', 'an attacker who is an issuer of their own', () => sign(attacker, claims({ iss: 'https://attacker.example/i' }))],
    ['key-unknown', 'and says where the key is', () => sign(attacker, claims({ iss: 'https://attacker.example/i' }), { jku: 'https://attacker.example/k', x5u: 'https://attacker.example/x', jwk: attacker.jwk })],
    ['key-unknown', 'an attacker in the name of an issuer', () => sign(attacker, claims())],
    ['key-unknown', 'a kid that is a path', () => sign(issuer, claims(), { kid: '../../jwks' })],
    ['key-unknown', 'a kid of every object', () => sign(issuer, claims(), { kid: '__proto__' })],
    ['jws-signature-wrong', 'an attacker under the issuer’s kid', () => sign(attacker, claims(), { kid: issuer.kid })],
    ['issuer-not-the-keys', 'the key of another issuer', () => sign(issuer, claims({ iss: 'https://cards.example.org/other' }))],
    ['issuer-not-the-keys', 'the issuer in capitals', () => sign(issuer, claims({ iss: iss.replace('cards', 'CARDS') }))],
    ['jws-alg-wrong', 'alg none', async () => (await underHeader({ alg: 'none' })).replace(/[^.]*$/, '')],
    ['jws-alg-wrong', 'the public key as a password', () => underHeader({ alg: 'HS256' })],
    ['jws-alg-missing', 'no alg', () => underHeader({ alg: undefined })],
    ['jws-kid-missing', 'no kid', () => sign(issuer, claims(), { kid: undefined })],
    ['jws-critical-header', 'something critical that is not known', () => underHeader({ crit: ['b64'], b64: false })],
    ['jws-signature-wrong', 'alg said twice', () => underHeader(`{"alg":"none","alg":"ES256","zip":"DEF","kid":"${issuer.kid}"}`)],
    ['jws-header-not-json', 'a header that is not JSON', () => underHeader('{')],
    ['jws-signature-der', 'a signature in DER', () => withSignature(der)],
    ['jws-signature-wrong', 'a signature of zeros', () => withSignature(() => new Uint8Array(64))],
    ['jws-signature-length', 'no signature', () => withSignature(() => new Uint8Array())],
    ['jws-signature-length', 'a byte too many', () => withSignature((right) => Buffer.concat([right, Buffer.of(0)]))],
    ['jws-not-three-parts', 'a part too many', async () => `${await sign(issuer, claims())}.`],
    ['jws-not-three-parts', 'a part too few', async () => (await sign(issuer, claims())).replace(/\.[^.]*$/, '')],
  ])('%s: %s', async (fault, _, code) => {
    const jws = await code();
    expect(await seen(jws)).toBe(`health-card ${fault}`);
    if (jws.length < 1195) expect(await seen(qrOf(jws))).toBe(`health-card ${fault}`);
  });

  it.each<[string, (jwk: TestIssuer['jwk']) => object]>([
    ['key-thumbprint-wrong', (jwk) => ({ ...jwk, x: attacker.jwk.x, y: attacker.jwk.y })],
    ['key-certificate-wrong', (jwk) => ({ ...jwk, x5c: ['bm90IGEgY2VydGlmaWNhdGU='] })],
    ['key-private', (jwk) => ({ ...jwk, d: jwk.x })],
    ['key-not-es256', (jwk) => ({ ...jwk, use: 'enc' })],
  ])('%s in the directory', async (fault, change) => {
    expect(await seen(await sign(issuer, claims()), { ...clinic, keys: [change(issuer.jwk)] })).toBe(`health-card ${fault}`);
  });
});

describe('a card that says what it should not', () => {
  it.each<[string, object, object?]>([
    ['not-yet-valid', { nbf: second + 86_400 }],
    ['nbf-milliseconds', { nbf: at }],
    ['nbf-missing', { nbf: String(second) }],
    ['expired', { exp: second - 1 }],
    ['exp-milliseconds', { exp: at + 1 }],
    ['exp-before-nbf', { exp: 5 }],
    ['issuer-not-https', { iss: 'http://cards.example.org/issuer' }],
    ['issuer-trailing-slash', { iss: `${iss}/` }],
    ['issuer-missing', { iss: undefined }],
    ['type-missing', {}, { type: [] }],
    ['fhir-version-missing', {}, { credentialSubject: {} }],
    ['rid-wrong', {}, { rid: 'x'.repeat(25) }],
    ['revoked', {}, { rid: 'gone' }],
    ['revoked', {}, { rid: 'gone-before' }],
  ])('%s', async (fault, change, vc) => {
    const keys = { ...clinic, keys: [issuer.jwk], crls: [{ kid: issuer.kid, method: 'rid', ctr: 1, rids: ['gone', `gone-before.${second}`, 'later.1000'] }] };
    expect(await seen(await sign(issuer, claims(change, vc)), keys)).toBe(`health-card ${fault}`);
    expect(await seen(await sign(issuer, claims({}, { rid: 'later' })), keys)).toBe('health-card accepted');
  });

  const text = JSON.stringify(claims());
  it.each<[string, Uint8Array, object?]>([
    ['jws-zip-missing', Buffer.from(text), { zip: undefined }],
    ['jws-zip-missing', deflateRawSync(text), { zip: undefined }],
    ['jws-zip-wrong', gzipSync(text), { zip: 'GZIP' }],
    ['payload-not-deflated', Buffer.from(text)],
    ['payload-not-deflated', deflateSync(text)],
    ['payload-not-deflated', gzipSync(text)],
    ['payload-trailing-bytes', Buffer.concat([deflateRawSync(text), Buffer.of(1)])],
    ['payload-too-big', deflateRawSync(Buffer.alloc(10_000_000))],
    ['payload-byte-order-mark', deflateRawSync(`\ufeff${text}`)],
    ['payload-not-utf8', deflateRawSync(Buffer.of(0x7b, 0xe9))],
    ['payload-not-json', deflateRawSync('[]')],
  ])('%s', async (fault, payload, header) => {
    expect(await seen(await sign(issuer, payload, header))).toBe(`health-card ${fault}`);
  });
});

describe('a card that is not written as it should be', () => {
  it.each<[string, (jws: string) => string | Uint8Array]>([
    ['byte-order-mark', (jws) => `\ufeff${jws}`],
    ['byte-order-mark', (jws) => `\ufeff${qrOf(jws)}`],
    ['byte-order-mark', (jws) => Buffer.from(`\ufeff${JSON.stringify({ verifiableCredential: [jws] })}`)],
    ['jws-trailing-characters', (jws) => `${jws} `],
    ['jws-trailing-characters', (jws) => `\n${jws}`],
    ['jws-not-base64url', (jws) => `${jws}=`],
    ['jws-signature-length', (jws) => `${jws}x`],
    ['jws-too-long', (jws) => jws.replace('.', `.${'A'.repeat(70_000)}`)],
    ['too-long', (jws) => jws.replace('.', `.${'A'.repeat(300_000)}`)],
    ['qr-trailing-characters', (jws) => `${qrOf(jws)} `],
    ['qr-trailing-characters', (jws) => `${qrOf(jws)}\n\n`],
    ['qr-trailing-characters', (jws) => `${qrOf(jws)}\nhello`],
    ['qr-not-digits', (jws) => `${qrOf(jws)}x`],
    ['qr-odd-digits', (jws) => `${qrOf(jws)}0`],
    ['qr-number-too-big', (jws) => `${qrOf(jws)}99`],
    ['qr-too-long', (jws) => qrOf(jws.padEnd(1196, 'A'))],
    ['qr-prefix-wrong', (jws) => qrOf(jws).replace('shc', 'SHC')],
    ['qr-prefix-wrong', (jws) => qrOf(jws).replace('shc:', 'shc2:')],
    ['qr-prefix-wrong', (jws) => qrOf(jws).replace('shc:/', 'shc:/2/')],
    ['qr-prefix-wrong', (jws) => `shc:/${jws}`],
    ['qr-part-number-wrong', (jws) => qrOf(jws).replace('/', '/1/1/')],
    ['qr-part-number-wrong', () => `shc:/100000/100000/${digitsOf('abc')}`],
    ['qr-part-number-wrong', () => `shc:/01/02/${digitsOf('abc')}`],
    ['qr-part-number-wrong', () => Array.from({ length: 10_000 }, (_, at) => `shc:/${at + 1}/100000/5676`).join('\n')],
    ['qr-parts-missing', () => Array.from({ length: 10_000 }, () => 'shc:/1/2/5676').join('\n')],
    ['qr-parts-differ', (jws) => `${qrOf(jws)}\n${qrOf(jws.replace('.', '.A'))}`],
    ['qr-parts-differ', (jws) => `${qrPartsOf(jws, 3)[0]}\n${qrPartsOf(jws, 2)[1]}`],
    ['file-trailing-characters', (jws) => `${JSON.stringify({ verifiableCredential: [jws] })} `],
    ['file-not-json', (jws) => `${JSON.stringify({ verifiableCredential: [jws] })}}`],
    ['file-without-cards', () => '{"verifiableCredential":[{}]}'],
    ['jws-signature-wrong', (jws) => JSON.stringify({ verifiableCredential: [jws, `${jws.slice(0, -10)}AAAAAAAAAA`] })],
  ])('%s', async (fault, change) => {
    expect(await seen(change(await sign(issuer, claims())))).toBe(`health-card ${fault}`);
  });

  it('its codes may come in any order and twice; codes of two cards never make one', async () => {
    const [mine, yours] = [qrPartsOf(await sign(issuer, claims()), 3), qrPartsOf(await sign(issuer, claims({ nbf: second - 9 })), 3)];
    expect(await seen([mine[2], mine[0], mine[0], mine[1]].join('\n'))).toBe('health-card accepted');
    expect(await seen([mine[0], yours[1], mine[2]].join('\n'))).toBe('health-card jws-signature-wrong');
    expect(await seen([mine[0], yours[0], mine[1], mine[2]].join('\n'))).toBe('health-card qr-parts-differ');
  });
});

describe('a link', () => {
  const right = { url: 'https://shl.example.org/m', key: 'rxTgYlOaKJPFtcEd0qcceN8wEU4p94SqAwIWQe6uX7Q' };
  const linkTo = (change: object = {}) => `shlink:/${inBase64url(JSON.stringify({ ...right, ...change }))}`;

  it.each<[string, string]>([
    ['link-flag-wrong', linkTo({ flag: 'PU' })],
    ['link-flag-wrong', linkTo({ flag: 'l' })],
    ['link-flag-wrong', linkTo({ flag: 7 })],
    ['link-label-too-long', linkTo({ label: '🩺'.repeat(81) })],
    ['link-label-wrong', linkTo({ label: 'a\u202eb' })],
    ['link-expired', linkTo({ exp: second - 1 })],
    ['link-expiry-wrong', linkTo({ exp: 'tomorrow' })],
    ['link-key-wrong', linkTo({ key: 'short' })],
    ['link-version-newer', linkTo({ v: 2 })],
    ['link-prefix-wrong', `http://viewer.example.org/#${linkTo()}`],
    ['link-prefix-wrong', linkTo().replace('shlink', 'SHLINK')],
    ['link-prefix-wrong', linkTo().replace(':/', '://')],
    ['link-percent-encoded', encodeURIComponent(linkTo())],
    ['link-percent-encoded', `https://viewer.example.org/#${encodeURIComponent(linkTo())}`],
    ['link-trailing-characters', `${linkTo()} `],
    ['link-trailing-characters', ` ${linkTo()}`],
    ['link-not-base64url', `${linkTo()}=`],
    ['link-not-base64url', `${linkTo()}\n${linkTo()}`],
    ['link-not-json', `shlink:/${inBase64url(deflateRawSync(JSON.stringify(right)))}`],
    ['link-not-json', `shlink:/${inBase64url('[]')}`],
    ['too-long', linkTo({ label: 'a'.repeat(5_000) })],
  ])('%s', async (fault, code) => {
    expect(await seen(code)).toBe(`health-link ${fault}`);
  });

  it.each<[string, string]>([
    ['link-not-https', 'http://shl.example.org/m'],
    ['link-not-https', 'javascript:alert(1)'],
    ['link-not-https', 'file:///etc/passwd'],
    ['link-credentials', 'https://me:secret@shl.example.org/m'],
    ['link-credentials', 'https://shl.example.org@10.0.0.1/'],
    ['link-address-too-long', `https://shl.example.org/${'a'.repeat(128)}`],
    ['link-address-wrong', 'shl.example.org/m'],
    ['link-address-wrong', '//shl.example.org/m'],
    ['link-address-wrong', 'https:shl.example.org/m'],
    ['link-address-wrong', 'https:///shl.example.org/m'],
    ['link-address-wrong', ' https://shl.example.org/m'],
    ['link-address-wrong', 'https://shl.exa\tmple.org/m'],
    ['link-address-wrong', 'https://shl.example.org\\@10.0.0.1/'],
    ['link-address-wrong', 'https://[::1/'],
    ...['10.1.2.3', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.0.1', '100.64.0.1', '0.0.0.0', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '0xa9fea9fe', '10.0.0.1.', '①②⑦.0.0.1',
      '[::1]', '[::]', '[fd00::1]', '[fe80::1]', '[::ffff:10.0.0.1]', '[::ffff:8.8.8.8]', '[64:ff9b::a00:1]', '[2002:a00:1::]', '[2001:db8::1]', '[ff02::1]',
      'localhost', 'localhost.', 'LOCALHOST', 'printer', 'kiosk.local', 'metadata.google.internal', 'router.home.arpa'].map((host): [string, string] => ['link-host-private', `https://${host}/m`]),
    ...['8.8.8.8', '134744072', '[2606:4700::1111]'].map((host): [string, string] => ['link-host-by-number', `https://${host}:443/m`]),
  ])('%s: %s', async (fault, url) => {
    expect(await seen(linkTo({ url }))).toBe(`health-link ${fault}`);
  });

  it.each<[string, string]>([
    ['as it should be', linkTo({ flag: 'LP', label: '🩺'.repeat(80), exp: second + 1, v: 1 })],
    ['behind a viewer', `https://viewer.example.org/a?b=c#${linkTo()}`],
    ['with flags and properties of tomorrow', linkTo({ flag: 'X', more: {} })],
  ])('is accepted: %s', async (_, code) => {
    expect(await seen(code)).toBe('health-link accepted');
  });
});
