/** What a register promises, whichever database it stands in. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credential } from '../../../main/identity/credential.ts';
import { usualLimits, type TryLimits, type TryRequest } from '../../../main/identity/register/tries.ts';
import { notRun, postgresFolder } from './postgres-server.ts';
import { noon, openTestSite, scanOf, valueOf, type Store, type TestSite } from './site-fixture.ts';
import { stores } from './stores.ts';

const ann = { nhsNumber: '9434765919', birthDate: '1948-08-06', initials: 'A K', pin: '839206' };
const byNumber: Credential = { kind: 'nhs-number', nhsNumber: ann.nhsNumber };
const sam = { alias: 'helper-017', name: 'Sam', role: 'helper', pin: '5093' } as const;
const atOnce: TryLimits = { most: 5, delays: [], kiosk: [], register: [] };
const tryOf = (change: Partial<TryRequest> = {}): TryRequest => ({ guard: 'a', kiosk: 'kiosk-1', at: noon, limits: atOnce, ...change });
const year = 365 * 86_400_000;

it.each(notRun)('NOT RUN in PostgreSQL: %s', () => expect(postgresFolder).toBeNull());

describe.each(stores)('a register $name', ({ open }) => {
  let store: Store;
  let site: TestSite;
  beforeEach(async () => {
    store = await open();
    site = await openTestSite(store);
  });
  afterEach(() => site.remove());

  const prove = (pin: string, credential: Credential = byNumber) => site.identity.prove({ credential, pin, birthDate: credential.kind === 'nhs-number' ? ann.birthDate : null });

  async function annsCard(days = 365) {
    const { id, text } = valueOf(await site.office.issueCard(ann.nhsNumber, days));
    const seen = await site.identity.recognise(scanOf(text));
    if (seen.type !== 'credential') throw new Error('the card was not recognised');
    return { id, credential: seen.credential };
  }

  it('is made once by kiosks that open it at the same time', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, async () => store.open()));
    const answers = await Promise.all(others.map((other) => other.staffByBadge('')));
    expect(answers).toEqual(answers.map(() => ({ ok: true, value: null })));
    await Promise.all(others.map((other) => other.close()));
  });

  it('finds a person by card and by number, and nobody by what it does not hold', async () => {
    valueOf(await site.office.enrol(ann));
    const { id } = await annsCard();
    const byCard = valueOf(await site.register.personByCard(id));
    const byIndex = valueOf(await site.register.personByNhsNumber(site.secrets.index('nhs-number', ann.nhsNumber)));
    expect(byCard?.person).toEqual(byIndex);
    expect(byCard?.card).toEqual({ id, personId: byIndex?.id, visits: 'many', state: 'issued', issuedAt: noon, expiresAt: noon + year });
    expect(site.secrets.open(byIndex?.nhsNumberSealed ?? new Uint8Array(), byIndex?.id ?? '')).toBe(ann.nhsNumber);
    expect(await site.register.personByCard('x')).toEqual({ ok: true, value: null });
    expect(await site.register.personByNhsNumber('x')).toEqual({ ok: true, value: null });
    expect(await site.office.enrol(ann)).toEqual({ ok: false, error: { kind: 'already-there' } });
  });

  it('carries a card from its issue to its end', async () => {
    valueOf(await site.office.enrol(ann));
    const first = await annsCard();
    expect((await prove(ann.pin, first.credential)).ok).toBe(true);
    site.clock.at += 1;
    const second = await annsCard(30);
    expect((await prove(ann.pin, first.credential)).ok).toBe(false);
    expect((await prove(ann.pin, second.credential)).ok).toBe(true);
    expect(await site.office.unblockCard(first.id)).toEqual({ ok: false, error: { kind: 'no-such-card' } });
    valueOf(await site.office.blockCard(second.id));
    expect((await prove(ann.pin, second.credential)).ok).toBe(false);
    expect(await site.office.blockCard(second.id)).toEqual({ ok: false, error: { kind: 'no-such-card' } });
    valueOf(await site.office.unblockCard(second.id));
    valueOf(await site.office.changePin(ann.nhsNumber, ann.birthDate, '5093'));
    expect((await prove(ann.pin, second.credential)).ok).toBe(false);
    expect((await prove('5093', second.credential)).ok).toBe(true);
    const cards = valueOf(await site.office.cardsOf(ann.nhsNumber));
    expect(cards.map(({ id, state }) => [id, state])).toEqual([[second.id, 'issued'], [first.id, 'replaced']]);
    site.clock.at += 31 * 86_400_000;
    expect((await prove('5093', second.credential)).ok).toBe(false);
  });

  describe('a card for one visit', () => {
    async function visitCard(days = 1) {
      const { id, text, visits } = valueOf(await site.office.issueVisitCard(ann.nhsNumber, days));
      expect(visits).toBe('one');
      const seen = await site.identity.recognise(scanOf(text));
      if (seen.type !== 'credential') throw new Error('the card was not recognised');
      return { id, credential: seen.credential };
    }
    const stateOf = async (id: string) => valueOf(await site.office.cardsOf(ann.nhsNumber)).find((card) => card.id === id)?.state;
    beforeEach(async () => valueOf(await site.office.enrol(ann)));

    it('opens one visit, and is used up; the card at home goes on working', async () => {
      const own = await annsCard();
      const { id, credential } = await visitCard();
      expect((await prove(ann.pin, credential)).ok).toBe(true);
      expect(await stateOf(id)).toBe('used');
      expect(await prove(ann.pin, credential)).toEqual({ ok: false, error: { kind: 'not-matched', triesLeft: 4, card: 'used' } });
      expect(await prove('5093', credential)).toEqual({ ok: false, error: { kind: 'not-matched', triesLeft: 3, card: 'used' } });
      for (let visit = 0; visit < 2; visit += 1) expect((await prove(ann.pin, own.credential)).ok).toBe(true);
    });

    it('is not used up by a wrong PIN', async () => {
      const { credential } = await visitCard();
      expect(await prove('5093', credential)).toEqual({ ok: false, error: { kind: 'not-matched', triesLeft: 4 } });
      expect((await prove(ann.pin, credential)).ok).toBe(true);
    });

    it('stays used up after a restart, and cannot be blocked and given back', async () => {
      const { id, credential } = await visitCard();
      expect((await prove(ann.pin, credential)).ok).toBe(true);
      site.reopen();
      expect((await prove(ann.pin, credential)).ok).toBe(false);
      for (const change of [site.office.blockCard, site.office.unblockCard]) expect(await change(id)).toEqual({ ok: false, error: { kind: 'no-such-card' } });
    });

    it('opens at one of two kiosks that are shown it at once', async () => {
      const { credential } = await visitCard();
      const one = site.identity;
      site.reopen('kiosk-2');
      const answers = await Promise.all([one, site.identity].map((kiosk) => kiosk.prove({ credential, pin: ann.pin, birthDate: null })));
      expect(answers.filter(({ ok: opened }) => opened)).toHaveLength(1);
    });

    it('ends by its day, and with the next one or a new card of its owner', async () => {
      const first = await visitCard();
      const second = await visitCard();
      expect(await prove(ann.pin, first.credential)).toMatchObject({ ok: false, error: { card: 'replaced' } });
      await annsCard();
      expect(await prove(ann.pin, second.credential)).toMatchObject({ ok: false, error: { card: 'replaced' } });
      const third = await visitCard();
      site.clock.at += 86_400_000;
      expect(await prove(ann.pin, third.credential)).toMatchObject({ ok: false, error: { card: 'expired' } });
      expect(await site.office.issueVisitCard(ann.nhsNumber, 8)).toEqual({ ok: false, error: { kind: 'days-wrong' } });
    });
  });

  it('opens nothing with a card that was replaced while its PIN was judged', async () => {
    valueOf(await site.office.enrol(ann));
    const { id } = await annsCard();
    await annsCard();
    valueOf(await site.register.beginTry(tryOf()));
    expect(await site.register.endTry(tryOf(), id)).toEqual({ ok: true, value: false });
    expect(valueOf(await site.register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 3 });
  });

  it('leaves one card in use when two desks issue at once', async () => {
    valueOf(await site.office.enrol(ann));
    const desk = site.office;
    site.reopen('kiosk-2');
    const issued = await Promise.all([0, 1, 2, 3].map((turn) => (turn % 2 ? desk : site.office).issueCard(ann.nhsNumber, 30)));
    expect(issued.map(({ ok: done }) => done)).toEqual([true, true, true, true]);
    const states = valueOf(await site.office.cardsOf(ann.nhsNumber)).map(({ state }) => state).toSorted();
    expect(states).toEqual(['issued', 'replaced', 'replaced', 'replaced']);
  });

  it('carries a badge from its issue to its end', async () => {
    const { id } = valueOf(await site.office.enrolStaff(sam, 30));
    const found = valueOf(await site.register.staffByBadge(id));
    expect(found).toMatchObject({ alias: sam.alias, badgeId: id, name: 'Sam', role: 'helper', state: 'active', expiresAt: noon + 30 * 86_400_000 });
    expect(await site.office.enrolStaff(sam, 30)).toEqual({ ok: false, error: { kind: 'already-there' } });
    valueOf(await site.office.stopStaff(sam.alias));
    expect(valueOf(await site.register.staffByAlias(sam.alias))).toEqual({ ...found, state: 'stopped' });
    const next = valueOf(await site.office.replaceBadge(sam.alias, 60));
    expect(valueOf(await site.register.staffByBadge(id))).toBeNull();
    expect(valueOf(await site.register.staffByBadge(next.id))).toMatchObject({ state: 'active', pinHash: found?.pinHash });
    expect(await site.register.changeStaff('helper-1', { state: 'stopped' })).toEqual({ ok: true, value: false });
  });

  it('counts a try before it is judged, for every kiosk, until the desk forgets it', async () => {
    const other = store.open();
    const decisions: unknown[] = [];
    for (let turn = 0; turn < 6; turn += 1) decisions.push(valueOf(await (turn % 2 ? other : site.register).beginTry(tryOf())));
    expect(decisions).toEqual([4, 3, 2, 1, 0].map((triesLeft): unknown => ({ kind: 'judge', triesLeft })).concat([{ kind: 'locked' }]));
    valueOf(await other.forgetTries(['a', 'b']));
    expect(valueOf(await site.register.beginTry(tryOf()))).toEqual({ kind: 'judge', triesLeft: 4 });
    await other.close();
  });

  it('makes a guesser wait, also one who sets the clock back', async () => {
    const next = async (at: number) => valueOf(await site.register.beginTry(tryOf({ at, limits: { ...atOnce, delays: usualLimits.delays } })));
    for (let turn = 0; turn < 3; turn += 1) await next(noon);
    expect(await next(noon)).toEqual({ kind: 'wait', seconds: 15 });
    expect(await next(noon - year)).toEqual({ kind: 'wait', seconds: 15 });
    expect(await next(noon - year + 15_000)).toEqual({ kind: 'judge', triesLeft: 1 });
  });

  it('allows so many wrong tries a kiosk and a register, whoever they are about, and gives right ones back', async () => {
    const limits: TryLimits = { most: 5, delays: [], kiosk: [{ most: 2, seconds: 60 }], register: [{ most: 3, seconds: 60 }] };
    const next = async (guard: string, kiosk: string, at = noon) => valueOf(await site.register.beginTry(tryOf({ guard, kiosk, at, limits })));
    expect(await next('a', '1')).toMatchObject({ kind: 'judge' });
    expect(await next('b', '1')).toMatchObject({ kind: 'judge' });
    expect(await next('c', '1')).toEqual({ kind: 'wait', seconds: 30 });
    expect(await next('c', '2')).toEqual({ kind: 'judge', triesLeft: 4 });
    expect(await next('d', '2')).toEqual({ kind: 'wait', seconds: 20 });
    valueOf(await site.register.endTry(tryOf({ guard: 'b', kiosk: '1', limits })));
    expect(await next('d', '1')).toEqual({ kind: 'judge', triesLeft: 4 });
    expect(await next('b', '2', noon + 20_000)).toEqual({ kind: 'judge', triesLeft: 4 });
  });

  it('forgets tries of a year ago, and none that a clock without a battery dated', async () => {
    for (const [guard, at] of [['old', noon], ['new', noon + year], ['unset', 5_000]] as const) {
      for (let turn = 0; turn < 5; turn += 1) await site.register.beginTry(tryOf({ guard, at }));
    }
    const later = noon + year + 1;
    await site.register.beginTry(tryOf({ guard: 'other', at: later }));
    const asked = await Promise.all(['old', 'new', 'unset'].map(async (guard) => valueOf(await site.register.beginTry(tryOf({ guard, at: later }))).kind));
    expect(asked).toEqual(['judge', 'locked', 'locked']);
  });

  it('gives no more than the limit to guessers at once, through two kiosks', async () => {
    const other = store.open();
    const decisions = await Promise.all(Array.from({ length: 20 }, (_, turn) => (turn % 2 ? other : site.register).beginTry(tryOf())));
    expect(decisions.filter((one) => one.ok && one.value.kind === 'judge')).toHaveLength(5);
    expect(decisions.filter((one) => one.ok && one.value.kind === 'locked')).toHaveLength(15);
    await other.close();
  });

  it('locks a person for every kiosk and after every restart, until the desk unlocks', async () => {
    valueOf(await site.office.enrol(ann));
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await prove('000000')).ok).toBe(false);
      site.clock.at += 60_000;
      site.reopen(`kiosk-${turn}`);
    }
    expect(await prove(ann.pin)).toEqual({ ok: false, error: { kind: 'locked' } });
    valueOf(await site.office.unlock(ann.nhsNumber));
    expect((await prove(ann.pin)).ok).toBe(true);
  });

  it('answers nothing once it is closed', async () => {
    await site.register.close();
    expect(await site.register.beginTry(tryOf())).toEqual({ ok: false, error: { kind: 'register-unavailable' } });
    await site.register.close();
  });

  it('keeps every count that a killed kiosk was told of', async () => {
    const seen: number[] = [];
    const where = 'path' in store ? store.path : 'options' in store ? store.options : null;
    for (let life = 0; life < 3; life += 1) {
      const program = fileURLToPath(new URL('guess-until-killed.ts', import.meta.url));
      const child = spawn(process.execPath, [program, JSON.stringify(where), JSON.stringify(tryOf({ limits: { ...atOnce, most: 500 } }))], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(child, 'exit');
      const before = seen.length;
      for await (const line of createInterface({ input: child.stdout })) {
        seen.push(Number(line));
        if (seen.length === before + 7 + life) child.kill('SIGKILL');
      }
      await exit;
    }
    // Every answer is another number: no try was judged twice at the same count.
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(24);
    const next = valueOf(await site.register.beginTry(tryOf({ limits: { ...atOnce, most: 500 } })));
    expect(next.kind === 'judge' && next.triesLeft).toBeLessThan(Math.min(...seen));
  });
});
