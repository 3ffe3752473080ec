import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerMigrations } from '../../../main/identity/register/schema.ts';
import { openSqliteRegister } from '../../../main/identity/register/sqlite.ts';
import { createSecrets } from '../../../main/identity/register/secrets.ts';
import { cheapPins, countedRandom, openTestSite, valueOf, type TestSite } from './site-fixture.ts';

const ann = { nhsNumber: '943 476 5919', birthDate: '1948-08-06', initials: 'A K', pin: '839206' };
let site: TestSite;
beforeEach(async () => {
  site = await openTestSite();
});
afterEach(() => site.remove());

describe('the register', () => {
  it('is opened again as it was left', async () => {
    valueOf(await site.office.enrol(ann));
    site.reopen();
    expect(valueOf(await site.office.cardsOf(ann.nhsNumber))).toEqual([]);
  });

  it('writes ahead and waits for the disk', async () => {
    const raw = new DatabaseSync(site.path);
    expect(raw.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(raw.prepare('PRAGMA user_version').get()).toEqual({ user_version: registerMigrations.length });
    raw.close();
  });

  it('of the second version is brought up: every card there opens many visits', async () => {
    const path = `${site.path}.old`;
    const raw = new DatabaseSync(path);
    for (const migration of registerMigrations.slice(0, 2)) raw.exec(migration);
    raw.exec(`PRAGMA user_version = 2;
      INSERT INTO people VALUES ('p', 'n', x'00', 'b', 'A K', '1948', 'h');
      INSERT INTO cards VALUES ('c1', 'p', 'replaced', 1, 2), ('c2', 'p', 'issued', 3, 4);`);
    raw.close();
    const register = valueOf(openSqliteRegister(path));
    expect(valueOf(await register.cardsOf('p'))).toEqual([
      { id: 'c2', personId: 'p', visits: 'many', state: 'issued', issuedAt: 3, expiresAt: 4 },
      { id: 'c1', personId: 'p', visits: 'many', state: 'replaced', issuedAt: 1, expiresAt: 2 },
    ]);
    await register.close();
  });

  it('of a later version is left alone', () => {
    const raw = new DatabaseSync(site.path);
    raw.exec('PRAGMA user_version = 99');
    raw.close();
    expect(openSqliteRegister(site.path)).toEqual({ ok: false, error: { kind: 'register-newer' } });
  });

  it('that is no database is damaged', () => {
    const path = `${site.path}.txt`;
    writeFileSync(path, 'not a database at all, '.repeat(500));
    expect(openSqliteRegister(path)).toEqual({ ok: false, error: { kind: 'register-damaged' } });
  });

  it('in a folder that is not there is unavailable', () => {
    expect(openSqliteRegister('/no/such/folder/register.sqlite')).toEqual({ ok: false, error: { kind: 'register-unavailable' } });
  });
});

describe('the desk', () => {
  it.each([
    [{ nhsNumber: '943 476 5918' }, { kind: 'nhs-number-wrong' }],
    [{ birthDate: '1948-02-30' }, { kind: 'birth-date-wrong' }],
    [{ birthDate: '06/08/1948' }, { kind: 'birth-date-wrong' }],
    [{ birthDate: '2030-01-01' }, { kind: 'birth-date-wrong' }],
    [{ initials: 'Ann Kay' }, { kind: 'initials-wrong' }],
    [{ pin: '1234' }, { kind: 'pin-refused', why: 'easy' }],
    [{ pin: '0608' }, { kind: 'pin-refused', why: 'personal' }],
  ])('takes nobody in with %j', async (change, error) => {
    expect(await site.office.enrol({ ...ann, ...change })).toEqual({ ok: false, error });
  });

  it('takes a person in once', async () => {
    valueOf(await site.office.enrol(ann));
    expect(await site.office.enrol(ann)).toEqual({ ok: false, error: { kind: 'already-there' } });
  });

  it('says so when somebody or something is not there', async () => {
    const notThere = { ok: false, error: { kind: 'not-there' } };
    expect(await site.office.issueCard(ann.nhsNumber, 365)).toEqual(notThere);
    expect(await site.office.unlock(ann.nhsNumber)).toEqual(notThere);
    expect(await site.office.stopStaff('helper-1')).toEqual(notThere);
    expect(await site.office.replaceBadge('helper-1', 30)).toEqual(notThere);
    expect(await site.office.blockCard('x')).toEqual({ ok: false, error: { kind: 'no-such-card' } });
  });

  it('changes no PIN without the date of birth', async () => {
    valueOf(await site.office.enrol(ann));
    expect(await site.office.changePin(ann.nhsNumber, '1948-08-07', '5093')).toEqual({ ok: false, error: { kind: 'birth-date-wrong' } });
  });

  it.each([0, 1831, 1.5, Number.NaN])('issues no card for %s days', async (days) => {
    valueOf(await site.office.enrol(ann));
    expect(await site.office.issueCard(ann.nhsNumber, days)).toEqual({ ok: false, error: { kind: 'days-wrong' } });
  });
});

describe('secrets', () => {
  const secrets = createSecrets({ pepper: new Uint8Array(32).fill(1), random: countedRandom(), pinCost: cheapPins });
  const others = createSecrets({ pepper: new Uint8Array(32).fill(2), random: countedRandom(), pinCost: cheapPins });

  it('are opened with the same key and for the same row only', () => {
    const sealed = secrets.seal('9434765919', 'row');
    expect(secrets.open(sealed, 'row')).toBe('9434765919');
    expect(secrets.open(sealed, 'another row')).toBeNull();
    expect(others.open(sealed, 'row')).toBeNull();
    expect(secrets.open(Uint8Array.of(1, 2), 'row')).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      expect(secrets.open(sealed.map((byte, place) => (place === at ? byte ^ 1 : byte)), 'row')).toBeNull();
    }
  });

  it('make an index that no other key, purpose or split of words gives', () => {
    const index = secrets.index('nhs-number', 'ab', 'c');
    expect(secrets.index('nhs-number', 'ab', 'c')).toBe(index);
    for (const other of [others.index('nhs-number', 'ab', 'c'), secrets.index('guard', 'ab', 'c'), secrets.index('nhs-number', 'a', 'bc')]) {
      expect(other).not.toBe(index);
    }
  });

  it('make PIN hashes that differ for the same PIN, and fit their own pepper only', async () => {
    const hash = await secrets.hashPin('5093');
    expect(await secrets.hashPin('5093')).not.toBe(hash);
    expect(await secrets.pinMatches('5093', hash)).toBe(true);
    expect(await others.pinMatches('5093', hash)).toBe(false);
    expect(await secrets.pinMatches('5094', hash)).toBe(false);
    expect(await secrets.pinMatches('5093', null)).toBe(false);
    expect(await secrets.pinMatches('5093', 'plain')).toBe(false);
  });
});
