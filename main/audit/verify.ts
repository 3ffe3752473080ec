/** Is this trail whole, unchanged and free of anything that the catalogue does not allow? Reads only. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isAdmissible } from './admit.ts';
import { readAnchor } from './anchor.ts';
import type { AuditEventName } from './catalogue.ts';
import { emptyHead, lineHash, seal, type Head, type TrailLine } from './chain.ts';
import { applicationId, companions, hasLog, isCutShort, isDamage, pragma, schemaVersion } from './database.ts';

export const problemKinds = {
  unreadable: 'The file is not there or may not be read.',
  'not-a-trail': 'The file is not an audit trail of this version.',
  damaged: 'The database does not hold together.',
  'cut-short': 'The file ends before its last page does.',
  gap: 'Lines are missing before this one.',
  'link-broken': 'This line does not follow the one before it.',
  changed: 'This line is not what was written.',
  'seal-wrong': 'The end was not sealed with this key.',
  'not-in-catalogue': 'This line holds something that the catalogue does not allow.',
  shortened: 'Lines were taken away from the end.',
  'anchor-forged': 'The anchor was not written with this key, or is damaged.',
  'anchor-disagrees': 'The line that was anchored is another one.',
} as const;
export type ProblemKind = keyof typeof problemKinds;

export interface Problem {
  readonly kind: ProblemKind;
  /** The line that it was found at; null where it is about the whole file. */
  readonly seq: number | null;
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** Hash of the last line, to compare with a head that was noted elsewhere. */
  readonly lastHash: string | null;
  /** `missing`: nothing outside the database says where the trail ended, as in a copy of the file alone. */
  readonly anchor: 'agrees' | 'missing' | 'disagrees';
  /** `not-checked`: without the key, whoever can write the file could have written all of it. */
  readonly sealed: 'agrees' | 'not-checked' | 'disagrees';
  /** The first hundred. */
  readonly problems: readonly Problem[];
}

export interface VerifyOptions {
  readonly key?: Uint8Array;
  readonly anchorPath?: string;
}

const mostProblems = 100;
const bootPattern = /^[0-9A-Z]{1,32}$/;

export interface TrailEntry extends TrailLine {
  readonly prev: string;
  readonly hash: string;
  readonly seal: string;
}

export function verifyTrail(path: string, options: VerifyOptions = {}): Verification {
  const problems: Problem[] = [];
  const found = (kind: ProblemKind, seq: number | null) => {
    if (problems.length < mostProblems) problems.push({ kind, seq });
  };
  const key = options.key ?? null;
  let entries = 0;
  let firstSeq: number | null = null;
  let head: Head = emptyHead;
  let anchor: Verification['anchor'] = 'missing';
  let sealed: Verification['sealed'] = 'not-checked';

  try {
    const logged = hasLog(path);
    const database = openToRead(path);
    try {
      if (!isTrail(database)) {
        found('not-a-trail', null);
      } else {
        if (!logged && isCutShort(database, path) && !hasLog(path)) found('cut-short', null);
        if (pragma(database, 'quick_check') !== 'ok') found('damaged', null);
        const anchored = readAnchor(options.anchorPath ?? path + companions.anchor, key);
        let anchorSeen = false;
        for (const entry of linesOf(database)) {
          entries += 1;
          firstSeq ??= entry.seq;
          if (entry.seq !== head.seq + 1) found('gap', entry.seq);
          else if (entry.prev !== head.hash) found('link-broken', entry.seq);
          if (lineHash(entry, { hash: entry.prev, seal: head.seal }) !== entry.hash) found('changed', entry.seq);
          if (!bootPattern.test(entry.boot) || !isAdmissible(entry.event, entry.body)) found('not-in-catalogue', entry.seq);
          if (anchored !== null && anchored !== 'forged' && anchored.seq === entry.seq) {
            anchorSeen = anchored.hash === entry.hash;
            if (!anchorSeen) found('anchor-disagrees', entry.seq);
          }
          head = entry;
        }
        if (highestEver(database) > head.seq) found('shortened', head.seq);
        if (key !== null && entries > 0) {
          sealed = seal(key, head.hash) === head.seal ? 'agrees' : 'disagrees';
          if (sealed === 'disagrees') found('seal-wrong', head.seq);
        }
        if (anchored !== null) anchor = anchorSeen ? 'agrees' : 'disagrees';
        if (anchored === 'forged') found('anchor-forged', null);
        else if (anchored !== null && anchored.seq > head.seq) found('shortened', head.seq);
      }
    } finally {
      database.close();
    }
  } catch (error) {
    found(isDamage(error) ? 'damaged' : 'unreadable', null);
  }
  return {
    ok: problems.length === 0,
    entries,
    firstSeq,
    lastSeq: entries === 0 ? null : head.seq,
    lastHash: entries === 0 ? null : head.hash,
    anchor,
    sealed,
    problems,
  };
}

/** Without a log beside it nothing is pending, and the file can be read where nothing may be written. */
export function openToRead(path: string): DatabaseSync {
  const location = pathToFileURL(path);
  if (!existsSync(`${path}-wal`)) location.searchParams.set('immutable', '1');
  return new DatabaseSync(location, { readOnly: true, timeout: 2000 });
}

function isTrail(database: DatabaseSync): boolean {
  return pragma(database, 'application_id') === applicationId && pragma(database, 'user_version') === schemaVersion;
}

/** Every line in order, as it stands in the database. Throws where the disk does. */
export function* linesOf(database: DatabaseSync): Generator<TrailEntry> {
  const select = database.prepare('SELECT seq, t, monotonic, boot, event, body, prev, hash, seal FROM trail ORDER BY seq');
  select.setReturnArrays(true);
  for (const row of select.iterate()) {
    // The STRICT table answers for the types of the columns.
    const [seq, t, monotonic, boot, event, body, prev, hash, sealed] = row as unknown as Row;
    yield { seq, t, monotonic, boot, event, body, prev, hash, seal: sealed };
  }
}
type Row = [number, number, number, string, AuditEventName, string, string, string, string];

function highestEver(database: DatabaseSync): number {
  return Number(database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'trail'").get()?.['seq'] ?? 0);
}
