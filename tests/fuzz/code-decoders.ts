/** What readers read, cards carry and links lead to. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { codeKinds, declineReasons } from '../../main/identity/credential.ts';
import type { Recognition } from '../../main/identity/codes/recognition.ts';
import { describeCode } from '../../main/identity/codes/describe-code.ts';
import { allowedAddress } from '../../main/identity/network/guarded-fetch.ts';
import { readClaims } from '../../main/identity/health-card/claims.ts';
import { addPart } from '../../main/identity/health-card/parts.ts';
import { joinQrParts, readHealthCardFile, readQrPart } from '../../main/identity/health-card/forms.ts';
import { verifyHealthCard } from '../../main/identity/health-card/verify.ts';
import { openLinkFile } from '../../main/identity/health-link/link-file.ts';
import { readManifest, readRemainingAttempts, readRetryAfter } from '../../main/identity/health-link/manifest.ts';
import { readHealthLink } from '../../main/identity/health-link/payload.ts';
import { stateCard } from '../../main/identity/health-card/statement.ts';
import { inflateAtMost } from '../../main/identity/health-card/inflate.ts';
import { readIssuerDirectory } from '../../main/identity/health-card/issuer-directory.ts';
import { checkDigit, parseNhsNumber } from '../../main/identity/codes/nhs-number.ts';
import { isPublicAddress } from '../../main/identity/network/public-address.ts';
import { recognise } from '../../main/identity/codes/recognise.ts';
import { at, claims, createIssuer, digitsOf, directoryOf, qrOf, qrPartsOf, sign } from '../unit/identity/health-card-fixture.ts';
import { bundle, encrypt, linkKey } from '../unit/identity/health-link-fixture.ts';
import { decoder, expectTrue, type Decoder } from './decoder.ts';
import { bytesOf, inBase64url, jsonOver, jsonTextOver, nearly, noise } from './inputs.ts';

const aims = fc.option(fc.oneof(fc.constantFrom(']Q1', ']Q2', ']A0', ']F0', ']E0', ']C1', ']d2', ']I0', ']L1'), fc.string({ maxLength: 5 })));
const beginnings = fc.constantFrom('', 'ALONGSIDE:', 'shc:/', 'shc:/1/2/', 'shlink:/', 'https://a.b#shlink:/', 'BEGIN:VCARD\n', 'http://', 'eyJ', '{"verifiableCredential":["');
const linkNames = ['url', 'key', 'exp', 'flag', 'label', 'v'];
const linkWords = ['https://shl.example.org/m', 'http://shl.example.org/m', 'https://127.0.0.1/', linkKey, 'LP', 'U', 'PU', 1, 2];
const claimNames = ['iss', 'nbf', 'exp', 'vc', 'type', 'credentialSubject', 'fhirVersion', 'fhirBundle', 'rid', 'resourceType', 'entry', 'resource', 'status', 'vaccineCode', 'coding', 'system', 'code', 'display', 'performer', 'actor', 'name', 'given', 'family', 'valueQuantity', 'value', 'protocolApplied'];
const claimWords = ['https://cards.example.org/issuer', at / 1000 - 5, 'Bundle', '4.0.1', 'Immunization', 'Observation', 'Patient', 'completed', 'final', 'http://hl7.org/fhir/sid/cvx', '207', ['https://smarthealth.cards#health-card']];
const headerNames = ['alg', 'kid', 'zip', 'crit', 'enc', 'cty', 'typ', 'p2c', 'p2s', 'epk'];
const headerWords = ['ES256', 'none', 'dir', 'A256GCM', 'DEF', 'PBES2-HS256+A128KW', 'ECDH-ES'];

export async function codeDecoders(): Promise<readonly Decoder[]> {
  const issuer = await createIssuer();
  const directory = await directoryOf(issuer);
  const jws = await sign(issuer, claims());
  const jwe = await encrypt(bundle('one'));
  const packed = await encrypt(bundle('one'), { zip: 'DEF' });
  const rightLink = `shlink:/${inBase64url(JSON.stringify({ url: 'https://shl.example.org/m', key: linkKey, flag: 'LP', label: 'One' }))}`;
  const rules = { cardKeys: new Map(), audience: 'here', at, healthIssuers: directory, healthLinkHosts: ['shl.example.org'] };
  const anyText = fc.oneof(fc.tuple(beginnings, noise).map(([start, end]) => start + end), nearly(qrOf(jws), rightLink, '943 476 5919', 'https://viewer.example.org/#shlink:/e30', `{"verifiableCredential":["${jws}"]}`));
  const header = jsonTextOver(headerNames, headerWords).map(inBase64url);
  const [jwsHeader = '', jwsPayload = '', signature = ''] = jws.split('.');
  const [jweHeader = '', , iv = '', content = '', tag = ''] = jwe.split('.');

  return [
    decoder('scanned bytes', fc.tuple(fc.oneof(fc.uint8Array({ maxLength: 5000 }), anyText.map(bytesOf)), aims), async ([bytes, aim]) => sound(await recognise({ bytes, aim }, rules))),
    decoder('text of a pipe', anyText, async (text) => {
      const seen = await describeCode(text, { at: new Date(at), keys: { keys: [issuer.jwk] } });
      expectTrue(codeKinds.includes(seen.kind) && (seen.accepted || /^[a-z0-9-]+$/.test(seen.reason ?? '')), 'a kind and a reason');
    }),
    decoder('NHS numbers', fc.oneof(noise, nearly('943 476 5919', '9434765919'), fc.stringMatching(/^\d{10}$/)), (text) => {
      const read = parseNhsNumber(text);
      if (read.ok) expectTrue(/^\d{10}$/.test(read.value) && checkDigit(read.value.slice(0, 9)) === read.value[9], 'the sum is right');
    }),
    decoder('numeric QR', fc.array(fc.oneof(nearly(qrOf(jws), ...qrPartsOf(jws, 3), ...qrPartsOf('other.card.here', 3)), fc.stringMatching(/^shc:\/(\d{1,3}\/){0,3}\d{0,60}$/), noise), { maxLength: 5 }), (texts) => {
      joinQrParts(texts);
      let held: Parameters<typeof addPart>[0] = [];
      for (const text of texts) {
        const part = readQrPart(text);
        if (!part.ok) continue;
        expectTrue(/^[-a-zA-Z0-9./:;<=>?@[\\\]^_`]*$/.test(part.value.jws), 'only characters from - to z');
        expectTrue(text.endsWith(digitsOf(part.value.jws)), 'the digits that were there');
        held = addPart(held, part.value).parts;
      }
    }),
    decoder('files of cards', fc.oneof(nearly(`{"verifiableCredential":["${jws}"]}`), jsonTextOver(['verifiableCredential'], [jws])), (text) => readHealthCardFile(text)),
    decoder('JWS parts', fc.oneof(nearly(jws), header.map((first) => `${first}.${jwsPayload}.${signature}`), noise.map((middle) => `${jwsHeader}.${inBase64url(middle)}.${signature}`), noise), async (text) => {
      const card = await verifyHealthCard(text, { directory, at });
      expectTrue(!card.ok || text === jws, 'only what was signed');
    }),
    decoder('signed payloads', fc.oneof(jsonOver(claimNames, claimWords).map((value) => deflateRawSync(JSON.stringify(value) ?? '')), fc.uint8Array({ maxLength: 300 }), noise.map((text) => deflateRawSync(text))), async (payload) => {
      await verifyHealthCard(await sign(issuer, payload), { directory, at });
    }),
    decoder('claims and statements', jsonOver(claimNames, claimWords), (payload) => {
      const whole = { iss: 'https://cards.example.org/issuer', nbf: at / 1000 - 5, vc: { type: ['https://smarthealth.cards#health-card'], credentialSubject: { fhirVersion: '4.0.1', fhirBundle: { ...Object(payload), resourceType: 'Bundle' } } } };
      for (const one of [Object(payload), whole]) {
        const read = readClaims(one, at);
        if (read.ok) stateCard({ ...read.value, issuerName: null, revocation: 'not-checked' });
      }
    }),
    decoder('deflate streams', fc.tuple(fc.oneof(fc.uint8Array({ maxLength: 300 }), noise.map((text) => new Uint8Array(deflateRawSync(text)))), fc.nat(300), fc.uint8Array({ maxLength: 3 })), ([stream, cut, more]) => {
      const read = inflateAtMost(Buffer.concat([stream.subarray(0, cut), more]), 4096);
      expectTrue(!read.ok || read.value.length <= 4096, 'no more than was allowed');
    }),
    decoder('issuer directories', jsonOver(['keys', 'iss', 'name', 'crls', 'issuerInfo', 'issuer', 'kid', 'kty', 'crv', 'alg', 'use', 'x', 'y', 'x5c', 'd', 'rids', 'method'], [issuer.jwk, 'EC', 'P-256', 'ES256', 'sig', 'rid', [issuer.jwk]]), (value) => readIssuerDirectory(value)),
    decoder('link payloads', fc.oneof(nearly(rightLink), jsonTextOver(linkNames, linkWords).map((text) => `shlink:/${inBase64url(text)}`), noise.map((text) => `shlink:/${text}`)), (text) => {
      const link = readHealthLink(text, at);
      if (link.ok) expectTrue(new URL(link.value.url).protocol === 'https:' && link.value.key.length === 43, 'an https address and a key');
    }),
    decoder('link manifests', fc.oneof(jsonTextOver(['files', 'contentType', 'location', 'embedded', 'status', 'remainingAttempts', 'list'], ['application/fhir+json', 'finalized', jwe]).map(bytesOf), fc.uint8Array({ maxLength: 200 })), (bytes) => {
      readManifest(bytes);
      const left = readRemainingAttempts(bytes);
      expectTrue(left === null || left >= 0, 'no fewer than none');
    }),
    decoder('times to come again', fc.oneof(noise, nearly('Wed, 21 Oct 2026 07:28:00 GMT', '120')), (text) => {
      const seconds = readRetryAfter(text, at);
      expectTrue(seconds === null || (seconds >= 0 && seconds <= 86_400), 'a day at most');
    }),
    decoder('JWE parts', fc.oneof(nearly(jwe, packed), header.map((first) => [first, '', iv, content, tag].join('.')), noise.map((text) => [jweHeader, '', iv, inBase64url(text), tag].join('.')), noise), async (text) => {
      const file = await openLinkFile(text, linkKey, null);
      expectTrue(!file.ok || [jwe, packed].includes(text.replace(/\r?\n$/, '')), 'only what was encrypted');
    }),
    decoder('packed files of links', fc.oneof(fc.uint8Array({ maxLength: 300 }), noise.map(bytesOf)), async (bytes) => {
      const file = await openLinkFile(await encrypt(bytes, { zip: 'DEF', cty: undefined }), linkKey, null);
      expectTrue(file.ok && Buffer.from(file.value.content).equals(bytes), 'what was packed');
    }),
    decoder('addresses', fc.oneof(nearly('https://shl.example.org/m', 'https://user@shl.example.org:443/', '10.0.0.1', '::ffff:10.0.0.1', 'fe80::1%1'), fc.webUrl(), fc.ipV4Extended(), fc.ipV6(), noise), (text) => {
      isPublicAddress(text);
      const allowed = allowedAddress(text, ['shl.example.org']);
      expectTrue(!allowed.ok || (allowed.value.host === 'shl.example.org' && allowed.value.username === ''), 'the host of the list');
    }),
  ];
}

function sound(seen: Recognition): void {
  if (seen.type !== 'declined') return;
  expectTrue(codeKinds.includes(seen.kind) && declineReasons.includes(seen.reason), 'a kind and a reason of the lists');
}
