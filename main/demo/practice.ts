/** Practice: a volunteer or a curious person visits a made-up person. Nothing is asked of the register or of a record source. */
import { failed, type Result } from '../../hardware/result.ts';
import type { Clock } from '../clock.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { PracticePort, RecordFailure } from '../session/ports.ts';
import { practicePeople } from './people/people.ts';

export interface PracticeOptions {
  readonly clock: Clock;
  /** The kiosk's own reading of a FHIR document, so that practice shows what the real thing shows. */
  readonly readDocument: (bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<Result<PatientRecord, RecordFailure>>;
}

/** Shown on the practice screens; it opens nothing else. */
const practicePin = '4816';

export function createPractice({ clock, readDocument }: PracticeOptions): PracticePort {
  return {
    pin: practicePin,
    people: practicePeople.map((person, index) => ({
      id: person.id,
      name: person.name,
      about: person.about,
      person: {
        pseudonym: `practice-${index + 1}`,
        initials: initialsOf(person.name),
        yearOfBirth: person.birthDate.slice(0, 4),
        recordKey: { nhsNumber: person.nhsNumber },
      },
    })),
    async load(key, signal) {
      const document = practicePeople
        .find((person) => person.nhsNumber === key.nhsNumber)
        ?.document(new Date(clock.now()).toISOString());
      if (document === undefined || document === null) return failed({ kind: 'not-found' });
      return readDocument(new Uint8Array(Buffer.from(JSON.stringify(document))), signal);
    },
  };
}

/** "R B" */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .join(' ');
}
