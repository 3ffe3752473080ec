/** A thread that reads records again and again, in turns with `JSON.parse` of the same text. Started by `record.bench.ts`. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { parseBytes } from '../../main/record/fhir/bundle-text.ts';
import { readBundle, readRecord } from '../../main/record/read-record.ts';
import { median } from './bench-row.ts';
import { historyOf } from './record-bundles.ts';

/** Medians for all files together, milliseconds. */
export interface RecordTimes {
  readonly parse: number;
  readonly whole: number;
  readonly extract: number;
  /** Records that it was warmed with. */
  readonly warmed: number;
}

interface Work {
  readonly files: readonly Uint8Array[];
  readonly rounds: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;

/** Each starts without what the other left among the short-lived things. */
function timed(work: () => unknown): number {
  collect({ type: 'minor' });
  const from = performance.now();
  work();
  return performance.now() - from;
}

function times({ files, rounds }: Work): RecordTimes {
  const texts = files.map((bytes) => new TextDecoder().decode(bytes));
  const parse: number[] = [];
  const whole: number[] = [];
  const extract: number[] = [];
  // The first seconds are the compiler's.
  const warming = [historyOf(0.2), ...files.filter(({ length }) => length < 1_000_000)];
  for (const from = performance.now(); performance.now() - from < 3_000; ) for (const bytes of warming) readRecord(bytes);
  // While one of its kind is there, the engine does not forget what such records look like.
  const kept = warming.map((bytes) => parseBytes(bytes));
  for (let round = 0; round < rounds; round += 1) {
    parse.push(timed(() => texts.map((text) => JSON.parse(text) as unknown)));
    whole.push(timed(() => files.map((bytes) => readRecord(bytes))));
    const parsed = files.map((bytes) => parseBytes(bytes)).map((one) => (typeof one === 'string' ? null : one.json));
    extract.push(timed(() => parsed.map((json) => readBundle(json))));
  }
  return { parse: median(parse), whole: median(whole), extract: median(extract), warmed: kept.length };
}

parentPort?.postMessage(times(workerData as Work));
