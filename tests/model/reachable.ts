/** Every snapshot that the chart can reach: breadth first, actors' answers and time-outs as events. */
import { getInitialSnapshot, getNextSnapshot, type AnyStateNode, type EventObject } from 'xstate';
import { failed, ok } from '../../hardware/result.ts';
import type { Visit } from '../../main/session/context.ts';
import type { KioskEvent } from '../../main/session/events.ts';
import type { sessionMachine } from '../../main/session/machine.ts';
import type { Snapshot } from '../../main/session/view/stage.ts';
import * as made from './made-up.ts';

export type Machine = typeof sessionMachine;

/** What each kind of actor may answer. */
const answers: Record<string, readonly unknown[]> = {
  selfCheck: ['ready', 'audit', 'register'],
  recogniseTyped: [made.numberCode, made.prescription],
  prove: [ok(made.person), ...(['not-matched', 'locked', 'wait', 'unavailable'] as const).map((kind) =>
    failed(kind === 'not-matched' ? { kind, triesLeft: 2 } : kind === 'wait' ? { kind, seconds: 30 } : { kind }),
  )],
  proveStaff: [ok(made.helper), ok(made.staff), failed({ kind: 'not-matched', triesLeft: 2 }), failed({ kind: 'locked' })],
  loadRecord: [ok(made.record), failed({ kind: 'not-found' }), failed({ kind: 'unreachable' })],
  openLink: [
    ok(made.sharedRecord),
    ok({ ...made.sharedRecord, opened: null, statements: made.healthCard.type === 'health-card' ? [made.healthCard.statement] : [] }),
    failed({ kind: 'passcode-wrong', remainingAttempts: 2 }),
    failed({ kind: 'passcode-wrong', remainingAttempts: 0 }),
    failed({ kind: 'gone' }),
  ],
  signIn: [ok(made.person), failed({ kind: 'too-weak' })],
  shareRecord: [ok(made.madeLink), failed({ kind: 'unreachable' })],
  drawSlip: [ok(made.slip), ok(made.longSlip), failed({ kind: 'cannot-draw' }), failed({ kind: 'too-long' }), failed({ kind: 'other-language' }), failed({ kind: 'other-letters' })],
  examine: [[made.finding]],
  drawPage: [ok(made.testPage), failed({ kind: 'cannot-draw' })],
  keepScreen: [ok(undefined), failed({ kind: 'not-kept' })],
};

