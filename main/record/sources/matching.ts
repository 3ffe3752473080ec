/** A record reaches a screen only when it is the record of the person who was proven. */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { RecordKey } from '../../identity/credential.ts';
import type { RecordFailure } from '../../session/ports.ts';
import type { PatientRecord } from '../patient-record.ts';
import type { ReaderProblem } from '../worker/record-reader.ts';

/**
 * A record that its source says is closed looks like none at all, so that nobody learns of a death or of a hidden address.
 * The NHS number in the record must be the one that was asked for; a record without one is nobody's. A date of birth
 * that is another's says that one of the two is wrong: then nothing is shown.
 */
export function recordOf(key: RecordKey, record: PatientRecord): Result<PatientRecord, RecordFailure> {
  const { nhsNumber, birthDate, closed } = record.patient;
  if (closed === true) return failed({ kind: 'not-found' });
  return nhsNumber === key.nhsNumber && !contradicts(key.born, birthDate) ? ok(record) : failed({ kind: 'wrong-person' });
}

const partialDate = /^\d{4}(?:-\d{2}){0,2}$/;

/** As far as both say it: "1951" agrees with 20 January 1951. */
function contradicts(known: string | undefined, recorded: string | null): boolean {
  if (known === undefined || recorded === null || !partialDate.test(known) || !partialDate.test(recorded)) return false;
  const length = Math.min(known.length, recorded.length);
  return known.slice(0, length) !== recorded.slice(0, length);
}

/** GP Connect error codes that say "not you" rather than "not there"; all others look like "not found". */
const refusals = new Map<string, RecordFailure['kind']>([
  ['NO_RELATIONSHIP', 'no-access'],
  ['NO_PATIENT_CONSENT', 'no-access'],
  ['NON_AUTHORISED', 'no-access'],
  ['forbidden', 'no-access'],
  ['security', 'no-access'],
  ['INTERNAL_SERVER_ERROR', 'unreachable'],
  ['exception', 'unreachable'],
  ['timeout', 'too-slow'],
]);

export function failureOf(problem: ReaderProblem): RecordFailure {
  switch (problem.kind) {
    case 'too-large':
      return { kind: 'too-large' };
    case 'too-slow':
    case 'stopped':
      return { kind: 'too-slow' };
    case 'empty':
      return { kind: 'not-found' };
    case 'refused':
      return { kind: refusals.get(problem.code ?? '') ?? 'not-found' };
    case 'not-text':
    case 'not-json':
    case 'too-deep':
    case 'not-fhir':
    case 'no-patient':
    case 'several-patients':
    case 'reader-failed':
      return { kind: 'not-understood' };
  }
}
