/**
 * How long records take, against `JSON.parse` of the same text, in turns in one thread with the heap that the kiosk
 * gives to a reading; how long main is held up by it; and how much of a record crosses the border.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { readRecord } from '../../main/record/read-record.ts';
import { createRecordReader } from '../../main/record/worker/record-reader.ts';
import type { PatientRecord } from '../../main/record/patient-record.ts';
import { compose } from '../e2e/gallery/composed-views.ts';
import { median, row, type BenchRow } from './bench-row.ts';
import { historyOf } from './record-bundles.ts';
import type { RecordTimes } from './record-times.ts';

/** As `record-reader.ts` starts it. */
const resourceLimits = { maxOldGenerationSizeMb: 2_048, maxYoungGenerationSizeMb: 128 };

function timesOf(files: readonly Uint8Array[], rounds: number): Promise<RecordTimes> {
  return new Promise((done, reject) => {
    const worker = new Worker(new URL('record-times.ts', import.meta.url), { workerData: { files, rounds }, resourceLimits });
    worker.once('message', done);
    worker.once('error', reject);
  });
}

function rowsOf(name: string, times: RecordTimes, most: number): readonly BenchRow[] {
  const against = { name: 'JSON.parse', value: times.parse };
  return [
    row(`record, file to sections, ${name}`, times.whole, 'ms', { against, bar: `${most} x JSON.parse`, holds: (_, ratio) => ratio <= most }),
    row(`record, sections from parsed, ${name}`, times.extract, 'ms', { against, bar: '0.5 x JSON.parse', holds: (_, ratio) => ratio <= 0.5 }),
  ];
}

const sizes = [[0.1, 120], [1, 40], [4, 20], [36, 5], [92, 4]] as const;

async function historyRows(): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  const perByte = new Map<number, number>();
  for (const [megabytes, rounds] of sizes) {
    const bytes = historyOf(megabytes);
    const times = await timesOf([bytes], rounds);
    perByte.set(megabytes, times.whole / bytes.length);
    found.push(...rowsOf(`history of ${megabytes} MB`, times, megabytes < 1 ? 2 : 1.5));
  }
  found.push(...rowsOf('history of 4 MB without white space', await timesOf([historyOf(4, 0)], 20), 1.5));
  const nanoseconds = (megabytes: number) => (perByte.get(megabytes) ?? Number.NaN) * 1e6;
  found.push(row('record, time per byte at 36 MB', nanoseconds(36), 'ns', { against: { name: 'at 4 MB', value: nanoseconds(4) }, bar: '1.5 x that at 4 MB', holds: (_, ratio) => ratio <= 1.5 }));
  return found;
}

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus');

/** Real records, all of a kind one after the other; nothing where they are not there. */
async function corpusRows(): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  for (const kind of ['ips', 'gp-connect', 'synthea']) {
    const folder = join(corpus, kind);
    const files = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.json')).map((name) => new Uint8Array(readFileSync(join(folder, name))));
    const read = files.filter((bytes) => readRecord(bytes).ok);
    if (read.length > 0) found.push(...rowsOf(`${read.length} real records, ${kind}`, await timesOf(read, 20), 2));
  }
  return found;
}

function firstReading(bytes: Uint8Array): Promise<number> {
  return new Promise((done, reject) => {
    const worker = new Worker(new URL('first-reading.ts', import.meta.url), { workerData: bytes, resourceLimits });
    worker.once('message', done);
    worker.once('error', reject);
  });
}

/** What a person waits for: the kiosk has a new thread for everybody. */
async function firstRows(): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  for (const megabytes of [0.1, 1, 4]) {
    const bytes = historyOf(megabytes);
    const times: number[] = [];
    for (let again = 0; again < 5; again += 1) times.push(await firstReading(bytes));
    found.push(row(`record, file to sections, history of ${megabytes} MB, first of its thread`, median(times), 'ms'));
  }
  return found;
}

/** The longest that main could do nothing else, while a thread read and its answer came over. */
async function longestTask(bytes: Uint8Array): Promise<{ readonly longest: number; readonly record: PatientRecord }> {
  const reader = createRecordReader({ workerUrl: new URL('../../main/record/worker/record-worker.ts', import.meta.url), timer: systemTimer, timeout: 120_000 });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  // What came before is not counted.
  await new Promise((done) => void setTimeout(done, 300));
  delay.enable();
  const read = await reader.read(bytes, new AbortController().signal);
  await new Promise((done) => void setTimeout(done, 20));
  delay.disable();
  await reader.close();
  if (!read.ok) throw new Error(read.error.kind);
  return { longest: delay.max / 1e6, record: read.value };
}

async function holdUpRows(): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  for (const megabytes of [4, 36, 92]) {
    const bytes = historyOf(megabytes);
    const size = bytes.length;
    const { longest, record } = await longestTask(bytes);
    found.push(row(`record of ${megabytes} MB read in its thread, longest that main was held up`, longest, 'ms', { bar: '50 ms', holds: (value) => value <= 50 }));
    if (megabytes === 4) found.push(...screenRows(record, size));
  }
  return found;
}

/** Every section of the record on screen, one after the other: how much crosses the border, and how long main makes it. */
function screenRows(record: PatientRecord, size: number): readonly BenchRow[] {
  let [largest, longest] = [0, 0];
  for (const { id } of record.sections) {
    for (let again = 0; again < 3; again += 1) {
      const from = performance.now();
      const view = JSON.stringify(compose(record, 'en', { type: 'OPEN_SECTION', section: id }));
      longest = Math.max(longest, again === 0 ? 0 : performance.now() - from);
      largest = Math.max(largest, view.length);
    }
  }
  return [
    row('record of 4 MB, largest screen of a section that crosses the border', largest / 1024, 'kB', { against: { name: 'the bundle', value: size / 1024 }, bar: '0.05 x the bundle', holds: (_, ratio) => ratio <= 0.05 }),
    row('record of 4 MB, longest that main makes such a screen, with a session around it', longest, 'ms', { bar: '50 ms', holds: (value) => value <= 50 }),
  ];
}

export async function rows(): Promise<readonly BenchRow[]> {
  return [...(await historyRows()), ...(await corpusRows()), ...(await firstRows()), ...(await holdUpRows())];
}
