/** The machine's actors over the ports: where the chart touches the world. */
import { assign, fromCallback, fromPromise } from 'xstate';
import type { ReaderEvent } from '../../hardware/ports.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { AuditEvent } from '../audit/catalogue.ts';
import type { Badge, Helper, Person, ProofFailure, RecordKey } from '../identity/credential.ts';
import type { Recognition } from '../identity/codes/recognition.ts';
import type { LinkFailure } from '../identity/health-link/open-link.ts';
import type { MadeLink, MakeLinkFailure } from '../identity/health-link/make-link.ts';
import type { HealthLink } from '../identity/health-link/payload.ts';
import type { DrawnSlip } from '../printing/paper-slip.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { newVisit, type KioskContext, type Visit } from './context.ts';
import type { DeviceEvent } from './events.ts';
import { sessionMachine } from './machine.ts';
import type { DrawFailure, RecordFailure, ScreenMeasures, ServicePort, SessionPorts, SharedRecord, SignInFailure, SlipRequest } from './ports.ts';
import type { ProofInput, ShareInput } from './setup.ts';

/** Codes are recognised one at a time, in order; one held while another is being read is dropped, and so is one of a visit that has ended. */
function readCodes(ports: SessionPorts, visit: () => Visit | null, sendBack: (event: DeviceEvent) => void): () => void {
  let reading = false;
  let stopped = false;
  const stop = ports.reader.listen((event: ReaderEvent) => {
    if (event.type === 'condition') sendBack({ type: 'READER', condition: event.condition, found: event.found ?? null });
    if (event.type === 'misread') sendBack({ type: 'MISREAD' });
    if (event.type === 'no-code') sendBack({ type: 'CODE', recognition: { type: 'declined', kind: 'contactless', reason: 'not-used-here' } });
    if (event.type !== 'scan' || reading) return;
    reading = true;
    const before = visit();
    const done = (recognition: Recognition) => {
      reading = false;
      const ended = before !== null && visit()?.id !== before.id;
      if (!stopped && !ended) sendBack({ type: 'CODE', recognition });
    };
    ports.identity
      .recognise(event.scan, before?.parts ?? [])
      .then(done, () => done({ type: 'declined', kind: 'unknown', reason: 'not-known' }));
  });
  return () => {
    stopped = true;
    stop();
  };
}

async function prove(ports: SessionPorts, input: ProofInput): Promise<Result<Person, ProofFailure>> {
  const { practice, credential, birthDate, pin } = input;
  if (credential === null) return failed({ kind: 'unavailable' });
  if (!practice) return ports.identity.prove({ credential, birthDate, pin });
  const id = credential.kind === 'access-card' ? credential.cardId : '';
  const chosen = ports.practice.people.find((one) => one.id === id);
  return chosen !== undefined && pin === ports.practice.pin ? ok(chosen.person) : failed({ kind: 'not-matched', triesLeft: 3 });
}

/** Progress is rows taken by the printer, in tenths. */
function print(ports: SessionPorts, input: { receipt: string; slip: DrawnSlip | null }, sendBack: (event: DeviceEvent) => void) {
  if (input.slip === null) {
    sendBack({ type: 'PRINT_DONE', outcome: { kind: 'refused', condition: 'fault' } });
    return () => undefined;
  }
  let finished = false;
  let tenths = -1;
  const running = ports.printing.print({ receipt: input.receipt, slip: input.slip }, (progress) => {
    if (finished) return;
    if (progress.type === 'waiting') {
      sendBack({ type: 'PRINT_WAITING', condition: progress.condition });
      tenths = -1;
      return;
    }
    const now = progress.rows === 0 ? 0 : Math.min(10, Math.floor((progress.rowsSent * 10) / progress.rows));
    if (now === tenths) return;
    tenths = now;
    sendBack({ type: 'PRINT_PROGRESS', fraction: now / 10 });
  });
  running.outcome.then(
    (outcome) => {
      if (finished) return;
      finished = true;
      sendBack({ type: 'PRINT_DONE', outcome });
    },
    () => {
      if (finished) return;
      finished = true;
      sendBack({ type: 'PRINT_DONE', outcome: { kind: 'unknown', condition: null } });
    },
  );
  return () => {
    if (!finished) running.abandon();
    finished = true;
  };
}

