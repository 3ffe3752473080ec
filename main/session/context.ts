/** What the kiosk holds in its head. `visit` is everything of one person, and goes in one piece. */
import type { PrintOutcome, PrinterCondition, ReaderCondition, WrongMode } from '../../hardware/ports.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import type { Badge, CodeKind, Credential, DeclineReason, Helper, Person, ProofFailure } from '../identity/credential.ts';
import type { HealthCardPart } from '../identity/health-card/parts.ts';
import type { LinkFailure } from '../identity/health-link/open-link.ts';
import type { MadeLink } from '../identity/health-link/make-link.ts';
import type { HealthLink } from '../identity/health-link/payload.ts';
import type { HealthStatement } from '../identity/health-card/statement.ts';
import type { DrawnSlip, SlipChoices } from '../printing/paper-slip.ts';
import type { Period } from '../record/finding/changed-since.ts';
import type { Filter } from '../record/finding/filters.ts';
import type { PatientRecord, SectionId } from '../record/patient-record.ts';
import type { Finding, RecordFailure, ScreenMeasures, SignInFailure, TestPage } from './ports.ts';
import type { QuestionId } from './questions.ts';
import type { Report } from './report.ts';

export interface Settings {
  readonly language: LanguageCode;
  readonly textSize: 'normal' | 'bigger' | 'biggest';
  readonly theme: 'standard' | 'contrast';
  readonly lowButtons: boolean;
  readonly sound: boolean;
}

export const defaultSettings: Settings = {
  language: 'en',
  textSize: 'normal',
  theme: 'standard',
  lowButtons: false,
  sound: false,
};

/** Where digits or letters are typed. */
export type EntryField = 'number' | 'birth-date' | 'pin' | 'passcode' | 'share' | 'search' | 'unlock' | 'helper' | 'service';

export interface EntryLimits {
  readonly min: number;
  readonly max: number;
}

export interface Visit {
  /** Random, for the audit trail. */
  readonly id: string;
  readonly practice: boolean;
  readonly misreads: number;
  readonly declined: { readonly kind: CodeKind; readonly reason: DeclineReason; readonly label: string | null } | null;
  readonly credential: Credential | null;
  /** Codes of a health card in several, of this visit only. */
  readonly parts: readonly HealthCardPart[];
  readonly partsOf: number;
  /** The newest code was of another card than the ones before. */
  readonly partsAgain: boolean;
  /** Files of a shared record that cannot be shown. */
  readonly leftOut: number;
  /** A verified health card; or the cards that came with a shared record. */
  readonly statements: readonly HealthStatement[];
  readonly link: HealthLink | null;
  readonly linkFailure: LinkFailure | null;
  readonly signInFailure: SignInFailure['kind'] | null;
  /** Capital letters on the keyboard. */
  readonly capitals: boolean;
  /** `YYYY-MM-DD`, with an NHS number. */
  readonly birthDate: string | null;
  /** What was typed cannot be one: a number that fails its check digit, a day that does not exist. */
  readonly entryProblem: 'number' | 'birth-date' | null;
  readonly refusal: ProofFailure | null;
  /** The same for the PIN that shows a hidden screen again. */
  readonly unlockRefusal: ProofFailure | null;
  readonly person: Person | null;
  readonly record: PatientRecord | null;
  readonly recordFailure: RecordFailure['kind'] | null;
  readonly section: SectionId | null;
  /** Of a long section: the place of the first item that is shown; null: the part in which `itemBefore` stands. */
  readonly listFrom: number | null;
  /** The one item of the open section that has the screen to itself. */
  readonly item: string | null;
  /** The item that was found, or open before: the list opens where it stands. */
  readonly itemBefore: string | null;
  /** Section and item ids that asked first, and were wanted: they do not ask again in this visit. */
  readonly agreed: readonly string[];
  /** Set while this one item is printed instead of the chosen sections; reading goes on with it. */
  readonly printed: { readonly section: SectionId; readonly item: string } | null;
  /** Which part of the section; null: all of it. */
  readonly filter: Filter | null;
  /** Where the section was opened from; null: from the overview. */
  readonly cameFrom: 'search' | 'changed' | null;
  /** How far back "What is new?" looks. */
  readonly period: Period;
  /** Questions for the slip. */
  readonly questions: readonly QuestionId[];
  /** What the person wants to tell their surgery; the slip is about this while it is there. */
  readonly report: Report | null;
  readonly choices: SlipChoices;
  /** A code for the slip that opens the chosen parts elsewhere. */
  readonly madeLink: MadeLink | null;
  /** It was asked for and could not be made. */
  readonly linkNotMade: boolean;
  readonly slip: DrawnSlip | null;
  /** Receipt number of the print that the person confirmed in this session; null until then. */
  readonly receipt: string | null;
  readonly copy: boolean;
  /** 0 to 1 */
  readonly progress: number;
  readonly printCondition: PrinterCondition | null;
  readonly badge: Badge | null;
  readonly helper: Helper | null;
  readonly helperRefusal: ProofFailure['kind'] | null;
  readonly sharedSection: SectionId | null;
}

