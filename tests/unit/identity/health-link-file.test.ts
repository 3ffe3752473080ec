import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longestContent, longestFile, longestUnpacked, openLinkFile } from '../../../main/identity/health-link/link-file.ts';
import { bundle, encrypt, linkKey } from './health-link-fixture.ts';

const refused = (kind: string) => ({ ok: false, error: { kind } });
const contentOf = async (jwe: string | Uint8Array, declared: string | null = null) => {
  const file = await openLinkFile(jwe, linkKey, declared);
  return file.ok ? { contentType: file.value.contentType, content: JSON.parse(Buffer.from(file.value.content).toString()) } : file;
};

describe('a file of a link', () => {
  const fhir = { contentType: 'application/fhir+json', content: bundle('one') };

  it('opens with its key, packed or not, as bytes or text, with the line end of an editor', async () => {
    for (const header of [{}, { zip: 'DEF' }]) {
      const jwe = await encrypt(bundle('one'), header);
      for (const form of [jwe, `${jwe}\n`, new TextEncoder().encode(jwe), new TextEncoder().encode(`${jwe}\r\n`)]) {
        expect(await contentOf(form)).toEqual(fhir);
      }
    }
  });

  it('is what its header calls it, else what the manifest calls it, else what it looks like', async () => {
    const type = async (content: unknown, cty: string | undefined, declared: string | null = null) => {
      const file = await openLinkFile(await encrypt(content, { cty }), linkKey, declared);
      return file.ok && file.value.contentType;
    };
    const cards = { verifiableCredential: ['a.b.c'] };
    expect(await type(cards, 'application/fhir+json;fhirVersion=4.0.1', 'application/smart-health-card')).toBe('application/fhir+json');
    expect(await type(cards, 'fhir+json')).toBe('application/fhir+json');
    expect(await type(cards, undefined, 'application/fhir+json')).toBe('application/fhir+json');
    expect(await type(cards, undefined)).toBe('application/smart-health-card');
    expect(await type(bundle('one'), undefined)).toBe('application/fhir+json');
  });

  it('of another key, or that somebody changed, does not open', async () => {
    const jwe = await encrypt(bundle('one'));
    const [header, , iv, content = '', tag = ''] = jwe.split('.');
    const changed = (text: string) => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);
    expect(await openLinkFile(await encrypt(bundle('one'), {}, randomBytes(32).toString('base64url')), linkKey, null)).toEqual(refused('not-with-this-key'));
    expect(await openLinkFile([header, '', iv, changed(content), tag].join('.'), linkKey, null)).toEqual(refused('not-with-this-key'));
    expect(await openLinkFile([header, '', iv, content, changed(tag)].join('.'), linkKey, null)).toEqual(refused('not-with-this-key'));
    expect(await openLinkFile(jwe, 'short', null)).toEqual(refused('not-with-this-key'));
  });

  it('must be encrypted in the one way that links are', async () => {
    const [, , iv, content, tag] = (await encrypt(bundle('one'))).split('.');
    const withHeader = (header: object, encryptedKey = '') => [Buffer.from(JSON.stringify(header)).toString('base64url'), encryptedKey, iv, content, tag].join('.');
    for (const jwe of [
      '',
      'hello',
      'a.b.c',
      JSON.stringify(bundle('plain')),
      withHeader({ alg: 'dir' }),
      withHeader({ enc: 'A256GCM' }),
      withHeader({ alg: 'A256KW', enc: 'A256GCM' }, 'AAAA'),
      withHeader({ alg: 'none', enc: 'A256GCM' }),
      withHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', p2c: 1e9, p2s: 'AAAAAAAAAAAAAAAA' }, 'AAAA'),
      withHeader({ alg: 'dir', enc: 'A128CBC-HS256' }),
      withHeader({ alg: 'dir', enc: 'A256GCM', zip: 'GZ' }),
      withHeader({ alg: 'dir', enc: 'A256GCM', crit: ['later'], later: 1 }),
      withHeader({ alg: 'dir', enc: 'A256GCM' }, 'AAAA'),
    ]) {
      expect(await openLinkFile(jwe, linkKey, null), jwe).toEqual(refused('not-encrypted'));
    }
  });

  it('has one spelling: no white space, no padding, no bits left over', async () => {
    const jwe = await encrypt(bundle('one'));
    const [header, , iv = '', content = '', tag = ''] = jwe.split('.');
    const withLeftOver = tag.slice(0, -1) + String.fromCharCode(tag.charCodeAt(tag.length - 1) + 1);
    const others = [['\n' + iv, content, tag], [iv, ` ${content}`, tag], [iv, content.slice(0, 9) + '\t' + content.slice(9), tag], [iv, content, `${tag}==`], [iv, content, withLeftOver]];
    for (const other of others) {
      const text = [header, '', ...other].join('.');
      expect(await openLinkFile(text, linkKey, null), text).toEqual(refused('not-encrypted'));
      expect(await openLinkFile(new TextEncoder().encode(text), linkKey, null), text).toEqual(refused('not-encrypted'));
    }
    expect(await openLinkFile(`${jwe}\r\n`, linkKey, null)).toMatchObject({ ok: true });
  });

  it('that is too long is not looked at', async () => {
    expect(await openLinkFile('a'.repeat(longestFile + 1), linkKey, null)).toEqual(refused('too-large'));
  });

  it('may be as long as the longest record, packed too', async () => {
    const long = (length: number) => `{"resourceType":"Bundle","id":"${'x'.repeat(length - 33)}"}`;
    const seen = async (length: number, header = {}) => {
      const file = await openLinkFile(await encrypt(long(length), header), linkKey, null);
      return file.ok ? file.value.content.length : file.error.kind;
    };
    expect(await seen(longestContent)).toBe(longestContent);
    expect(await seen(longestContent + 1)).toBe('too-large');
    expect(await seen(longestUnpacked, { zip: 'DEF' })).toBe(longestUnpacked);
    expect(await seen(longestUnpacked + 1, { zip: 'DEF' })).toBe('not-unpacked');
  });

  it('that is a bomb of 100 MB is stopped at the limit, in little memory', async () => {
    const bomb = await encrypt(Buffer.alloc(100_000_000), { zip: 'DEF' });
    const before = process.memoryUsage().external;
    expect(await openLinkFile(bomb, linkKey, null)).toEqual(refused('not-unpacked'));
    const grew = process.memoryUsage().external - before;
    expect(grew).toBeLessThan(16_000_000);
  });
});

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus', 'health-links');
const present = existsSync(corpus);

describe(`public health links in ${corpus}${present ? '' : ' (absent: nothing was tried)'}`, () => {
  it('open to the summary that they hold; a signed text is no encrypted one', async () => {
    if (!present) return;
    const read = (name: string) => readFileSync(resolve(corpus, name));
    const { shlinkJsonPayload } = JSON.parse(read('IPS_IG-bundle-01-shl-details.json').toString());
    const file = await openLinkFile(read('IPS_IG-bundle-01-enc.txt'), shlinkJsonPayload.key, null);
    expect(file.ok && file.value.contentType).toBe('application/fhir+json');
    expect(file.ok && JSON.parse(Buffer.from(file.value.content).toString())).toEqual(JSON.parse(read('IPS_IG-bundle-01.json').toString()));
    const { key } = JSON.parse(read('CARIN_INS_CD-bundle-01-shl-details.json').toString());
    expect(await openLinkFile(read('CARIN_INS_CD-bundle-01-enc.txt'), key, null)).toEqual(refused('not-encrypted'));
  });
});