/** Everything from outside: one of each kind, with every payload that the chart tells apart. */
export const outside: readonly KioskEvent[] = [
  { type: 'START' },
  { type: 'START', language: 'ur' },
  { type: 'START_NEEDS' },
  { type: 'PRACTISE' },
  { type: 'PICK_PRACTICE_PERSON', id: 'mina' },
  { type: 'SETTINGS', change: { language: 'ur' } },
  { type: 'OPEN_NEEDS' },
  { type: 'CLOSE_NEEDS' },
  { type: 'CONTINUE' },
  { type: 'BACK' },
  { type: 'TYPE_NUMBER' },
  ...(['number', 'birth-date', 'pin', 'passcode', 'share', 'search', 'unlock', 'helper', 'service'] as const).flatMap((field): KioskEvent[] => [
    ...(field === 'birth-date' ? [] : [{ type: 'KEY', field, digit: '8' } as const]),
    { type: 'DELETE', field },
    { type: 'CLEAR', field },
    ...(field === 'search' ? [] : [{ type: 'ENTER', field } as const]),
  ]),
  { type: 'CAPITALS' },
  { type: 'SIGN_IN' },
  { type: 'TRY_AGAIN' },
  { type: 'CONFIRM' },
  { type: 'OPEN_SECTION', section: 'allergies' },
  { type: 'OPEN_SECTION', section: 'results' },
  { type: 'OPEN_SEARCH' },
  { type: 'OPEN_FOUND', section: 'medicines', item: 'medicines-1' },
  { type: 'OPEN_SECTION', section: 'documents' },
  { type: 'OPEN_ITEM', item: 'allergies-1' },
  { type: 'OPEN_ITEM', item: 'allergies-2' },
  { type: 'LIST_FROM', from: 0 },
  { type: 'SHOW_IT' },
  { type: 'NOT_NOW' },
  { type: 'PRINT_ITEM', section: 'allergies', item: 'allergies-1' },
  { type: 'PRINT_ITEM', section: 'allergies', item: 'allergies-2' },
  { type: 'FILTER', filter: { kind: 'choosing' } },
  { type: 'FILTER', filter: null },
  { type: 'OPEN_CHANGED' },
  { type: 'PERIOD', period: 'year' },
  { type: 'OPEN_SUMMARY' },
  { type: 'PRINT_SUMMARY' },
  { type: 'ONE_PAGE' },
  { type: 'OPEN_QUESTIONS' },
  { type: 'TICK_QUESTION', question: 'any-next' },
  { type: 'OPEN_WRONG', section: null, item: null },
  { type: 'OPEN_WRONG', section: 'allergies', item: null },
  { type: 'PICK_WRONG', item: 'allergies-1' },
  { type: 'TICK_WRONG', kind: 'missing' },
  { type: 'OPEN_NOT_HERE' },
  { type: 'OPEN_SLIP' },
  { type: 'TICK', section: 'allergies' },
  { type: 'LARGE_PRINT' },
  { type: 'ASK_LINK' },
  { type: 'DROP_LINK' },
  { type: 'PRINT' },
  { type: 'REPRINT' },
  { type: 'ABANDON' },
  { type: 'PAPER_TAKEN' },
  { type: 'ACTIVE' },
  { type: 'STAY' },
  { type: 'HIDE' },
  { type: 'SHOW' },
  { type: 'ASK_FINISH' },
  { type: 'KEEP_GOING' },
  { type: 'END', why: 'finished' },
  { type: 'END', why: 'stopped' },
  { type: 'END', why: 'fault' },
  { type: 'NEXT' },
  { type: 'OPINION', opinion: 'happy' },
  { type: 'CALL_HELP' },
  { type: 'CLOSE_HELP' },
  { type: 'ACCEPT_HELP' },
  { type: 'DECLINE_HELP' },
  { type: 'SHOW_SECTION' },
  { type: 'HIDE_SECTION' },
  { type: 'STOP_HELP' },
  { type: 'CANCEL_STAFF' },
  { type: 'CLOSE_SERVICE' },
  { type: 'CLOSE_KIOSK' },
  { type: 'OPEN_KIOSK' },
  { type: 'OPEN_SERVICE_PAGE', page: 'readerTest' },
  { type: 'OPEN_SERVICE_PAGE', page: 'screenTest' },
  { type: 'OPEN_SERVICE_PAGE', page: 'readiness' },
  { type: 'LEAVE_SERVICE_PAGE' },
  { type: 'LOOK_AGAIN' },
  { type: 'PRINT_PAGE', page: 'test-slip' },
  { type: 'PRINT_PAGE', page: 'readiness' },
  { type: 'MEASURE', measures: { pixelPitch: 0.3, glassAboveFloor: 800 } },
  { type: 'KEEP_MEASURES' },
  ...[
    made.card,
    made.otherCard,
    made.numberCode,
    made.healthCard,
    made.cardPart,
    made.healthLink(false),
    made.healthLink(true),
    made.helperBadge,
    made.serviceBadge,
    made.prescription,
  ].map(
    (recognition): KioskEvent => ({ type: 'CODE', recognition }),
  ),
  { type: 'MISREAD' },
  { type: 'READER', condition: 'ready', found: null },
  { type: 'PRINTER', condition: 'ready' },
  { type: 'PRINTER', condition: 'paper-out' },
  { type: 'PRINT_PROGRESS', fraction: 0.5 },
  { type: 'PRINT_WAITING', condition: 'paper-out' },
  { type: 'PRINT_WAITING', condition: 'cover-open' },
  { type: 'PRINT_WAITING', condition: 'cutter-fault' },
  { type: 'PRINT_DONE', outcome: { kind: 'printed', evidence: 'fence' } },
  { type: 'PRINT_DONE', outcome: { kind: 'refused', condition: 'paper-out' } },
  { type: 'PRINT_DONE', outcome: { kind: 'unknown', condition: null } },
  { type: 'AUDIT_LOST' },
];

/** The next digit of a day that exists: any other digits lead nowhere new. */
function dayDigit({ context }: Snapshot): readonly KioskEvent[] {
  const digit = '01011980'[(context.typed['birth-date'] ?? '').length];
  return digit === undefined ? [] : [{ type: 'KEY', field: 'birth-date', digit }];
}

/** Layers that lie over the journey: cover, panel, help. */
export function layers(snapshot: Snapshot): number {
  if (!snapshot.matches('inSession')) return 0;
  const base = [{ idle: 'active' }, { panel: 'closed' }, { assist: { alone: 'quiet' } }] as const;
  return base.filter((inSession) => !snapshot.matches({ inSession })).length;
}

/** Answers and time-outs of the states that are active now. */
export function inside(snapshot: Snapshot): readonly EventObject[] {
  return activeNodes(snapshot).flatMap((node) => [
    ...node.invoke.flatMap(({ id, src }) => [
      ...(answers[String(src)] ?? []).map((output) => ({ type: `xstate.done.actor.${id}`, output })),
      ...(String(src) in answers ? [{ type: `xstate.error.actor.${id}`, error: new Error('fake') }] : []),
    ]),
    ...[...node.transitions.keys()].filter((type) => type.startsWith('xstate.after.')).map((type) => ({ type })),
  ]);
}

