import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeCode } from '../../../main/identity/codes/describe-code.ts';
import { createCardSigner, createSigningKey } from '../../../main/identity/card-office/issue-card.ts';
import { at, claims, createIssuer, qrOf, qrPartsOf, sign } from './health-card-fixture.ts';
import { audience, noon, valueOf } from './site-fixture.ts';

const accepted = (kind: string) => ({ kind, accepted: true, reason: null });
const refused = (kind: string, reason: string) => ({ kind, accepted: false, reason });
const day = new Date(at);

describe('kiosk code', () => {
  it('says what a code is and whether it would be accepted', async () => {
    expect(await describeCode('943 476 5919', { at: day })).toEqual(accepted('nhs-number'));
    expect(await describeCode('4857773456', { at: day })).toEqual(refused('nhs-number', 'check-character-wrong'));
    expect(await describeCode('https://www.nhs.uk', { at: day })).toEqual(refused('web', 'not-used-here'));
    expect(await describeCode('', { at: day })).toEqual(refused('unknown', 'not-text'));
    expect(await describeCode(Uint8Array.of(0xff), { at: day })).toEqual(refused('unknown', 'not-text'));
    expect(await describeCode('a'.repeat(5000), { at: day })).toEqual(refused('unknown', 'too-long'));
    expect(await describeCode(new Uint8Array(1_000_000), { at: day })).toEqual(refused('unknown', 'too-long'));
    expect(await describeCode('\ufeff9434765919', { at: day })).toEqual(refused('unknown', 'byte-order-mark'));
  });

  it('checks an access card with the practice’s keys, at any time that it is asked about', async () => {
    const { privateJwk, publicJwk } = await createSigningKey();
    const signer = valueOf(await createCardSigner(privateJwk, audience));
    const issued = noon / 1000;
    const text = await signer.sign({ kind: 'access-card', id: 'AAECAwQFBgcICQoLDA0ODw', issued, expires: issued + 60 });
    const keys = { keys: [publicJwk] };
    for (const input of [text, `${text}\n`, new TextEncoder().encode(`${text}\r\n`)]) {
      expect(await describeCode(input, { keys, at: new Date(noon) })).toEqual(accepted('access-card'));
    }
    expect(await describeCode(`${text}\n\n`, { keys, at: new Date(noon) })).toEqual(refused('access-card', 'malformed'));
    expect(await describeCode(text, { at: new Date(noon) })).toEqual(refused('access-card', 'unknown-signer'));
    expect(await describeCode(text, { keys, at: new Date(noon + 60_000) })).toEqual(refused('access-card', 'expired'));
    expect(await describeCode(text, { keys: { keys: [privateJwk] }, at: new Date(noon) })).toEqual(refused('unknown', 'private-key'));
  });

  it('tells a web token from a card, and half a card from nothing', async () => {
    const token = `${Buffer.from('{"alg":"ES256","typ":"JWT"}').toString('base64url')}.e30.AAAA`;
    expect(await describeCode(token, { at: day })).toEqual(refused('unknown', 'not-known'));
    // A header that is not even base64url once brought the recogniser down.
    expect(await describeCode('eyJ00..', { at: day })).toEqual(refused('health-card', 'jws-header-not-json'));
  });

  it('checks a health card in every form', async () => {
    const issuer = await createIssuer();
    const keys = { keys: [issuer.jwk] };
    const jws = await sign(issuer, claims());
    const forms = [jws, `${jws}\n`, qrOf(jws), qrPartsOf(jws, 3).toReversed().join('\n'), `${qrPartsOf(jws, 2).join('\r\n')}\r\n`, JSON.stringify({ verifiableCredential: [jws, jws] })];
    for (const form of forms) expect(await describeCode(form, { keys, at: day })).toEqual(accepted('health-card'));
    expect(await describeCode(qrOf(jws), { at: day })).toEqual(refused('health-card', 'key-unknown'));
    expect(await describeCode(qrOf(jws), { keys: 1, at: day })).toEqual(refused('health-card', 'not-an-issuer-directory'));
    expect(await describeCode(qrPartsOf(jws, 3).slice(1).join('\n'), { keys, at: day })).toEqual(refused('health-card', 'qr-parts-missing'));
    expect(await describeCode(` ${jws}`, { keys, at: day })).toEqual(refused('health-card', 'jws-trailing-characters'));
    expect(await describeCode(`\ufeff${jws}`, { keys, at: day })).toEqual(refused('health-card', 'byte-order-mark'));
    const forged = await sign(await createIssuer(), claims());
    expect(await describeCode(JSON.stringify({ verifiableCredential: [jws, forged] }), { keys, at: day })).toEqual(refused('health-card', 'key-unknown'));
  });
});

