/** The thread that reads one record and ends: nothing of a person outlives it. Started by `record-reader.ts`. */
import { parentPort } from 'node:worker_threads';
import { ok, type Result } from '../../../hardware/result.ts';
import type { Item, PatientRecord } from '../patient-record.ts';
import { readPage, readPages, type Page, type ReadLimits, type ReadProblem } from '../read-record.ts';

/** A page of the record, the word that there are no more, or a question for the next items of what was read. */
export type Task = { readonly type: 'page'; readonly bytes: Uint8Array } | { readonly type: 'finish' } | { readonly type: 'more' };

/** The record without its items, which come a few at a time: main takes each answer in between two other things. */
export interface Whole {
  readonly record: PatientRecord;
  /** Of all sections. */
  readonly items: number;
}

/** The next items, all of one section. */
export interface Part {
  /** The section's place in the record. */
  readonly section: number;
  readonly items: readonly Item[];
}

/** Taking over this many takes main a few milliseconds. */
const itemsAtOnce = 500;

export interface WorkerSettings {
  readonly limits: ReadLimits;
}

let pages: Page[] = [];
let parts: Iterator<Part> | null = null;

function* partsOf(record: PatientRecord): Generator<Part, undefined> {
  for (const [section, { items }] of record.sections.entries()) {
    for (let from = 0; from < items.length; from += itemsAtOnce) yield { section, items: items.slice(from, from + itemsAtOnce) };
  }
}

function finish(limits: ReadLimits): Result<Whole, ReadProblem> {
  const read = readPages(pages, limits);
  pages = [];
  if (!read.ok) return read;
  parts = partsOf(read.value);
  const sections = read.value.sections.map((section) => ({ ...section, items: [] }));
  return ok({ record: { ...read.value, sections }, items: read.value.sections.reduce((sum, { items }) => sum + items.length, 0) });
}

function work(task: Task, { limits }: WorkerSettings): unknown {
  if (task.type === 'finish') return finish(limits);
  if (task.type === 'more') return ok((parts?.next().value ?? null) satisfies Part | null);
  const page = readPage(task.bytes, limits);
  if (!page.ok) return page;
  pages.push(page.value);
  return { ok: true, value: { next: page.value.next } };
}

parentPort?.on('message', ({ task, settings }: { readonly task: Task; readonly settings: WorkerSettings }) => {
  parentPort?.postMessage(work(task, settings));
});