function activeNodes(snapshot: Snapshot): readonly AnyStateNode[] {
  return (snapshot as unknown as { _nodes: readonly AnyStateNode[] })._nodes;
}

function wayInOf(visit: Visit): unknown {
  return [
    visit.credential?.kind,
    visit.misreads > 0,
    visit.parts.length,
    visit.statements.length,
    visit.link && visit.link.needsPasscode,
    visit.linkFailure && [visit.linkFailure.kind, 'remainingAttempts' in visit.linkFailure && visit.linkFailure.remainingAttempts],
    visit.signInFailure,
    visit.declined?.kind,
    visit.birthDate !== null,
    visit.entryProblem,
    visit.refusal?.kind,
  ];
}

/** What is reported matters where it can be changed or printed from. */
function reportOf(snapshot: Snapshot): unknown {
  const { visit } = snapshot.context;
  if (visit === null || visit.report === null) return null;
  if (snapshot.matches({ inSession: { journey: 'slip' } })) return 'on paper';
  return snapshot.matches({ inSession: { journey: 'record' } }) ? visit.report.section !== null : null;
}

/**
 * Two snapshots with one key differ in nothing that the chart tells apart: the language matters only where it
 * must be the default, the printer only where it is asked.
 */
export function keyOf(snapshot: Snapshot): string {
  const { value, context } = snapshot;
  const { visit, settings, typed, printer, outOfServiceWhy, staff } = context;
  // Under a cover only what the cover could uncover is told apart.
  if (layers(snapshot) > 0 && visit !== null)
    return JSON.stringify([
      value,
      Object.entries(typed).filter(([, digits]) => digits !== '').map(([field, digits]) => [field, digits?.length]),
      visit.practice,
      visit.credential !== null,
      visit.person !== null,
      visit.record !== null,
      visit.section,
      visit.cameFrom,
      visit.item,
      visit.printed !== null,
      reportOf(snapshot),
      visit.sharedSection,
      visit.slip !== null,
      visit.helper !== null,
      visit.helperRefusal,
    ]);
  return JSON.stringify([
    value,
    snapshot.matches('inSession') || settings.language,
    Object.entries(typed).filter(([, digits]) => digits !== '').map(([field, digits]) => [field, digits?.length]),
    snapshot.matches({ inSession: { journey: 'slip' } }) || snapshot.matches({ inSession: { journey: 'printing' } })
      ? printer === 'ready'
      : null,
    outOfServiceWhy,
    staff && [staff.helper !== null, staff.refusal, staff.read, staff.findings !== null, staff.slip !== null, staff.printed, staff.printWaits],
    visit && [
      visit.practice,
      // How they came in matters until the record is open; then only whether they can prove it again.
      visit.record === null ? wayInOf(visit) : visit.credential !== null,
      visit.person !== null,
      visit.record !== null,
      visit.recordFailure,
      visit.section,
      visit.cameFrom,
      visit.item,
      visit.printed !== null,
      reportOf(snapshot),
      visit.sharedSection,
      visit.slip !== null,
      // The length and the code are asked for in one state only.
      snapshot.matches({ inSession: { journey: { slip: 'ready' } } }) && [visit.slip?.lengthMillimetres, visit.madeLink !== null],
      visit.copy,
      visit.helper !== null,
      visit.helperRefusal,
    ],
  ]);
}

export function next(machine: Machine, snapshot: Snapshot, event: EventObject): Snapshot {
  return getNextSnapshot(machine, snapshot, event as KioskEvent) as Snapshot;
}

export interface Step {
  readonly snapshot: Snapshot;
  readonly from: Step | null;
  readonly event: EventObject | null;
}

/** Follows only what `follow` allows; calls `visited` on every new snapshot and `moved` on every transition. */
export function explore(
  machine: Machine,
  {
    events = outside,
    moved = () => undefined,
    expand = () => true,
  }: {
    readonly events?: readonly KioskEvent[];
    readonly moved?: (before: Snapshot, event: EventObject, after: Snapshot) => void;
    readonly expand?: (snapshot: Snapshot) => boolean;
  },
): ReadonlyMap<string, Step> {
  const first: Step = { snapshot: getInitialSnapshot(machine, { limits: made.limits, screen: made.place.screen }) as Snapshot, from: null, event: null };
  const seen = new Map<string, Step>([[keyOf(first.snapshot), first]]);
  const queue: Step[] = [first];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const event of [...events, ...dayDigit(step.snapshot), ...inside(step.snapshot)]) {
      const after = next(machine, step.snapshot, event);
      moved(step.snapshot, event, after);
      const key = keyOf(after);
      if (seen.has(key)) continue;
      const found = { snapshot: after, from: step, event };
      seen.set(key, found);
      if (expand(after)) queue.push(found);
    }
  }
  return seen;
}