/** What staff do on the service pages: nothing of it is about a person. */
export interface Staff {
  readonly badge: Badge;
  readonly helper: Helper | null;
  readonly refusal: ProofFailure['kind'] | null;
  /** What the reader read last, in its test; `nothing`: it could not be read. */
  readonly read: CodeKind | 'nothing' | null;
  readonly findings: readonly Finding[] | null;
  readonly page: TestPage;
  readonly receipt: string;
  readonly slip: DrawnSlip | null;
  readonly printed: PrintOutcome['kind'] | null;
  readonly printWaits: PrinterCondition | null;
  /** Being measured; null once it is kept or left. */
  readonly measuring: ScreenMeasures | null;
}

export function newStaff(badge: Badge): Staff {
  return {
    badge,
    helper: null,
    refusal: null,
    read: null,
    findings: null,
    page: 'test-slip',
    receipt: '',
    slip: null,
    printed: null,
    printWaits: null,
    measuring: null,
  };
}

export interface KioskContext {
  readonly settings: Settings;
  readonly visit: Visit | null;
  readonly typed: Readonly<Partial<Record<EntryField, string>>>;
  readonly staff: Staff | null;
  /** The glass of this kiosk, as the site says or staff measured it. */
  readonly screen: ScreenMeasures;
  readonly reader: ReaderCondition;
  /** How a reader in the wrong mode is set; null where nothing is known of it. */
  readonly readerFound: WrongMode | null;
  readonly printer: PrinterCondition;
  readonly outOfServiceWhy: 'audit' | 'register' | 'fault' | 'staff' | null;
  readonly limits: Readonly<Record<EntryField, EntryLimits>>;
}

export const entryLimits: KioskContext['limits'] = {
  number: { min: 10, max: 10 },
  'birth-date': { min: 8, max: 8 },
  pin: { min: 4, max: 8 },
  passcode: { min: 1, max: 64 },
  /** A passcode of one's own: six signs, because a place gives few tries and no more. */
  share: { min: 6, max: 32 },
  search: { min: 2, max: 24 },
  unlock: { min: 4, max: 8 },
  helper: { min: 4, max: 8 },
  service: { min: 4, max: 8 },
};

export function newVisit(id: string, practice: boolean): Visit {
  return {
    id,
    practice,
    misreads: 0,
    declined: null,
    credential: null,
    parts: [],
    partsOf: 0,
    partsAgain: false,
    leftOut: 0,
    statements: [],
    link: null,
    linkFailure: null,
    signInFailure: null,
    capitals: false,
    birthDate: null,
    entryProblem: null,
    refusal: null,
    unlockRefusal: null,
    person: null,
    record: null,
    recordFailure: null,
    section: null,
    listFrom: null,
    item: null,
    itemBefore: null,
    agreed: [],
    printed: null,
    filter: null,
    cameFrom: null,
    period: 'quarter',
    questions: [],
    report: null,
    choices: { sections: [], large: false },
    madeLink: null,
    linkNotMade: false,
    slip: null,
    receipt: null,
    copy: false,
    progress: 0,
    printCondition: null,
    badge: null,
    helper: null,
    helperRefusal: null,
    sharedSection: null,
  };
}

/** For the audit trail: the random id of this visit; `-` where nobody is here. */
export function sessionOf(context: KioskContext): string {
  return context.visit?.id ?? '-';
}
