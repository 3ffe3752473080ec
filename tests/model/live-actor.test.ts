/**
 * The shortest way to every state, walked by a live actor: promises answer, callbacks send, one timer fires.
 * What the pure chart promises, the running kiosk keeps.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor, fromCallback, fromPromise, type EventObject } from 'xstate';
import type { Result } from '../../hardware/result.ts';
import type { AuditEvent } from '../../main/audit/catalogue.ts';
import type { Badge, Helper, Person, ProofFailure, RecordKey } from '../../main/identity/credential.ts';
import type { Recognition } from '../../main/identity/codes/recognition.ts';
import type { LinkFailure } from '../../main/identity/health-link/open-link.ts';
import type { MadeLink, MakeLinkFailure } from '../../main/identity/health-link/make-link.ts';
import type { HealthLink } from '../../main/identity/health-link/payload.ts';
import type { DrawnSlip } from '../../main/printing/paper-slip.ts';
import type { PatientRecord } from '../../main/record/patient-record.ts';
import { delays, type DelayName } from '../../main/session/delays.ts';
import type { KioskEvent } from '../../main/session/events.ts';
import { sessionMachine } from '../../main/session/machine.ts';
import type { DrawFailure, Finding, RecordFailure, ScreenMeasures, ServicePort, SharedRecord, SignInFailure, SlipRequest } from '../../main/session/ports.ts';
import type { ProofInput, ShareInput } from '../../main/session/setup.ts';
import { screenOf } from '../../main/session/view/screen-of.ts';
import { broken } from './invariants.ts';
import { canary, limits, place } from './made-up.ts';
import { explore, inside, layers, next, outside, type Step } from './reachable.ts';

/** Every delay its own length, so that a timer can be told by it. */
const names = Object.keys(delays) as DelayName[];
const lengths = Object.fromEntries(names.map((name, place) => [name, 1_000 + place])) as Record<DelayName, number>;

