/** A thread that reads its first record, as every thread of the kiosk does: nothing is compiled yet. Started by `record.bench.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { readRecord } from '../../main/record/read-record.ts';

function first(bytes: Uint8Array): number {
  const from = performance.now();
  const read = readRecord(bytes);
  const time = performance.now() - from;
  if (!read.ok) throw new Error(read.error.kind);
  return time;
}

parentPort?.postMessage(first(workerData as Uint8Array));
