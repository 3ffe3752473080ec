import { DatabaseSync } from 'node:sqlite';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credential, ProofFailure } from '../../../main/identity/credential.ts';
import { createIdentity } from '../../../main/identity/prove.ts';
import { usualPinCost } from '../../../main/identity/register/secrets.ts';
import { usualLimits } from '../../../main/identity/register/tries.ts';
import { audience, openTestSite, scanOf, valueOf, type TestSite } from './site-fixture.ts';

const ann = { nhsNumber: '9434765919', birthDate: '1948-08-06', initials: 'A K', pin: '839206' };
const byNumber: Credential = { kind: 'nhs-number', nhsNumber: ann.nhsNumber };
const nobody: Credential = { kind: 'nhs-number', nhsNumber: '9912003888' };
const unknownCard: Credential = { kind: 'access-card', cardId: 'AAAAAAAAAAAAAAAAAAAAAA' };
const annsRecord = { initials: 'A K', yearOfBirth: '1948', recordKey: { nhsNumber: ann.nhsNumber } };

let site: TestSite;
beforeEach(async () => {
  site = await openTestSite();
  valueOf(await site.office.enrol(ann));
});
afterEach(() => site.remove());

async function annsCard(): Promise<Credential> {
  const { text } = valueOf(await site.office.issueCard(ann.nhsNumber, 365));
  const seen = await site.identity.recognise(scanOf(text));
  if (seen.type !== 'credential') throw new Error('the card was not recognised');
  return seen.credential;
}
const withPin = (credential: Credential, pin: string, birthDate: string | null = null) =>
  site.identity.prove({ credential, birthDate, pin });

describe('proving that it is you', () => {
  it('by card and PIN', async () => {
    const proved = valueOf(await withPin(await annsCard(), ann.pin));
    expect(proved).toMatchObject(annsRecord);
    expect(proved.pseudonym).toMatch(/^p-[0-9a-f]{24}$/);
  });

  it('by NHS number, date of birth and PIN', async () => {
    expect(valueOf(await withPin(byNumber, ann.pin, ann.birthDate))).toMatchObject(annsRecord);
  });

  it.each([
    ['a wrong PIN', ann.birthDate, '839207'],
    ['a wrong date', '1948-06-08', ann.pin],
    ['no date', null, ann.pin],
    ['no PIN', ann.birthDate, ''],
    ['a PIN that is none', ann.birthDate, '8'.repeat(10_000)],
  ])('not with %s', async (_, birthDate, pin) => {
    expect(await withPin(byNumber, pin, birthDate)).toEqual({ ok: false, error: { kind: 'not-matched', triesLeft: 4 } });
  });

  it('not by a card that was blocked, replaced or is too old', async () => {
    const refused = (card: string) => ({ ok: false, error: { kind: 'not-matched', triesLeft: 4, card } });
    const first = await annsCard();
    const second = await annsCard();
    if (second.kind !== 'access-card') throw new Error('no card');
    expect(await withPin(first, ann.pin)).toEqual(refused('replaced'));
    valueOf(await site.office.blockCard(second.cardId));
    expect(await withPin(second, ann.pin)).toEqual(refused('blocked'));
    valueOf(await site.office.unblockCard(second.cardId));
    expect((await withPin(second, ann.pin)).ok).toBe(true);
    site.clock.at += 366 * 86_400_000;
    expect(await withPin(second, ann.pin)).toEqual(refused('expired'));
  });

  it('after a success the count begins again', async () => {
    await withPin(byNumber, '111111', ann.birthDate);
    await withPin(byNumber, ann.pin, ann.birthDate);
    expect(await withPin(byNumber, '111111', ann.birthDate)).toEqual({ ok: false, error: { kind: 'not-matched', triesLeft: 4 } });
  });
});

/** What reaches the screen; the rest is for the audit trail. */
function asTold(failure: ProofFailure): ProofFailure {
  return failure.kind === 'not-matched' ? { kind: failure.kind, triesLeft: failure.triesLeft } : failure;
}

/** Everything that a guesser can learn of one identifier, from the first guess to the lock and beyond. */
async function guess(credential: Credential): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let step = 0; step < 12; step += 1) {
    const answer = await withPin(credential, '000000', '1970-01-01');
    answers.push(answer.ok ? answer : { ok: false, error: asTold(answer.error) });
    site.clock.at += 10_000;
  }
  return answers;
}

