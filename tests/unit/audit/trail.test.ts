import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { noSession } from '../../../main/audit/catalogue.ts';
import { openAuditDatabase, setAsideAuditDatabase } from '../../../main/audit/database.ts';
import { screensFromTrail } from '../../../main/audit/screens-from-trail.ts';
import { openAuditTrail } from '../../../main/audit/trail.ts';
import { verifyTrail } from '../../../main/audit/verify.ts';
import { key, openTrail, session, tickingClock, trailFile, writtenTrail } from './trail-files.ts';

const opening = (path: string, withKey: Uint8Array = key) =>
  openAuditTrail({ path, key: withKey, clock: tickingClock(), boot: 'BOOT02', reserve: 4096 });

test('a trail goes on where it was left', () => {
  const path = writtenTrail(3);
  const trail = openTrail(path, { boot: 'BOOT02' });
  expect(trail.append({ event: 'help-called', session })).toEqual({ ok: true, value: undefined });
  expect(trail.head()).toMatchObject({ ok: true, value: { seq: 4 } });
  trail.close();
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, entries: 4 });
});

test('every line is synced before it is acknowledged', () => {
  const trail = openTrail(trailFile());
  expect(trail.database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(trail.database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  trail.close();
});

test('a line can be neither changed nor taken away by mistake', () => {
  const trail = openTrail(writtenTrail(2));
  expect(() => trail.database.exec("UPDATE trail SET event = 'x'")).toThrow('append only');
  expect(() => trail.database.exec('DELETE FROM trail')).toThrow('append only');
  trail.close();
});

test('the screens of a visit can be told from the trail alone', () => {
  const path = trailFile();
  const trail = openTrail(path);
  trail.append({ event: 'screen-shown', screen: 'attract', session: noSession });
  trail.append({ event: 'session-started', session, practice: false });
  for (const screen of ['before', 'identify', 'pin', 'record', 'goodbye'] as const) {
    trail.append({ event: 'screen-shown', screen, session });
  }
  trail.append({ event: 'session-ended', session, why: 'finished' });
  trail.append({ event: 'screen-shown', screen: 'attract', session: noSession });
  trail.close();
  const shown = screensFromTrail(path);
  expect(shown.ok && shown.value.map(({ screen, session: whose }) => [screen, whose])).toEqual([
    ['attract', '-'],
    ['before', session],
    ['identify', session],
    ['pin', session],
    ['record', session],
    ['goodbye', session],
    ['attract', '-'],
  ]);
});

test('pseudonyms: stable, of the right shape, and the key\'s own', () => {
  const path = trailFile();
  const trail = openTrail(path);
  const pseudonym = trail.pseudonym('row-17');
  expect(pseudonym).toMatch(/^p-[0-9a-f]{24}$/);
  expect(trail.pseudonym('row-17')).toBe(pseudonym);
  expect(trail.pseudonym('row-18')).not.toBe(pseudonym);
  expect(trail.append({ event: 'proof-given', session, who: pseudonym }).ok).toBe(true);
  trail.close();
  const other = openTrail(trailFile(), { key: new Uint8Array(32) });
  expect(other.pseudonym('row-17')).not.toBe(pseudonym);
  other.close();
});

describe('what is written beside a line', () => {
  const table = 'CREATE TABLE print_journal (receipt TEXT NOT NULL UNIQUE) STRICT';
  const event = { event: 'print-confirmed', session, receipt: '7K2P', sections: 3, copy: false } as const;

  test('is there with it', () => {
    const trail = openTrail(trailFile());
    trail.database.exec(table);
    const note = trail.database.prepare('INSERT INTO print_journal VALUES (?)');
    expect(trail.append(event, () => void note.run('7K2P')).ok).toBe(true);
    expect(trail.database.prepare('SELECT count(*) AS n FROM print_journal').get()).toEqual({ n: 1 });
    trail.close();
  });

  test('or neither is', () => {
    const trail = openTrail(trailFile());
    trail.database.exec(table);
    const note = trail.database.prepare('INSERT INTO print_journal VALUES (?)');
    const twice = trail.append(event, () => {
      note.run('7K2P');
      note.run('7K2P');
    });
    expect(twice).toEqual({ ok: false, error: { kind: 'audit-unavailable' } });
    expect(() => trail.append(event, () => note.run('8K2P') && undefinedBehaviour())).toThrow('a bug');
    expect(trail.database.prepare('SELECT count(*) AS n FROM print_journal').get()).toEqual({ n: 0 });
    expect(trail.head()).toMatchObject({ value: { seq: 0 } });
    trail.close();
  });

  const undefinedBehaviour = () => {
    throw new RangeError('a bug');
  };
});

describe('a disk that is full', () => {
  /** SQLite answers SQLITE_FULL at this size exactly as it does when the disk is. */
  const full = (database: DatabaseSync) => {
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages}`);
  };
  const fill = (trail: ReturnType<typeof openTrail>) => {
    for (let line = 0; line < 400; line += 1) {
      if (!trail.append({ event: 'screen-shown', screen: 'attract', session }).ok) return true;
    }
    return false;
  };

  test('is told as a value, leaves no half line, and goes on when there is space', () => {
    const path = trailFile();
    const trail = openTrail(path);
    full(trail.database);
    expect(fill(trail)).toBe(true);
    const head = trail.head();
    expect(verifyTrail(path, { key })).toMatchObject({ ok: true, lastSeq: head.ok ? head.value.seq : null });
    trail.database.exec('PRAGMA max_page_count = 1000000');
    expect(trail.append({ event: 'session-ended', session, why: 'stopped' }).ok).toBe(true);
    trail.close();
    expect(verifyTrail(path, { key }).ok).toBe(true);
  });

  test('gets the reserve, which is for ending what has begun', () => {
    const path = trailFile();
    const trail = openTrail(path);
    expect(statSync(`${path}.reserve`).size).toBe(4096);
    full(trail.database);
    expect(fill(trail)).toBe(true);
    expect(existsSync(`${path}.reserve`)).toBe(false);
    // Space is back: the reserve is laid by again before anybody is taken in.
    trail.database.exec('PRAGMA max_page_count = 1000000');
    expect(trail.append({ event: 'session-started', session, practice: false }).ok).toBe(true);
    expect(statSync(`${path}.reserve`).size).toBe(4096);
    trail.close();
  });

  test('takes nobody in while the reserve cannot be laid by', () => {
    const path = trailFile();
    // A folder stands where the reserve should be.
    mkdirSync(`${path}.reserve`);
    const trail = openTrail(path, { reserve: 100 });
    expect(trail.append({ event: 'session-started', session, practice: false })).toEqual({ ok: false, error: { kind: 'audit-unavailable' } });
    expect(trail.append({ event: 'out-of-service', why: 'audit' }).ok).toBe(true);
    trail.close();
  });
});

test('a closed or broken database is a value', () => {
  const trail = openTrail(trailFile());
  trail.close();
  expect(trail.append({ event: 'back-in-service' })).toEqual({ ok: false, error: { kind: 'audit-unavailable' } });
  expect(trail.head()).toEqual({ ok: false, error: { kind: 'audit-unavailable' } });
});

describe('a trail that cannot be used is left as it is', () => {
  const unusable: [string, (path: string) => void, string][] = [
    ['not a database', (path) => writeFileSync(path, 'a page of words, long enough to be read as a header. '.repeat(80)), 'damaged'],
    ['zeros', (path) => writeFileSync(path, new Uint8Array(8192)), 'damaged'],
    ['damaged in the middle', (path) => writeFileSync(path, readFileSync(path).fill(0xa5, 4096, 12_000)), 'damaged'],
    [
      'of another version',
      (path) => {
        const database = new DatabaseSync(path);
        database.exec('PRAGMA user_version = 99');
        database.close();
      },
      'unknown-version',
    ],
    ['without its anchor', (path) => rmSync(`${path}.anchor`), 'anchor-missing'],
    ['gone, with its anchor there', (path) => rmSync(path), 'shortened'],
  ];
  test.each(unusable)('%s', (_what, spoil, kind) => {
    const path = writtenTrail(40);
    spoil(path);
    const before = existsSync(path) ? readFileSync(path) : null;
    expect(opening(path)).toEqual({ ok: false, error: { kind } });
    if (before !== null) expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('sealed with another key', () => {
    expect(opening(writtenTrail(3), new Uint8Array(32))).toEqual({ ok: false, error: { kind: 'other-key' } });
  });

  test('in a folder that is not there', () => {
    expect(opening('/nowhere/at/all/audit.sqlite')).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  test('and can be set aside whole, so that a new one begins', () => {
    const path = writtenTrail(3);
    writeFileSync(path, 'damaged');
    expect(opening(path).ok).toBe(false);
    const kept = setAsideAuditDatabase(path, '2026-11-22T101500Z');
    expect(kept).toEqual({ ok: true, value: `${path}.kept-2026-11-22T101500Z` });
    expect(readFileSync(`${path}.kept-2026-11-22T101500Z`, 'utf8')).toBe('damaged');
    openTrail(path).close();
    expect(verifyTrail(path, { key })).toMatchObject({ ok: true, entries: 0 });
    // The same name twice would lose the first.
    expect(setAsideAuditDatabase(path, '2026-11-22T101500Z')).toMatchObject({ ok: false });
  });
});

test('an anchor on another disk is written there, looked for there and set aside there', () => {
  const path = trailFile();
  const anchorPath = trailFile();
  const trail = openTrail(path, { anchorPath });
  trail.append({ event: 'help-called', session });
  trail.append({ event: 'help-called', session });
  trail.close();
  expect(verifyTrail(path, { key, anchorPath })).toMatchObject({ ok: true, anchor: 'agrees' });
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, anchor: 'missing' });
  expect(opening(path)).toMatchObject({ error: { kind: 'anchor-missing' } });
  expect(setAsideAuditDatabase(path, 'now', anchorPath).ok).toBe(true);
  expect(existsSync(anchorPath)).toBe(false);
  expect(verifyTrail(`${path}.kept-now`, { key, anchorPath: `${anchorPath}.kept-now` })).toMatchObject({ ok: true, entries: 2 });
  openTrail(path, { anchorPath }).close();
});

test('two processes on one database keep one chain', () => {
  const path = trailFile();
  const first = openTrail(path);
  const second = openTrail(path, { boot: 'BOOT02' });
  for (let line = 0; line < 10; line += 1) {
    expect((line % 2 === 0 ? first : second).append({ event: 'back-in-service' }).ok).toBe(true);
  }
  first.close();
  second.close();
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, entries: 10 });
});

test('the database can be opened for the journal alone', () => {
  const path = writtenTrail(1);
  const opened = openAuditDatabase(path);
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.value.close();
});
