/**
 * A local folder of FHIR bundles, one or more a person: for sites without a server, and for made-up people.
 * No path is ever made from what somebody typed or scanned: the folder's own files are looked through.
 */
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { RecordKey } from '../../identity/credential.ts';
import { parseNhsNumber } from '../../identity/codes/nhs-number.ts';
import type { RecordFailure, RecordPort } from '../../session/ports.ts';
import { mergeRecords } from '../merge-records.ts';
import type { PatientRecord } from '../patient-record.ts';
import type { RecordReader } from '../worker/record-reader.ts';
import { failureOf, recordOf } from './matching.ts';

export interface FolderOptions {
  readonly folder: string;
  readonly reader: RecordReader;
  /** Bytes of one file. */
  readonly maximumSize?: number;
}

export function folderSource(options: FolderOptions): RecordPort {
  return { load: (key, signal) => load(options, key, signal) };
}

async function load(options: FolderOptions, key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>> {
  if (!parseNhsNumber(key.nhsNumber).ok) return failed({ kind: 'not-found' });
  const files = await bundlesIn(options.folder);
  if (files === null) return failed({ kind: 'unreachable' });
  const records: PatientRecord[] = [];
  let failure: RecordFailure = { kind: 'not-found' };
  for (const file of files) {
    if (signal.aborted) return failed({ kind: 'too-slow' });
    const held = await look(file, key.nhsNumber, options.maximumSize ?? 128 * 1024 * 1024);
    // It may be theirs.
    if (held === null) return failed({ kind: 'unreachable' });
    // Only a file that holds the number at all is read as a record; whose record it is, the record says.
    if (!held.mentions) continue;
    const read = await options.reader.read(held.bytes, signal);
    if (!read.ok) {
      if (read.error.kind === 'stopped') return failed({ kind: 'too-slow' });
      failure = failureOf(read.error);
      continue;
    }
    const own = recordOf(key, read.value);
    if (own.ok) records.push(own.value);
  }
  const [first, ...others] = records;
  // A file of theirs that cannot be read might be the important one: no record is shown as if it were whole.
  if (first === undefined || failure.kind !== 'not-found') return failed(failure);
  return ok(mergeRecords(first, others));
}

/** In a fixed order; null where the folder cannot be read. */
async function bundlesIn(folder: string): Promise<readonly string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => entry.name)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return null;
  }
}

interface Held {
  readonly bytes: Uint8Array;
  readonly mentions: boolean;
}

/** Bytes at a time: main is free between two of them. */
const step = 4 * 1024 * 1024;

/** Looks for the number while the file comes in; null where the file cannot be read. */
async function look(path: string, nhsNumber: string, maximumSize: number): Promise<Held | null> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    const { size } = await file.stat();
    if (size > maximumSize) return null;
    const bytes = new Uint8Array(size);
    let mentions = false;
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(step, size - at), at);
      if (bytesRead === 0) return null;
      const from = Math.max(0, at - nhsNumber.length);
      mentions ||= Buffer.from(bytes.buffer, from, at + bytesRead - from).includes(nhsNumber);
      at += bytesRead;
    }
    return { bytes, mentions };
  } catch {
    return null;
  } finally {
    await file?.close().catch(() => undefined);
  }
}
