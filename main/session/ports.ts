/**
 * What the session asks of the world. The machine knows these names only;
 * `effects.ts` turns them into actors, `main/kiosk.ts` supplies the real ones, tests supply fakes.
 */
import type { PrintOutcome, PrintProgress, PrinterCondition, ReaderEvent, Scan } from '../../hardware/ports.ts';
import type { Result } from '../../hardware/result.ts';
import type { AuditEvent } from '../audit/catalogue.ts';
import type { Badge, Credential, Helper, Person, ProofFailure, RecordKey } from '../identity/credential.ts';
import type { Recognition } from '../identity/codes/recognition.ts';
import type { HealthCardPart } from '../identity/health-card/parts.ts';
import type { LinkFailure } from '../identity/health-link/open-link.ts';
import type { MadeLink, MakeLinkFailure } from '../identity/health-link/make-link.ts';
import type { HealthLink } from '../identity/health-link/payload.ts';
import type { HealthStatement } from '../identity/health-card/statement.ts';
import type { DrawnSlip, SlipChoices } from '../printing/paper-slip.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import type { QuestionId } from './questions.ts';
import type { Report } from './report.ts';

export interface ReaderPort {
  listen(onEvent: (event: ReaderEvent) => void): () => void;
}

export interface IdentityPort {
  /** `held`: codes of a health card that this visit has read before. */
  recognise(scan: Scan, held?: readonly HealthCardPart[]): Promise<Recognition>;
  /** `birthDate` is `YYYY-MM-DD` and required with an NHS number. Never throws, never says which part was wrong. */
  prove(request: {
    readonly credential: Credential;
    readonly birthDate: string | null;
    readonly pin: string;
  }): Promise<Result<Person, ProofFailure>>;
  proveStaff(request: { readonly badge: Badge; readonly pin: string }): Promise<Result<Helper, ProofFailure>>;
}

/** Why there is no record to show. `not-found` looks the same for wrong practice, deceased, sensitive, unknown. */
export type RecordFailure = {
  readonly kind: 'not-found' | 'no-access' | 'unreachable' | 'too-slow' | 'too-large' | 'not-understood' | 'wrong-person';
};

export interface RecordPort {
  load(key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>>;
}

/** What somebody shared by a SMART Health Link. */
export interface SharedRecord {
  /** Null where only verified cards came. */
  readonly opened: { readonly record: PatientRecord; readonly person: Person } | null;
  readonly statements: readonly HealthStatement[];
  /** Files that were there and cannot be shown: said, because something of the record may be in them. */
  readonly leftOut: number;
}

export interface SharedRecordPort {
  open(
    request: { readonly link: HealthLink; readonly passcode: string | null },
    signal: AbortSignal,
  ): Promise<Result<SharedRecord, LinkFailure>>;
}

/** Why nobody is signed in. `too-weak`: the account has not proved who it is. */
export type SignInFailure = { readonly kind: 'cancelled' | 'refused' | 'too-weak' | 'unavailable' };

export interface SignInPort {
  /** What the site calls the account that people sign in to; null where it is NHS login. */
  readonly account: string | null;
  /** A window of its own, wiped afterwards; closing it or `signal` cancels. */
  signIn(signal: AbortSignal): Promise<Result<Person, SignInFailure>>;
}

export interface SlipRequest {
  readonly record: PatientRecord;
  readonly choices: SlipChoices;
  /** Ids of the items to print instead of the chosen sections: asked for one by one, so private ones too. */
  readonly items?: readonly string[];
  readonly language: LanguageCode;
  readonly practice: boolean;
  /** Set on a reprint after an unknown outcome. */
  readonly copy: boolean;
  /** A code on the slip that opens it elsewhere; only where the person asked for one. */
  readonly link?: MadeLink;
  /** Receipt number, printed on the slip: four characters of [0-9A-Z]. */
  readonly receipt: string;
  /** Chosen to be asked at the surgery. */
  readonly questions?: readonly QuestionId[];
  /** Set: the slip tells the surgery what looks wrong or missing, instead of the record. */
  readonly report?: Report | null;
}

/** What was chosen, encrypted and left at the site's place, for a code on the paper. */
export interface SharingPort {
  share(
    request: { readonly record: PatientRecord; readonly choices: SlipChoices; readonly passcode: string },
    signal: AbortSignal,
  ): Promise<Result<MadeLink, MakeLinkFailure>>;
}

/**
 * `too-long`: more than can be shown before it prints; fewer parts or small print may go. Of printers that print text:
 * `other-language`: the kiosk's own words are in a script that it does not have; `other-letters`: the record's are.
 */
export type DrawFailure = { readonly kind: 'cannot-draw' | 'too-long' | 'other-language' | 'other-letters' };

export interface PrintingPort {
  draw(request: SlipRequest): Promise<Result<DrawnSlip, DrawFailure>>;
  /** Journals, sends, waits for proof; the returned `abandon` clears the printer for the next person. */
  print(
    request: { readonly receipt: string; readonly slip: DrawnSlip },
    onProgress: (progress: PrintProgress) => void,
  ): { readonly outcome: Promise<PrintOutcome>; abandon(): void };
  status(): Promise<PrinterCondition>;
  watch(onCondition: (condition: PrinterCondition) => void): () => void;
  /** Draws in a slip that nobody took, where the printer can. */
  retract?(): void;
}

export interface AuditPort {
  /** Durable when it returns `ok`; a kiosk that cannot write its audit trail takes nobody in. */
  append(event: AuditEvent): Result<void, { readonly kind: 'audit-unavailable' }>;
}

/** Something that was looked at, in words for staff. */
export interface Finding {
  readonly name: string;
  readonly state: 'good' | 'warning' | 'bad';
  readonly says: string;
}

/** The glass of a kiosk, in millimetres. */
export interface ScreenMeasures {
  /** Of one CSS pixel. */
  readonly pixelPitch: number;
  /** From the floor to the lower edge of the glass; null where nobody has measured. */
  readonly glassAboveFloor: number | null;
}

/** What staff can print: a page that tries the printer, or what was found out about the kiosk. */
export type TestPage = 'test-slip' | 'readiness';

/** What staff can do; nothing of it reaches a person's record. */
export interface ServicePort {
  /** Looks at everything afresh, in words for staff. */
  examine(): Promise<readonly Finding[]>;
  drawPage(request: {
    readonly page: TestPage;
    readonly receipt: string;
    readonly findings: readonly Finding[];
  }): Promise<Result<DrawnSlip, DrawFailure>>;
  /** Kept for the next start. */
  keepScreen(measures: ScreenMeasures): Promise<Result<void, { readonly kind: 'not-kept' }>>;
}

/** Somebody who can be visited as practice. */
export interface PracticePerson {
  readonly id: string;
  /** A made-up full name: only ever shown as practice. */
  readonly name: string;
  /** "Takes one medicine, has had two vaccinations." */
  readonly about: string;
  readonly person: Person;
}

export interface PracticePort {
  readonly people: readonly PracticePerson[];
  readonly pin: string;
  load(key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>>;
}

export interface SessionPorts {
  readonly reader: ReaderPort;
  readonly identity: IdentityPort;
  readonly record: RecordPort;
  readonly shared: SharedRecordPort;
  /** Null where the site has none. */
  readonly signIn: SignInPort | null;
  readonly printing: PrintingPort;
  /** Null where the site has no place for it. */
  readonly sharing: SharingPort | null;
  readonly audit: AuditPort;
  readonly practice: PracticePort;
  readonly service: ServicePort;
  /** Random ids: a session id and receipt numbers. */
  readonly newId: (length: number) => string;
}
