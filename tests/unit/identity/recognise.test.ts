import { describe, expect, it } from 'vitest';
import { prescriptionCheck } from '../../../main/identity/codes/prescription-code.ts';
import { recognise } from '../../../main/identity/codes/recognise.ts';

const see = (text: string, aim: string | null = null) =>
  recognise({ bytes: new TextEncoder().encode(text), aim }, { cardKeys: new Map(), audience: 'here', at: Date.UTC(2026, 10, 1) });

const seeAt = (healthLinkHosts: readonly string[], text: string) =>
  recognise({ bytes: new TextEncoder().encode(text), aim: ']Q1' }, { cardKeys: new Map(), audience: 'here', at: Date.UTC(2026, 10, 1), healthLinkHosts });

const link = (payload: unknown, prefix = 'shlink:/') => prefix + Buffer.from(JSON.stringify(payload)).toString('base64url');
const key = 'rxTgYlOaKJPFtcEd0qcceN8wEU4p94SqAwIWQe6uX7Q';
const goodLink = { url: 'https://shl.example.org/m/abc', key, flag: 'LP' };

describe('what a code is', () => {
  it.each([
    ['9434765919', null],
    ['943 476 5919', ']Q1'],
    ['9434765919', ']C0'],
    ['9434765919', ']A0'],
  ])('an NHS number: %s %s', async (text, aim) => {
    expect(await see(text, aim)).toEqual({ type: 'credential', credential: { kind: 'nhs-number', nhsNumber: '9434765919' } });
  });

  const rightPrescription = `7D9625-Z72BF2-11E3A${prescriptionCheck('7D9625Z72BF211E3A')}`;
  it.each([
    ['4857773456', null, 'nhs-number', 'check-character-wrong'],
    ['1111111111', null, 'nhs-number', 'malformed'],
    [rightPrescription, null, 'prescription', 'not-used-here'],
    [rightPrescription.replaceAll('-', ''), ']A0', 'prescription', 'not-used-here'],
    [rightPrescription.toLowerCase(), null, 'prescription', 'not-used-here'],
    [rightPrescription.replace('7D9625', '7D9626'), null, 'prescription', 'check-character-wrong'],
    ['80826001234567890123', null, 'travel-card', 'not-used-here'],
    ['80276 00123 45678 90123'.replace(/ (\d{5}) /, '$1 '), null, 'travel-card', 'not-used-here'],
    ['5000159484695', ']E0', 'retail', 'not-used-here'],
    ['5000159484696', ']E0', 'retail', 'check-character-wrong'],
    ['036000291452', null, 'retail', 'not-used-here'],
    ['96385074', null, 'retail', 'not-used-here'],
    ['9780141036144', null, 'retail', 'not-used-here'],
    ['0109506000134352172601311012ABC\x1d2112345', ']d2', 'retail', 'not-used-here'],
    ['A20123004567891B', ']F0', 'library', 'not-used-here'],
    ['20123004567891', null, 'library', 'not-used-here'],
    ['30123004567891', ']C0', 'library', 'not-used-here'],
    ['LIB001234', ']A0', 'library', 'not-used-here'],
    ['https://www.nhs.uk/conditions/', ']Q1', 'web', 'not-used-here'],
    ['HTTP://EXAMPLE.ORG', ']Q1', 'web', 'not-used-here'],
    ['www.example.org', null, 'web', 'not-used-here'],
    ['BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Ann\r\nEND:VCARD', ']Q1', 'contact', 'not-used-here'],
    ['MECARD:N:Doe,Ann;TEL:0123;;', ']Q1', 'contact', 'not-used-here'],
    ['WIFI:T:WPA;S:Library;P:secret;;', ']Q1', 'contact', 'not-used-here'],
    ['tel:+441132220000', null, 'contact', 'not-used-here'],
    ['javascript:alert(1)', null, 'unknown', 'not-known'],
    ['hello', null, 'unknown', 'not-known'],
    ["' OR 1=1 --", null, 'unknown', 'not-known'],
    ['9434765919\t', null, 'unknown', 'not-text'],
    ['ALONGSIDE:', null, 'access-card', 'malformed'],
    ['ALONGSIDE:a.b.c', null, 'access-card', 'malformed'],
    [`ALONGSIDE:${'a'.repeat(1000)}`, null, 'access-card', 'too-long'],
  ])('%j %s is %s: %s', async (text, aim, kind, reason) => {
    expect(await see(text, aim)).toEqual({ type: 'declined', kind, reason });
  });

  it.each([
    ['bare', link(goodLink)],
    ['behind a viewer', link(goodLink, 'https://viewer.example.org/view?x=1#shlink:/')],
    ['with properties and flags that nobody knows yet', link({ ...goodLink, flag: 'LPX', more: [1] })],
  ])('a health link %s', async (_, text) => {
    expect(await see(text, ']Q1')).toEqual({ type: 'declined', kind: 'health-link', reason: 'not-used-here' });
    expect(await seeAt(['shl.example.org'], text)).toMatchObject({
      type: 'health-link',
      link: { url: goodLink.url, key, needsPasscode: true, longTerm: true, direct: false, label: null, expires: null },
    });
  });

  it.each([
    ['link-prefix-wrong', link(goodLink, 'shlink:')],
    ['link-prefix-wrong', link(goodLink, 'http://viewer.example.org/#shlink:/')],
    ['link-not-base64url', 'shlink:/eyJ+'],
    ['link-not-json', 'shlink:/aGVsbG8'],
    ['link-not-https', link({ ...goodLink, url: 'http://shl.example.org/m' })],
    ['link-address-too-long', link({ ...goodLink, url: `https://shl.example.org/${'a'.repeat(128)}` })],
    ['link-credentials', link({ ...goodLink, url: 'https://me:pass@shl.example.org/' })],
    ['link-key-wrong', link({ ...goodLink, key: 'short' })],
    ['link-flag-wrong', link({ ...goodLink, flag: 'PU' })],
    ['link-label-too-long', link({ ...goodLink, label: 'a'.repeat(81) })],
    ['link-expiry-wrong', link({ ...goodLink, exp: 'tomorrow' })],
    ['link-label-wrong', link({ ...goodLink, label: 'turned \u202earound' })],
    ['link-label-wrong', link({ ...goodLink, label: 'two\nlines' })],
    ['link-version-wrong', link({ ...goodLink, v: '1' })],
    ['link-version-wrong', link({ ...goodLink, v: 0 })],
  ])('a health link with a fault: %s', async (fault, text) => {
    expect(await see(text)).toEqual({ type: 'declined', kind: 'health-link', reason: 'malformed', fault });
  });

  it.each([
    ['host-not-allowed', goodLink],
    ['host-not-allowed', { ...goodLink, url: 'https://shl.example.org:8443/m' }],
    ['host-not-allowed', { ...goodLink, url: 'https://192.0.2.1/m' }],
  ])('a health link to where this kiosk may not go: %s', async (fault, payload) => {
    expect(await seeAt(['shl.example.net', '192.0.2.1'], link(payload))).toEqual({ type: 'declined', kind: 'health-link', reason: 'not-used-here', fault });
  });

  it('a health link of a later version, called by its label where that is plain words', async () => {
    const newer = { type: 'declined', kind: 'health-link', reason: 'too-new', fault: 'link-version-newer' };
    expect(await see(link({ v: 2, label: 'From Dr Ångström 🩺', anything: 'else' }))).toEqual({ ...newer, label: 'From Dr Ångström 🩺' });
    for (const label of [undefined, 5, 'a'.repeat(81), 'a\u202eb', 'a\nb']) expect(await see(link({ ...goodLink, v: 2, label }))).toEqual(newer);
  });

  it('a health link whose day is over', async () => {
    expect(await see(link({ ...goodLink, exp: 1_600_000_000 }))).toMatchObject({ kind: 'health-link', reason: 'expired' });
  });
});
