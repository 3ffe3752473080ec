import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { emptyHead, lineHash } from '../../../main/audit/chain.ts';
import { openAuditTrail } from '../../../main/audit/trail.ts';
import { verifyTrail, type ProblemKind } from '../../../main/audit/verify.ts';
import { key, openTrail, session, tamper, tickingClock, trailFile, writtenTrail } from './trail-files.ts';

const kindsOf = (path: string, withKey: Uint8Array = key): ProblemKind[] => [
  ...new Set(verifyTrail(path, { key: withKey }).problems.map((problem) => problem.kind)),
];

test('a whole trail', () => {
  const path = writtenTrail(20);
  expect(verifyTrail(path, { key })).toMatchObject({
    ok: true,
    entries: 20,
    firstSeq: 1,
    lastSeq: 20,
    anchor: 'agrees',
    sealed: 'agrees',
    problems: [],
  });
  expect(verifyTrail(path)).toMatchObject({ ok: true, sealed: 'not-checked' });
});

test('an empty trail, and one that is being written', () => {
  const path = trailFile();
  const trail = openTrail(path);
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, entries: 0, firstSeq: null, lastSeq: null });
  trail.append({ event: 'help-called', session });
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, entries: 1, lastSeq: 1 });
  trail.close();
});

test('looking changes nothing', () => {
  const path = writtenTrail(5);
  const before = readFileSync(path);
  verifyTrail(path, { key });
  expect(readFileSync(path).equals(before)).toBe(true);
});

describe('somebody with the file', () => {
  test.each<[string, string, ProblemKind]>([
    ['changes a body', `UPDATE trail SET body = '{"screen":"pin","session":"-"}' WHERE seq = 7`, 'changed'],
    ['changes an event', `UPDATE trail SET event = 'help-called', body = '{"session":"-"}' WHERE seq = 7`, 'changed'],
    ['changes a time', 'UPDATE trail SET t = t + 1 WHERE seq = 7', 'changed'],
    ['changes a hash', `UPDATE trail SET hash = '${'0'.repeat(64)}' WHERE seq = 7`, 'changed'],
    ['changes a seal', `UPDATE trail SET seal = '${'0'.repeat(64)}' WHERE seq = 7`, 'changed'],
    ['changes the last seal', `UPDATE trail SET seal = '${'0'.repeat(64)}' WHERE seq = 20`, 'seal-wrong'],
    ['writes words in', `UPDATE trail SET body = '{"screen":"Penicillin","session":"-"}' WHERE seq = 7`, 'not-in-catalogue'],
    ['takes a line out', 'DELETE FROM trail WHERE seq = 7', 'gap'],
    ['takes the first line', 'DELETE FROM trail WHERE seq = 1', 'gap'],
    ['takes the last line', 'DELETE FROM trail WHERE seq = 20', 'shortened'],
    ['takes all of it', 'DELETE FROM trail', 'shortened'],
    [
      'takes the last line and the count of lines',
      "DELETE FROM trail WHERE seq = 20; UPDATE sqlite_sequence SET seq = 19 WHERE name = 'trail'",
      'shortened',
    ],
    ['swaps two lines', 'UPDATE trail SET seq = 100 WHERE seq = 7; UPDATE trail SET seq = 7 WHERE seq = 8; UPDATE trail SET seq = 8 WHERE seq = 100', 'link-broken'],
  ])('%s', (_what, sql, kind) => {
    const path = writtenTrail(20);
    tamper(path, sql);
    expect(verifyTrail(path, { key }).ok).toBe(false);
    expect(kindsOf(path)).toContain(kind);
  });

  test('writes the whole chain anew, which only the seal and the anchor tell', () => {
    const path = writtenTrail(3);
    tamper(path, "UPDATE trail SET body = '{\"screen\":\"pin\",\"session\":\"-\"}'");
    const database = new DatabaseSync(path);
    let before = emptyHead;
    for (const row of database.prepare('SELECT * FROM trail ORDER BY seq').all()) {
      const line = row as unknown as Parameters<typeof lineHash>[0];
      const hash = lineHash(line, before);
      before = { seq: line.seq, hash, seal: 'a'.repeat(64) };
      database.prepare('UPDATE trail SET prev = ?, hash = ?, seal = ? WHERE seq = ?').run(String(row['prev']), hash, before.seal, line.seq);
    }
    database.exec('UPDATE trail SET prev = (SELECT hash FROM trail AS b WHERE b.seq = trail.seq - 1) WHERE seq > 1');
    database.close();
    expect(kindsOf(path)).toEqual(['anchor-disagrees', 'seal-wrong']);
  });

  test('brings back yesterday', () => {
    const path = writtenTrail(5);
    copyFileSync(path, `${path}.yesterday`);
    const trail = openTrail(path);
    trail.append({ event: 'help-called', session });
    trail.close();
    copyFileSync(`${path}.yesterday`, path);
    expect(kindsOf(path)).toEqual(['shortened']);
    expect(openAuditTrail({ path, key, clock: tickingClock(), boot: 'BOOT02' })).toMatchObject({ error: { kind: 'shortened' } });
  });

  test('takes the log away before it was written back', () => {
    const path = writtenTrail(5);
    const trail = openTrail(path);
    trail.append({ event: 'help-called', session });
    copyFileSync(path, `${path}.copy`);
    copyFileSync(`${path}.anchor`, `${path}.copy.anchor`);
    trail.close();
    expect(kindsOf(`${path}.copy`)).toEqual(['shortened']);
  });

  test('forges the anchor', () => {
    const path = writtenTrail(5);
    const other = writtenTrail(5);
    tamper(other, '');
    writeFileSync(`${path}.anchor`, readFileSync(`${path}.anchor`, 'latin1').replaceAll(/[0-9a-f]{64} *\n/g, `${'b'.repeat(64)}\n`));
    expect(kindsOf(path)).toEqual(['anchor-forged']);
  });

  test('has another key', () => {
    expect(kindsOf(writtenTrail(5), new Uint8Array(32))).toEqual(['seal-wrong', 'anchor-forged']);
  });
});