class Timers {
  readonly #waiting = new Map<number, { callback: () => void; length: number }>();
  #last = 0;
  readonly clock = {
    setTimeout: (callback: (...args: never[]) => void, length: number): number => {
      this.#last += 1;
      this.#waiting.set(this.#last, { callback: callback as () => void, length });
      return this.#last;
    },
    clearTimeout: (id: number): void => void this.#waiting.delete(id),
  };
  /** The youngest timer of this name: an older one belongs to a state that was left and entered again. */
  fire(name: DelayName): void {
    const found = [...this.#waiting].findLast(([, { length }]) => length === lengths[name]);
    if (found === undefined) throw new Error(`no timer of ${name} is running`);
    this.#waiting.delete(found[0]);
    found[1].callback();
  }
  get running(): number {
    return this.#waiting.size;
  }
}

function liveKiosk() {
  const timers = new Timers();
  const audit: AuditEvent[] = [];
  const waiting = new Map<string, { answer: (output: unknown) => void; fail: (error: Error) => void }>();
  const promised = <Output, Input>(src: string) =>
    fromPromise<Output, Input>(
      ({ signal }) =>
        new Promise<Output>((resolve, reject) => {
          waiting.set(src, { answer: (output) => resolve(output as Output), fail: reject });
          signal.addEventListener('abort', () => waiting.delete(src));
        }),
    );
  const machine = sessionMachine.provide({
    delays: lengths,
    actors: {
      devices: fromCallback(() => () => undefined),
      print: fromCallback(() => () => undefined),
      selfCheck: promised<'ready' | 'audit' | 'register', unknown>('selfCheck'),
      recogniseTyped: promised<Recognition, { digits: string }>('recogniseTyped'),
      prove: promised<Result<Person, ProofFailure>, ProofInput>('prove'),
      proveStaff: promised<Result<Helper, ProofFailure>, { badge: Badge | null; pin: string }>('proveStaff'),
      loadRecord: promised<Result<PatientRecord, RecordFailure>, { practice: boolean; key: RecordKey | null }>('loadRecord'),
      openLink: promised<Result<SharedRecord, LinkFailure>, { link: HealthLink | null; passcode: string | null }>('openLink'),
      signIn: promised<Result<Person, SignInFailure>, unknown>('signIn'),
      examine: promised<readonly Finding[], unknown>('examine'),
      drawPage: promised<Result<DrawnSlip, DrawFailure>, Parameters<ServicePort['drawPage']>[0]>('drawPage'),
      keepScreen: promised<Result<void, { kind: 'not-kept' }>, ScreenMeasures>('keepScreen'),
      shareRecord: promised<Result<MadeLink, MakeLinkFailure>, ShareInput | null>('shareRecord'),
      drawSlip: promised<Result<DrawnSlip, DrawFailure>, SlipRequest | null>('drawSlip'),
    },
    actions: { audit: (_, event: AuditEvent) => void audit.push(event) },
  });
  const actor = createActor(machine, { input: { limits, screen: place.screen }, clock: timers.clock as never });
  actor.start();

  /** One event of a path: an answer of an actor, a time-out, or from outside. */
  const play = async (event: EventObject & { output?: unknown }) => {
    const source = /^xstate\.(done|error)\.actor\.(.*)$/.exec(event.type);
    if (source !== null) {
      const src = srcOf(source[2] ?? '');
      const asked = waiting.get(src);
      if (asked === undefined) throw new Error(`${src} was not asked`);
      waiting.delete(src);
      if (source[1] === 'done') asked.answer(event.output);
      else asked.fail(new Error('fake'));
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
      return;
    }
    const timer = /^xstate\.after\.([A-Za-z]+)\./.exec(event.type);
    if (timer !== null) timers.fire(timer[1] as DelayName);
    else actor.send(event as KioskEvent);
  };
  return { actor, audit, timers, play };
}

const invokes = new Map<string, string>();
function collect(node: typeof sessionMachine.root): void {
  for (const { id, src } of node.invoke) invokes.set(id, String(src));
  for (const child of Object.values(node.states)) collect(child as typeof sessionMachine.root);
}
collect(sessionMachine.root);
const srcOf = (id: string) => invokes.get(id) ?? id;

const seen = explore(sessionMachine, { expand: (snapshot) => layers(snapshot) === 0 });
const shortest = new Map<string, Step>();
for (const step of seen.values()) {
  const key = JSON.stringify(step.snapshot.value);
  if (!shortest.has(key)) shortest.set(key, step);
}

function pathTo(step: Step): EventObject[] {
  const events: EventObject[] = [];
  for (let at: Step = step; at.from !== null && at.event !== null; at = at.from) events.unshift(at.event);
  return events;
}

describe('shortest paths on a live actor', () => {
  test('each leads to the state that the chart promises, and home again with nothing left', async () => {
    const problems: string[] = [];
    for (const [key, step] of shortest) {
      const { actor, audit, play, timers } = liveKiosk();
      for (const event of pathTo(step)) await play(event);
      const snapshot = actor.getSnapshot();
      if (JSON.stringify(snapshot.value) !== key) problems.push(`${key} became ${JSON.stringify(snapshot.value)}`);
      const found = broken(snapshot, sessionMachine);
      if (found !== null) problems.push(found);
      if (snapshot.matches('inSession')) {
        actor.send({ type: 'END', why: 'finished' });
        timers.fire('goodbye');
        const home = actor.getSnapshot();
        if (!home.matches('attract') || home.context.visit !== null) problems.push(`${key} does not go home`);
        if (timers.running > 0) problems.push(`${key} leaves a timer running`);
      }
      const trail = JSON.stringify(audit);
      for (const word of [canary.clinical, canary.name, canary.nhsNumber, canary.value, canary.initials, canary.cardId])
        if (trail.includes(word)) problems.push(`the trail of ${key} holds ${word}`);
      actor.stop();
    }
    expect(problems.slice(0, 10)).toEqual([]);
    expect(shortest.size).toBeGreaterThan(100);
  });
});

describe('random walks', () => {
  const steps = [...seen.values()];
  test('from any reachable snapshot, up to 12 random events keep the invariants', () => {
    fc.assert(
      fc.property(fc.nat(steps.length - 1), fc.array(fc.nat(10_000), { maxLength: 12 }), (start, picks) => {
        let snapshot = steps[start]!.snapshot;
        for (const pick of picks) {
          const events = [...outside, ...inside(snapshot)];
          snapshot = next(sessionMachine, snapshot, events[pick % events.length]!);
          const found = broken(snapshot, sessionMachine);
          if (found !== null) throw new Error(found);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  test('answers that come late or in another order keep the invariants', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(steps.length - 1), fc.array(fc.nat(10_000), { minLength: 1, maxLength: 8 }), fc.scheduler(), async (start, picks, scheduler) => {
        const { actor, play } = liveKiosk();
        for (const event of pathTo(steps[start]!)) await play(event);
        const late = picks.map((pick) => {
          const events = [...outside, ...inside(actor.getSnapshot() as never)];
          return scheduler.schedule(Promise.resolve(events[pick % events.length]!)).then(async (event) => {
            // A state that was left has withdrawn its question: an answer to it goes nowhere.
            await play(event).catch((error: Error) => {
              if (!/was not asked|is running/.test(error.message)) throw error;
            });
            const found = broken(actor.getSnapshot(), sessionMachine);
            if (found !== null) throw new Error(found);
          });
        });
        await scheduler.waitAll();
        await Promise.all(late);
        expect(screenOf(actor.getSnapshot())).toBeDefined();
        actor.stop();
      }),
      { numRuns: 150 },
    );
  });
});
