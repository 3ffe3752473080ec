/** The thread that reads one record and ends: nothing of a person outlives it. Started by `record-reader.ts`. */
import { parentPort } from 'node:worker_threads';
import { readPage, readPages, type Page, type ReadLimits } from '../read-record.ts';

/** A page of the record, or the word that there are no more. */
export type Task = { readonly type: 'page'; readonly bytes: Uint8Array } | { readonly type: 'finish' };

export interface WorkerSettings {
  readonly limits: ReadLimits;
}

const pages: Page[] = [];

function work(task: Task, { limits }: WorkerSettings): unknown {
  if (task.type === 'finish') return readPages(pages, limits);
  const page = readPage(task.bytes, limits);
  if (!page.ok) return page;
  pages.push(page.value);
  return { ok: true, value: { next: page.value.next } };
}

parentPort?.on('message', ({ task, settings }: { readonly task: Task; readonly settings: WorkerSettings }) => {
  parentPort?.postMessage(work(task, settings));
});