test('a torn anchor is answered for by its other slot', () => {
  const path = writtenTrail(5);
  const anchor = readFileSync(`${path}.anchor`);
  anchor.fill(0, 256 + 40, 256 + 200);
  writeFileSync(`${path}.anchor`, anchor);
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, anchor: 'agrees' });
});

test('a copy of the file alone says that nothing anchors its end', () => {
  const path = writtenTrail(5);
  rmSync(`${path}.anchor`);
  expect(verifyTrail(path, { key })).toMatchObject({ ok: true, anchor: 'missing' });
});

test('no file, another file, half a file', () => {
  expect(kindsOf(trailFile())).toEqual(['unreadable']);
  const text = trailFile();
  writeFileSync(text, 'not a database at all');
  expect(kindsOf(text)).toEqual(['damaged']);
  const other = trailFile();
  const database = new DatabaseSync(other);
  database.exec('CREATE TABLE notes (words TEXT)');
  database.close();
  expect(kindsOf(other)).toEqual(['not-a-trail']);
  const half = writtenTrail(200);
  truncateSync(half, 4096 * 3);
  expect(verifyTrail(half, { key }).ok).toBe(false);
});

test.each([1, 2048, 4095, 4096, 8192])('nothing that is cut from the end passes, whosesoever page it is: %i bytes', (bytes) => {
  const path = writtenTrail(20);
  const database = new DatabaseSync(path);
  database.exec("CREATE TABLE other (x BLOB); INSERT INTO other VALUES (zeroblob(20000)); DELETE FROM other; INSERT INTO other VALUES (1);");
  database.close();
  expect(kindsOf(path)).toEqual([]);
  truncateSync(path, statSync(path).size - bytes);
  expect(verifyTrail(path, { key })).toMatchObject({ ok: false });
  if (bytes < 4096) expect(kindsOf(path)).toContain('cut-short');
  expect(openAuditTrail({ path, key, clock: tickingClock(), boot: 'BOOT02' })).toMatchObject({ ok: false, error: { kind: 'damaged' } });
});

test('no flipped bit passes, unless it is one that holds nothing', () => {
  const path = writtenTrail(60);
  const whole = readFileSync(path);
  const truth = verifyTrail(path, { key });
  let seed = 12345;
  const missed: number[] = [];
  for (let trial = 0; trial < 150; trial += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const at = seed % whole.length;
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (trial % 8));
    writeFileSync(path, flipped);
    const found = verifyTrail(path, { key });
    if (found.ok) {
      // Free space and SQLite's own counters: every line is still there as it was.
      expect([found.entries, found.lastHash]).toEqual([truth.entries, truth.lastHash]);
      missed.push(at);
    }
  }
  expect(missed.length).toBeLessThan(150);
});
