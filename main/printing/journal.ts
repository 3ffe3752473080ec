/**
 * What became of every print, durable before the first byte goes to the printer. Stands in the audit database.
 * Holds a receipt number, times, rows and evidence: nothing about a person, and no picture, so that
 * nothing can ever be sent again from it.
 */
import type { DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { Clock } from '../clock.ts';

export const printStates = ['queued', 'sending', 'sent', 'printed', 'unknown', 'failed', 'abandoned'] as const;
export type PrintState = (typeof printStates)[number];

/** Where a print may go from each state; the last four are final. */
const next = {
  queued: ['sending', 'unknown', 'failed', 'abandoned'],
  sending: ['sent', 'printed', 'unknown', 'failed', 'abandoned'],
  sent: ['printed', 'unknown', 'failed', 'abandoned'],
  printed: [],
  unknown: [],
  failed: [],
  abandoned: [],
} as const satisfies Record<PrintState, readonly PrintState[]>;

export function isFinal(state: PrintState): boolean {
  return next[state].length === 0;
}

export interface JournalRow {
  readonly id: number;
  readonly receipt: string;
  readonly state: PrintState;
  /** Of the picture, and how many of them the transport took. */
  readonly rows: number;
  readonly rowsSent: number;
  /** `fence`, a printer condition, `restart`; null while it goes on. */
  readonly evidence: string | null;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
  readonly changedAt: number;
}

export type JournalFailure = { readonly kind: 'journal-unavailable' };

export interface PrintJournal {
  queue(receipt: string, rows: number): Result<number, JournalFailure>;
  /** Moves on only along the states above: a final row never changes. */
  move(id: number, to: PrintState, facts?: { readonly rowsSent?: number; readonly evidence?: string }): Result<void, JournalFailure>;
  /** Newest first. */
  latest(count: number): Result<readonly JournalRow[], JournalFailure>;
}

const schema = `
  CREATE TABLE IF NOT EXISTS print (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    receipt    TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN (${printStates.map((state) => `'${state}'`).join(', ')})),
    rows       INTEGER NOT NULL,
    rows_sent  INTEGER NOT NULL DEFAULT 0,
    evidence   TEXT,
    queued_at  INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
`;

/**
 * Opens the journal. What was under way when the kiosk last stopped becomes `unknown`: nobody can say
 * how much of it is on paper, and it is not tried again. The caller keeps the database and closes it.
 */
export function openPrintJournal(
  database: DatabaseSync,
  clock: Clock,
): Result<{ readonly journal: PrintJournal; readonly becameUnknown: number }, JournalFailure> {
  const ready = attempt(() => {
    database.exec(schema);
    const unfinished = printStates.filter((state) => !isFinal(state)).map((state) => `'${state}'`).join(', ');
    const { changes } = database
      .prepare(`UPDATE print SET state = 'unknown', evidence = 'restart', changed_at = ? WHERE state IN (${unfinished})`)
      .run(clock.now());
    return Number(changes);
  });
  return ready.ok ? ok({ journal: journalIn(database, clock), becameUnknown: ready.value }) : ready;
}

/** The journal of a kiosk that may be running: what is under way there stays under way. */
export function joinPrintJournal(database: DatabaseSync, clock: Clock): Result<PrintJournal, JournalFailure> {
  return attempt(() => {
    database.exec(schema);
    return journalIn(database, clock);
  });
}

function journalIn(database: DatabaseSync, clock: Clock): PrintJournal {
  const insert = database.prepare(
    `INSERT INTO print (receipt, state, rows, queued_at, changed_at) VALUES (?, 'queued', ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE print SET state = ?, rows_sent = max(rows_sent, ?), evidence = coalesce(?, evidence), changed_at = ?
     WHERE id = ? AND state IN (SELECT value FROM json_each(?))`,
  );
  const select = database.prepare('SELECT * FROM print ORDER BY id DESC LIMIT ?');
  return {
    queue: (receipt, rows) =>
      attempt(() => {
        const now = clock.now();
        return Number(insert.run(receipt, rows, now, now).lastInsertRowid);
      }),
    move: (id, to, facts = {}) =>
      attempt(() => {
        const from = printStates.filter((state) => next[state].some((allowed) => allowed === to));
        update.run(to, facts.rowsSent ?? 0, facts.evidence ?? null, clock.now(), id, JSON.stringify(from));
      }),
    latest: (count) => attempt(() => select.all(count).map(rowOf)),
  };
}

function rowOf(row: Record<string, unknown>): JournalRow {
  const state = printStates.find((known) => known === row['state']);
  if (state === undefined) throw new Error('A print has a state that does not exist');
  return {
    id: Number(row['id']),
    receipt: String(row['receipt']),
    state,
    rows: Number(row['rows']),
    rowsSent: Number(row['rows_sent']),
    evidence: row['evidence'] === null ? null : String(row['evidence']),
    queuedAt: Number(row['queued_at']),
    changedAt: Number(row['changed_at']),
  };
}

/** A disk that is full, locked or gone is expected; anything else that is thrown is a bug. */
function attempt<Value>(work: () => Value): Result<Value, JournalFailure> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) return failed({ kind: 'journal-unavailable' });
    throw error;
  }
}