/** The machine with its real effects. `selfCheck` says whether the kiosk may take people in. */
export function sessionOver(ports: SessionPorts, selfCheck: () => Promise<'ready' | 'audit' | 'register'>) {
  return sessionMachine.provide({
    actors: {
      devices: fromCallback<DeviceEvent, { visit: () => Visit | null }>(({ sendBack, input }) => {
        const stops = [
          readCodes(ports, input.visit, sendBack),
          ports.printing.watch((condition) => sendBack({ type: 'PRINTER', condition })),
        ];
        return () => stops.forEach((stop) => stop());
      }),
      selfCheck: fromPromise(selfCheck),
      recogniseTyped: fromPromise<Recognition, { digits: string }>(({ input }) =>
        ports.identity.recognise({ bytes: new TextEncoder().encode(input.digits), aim: null }),
      ),
      prove: fromPromise<Result<Person, ProofFailure>, ProofInput>(({ input }) => prove(ports, input)),
      proveStaff: fromPromise<Result<Helper, ProofFailure>, { badge: Badge | null; pin: string }>(({ input }) =>
        input.badge === null
          ? Promise.resolve(failed({ kind: 'unavailable' }))
          : ports.identity.proveStaff({ badge: input.badge, pin: input.pin }),
      ),
      loadRecord: fromPromise<Result<PatientRecord, RecordFailure>, { practice: boolean; key: RecordKey | null }>(
        ({ input, signal }) => {
          if (input.key === null) return Promise.resolve(failed({ kind: 'not-found' }));
          return input.practice ? ports.practice.load(input.key, signal) : ports.record.load(input.key, signal);
        },
      ),
      openLink: fromPromise<Result<SharedRecord, LinkFailure>, { link: HealthLink | null; passcode: string | null }>(
        ({ input, signal }) =>
          input.link === null
            ? Promise.resolve(failed({ kind: 'not-understood' }))
            : ports.shared.open({ link: input.link, passcode: input.passcode }, signal),
      ),
      signIn: fromPromise<Result<Person, SignInFailure>>(({ signal }) =>
        ports.signIn === null ? Promise.resolve(failed({ kind: 'unavailable' })) : ports.signIn.signIn(signal),
      ),
      shareRecord: fromPromise<Result<MadeLink, MakeLinkFailure>, ShareInput | null>(({ input, signal }) =>
        input === null || ports.sharing === null ? Promise.resolve(failed({ kind: 'refused' })) : ports.sharing.share(input, signal),
      ),
      drawSlip: fromPromise<Result<DrawnSlip, DrawFailure>, SlipRequest | null>(({ input }) =>
        input === null ? Promise.resolve(failed({ kind: 'cannot-draw' })) : ports.printing.draw(input),
      ),
      examine: fromPromise(() => ports.service.examine()),
      drawPage: fromPromise<Result<DrawnSlip, DrawFailure>, Parameters<ServicePort['drawPage']>[0]>(({ input }) => ports.service.drawPage(input)),
      keepScreen: fromPromise<Result<void, { kind: 'not-kept' }>, ScreenMeasures>(({ input }) => ports.service.keepScreen(input)),
      print: fromCallback<DeviceEvent, { receipt: string; slip: DrawnSlip | null }>(({ input, sendBack }) =>
        print(ports, input, sendBack),
      ),
    },
    actions: {
      audit: ({ self }, event: AuditEvent) => {
        if (!ports.audit.append(event).ok) self.send({ type: 'AUDIT_LOST' });
      },
      retractPaper: () => ports.printing.retract?.(),
      beginVisit: assign((_, { practice }: { practice: boolean }) => ({ visit: newVisit(ports.newId(12), practice) })),
      newReceipt: assign(({ context: { visit } }: { context: KioskContext }) => ({
        visit: visit === null ? null : { ...visit, receipt: ports.newId(4) },
      })),
      newTestReceipt: assign(({ context: { staff } }: { context: KioskContext }) => ({
        staff: staff === null ? null : { ...staff, receipt: ports.newId(4) },
      })),
    },
  });
}
