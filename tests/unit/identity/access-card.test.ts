import { CompactSign, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCardSigner, createSigningKey, type CardSigner } from '../../../main/identity/card-office/issue-card.ts';
import { importKeys, readKeySet, type PublicKey } from '../../../main/identity/key-set.ts';
import { recognise } from '../../../main/identity/codes/recognise.ts';
import type { SignedCode } from '../../../main/identity/codes/signed-code.ts';
import { audience, noon, scanOf, valueOf } from './site-fixture.ts';

const second = noon / 1000;
const card: SignedCode = { kind: 'access-card', id: 'AAECAwQFBgcICQoLDA0ODw', issued: second - 60, expires: second + 60 };
let publicJwk: PublicKey;
let signer: CardSigner;
let privateJwk: Awaited<ReturnType<typeof createSigningKey>>['privateJwk'];

beforeAll(async () => {
  ({ privateJwk, publicJwk } = await createSigningKey());
  signer = valueOf(await createCardSigner(privateJwk, audience));
});

const see = async (text: string, change: { at?: number | null; audience?: string | null; keys?: readonly PublicKey[] } = {}) =>
  recognise(scanOf(text), { cardKeys: await importKeys([publicJwk]), audience, at: noon, ...change, ...(change.keys && { cardKeys: await importKeys(change.keys) }) });

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signed with the right key, whatever it says. */
async function signed(header: Record<string, unknown>, payload: string): Promise<string> {
  const { importJWK } = await import('jose');
  const key = await importJWK(privateJwk, 'ES256');
  const jws = await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'ES256', kid: publicJwk.kid, typ: 'alongside-card', ...header })
    .sign(key);
  return `ALONGSIDE:${jws}`;
}
const claims = { ver: 1, aud: audience, jti: card.id, iat: card.issued, exp: card.expires };

describe('an access card', () => {
  it('names a card, and fits a small QR code', async () => {
    const text = await signer.sign(card);
    expect(text.length).toBeLessThan(360);
    expect(await see(text)).toEqual({ type: 'credential', credential: { kind: 'access-card', cardId: card.id } });
  });

  it('holds nothing of the person', async () => {
    const [, header = '', payload = ''] = /^ALONGSIDE:([^.]+)\.([^.]+)\./.exec(await signer.sign(card)) ?? [];
    expect(Object.keys(JSON.parse(Buffer.from(header, 'base64url').toString())).sort()).toEqual(['alg', 'kid', 'typ']);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(claims);
  });

  it.each(['helper-badge', 'service-badge'] as const)('of the people who work here is a badge: %s', async (kind) => {
    expect(await see(await signer.sign({ ...card, kind }))).toEqual({ type: 'badge', badge: { kind, badgeId: card.id } });
  });

  const refused = (reason: string) => ({ type: 'declined', kind: 'access-card', reason });

  it('is refused after its day, before its day, and while nobody knows the day', async () => {
    const text = await signer.sign(card);
    expect(await see(text, { at: noon + 60_000 })).toEqual(refused('expired'));
    expect(await see(text, { at: noon + 59_999 })).toMatchObject({ type: 'credential' });
    expect(await see(text, { at: noon - 3_600_000 })).toEqual(refused('not-yet-valid'));
    expect(await see(text, { at: null })).toEqual(refused('clock-not-set'));
  });

  it('of another site is not used here', async () => {
    expect(await see(await signer.sign(card), { audience: 'another-library' })).toEqual(refused('not-used-here'));
  });

  it('of a key that the site does not have is from nobody', async () => {
    expect(await see(await signer.sign(card), { keys: [] })).toEqual(refused('unknown-signer'));
  });

  it('signed by another key under a kid that is known is forged', async () => {
    const other = await createSigningKey();
    expect(await see(await signer.sign(card), { keys: [{ ...other.publicJwk, kid: publicJwk.kid }] })).toEqual(refused('signature-wrong'));
  });

  it('is refused when any one character of it was changed', async () => {
    const text = await signer.sign(card);
    // The last character of the signature holds two bits that no byte uses.
    for (let at = 'ALONGSIDE:'.length; at < text.length - 1; at += 7) {
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      expect((await see(changed)).type, `character ${at}`).toBe('declined');
    }
  });

  it.each([
    ['alg none', `ALONGSIDE:${base64url({ alg: 'none', kid: 'k', typ: 'alongside-card' })}.${base64url({})}.`],
    ['alg HS256', `ALONGSIDE:${base64url({ alg: 'HS256', kid: 'k', typ: 'alongside-card' })}.${base64url({})}.${'A'.repeat(86)}`],
    ['a key of its own', `ALONGSIDE:${base64url({ alg: 'ES256', kid: 'k', typ: 'alongside-card', jwk: {} })}.${base64url({})}.${'A'.repeat(86)}`],
    ['a DER signature', `ALONGSIDE:${base64url({ alg: 'ES256', kid: 'k', typ: 'alongside-card' })}.${base64url({})}.${'A'.repeat(95)}`],
  ])('is malformed with %s', async (_, text) => expect(await see(text)).toEqual(refused('malformed')));

  it.each([
    ['a claim too many', JSON.stringify({ ...claims, name: 'Ann' })],
    ['a claim too few', JSON.stringify({ ...claims, exp: undefined })],
    ['an expiry in words', JSON.stringify({ ...claims, exp: 'never' })],
    ['another version', JSON.stringify({ ...claims, ver: 2 })],
    ['an id that is none', JSON.stringify({ ...claims, jti: '1' })],
    ['a list', '[]'],
    ['no JSON', 'hello'],
    ['a byte order mark', `\ufeff${JSON.stringify(claims)}`],
  ])('is malformed with %s, although it is signed', async (_, payload) => {
    expect(await see(await signed({}, payload))).toEqual(refused('malformed'));
  });

  it('for another purpose is malformed, although it is signed', async () => {
    expect(await see(await signed({ typ: 'JWT' }, JSON.stringify(claims)))).toEqual(refused('malformed'));
  });
});

describe('the keys of a site', () => {
  it('are never private ones', () => {
    expect(readKeySet({ keys: [privateJwk] })).toEqual({ ok: false, error: { kind: 'private-key' } });
  });

  it('leave out keys of other kinds and points off the curve', async () => {
    const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'rsa' };
    const off = { ...publicJwk, kid: 'off', y: publicJwk.x };
    const keys = valueOf(readKeySet({ keys: [rsa, off, publicJwk] }));
    expect(keys.map((key) => key.kid)).toEqual(['off', publicJwk.kid]);
    expect([...(await importKeys(keys)).keys()]).toEqual([publicJwk.kid]);
  });

  it.each([null, [], {}, { keys: {} }, { keys: [1] }, 'keys'])('are no key set: %j', (value) => {
    expect(readKeySet(value)).toEqual({ ok: false, error: { kind: 'not-a-key-set' } });
  });

  it('that sign must be whole', async () => {
    const wrong = { ok: false, error: { kind: 'not-a-signing-key' } };
    expect(await createCardSigner(publicJwk, audience)).toEqual(wrong);
    expect(await createCardSigner({ ...privateJwk, kid: undefined }, audience)).toEqual(wrong);
    expect(await createCardSigner(null, audience)).toEqual(wrong);
    expect((await generateKeyPair('ES256')).privateKey).toBeDefined();
  });
});
