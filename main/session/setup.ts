/**
 * The names that the chart is written in: its actors, actions, guards and delays.
 * Effects are supplied by `effects.ts` (or by a test) through `.provide()`.
 */
import { assign, fromCallback, fromPromise, raise, setup } from 'xstate';
import type { Result } from '../../hardware/result.ts';
import type { AuditEvent } from '../audit/catalogue.ts';
import type { Badge, Credential, Helper, Person, ProofFailure, RecordKey } from '../identity/credential.ts';
import type { Recognition } from '../identity/codes/recognition.ts';
import type { LinkFailure } from '../identity/health-link/open-link.ts';
import type { MadeLink, MakeLinkFailure } from '../identity/health-link/make-link.ts';
import type { HealthLink } from '../identity/health-link/payload.ts';
import type { DrawnSlip, SlipChoices } from '../printing/paper-slip.ts';
import type { PatientRecord, SectionId } from '../record/patient-record.ts';
import { birthDateOf } from './birth-date.ts';
import { type EntryField, type KioskContext, type Settings, type Staff, type Visit, defaultSettings, newStaff, newVisit } from './context.ts';
import { asksFirst, openItem } from './ask-first.ts';
import { type DelayName, delays } from './delays.ts';
import type { DeviceEvent, EndReason, KioskEvent } from './events.ts';
import { heldFrom } from './held.ts';
import type { DrawFailure, Finding, RecordFailure, ScreenMeasures, ServicePort, SharedRecord, SignInFailure, SlipRequest } from './ports.ts';

export interface ProofInput {
  readonly practice: boolean;
  readonly credential: Credential | null;
  readonly birthDate: string | null;
  readonly pin: string;
}

export interface ShareInput {
  readonly record: PatientRecord;
  readonly choices: SlipChoices;
  readonly passcode: string;
}

function missing(name: string): never {
  throw new Error(`the session was started without ${name}`);
}

/** A passcode may be any sign of a keyboard, a search is letters and digits; everything else is digits. */
const signs = (field: EntryField) => (field === 'passcode' || field === 'share' ? /^[ -~]$/ : field === 'search' ? /^[a-zA-Z0-9 ]$/ : /^\d$/);

/** What was typed, bounded: a stuck key fills nothing. */
function typedMore(context: KioskContext, field: EntryField, digit: string): KioskContext['typed'] {
  const typed = context.typed[field] ?? '';
  if (!signs(field).test(digit) || typed.length >= context.limits[field].max) return context.typed;
  return { ...context.typed, [field]: typed + digit };
}

