import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { isFinal, openPrintJournal, printStates, type PrintJournal, type PrintState } from '../../../main/printing/journal.ts';

function clockAt(start: number) {
  let now = start;
  return { now: () => (now += 1), monotonic: () => now };
}

function open(database: DatabaseSync): { journal: PrintJournal; becameUnknown: number } {
  const opened = openPrintJournal(database, clockAt(1000));
  if (!opened.ok) throw new Error('no journal');
  return opened.value;
}

function queued(journal: PrintJournal, receipt = 'A7K2'): number {
  const id = journal.queue(receipt, 500);
  if (!id.ok) throw new Error('not queued');
  return id.value;
}

function states(journal: PrintJournal): string[] {
  const rows = journal.latest(100);
  return rows.ok ? rows.value.map((row) => row.state) : [];
}

const ways: Record<PrintState, readonly PrintState[]> = {
  queued: [],
  sending: ['sending'],
  sent: ['sending', 'sent'],
  printed: ['sending', 'sent', 'printed'],
  unknown: ['sending', 'unknown'],
  failed: ['failed'],
  abandoned: ['sending', 'abandoned'],
};

describe('the print journal', () => {
  it('records a print from queued to printed', () => {
    const { journal } = open(new DatabaseSync(':memory:'));
    const id = queued(journal);
    journal.move(id, 'sending');
    journal.move(id, 'sent', { rowsSent: 500 });
    journal.move(id, 'printed', { evidence: 'fence' });
    const rows = journal.latest(1);
    expect(rows.ok && rows.value[0]).toMatchObject({ receipt: 'A7K2', state: 'printed', rows: 500, rowsSent: 500, evidence: 'fence' });
  });

  it.each(printStates)('after a crash while %s: unknown unless it had ended, and never sent again', (state) => {
    const database = new DatabaseSync(':memory:');
    const before = open(database).journal;
    const id = queued(before);
    for (const step of ways[state]) before.move(id, step);
    const { journal, becameUnknown } = open(database);
    expect(states(journal)).toEqual([isFinal(state) ? state : 'unknown']);
    expect(becameUnknown).toBe(isFinal(state) ? 0 : 1);
    for (const step of printStates) journal.move(id, step);
    expect(states(journal)).toEqual([isFinal(state) ? state : 'unknown']);
  });

  it('has nowhere to put a name or a picture', () => {
    const database = new DatabaseSync(':memory:');
    open(database);
    const columns = database.prepare('PRAGMA table_info(print)').all().map((column) => column['name']);
    expect(columns).toEqual(['id', 'receipt', 'state', 'rows', 'rows_sent', 'evidence', 'queued_at', 'changed_at']);
  });

  it('says when it cannot write', () => {
    const database = new DatabaseSync(':memory:');
    const { journal } = open(database);
    database.exec('PRAGMA query_only = ON');
    expect(journal.queue('A7K2', 5)).toEqual({ ok: false, error: { kind: 'journal-unavailable' } });
  });
});