describe('a guesser', () => {
  it('gets the same answers for somebody and for nobody, all the way to the lock', async () => {
    const blocked = await annsCard();
    if (blocked.kind !== 'access-card') throw new Error('no card');
    valueOf(await site.office.blockCard(blocked.cardId));
    const card = await annsCard();
    const answers: unknown[][] = [];
    for (const credential of [byNumber, nobody, card, blocked, unknownCard]) {
      // A day later: what everybody's tries together allow is there again.
      site.clock.at += 86_400_000;
      answers.push(await guess(credential));
    }
    for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
    expect(answers[0]?.at(-1)).toEqual({ ok: false, error: { kind: 'locked' } });
    expect(answers[0]).toContainEqual({ ok: false, error: { kind: 'wait', seconds: 5 } });
  });

  it('makes the kiosk do the same work for somebody and for nobody', async () => {
    const card = await annsCard();
    const work = async (credential: Credential) => {
      const done: string[] = [];
      const noting = <Target extends object>(target: Target): Target =>
        new Proxy(target, {
          get(from, name) {
            done.push(String(name));
            return Reflect.get(from, name);
          },
        });
      const identity = createIdentity({ register: noting(site.register), secrets: noting(site.secrets), keys: [], audience, kiosk: 'kiosk-1', clock: site.clock });
      await identity.prove({ credential, birthDate: '1970-01-01', pin: '000000' });
      return done;
    };
    expect(await work(unknownCard)).toEqual(await work(card));
    expect(await work(nobody)).toEqual(await work(byNumber));
  });

  it('learns nothing from the time that it takes, at the usual cost of a PIN', async () => {
    const real = await openTestSite(undefined, { ...usualLimits, most: 100, delays: [], kiosk: [], register: [] }, usualPinCost);
    try {
      valueOf(await real.office.enrol(ann));
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let round = 0; round < 9; round += 1) {
        for (const [who, credential] of [['known', byNumber], ['unknown', nobody]] as const) {
          const from = process.hrtime.bigint();
          await real.identity.prove({ credential, birthDate: ann.birthDate, pin: '000000' });
          times[who].push(Number(process.hrtime.bigint() - from) / 1e6);
        }
      }
      const median = (list: readonly number[]) => list.toSorted((one, other) => one - other)[4] ?? 0;
      // Without the dummy work nobody takes about a millisecond, somebody more than fifty.
      const ratio = median(times.unknown) / median(times.known);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    } finally {
      await real.remove();
    }
  });

  it('who has the right PIN is still locked out', async () => {
    await guess(byNumber);
    site.clock.at += 1e9;
    expect(await withPin(byNumber, ann.pin, ann.birthDate)).toEqual({ ok: false, error: { kind: 'locked' } });
  });

  it('cannot lock a card by its owner’s NHS number', async () => {
    const card = await annsCard();
    await guess(byNumber);
    expect((await withPin(card, ann.pin)).ok).toBe(true);
  });

  it('gains nothing by pulling the plug before the answer', async () => {
    for (let step = 0; step < 5; step += 1) {
      // Nobody waits for the answer; another process opens the register as this one left it.
      const answer = withPin(byNumber, '000000', ann.birthDate);
      site.reopen();
      site.clock.at += 60_000;
      await answer;
    }
    site.reopen();
    expect(await withPin(byNumber, ann.pin, ann.birthDate)).toEqual({ ok: false, error: { kind: 'locked' } });
  });

  it('gains nothing by guessing at once from two programs', async () => {
    const first = site.identity;
    site.reopen();
    const request = { credential: byNumber, birthDate: ann.birthDate, pin: '000000' };
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? first : site.identity).prove(request)));
    const judged = answers.filter((answer) => !answer.ok && answer.error.kind === 'not-matched');
    expect(judged.length).toBe(3);
  });

  it('is let in again by a person at the desk only', async () => {
    await guess(byNumber);
    valueOf(await site.office.unlock(ann.nhsNumber));
    expect((await withPin(byNumber, ann.pin, ann.birthDate)).ok).toBe(true);
    await guess(byNumber);
    valueOf(await site.office.changePin(ann.nhsNumber, ann.birthDate, '5093'));
    expect((await withPin(byNumber, ann.pin, ann.birthDate)).ok).toBe(false);
    expect((await withPin(byNumber, '5093', ann.birthDate)).ok).toBe(true);
  });
});