export const kiosk = setup({
  types: {
    context: {} as KioskContext,
    events: {} as KioskEvent,
    input: {} as Pick<KioskContext, 'limits' | 'screen'>,
    tags: {} as 'in-session',
  },
  actors: {
    devices: fromCallback<DeviceEvent, { visit: () => Visit | null }>(() => missing('devices')),
    selfCheck: fromPromise<'ready' | 'audit' | 'register'>(() => missing('selfCheck')),
    recogniseTyped: fromPromise<Recognition, { digits: string }>(() => missing('recogniseTyped')),
    prove: fromPromise<Result<Person, ProofFailure>, ProofInput>(() => missing('prove')),
    proveStaff: fromPromise<Result<Helper, ProofFailure>, { badge: Badge | null; pin: string }>(() => missing('proveStaff')),
    loadRecord: fromPromise<Result<PatientRecord, RecordFailure>, { practice: boolean; key: RecordKey | null }>(() =>
      missing('loadRecord'),
    ),
    openLink: fromPromise<Result<SharedRecord, LinkFailure>, { link: HealthLink | null; passcode: string | null }>(() =>
      missing('openLink'),
    ),
    signIn: fromPromise<Result<Person, SignInFailure>>(() => missing('signIn')),
    shareRecord: fromPromise<Result<MadeLink, MakeLinkFailure>, ShareInput | null>(() => missing('shareRecord')),
    drawSlip: fromPromise<Result<DrawnSlip, DrawFailure>, SlipRequest | null>(() => missing('drawSlip')),
    examine: fromPromise<readonly Finding[]>(() => missing('examine')),
    drawPage: fromPromise<Result<DrawnSlip, DrawFailure>, Parameters<ServicePort['drawPage']>[0]>(() => missing('drawPage')),
    keepScreen: fromPromise<Result<void, { kind: 'not-kept' }>, ScreenMeasures>(() => missing('keepScreen')),
    print: fromCallback<DeviceEvent, { receipt: string; slip: DrawnSlip | null }>(() => missing('print')),
  },
  actions: {
    /** Writes one line of the audit trail; supplied from outside. */
    audit: (_, _event: AuditEvent) => undefined,
    /** A slip that nobody took goes back into a printer that can do that. */
    retractPaper: () => undefined,
    /** The real ones draw random ids; supplied from outside. */
    beginVisit: assign((_, { practice }: { practice: boolean }) => ({ visit: newVisit('', practice) })),
    newReceipt: assign(({ context: { visit } }) => ({ visit: visit === null ? null : { ...visit, receipt: '' } })),
    visit: assign(({ context }, change: Partial<Visit>) => ({
      visit: context.visit === null ? null : { ...context.visit, ...change },
    })),
    hold: assign(({ context }, { recognition }: { recognition: Recognition }) => ({
      visit: context.visit === null ? null : { ...context.visit, ...heldFrom(recognition) },
    })),
    /** Every way out goes through END. */
    end: raise((_, { why }: { why: EndReason }) => ({ type: 'END' as const, why })),
    /** Everything of the person goes, in one piece, at every way out. */
    forgetPerson: assign({ visit: null, typed: {} }),
    forgetSettings: assign({ settings: defaultSettings }),
    forgetStaff: assign({ staff: null, typed: {} }),
    beginStaff: assign((_, { badge }: { badge: Badge | null }) => ({ staff: badge === null ? null : newStaff(badge) })),
    staff: assign(({ context: { staff } }, change: Partial<Staff>) => ({ staff: staff === null ? null : { ...staff, ...change } })),
    newTestReceipt: assign(({ context: { staff } }) => ({ staff: staff === null ? null : { ...staff, receipt: '' } })),
    screen: assign((_, { screen }: { screen: ScreenMeasures }) => ({ screen })),
    settings: assign(({ context }, change: Partial<Settings>) => ({ settings: { ...context.settings, ...change } })),
    addDigit: assign(({ context }, { field, digit }: { field: EntryField; digit: string }) => ({
      typed: typedMore(context, field, digit),
    })),
    dropDigit: assign(({ context }, { field }: { field: EntryField }) => ({
      typed: { ...context.typed, [field]: (context.typed[field] ?? '').slice(0, -1) },
    })),
    clearField: assign(({ context }, { field }: { field: EntryField }) => ({ typed: { ...context.typed, [field]: '' } })),
    device: assign((_, change: Partial<Pick<KioskContext, 'reader' | 'readerFound' | 'printer' | 'outOfServiceWhy'>>) => change),
    /** What is open now was asked about, and is wanted. */
    agree: assign(({ context: { visit } }) => {
      const wanted = visit?.item ?? visit?.section ?? null;
      return visit === null || wanted === null ? {} : { visit: { ...visit, agreed: [...visit.agreed, wanted] } };
    }),
    tick: assign(({ context: { visit } }, { section }: { section: SectionId }) => {
      if (visit === null) return {};
      const { sections } = visit.choices;
      const chosen = sections.includes(section) ? sections.filter((one) => one !== section) : [...sections, section];
      return { visit: { ...visit, choices: { ...visit.choices, sections: chosen } } };
    }),
  },
  guards: {
    entered: ({ context }, { field }: { field: EntryField }) =>
      (context.typed[field] ?? '').length >= context.limits[field].min,
    dayExists: ({ context }) => birthDateOf(context.typed['birth-date'] ?? '') !== null,
    needsBirthDate: ({ context }) => context.visit?.credential?.kind === 'nhs-number' && !context.visit.practice,
    hasCredential: ({ context }) => context.visit?.credential !== null && context.visit !== null,
    practice: ({ context }) => context.visit?.practice === true,
    /** They can prove it again: a PIN stands behind what they hold. */
    canProveAgain: ({ context: { visit } }) => visit !== null && visit.person !== null && visit.credential !== null,
    hasStatement: ({ context }) => context.visit !== null && context.visit.statements.length > 0,
    hasLink: ({ context }) => context.visit !== null && context.visit.link !== null,
    hasRecord: ({ context }) => context.visit !== null && context.visit.record !== null,
    needsPasscode: ({ context }) => context.visit?.link?.needsPasscode === true,
    passcodeWrong: ({ context: { visit } }) =>
      visit?.linkFailure?.kind === 'passcode-wrong' && visit.linkFailure.remainingAttempts !== 0,
    /** A helper may ask nothing of a session where one already helps. */
    isHelperBadge: (_, { recognition }: { recognition: Recognition }) =>
      recognition.type === 'badge' && recognition.badge.kind === 'helper-badge',
    isServiceBadge: (_, { recognition }: { recognition: Recognition }) =>
      recognition.type === 'badge' && recognition.badge.kind === 'service-badge',
    isTheirBadge: ({ context }, { recognition }: { recognition: Recognition }) =>
      recognition.type === 'badge' && recognition.badge.badgeId === context.visit?.badge?.badgeId,
    /** Something that opens or says something; in practice the cards lie on the screen. */
    isUsable: ({ context }, { recognition }: { recognition: Recognition }) =>
      recognition.type !== 'declined' && recognition.type !== 'badge' && context.visit?.practice !== true,
    isCredential: (_, { recognition }: { recognition: Recognition }) => recognition.type === 'credential',
    isSameCredential: ({ context }, { recognition }: { recognition: Recognition }) =>
      recognition.type === 'credential' && sameCredential(recognition.credential, context.visit?.credential ?? null),
    isDeclined: (_, { recognition }: { recognition: Recognition }) => recognition.type === 'declined',
    sectionLeft: ({ context }) => context.visit?.section !== context.visit?.sharedSection,
    cameFromSearch: ({ context }) => context.visit?.cameFrom === 'search',
    /** What is about to be shown may be hard news or private, and the person has not yet said that they want to see it. */
    readingAsks: ({ context: { visit } }) => visit !== null && asksFirst(visit) !== null,
    itemOpen: ({ context: { visit } }) => visit !== null && openItem(visit) !== null,
    isOfSection: ({ context: { visit } }, { item }: { item: string }) =>
      visit?.record?.sections.find(({ id }) => id === visit.section)?.items.some(({ id }) => id === item) === true,
    printedItem: ({ context: { visit } }) => visit !== null && visit.printed !== null,
    cameFromChanged: ({ context }) => context.visit?.cameFrom === 'changed',
    reportsSection: ({ context: { visit } }) => visit !== null && visit.report !== null && visit.report.section !== null,
    inSection: ({ context }) => context.visit?.section !== null && context.visit !== null,
    mayPrint: ({ context }) => context.visit?.slip !== null && context.visit !== null && printable(context),
    mayShare: ({ context: { visit } }) => visit !== null && visit.record !== null && !visit.practice && visit.helper === null && visit.choices.sections.length > 0,
    /** Metres of paper are asked about; beside a helper every slip is, so that the question says nothing of its length. */
    asksFirst: ({ context: { visit } }) => visit !== null && (visit.helper !== null || (visit.slip?.lengthMillimetres ?? 0) >= longSlip),
    printerReady: ({ context }) => printable(context),
    endsKindly: (_, { why }: { why: EndReason }) => why === 'finished' || why === 'not-me' || why === 'timed-out',
    endsByFault: (_, { why }: { why: EndReason }) => why === 'fault',
  },
  delays: delays as Record<DelayName, number>,
});

function sameCredential(one: Credential, other: Credential | null): boolean {
  if (other === null) return false;
  return one.kind === 'access-card'
    ? other.kind === 'access-card' && other.cardId === one.cardId
    : other.kind === 'nhs-number' && other.nhsNumber === one.nhsNumber;
}

/** Millimetres of paper that nobody expects. */
const longSlip = 2000;

function printable({ printer }: KioskContext): boolean {
  return printer === 'ready' || printer === 'paper-low';
}


/** A state in which digits of one field are typed; other fields' keys do nothing there. */
export function typing(field: EntryField) {
  const ofField = ({ event }: { event: { field: EntryField } }) => event.field === field;
  return {
    KEY: {
      guard: ofField,
      actions: { type: 'addDigit', params: ({ event }: { event: { field: EntryField; digit: string } }) => event },
    },
    DELETE: { guard: ofField, actions: { type: 'dropDigit', params: { field } } },
    CLEAR: { guard: ofField, actions: { type: 'clearField', params: { field } } },
  } as const;
}
