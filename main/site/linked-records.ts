/** A SMART Health Link becomes a record: its files are opened, read in threads of their own, and joined where they are of one person. */
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { Person } from '../identity/credential.ts';
import type { HealthLinkPort, LinkFailure } from '../identity/health-link/open-link.ts';
import { mergeRecords } from '../record/merge-records.ts';
import type { PatientDetails, PatientRecord } from '../record/patient-record.ts';
import type { RecordFailure, SharedRecordPort } from '../session/ports.ts';

export interface LinkedRecordParts {
  readonly links: HealthLinkPort;
  readonly readDocument: (bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<Result<PatientRecord, RecordFailure>>;
  /** For the audit trail: of the link's address, which names nobody. */
  readonly pseudonym: (of: string) => string;
}

export function createLinkedRecords({ links, readDocument, pseudonym }: LinkedRecordParts): SharedRecordPort {
  return {
    async open({ link, passcode }, signal) {
      const opened = await links.open({ link, passcode }, signal);
      if (!opened.ok) return opened;
      const { bundles, statements } = opened.value;
      const read = await Promise.all(withoutCopies(bundles).map((bytes) => readDocument(new Uint8Array(bytes), signal)));
      const records = read.flatMap((one) => (one.ok ? [one.value] : []));
      const leftOut = opened.value.leftOut + read.length - records.length;
      const [first, ...others] = records;
      if (first === undefined) {
        return statements.length > 0 ? ok({ opened: null, statements, leftOut }) : failed<LinkFailure>({ kind: 'not-understood' });
      }
      // Files about different people are never shown as one record.
      if (others.some((other) => !samePerson(first.patient, other.patient))) return failed<LinkFailure>({ kind: 'not-understood' });
      const record = mergeRecords(first, others);
      return ok({ opened: { record, person: personOf(record.patient, pseudonym(link.url)) }, statements, leftOut });
    },
  };
}

/** One file, embedded and located or listed twice, is one file: a medicine that stands there twice could be taken twice. */
function withoutCopies(files: readonly Uint8Array[]): readonly Uint8Array[] {
  return files.filter((file, place) => files.findIndex((other) => Buffer.compare(file, other) === 0) === place);
}

function samePerson(one: PatientDetails, other: PatientDetails): boolean {
  if (one.nhsNumber !== null && other.nhsNumber !== null) return one.nhsNumber === other.nhsNumber;
  return one.name !== null && one.name === other.name && one.birthDate === other.birthDate;
}

function personOf({ name, birthDate, nhsNumber }: PatientDetails, alias: string): Person {
  const initials = (name ?? '')
    .split(/\s+/)
    .map((part) => /\p{L}/u.exec(part)?.[0]?.toLocaleUpperCase('en-GB') ?? '')
    .filter((letter) => letter !== '');
  return {
    pseudonym: alias,
    initials: initials.length === 0 ? '?' : [initials[0], initials.length > 1 ? initials.at(-1) : ''].join(' ').trim(),
    yearOfBirth: birthDate?.slice(0, 4) ?? '?',
    recordKey: { nhsNumber: nhsNumber ?? '' },
  };
}