describe('people who work here', () => {
  const sam = { alias: 'helper-017', name: 'Sam', role: 'helper', pin: '5093' } as const;

  async function samsBadge() {
    const seen = await site.identity.recognise(scanOf(valueOf(await site.office.enrolStaff(sam, 365)).text));
    if (seen.type !== 'badge') throw new Error('no badge');
    return seen.badge;
  }

  it('prove it by badge and PIN', async () => {
    const badge = await samsBadge();
    expect(await site.identity.proveStaff({ badge, pin: sam.pin })).toEqual({ ok: true, value: { name: 'Sam', alias: 'helper-017', role: 'helper' } });
    expect(await site.identity.proveStaff({ badge, pin: '5094' })).toEqual({ ok: false, error: { kind: 'not-matched', triesLeft: 4 } });
  });

  it('are not let in by a badge of another kind, one that was replaced, or after they left', async () => {
    const badge = await samsBadge();
    const refused = (triesLeft: number) => ({ ok: false, error: { kind: 'not-matched', triesLeft } });
    expect(await site.identity.proveStaff({ badge: { ...badge, kind: 'service-badge' }, pin: sam.pin })).toEqual(refused(4));
    valueOf(await site.office.stopStaff(sam.alias));
    expect(await site.identity.proveStaff({ badge, pin: sam.pin })).toEqual(refused(3));
    const { id } = valueOf(await site.office.replaceBadge(sam.alias, 30));
    expect(await site.identity.proveStaff({ badge, pin: sam.pin })).toEqual(refused(2));
    expect((await site.identity.proveStaff({ badge: { ...badge, badgeId: id }, pin: sam.pin })).ok).toBe(true);
  });

  it('are locked like everybody, and unlocked', async () => {
    const badge = await samsBadge();
    for (let step = 0; step < 8; step += 1) {
      await site.identity.proveStaff({ badge, pin: '0000' });
      site.clock.at += 60_000;
    }
    expect(await site.identity.proveStaff({ badge, pin: sam.pin })).toEqual({ ok: false, error: { kind: 'locked' } });
    valueOf(await site.office.unlockStaff(sam.alias));
    expect((await site.identity.proveStaff({ badge, pin: sam.pin })).ok).toBe(true);
  });
});

describe('the register at rest', () => {
  it('holds no NHS number, date of birth or PIN that can be read, and is its owner’s only', async () => {
    await annsCard();
    await withPin(byNumber, '000000', ann.birthDate);
    for (const file of readdirSync(dirname(site.path))) {
      const path = join(dirname(site.path), file);
      const bytes = readFileSync(path);
      for (const secret of [ann.nhsNumber, ann.birthDate, ann.pin, '06081948']) expect(bytes.includes(secret), file).toBe(false);
      expect(statSync(path).mode & 0o077, file).toBe(0);
    }
  });

  it('that is damaged or gone takes nobody in, and says nothing of what it holds', async () => {
    await site.register.close();
    expect(await withPin(byNumber, ann.pin, ann.birthDate)).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  it('with another row’s number in a row takes nobody in', async () => {
    valueOf(await site.office.enrol({ ...ann, nhsNumber: nobody.nhsNumber }));
    const raw = new DatabaseSync(site.path);
    raw.exec(`UPDATE people SET nhs_number_sealed = (SELECT nhs_number_sealed FROM people p WHERE p.id <> people.id)`);
    raw.close();
    expect(await withPin(byNumber, ann.pin, ann.birthDate)).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });
});

it('with a clock that was never set takes no card, and NHS numbers still work', async () => {
  const { text } = valueOf(await site.office.issueCard(ann.nhsNumber, 365));
  site.clock.at = 0;
  const identity = createIdentity({ ...site, keys: [site.publicJwk], audience, kiosk: 'kiosk-1' });
  expect(await identity.recognise(scanOf(text))).toEqual({ type: 'declined', kind: 'access-card', reason: 'clock-not-set' });
  expect((await withPin(byNumber, ann.pin, ann.birthDate)).ok).toBe(true);
});
