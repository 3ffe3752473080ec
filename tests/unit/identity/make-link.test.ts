import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { createLinkMaker, type LinkMaker } from '../../../main/identity/health-link/make-link.ts';
import { createHealthLinks } from '../../../main/identity/health-link/open-link.ts';
import { readHealthLink } from '../../../main/identity/health-link/payload.ts';
import { readRecord } from '../../../main/record/read-record.ts';
import { createSharing } from '../../../main/site/sharing.ts';
import { detail, item, record, recorded, section, value } from '../printing/records.ts';
import { openLinkStore, token, type LinkStore } from './link-store.ts';

const at = Date.UTC(2026, 10, 22, 14, 5);
const clock = { now: () => at, monotonic: () => 0 };
const hour = 3600 * 1000;
let store: LinkStore;

beforeAll(async () => {
  store = await openLinkStore(() => at);
});
afterAll(() => store.server.close());
beforeEach(() => {
  store.answer = null;
});

function maker(change: { readonly token?: string | null; readonly address?: string; readonly now?: number } = {}): LinkMaker {
  return createLinkMaker({
    address: change.address ?? store.address,
    token: change.token === undefined ? token : change.token,
    hours: 24,
    fetch: store.server.fetchWith(),
    random: (length) => randomBytes(length),
    clock: { ...clock, now: () => change.now ?? at },
  });
}

const kowalska = record([
  section('allergies', { items: [item('allergies-0', recorded('Penicillin <em>& co</em>'), [detail('reaction', recorded('Rash'))])] }),
  section('medicines', {
    items: [
      item('medicines-0', recorded('Metformin 500mg tablets'), [detail('dose', recorded('ONE tablet, 2 times a day')), detail('supply', value('56 tablets'))]),
      item('medicines-1', recorded('Something private'), [], { sensitive: true }),
    ],
  }),
  section('results', { state: 'withheld' }),
  section('conditions', { items: [item('conditions-0', recorded('Asthma'))] }),
], { patient: { name: 'Anna Kowalska', birthDate: '1958-08-06', nhsNumber: '9995260182' } });
const sections = ['allergies', 'medicines', 'results'] as const;
const never = new AbortController().signal;

async function made(passcode = 'kingfisher7') {
  const link = await createSharing(maker(), clock).share({ record: kowalska, choices: { sections, large: false }, passcode }, never);
  if (!link.ok) throw new Error(link.error.kind);
  return link.value;
}

function opener(now = at) {
  return createHealthLinks({ fetch: store.server.fetchWith(), recipient: 'Another kiosk', clock: { ...clock, now: () => now }, timer: systemTimer });
}

describe('a code of the slip', () => {
  it('is a SMART Health Link: short, with a passcode, for a day, the key in it alone', async () => {
    const { text, expires } = await made();
    expect(expires).toBe(at + 24 * hour);
    const link = readHealthLink(text, at);
    expect(link).toMatchObject({ ok: true, value: { needsPasscode: true, direct: false, longTerm: false, expires: expires / 1000, label: 'Health record summary' } });
    if (!link.ok) return;
    expect(link.value.url.length).toBeLessThanOrEqual(128);
    const everything = JSON.stringify(store.server.asked);
    expect(everything).not.toContain(link.value.key);
    expect(everything).not.toContain(Buffer.from(link.value.key, 'base64url').toString('hex'));
    for (const word of ['Kowalska', 'Metformin', '9995260182']) expect(everything).not.toContain(word);
    expect(text).not.toContain('kingfisher7');
    expect(Buffer.from(text.slice('shlink:/'.length), 'base64url').toString()).not.toMatch(/kingfisher7|Kowalska/);
  });

  it('is opened by our own reader with its passcode, and says what was chosen', async () => {
    const link = readHealthLink((await made()).text, at);
    if (!link.ok) throw new Error('no link');
    const opened = await opener().open({ link: link.value, passcode: 'kingfisher7' }, never);
    if (!opened.ok) throw new Error(opened.error.kind);
    const read = readRecord(opened.value.bundles[0] ?? new Uint8Array());
    if (!read.ok) throw new Error(read.error.kind);
    expect(read.value.patient).toEqual(kowalska.patient);
    expect(read.value.custodian).toBe('Riverside Surgery');
    const says = (id: string) => read.value.sections.find((one) => one.id === id)?.narrative.map(({ text }) => text).join('\n') ?? '';
    expect(says('allergies')).toContain('Penicillin <em>& co</em>');
    expect(says('medicines')).toContain('ONE tablet, 2 times a day');
    expect(says('medicines')).not.toContain('Something private');
    expect(says('medicines')).toContain('1 private thing is not printed here');
    expect(read.value.sections.find(({ id }) => id === 'results')?.state).toBe('withheld');
    expect(JSON.stringify(read.value)).not.toContain('Asthma');
    expect(read.value.sections.find(({ id }) => id === 'conditions')?.state).toBe('not-available');
  });

  it('opens nothing with another passcode, and nothing when its time is over', async () => {
    const { text, expires } = await made();
    const link = readHealthLink(text, at);
    if (!link.ok) throw new Error('no link');
    expect(await opener().open({ link: link.value, passcode: 'kingfisher8' }, never)).toEqual({ ok: false, error: { kind: 'passcode-wrong', remainingAttempts: 2 } });
    expect(await opener(expires).open({ link: link.value, passcode: 'kingfisher7' }, never)).toMatchObject({ ok: false, error: { kind: 'expired' } });
  });

  it('has a key and a place of its own every time', async () => {
    const [one, other] = [await made(), await made()].map(({ text }) => readHealthLink(text, at));
    if (one?.ok !== true || other?.ok !== true) throw new Error('no links');
    expect(one.value.key).not.toBe(other.value.key);
    expect(one.value.url).not.toBe(other.value.url);
  });

  it.each([
    ['the place is not well', 503, 'unreachable'],
    ['the place does not want it', 413, 'refused'],
    ['the place sends us elsewhere', 302, 'refused'],
  ] as const)('is not made when %s', async (_, status, kind) => {
    store.answer = status;
    expect(await maker().make({ content: new Uint8Array(8), passcode: 'kingfisher7', label: 'x' }, never)).toEqual({ ok: false, error: { kind } });
  });

  it('is not made without the token, at another host, by a clock that was never set, or of too much', async () => {
    const file = { content: new Uint8Array(8), passcode: 'kingfisher7', label: 'x' };
    expect(await maker({ token: null }).make(file, never)).toEqual({ ok: false, error: { kind: 'refused' } });
    expect(await maker({ address: 'https://elsewhere.test/links' }).make(file, never)).toEqual({ ok: false, error: { kind: 'refused' } });
    expect(await maker({ now: 0 }).make(file, never)).toEqual({ ok: false, error: { kind: 'refused' } });
    expect(await maker().make({ ...file, content: new Uint8Array(5_000_000) }, never)).toEqual({ ok: false, error: { kind: 'too-large' } });
    expect(await maker().make(file, AbortSignal.abort())).toEqual({ ok: false, error: { kind: 'stopped' } });
  });
});
