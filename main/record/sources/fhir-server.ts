/**
 * A FHIR server as a source of records, in one of two ways:
 * `summary`: `GET [base]/Patient/$summary?identifier=https://fhir.nhs.uk/Id/nhs-number|N` (IPS 2.0.1, OperationDefinition-summary);
 * `everything`: `GET [base]/Patient?identifier=…` and then `GET [base]/Patient/[id]/$everything`, page by page (FHIR R4 Patient, operations).
 * What comes back is somebody's only if it says so.
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { RecordKey } from '../../identity/credential.ts';
import { parseNhsNumber } from '../../identity/codes/nhs-number.ts';
import type { RecordFailure, RecordPort } from '../../session/ports.ts';
import { fields, list } from '../fhir/json.ts';
import { nhsNumberOf, nhsNumberSystem } from '../fhir/people.ts';
import type { PatientRecord } from '../patient-record.ts';
import { readPage } from '../read-record.ts';
import type { RecordReader, RecordReading } from '../worker/record-reader.ts';
import { fetchBody, usualLimits, type FetchLimits, type FetchOptions } from './fetch-fhir.ts';
import { failureOf, recordOf } from './matching.ts';

export type FhirServerLimits = FetchLimits;

export interface FhirServerOptions extends FetchOptions {
  /** `https://records.example/fhir`; plain HTTP only where `allowHttp` says that this is a test. */
  readonly base: URL;
  readonly reader: RecordReader;
  readonly operation?: 'summary' | 'everything';
  readonly allowHttp?: boolean;
  readonly limits?: Partial<FhirServerLimits>;
}

/** Pages of one record; a server that sends more is sending in circles. */
const mostPages = 500;
/** Bytes of the answer to "who is this?", which is read without a thread. */
const searchSize = 262_144;

export function fhirServerSource(options: FhirServerOptions): RecordPort {
  const limits = { ...usualLimits, ...options.limits };
  return { load: (key, signal) => load(options, limits, key, signal) };
}

async function load(options: FhirServerOptions, limits: FhirServerLimits, key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>> {
  if (!parseNhsNumber(key.nhsNumber).ok) return failed({ kind: 'not-found' });
  if (options.base.protocol !== 'https:' && options.allowHttp !== true) return failed({ kind: 'unreachable' });
  const stop = new AbortController();
  let tooSlow = false;
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) stop.abort();
  const cancel = options.timer.after(limits.whole, () => {
    tooSlow = true;
    stop.abort();
  });
  try {
    const first = options.operation === 'everything' ? await everythingUrl(options, limits, key, stop.signal) : ok(summaryUrl(options.base, key));
    const record = first.ok ? await loadPages(options, limits, first.value, stop.signal) : first;
    if (!record.ok) return failed(tooSlow || signal.aborted ? { kind: 'too-slow' } : record.error);
    return recordOf(key, record.value);
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Page after page into one thread; each next one only from where the first came. */
async function loadPages(options: FhirServerOptions, limits: FhirServerLimits, first: URL, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>> {
  const reading = options.reader.open(signal);
  const seen = new Set<string>();
  let url: URL | null = first;
  let size = limits.size;
  while (url !== null) {
    if (seen.has(url.href) || seen.size >= mostPages) return given(reading, { kind: 'not-understood' });
    seen.add(url.href);
    const body: Result<Uint8Array, RecordFailure> = await fetchBody(options, { ...limits, size }, url, signal);
    if (!body.ok) return given(reading, body.error);
    size -= body.value.length;
    const page: Awaited<ReturnType<RecordReading['add']>> = await reading.add(body.value);
    if (!page.ok) return given(reading, failureOf(page.error));
    const next: URL | null | 'elsewhere' = page.value.next === null ? null : nextUrl(page.value.next, options.base);
    // Half a record is not shown as a whole one.
    if (next === 'elsewhere') return given(reading, { kind: 'not-understood' });
    url = next;
  }
  const read = await reading.finish();
  return read.ok ? read : failed(failureOf(read.error));
}

function given(reading: RecordReading, failure: RecordFailure): Result<PatientRecord, RecordFailure> {
  reading.abandon();
  return failed(failure);
}

/** The next page is under the same base on the same server, or nowhere. */
function nextUrl(written: string, base: URL): URL | 'elsewhere' {
  const folder = new URL(base);
  folder.pathname = `${folder.pathname.replace(/\/$/, '')}/`;
  const url = URL.canParse(written, folder.href) ? new URL(written, folder) : null;
  const within = url !== null && url.origin === base.origin && url.username === '' && url.password === '' && (url.pathname.startsWith(folder.pathname) || `${url.pathname}/` === folder.pathname);
  return url !== null && within ? url : 'elsewhere';
}

/** Asks who has this NHS number; exactly one person who says so themselves will do. */
async function everythingUrl(options: FhirServerOptions, limits: FhirServerLimits, key: RecordKey, signal: AbortSignal): Promise<Result<URL, RecordFailure>> {
  const found = await fetchBody(options, { ...limits, size: Math.min(limits.size, searchSize) }, identified(under(options.base, 'Patient'), key), signal);
  if (!found.ok) return found;
  const page = readPage(found.value);
  if (!page.ok) return failed(failureOf(page.error));
  const people = list(page.value.bundle['entry'])
    .map((entry) => fields(fields(entry)?.['resource']))
    .filter((resource) => resource !== null && resource['resourceType'] === 'Patient');
  const [person] = people;
  if (person === undefined || person === null) return failed({ kind: 'not-found' });
  if (people.length > 1 || nhsNumberOf(person) !== key.nhsNumber) return failed({ kind: 'wrong-person' });
  const id = person['id'];
  // FHIR R4 2.24.0.1, id: nothing else becomes part of a path.
  if (typeof id !== 'string' || !/^[A-Za-z0-9.-]{1,64}$/.test(id) || /^\.+$/.test(id)) return failed({ kind: 'not-understood' });
  return ok(under(options.base, `Patient/${id}/$everything`));
}

function summaryUrl(base: URL, key: RecordKey): URL {
  return identified(under(base, 'Patient/$summary'), key);
}

function under(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
  return url;
}

function identified(url: URL, key: RecordKey): URL {
  url.search = new URLSearchParams({ identifier: `${nhsNumberSystem}|${key.nhsNumber}` }).toString();
  return url;
}