describe('a health link', () => {
  const key = 'rxTgYlOaKJPFtcEd0qcceN8wEU4p94SqAwIWQe6uX7Q';
  const link = (payload: object) => `shlink:/${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;

  it('is right or names its fault, wherever it leads', async () => {
    const right = { url: 'https://shl.example.org/m', key };
    expect(await describeCode(`${link(right)}\n`, { at: day })).toEqual(accepted('health-link'));
    expect(await describeCode(`https://viewer.example.org/#${link({ ...right, flag: 'P' })}`, { at: day })).toEqual(accepted('health-link'));
    expect(await describeCode(link({ ...right, v: 2 }), { at: day })).toEqual(refused('health-link', 'link-version-newer'));
    expect(await describeCode(link({ ...right, exp: at / 1000 - 1 }), { at: day })).toEqual(refused('health-link', 'link-expired'));
    expect(await describeCode(link({ ...right, url: 'http://shl.example.org/m' }), { at: day })).toEqual(refused('health-link', 'link-not-https'));
  });

  it('is not the file behind it, nor any other file', async () => {
    expect(await describeCode('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..abc.def.ghi\n', { at: day })).toEqual(refused('health-link', 'file-needs-its-link'));
    expect(await describeCode(`{ "url": "https://shl.example.org/m",\n"key": "${key}" }`, { at: day })).toEqual(refused('unknown', 'not-a-code'));
    expect(await describeCode('[]', { at: day })).toEqual(refused('unknown', 'not-a-code'));
  });
});

const links = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus', 'health-links');
const linksPresent = existsSync(links);

describe(`public health links in ${links}${linksPresent ? '' : ' (absent: nothing was tried)'}`, () => {
  it('are right; their encrypted files say what they are, and a signed one is no link’s', async () => {
    for (const name of linksPresent ? readdirSync(links) : []) {
      const seen = await describeCode(readFileSync(resolve(links, name)), { at: day });
      if (name.endsWith('-shl.txt')) expect(seen, name).toEqual(accepted('health-link'));
      else if (name === 'IPS_IG-bundle-01-enc.txt') expect(seen, name).toEqual(refused('health-link', 'file-needs-its-link'));
      else if (name.endsWith('-enc.txt')) expect(seen, name).toEqual(refused('health-card', 'key-unknown'));
      else expect(seen, name).toEqual(refused('unknown', 'not-a-code'));
    }
  });
});

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus', 'health-cards');
const present = existsSync(corpus);

describe(`public health cards in ${corpus}${present ? '' : ' (absent: nothing was tried)'}`, () => {
  let keys: unknown;
  // Example 03 ended in May 2025.
  const then = new Date('2025-01-01T00:00:00Z');
  const describeFile = (name: string) => describeCode(readFileSync(resolve(corpus, name)), { keys, at: then });
  const namesIn = (folder: string) => (present ? readdirSync(resolve(corpus, folder)).filter((name) => statSync(resolve(corpus, folder, name)).isFile()) : []);
  beforeAll(() => {
    keys = present ? JSON.parse(readFileSync(resolve(corpus, 'issuer-jwks.json'), 'utf8')) : null;
  });

  it('are all accepted with their issuer’s keys', async () => {
    const good = namesIn('.').filter((name) => /-(?:d-jws|e-file|f-qr)/.test(name) && !name.startsWith('example-02-f'));
    for (const name of good) expect(await describeFile(name), name).toEqual(accepted('health-card'));
    if (present) expect(good.length).toBeGreaterThan(0);
  });

  it('in several codes are accepted together and not alone', async () => {
    const names = namesIn('.').filter((name) => name.startsWith('example-02-f'));
    for (const name of names) expect(await describeFile(name), name).toEqual(refused('health-card', 'qr-parts-missing'));
    if (!present) return;
    const all = names.toReversed().map((name) => readFileSync(resolve(corpus, name), 'utf8'));
    expect(await describeCode(all.join('\n'), { keys, at: then })).toEqual(accepted('health-card'));
  });

  it('are told from the files that only lie beside them', async () => {
    const beside = namesIn('.').filter((name) => name.endsWith('.json'));
    for (const name of beside) expect(await describeFile(name), name).toEqual(refused('unknown', 'not-a-code'));
    if (present) expect(beside.length).toBeGreaterThan(0);
  });

  it('that are bad are refused, each for its own fault', async () => {
    const reasons: Readonly<Record<string, string>> = {
      'der-signature': 'jws-signature-der',
      'invalid-signature': 'jws-signature-wrong',
      no_deflate: 'jws-zip-missing',
      no_jws_header_kid: 'jws-kid-missing',
      trailing_chars: 'jws-trailing-characters',
      invalid_deflate: 'payload-not-deflated',
      invalid_issuer_url_http: 'issuer-not-https',
      'odd-count': 'qr-odd-digits',
      wrong_qr_header: 'qr-prefix-wrong',
    };
    for (const name of namesIn('bad')) {
      const seen = await describeFile(`bad/${name}`);
      expect(seen.accepted, name).toBe(false);
      const known = Object.entries(reasons).find(([fault]) => name.includes(fault));
      if (known !== undefined) expect(seen, name).toEqual(refused('health-card', known[1]));
    }
  });

  it('are read in time: expired after its day, not yet valid before it', async () => {
    if (!present) return;
    const text = readFileSync(resolve(corpus, 'example-03-f-qr-code-numeric-value-0.txt'));
    expect(await describeCode(text, { keys, at: new Date('2026-01-01') })).toEqual(refused('health-card', 'expired'));
    expect(await describeCode(text, { keys, at: new Date('2020-01-01') })).toEqual(refused('health-card', 'not-yet-valid'));
  });

  it('are bound to the issuer that a certificate of the key set names', async () => {
    if (!present) return;
    const elsewhere = { ...Object(keys), iss: 'https://elsewhere.example' };
    const text = readFileSync(resolve(corpus, 'example-00-d-jws.txt'));
    expect(await describeCode(text, { keys: elsewhere, at: then })).toEqual(refused('health-card', 'issuer-not-the-keys'));
  });
});
