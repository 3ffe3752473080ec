/** Ports of a kiosk whose devices say nothing unless a test says it for them. */
import type { ReaderEvent } from '../../hardware/ports.ts';
import { failed, ok } from '../../hardware/result.ts';
import type { AuditEvent } from '../../main/audit/catalogue.ts';
import type { Recognition } from '../../main/identity/codes/recognition.ts';
import type { SessionPorts } from '../../main/session/ports.ts';
import * as made from '../model/made-up.ts';

export interface QuietPorts {
  readonly ports: SessionPorts;
  readonly audited: AuditEvent[];
  /** What any scan turns out to be. */
  scan(recognition: Recognition): void;
}

export function quietPorts(): QuietPorts {
  const audited: AuditEvent[] = [];
  let listener: (event: ReaderEvent) => void = () => undefined;
  let recognition: Recognition = made.card;
  let ids = 0;
  return {
    audited,
    scan(next) {
      recognition = next;
      listener({ type: 'scan', scan: { bytes: new Uint8Array([65]), aim: ']Q1' } });
    },
    ports: {
      reader: {
        listen(onEvent) {
          listener = onEvent;
          onEvent({ type: 'condition', condition: 'ready' });
          return () => {
            listener = () => undefined;
          };
        },
      },
      identity: {
        recognise: () => Promise.resolve(recognition),
        prove: ({ pin }) => Promise.resolve(pin === made.canary.pin ? ok(made.person) : failed({ kind: 'not-matched', triesLeft: 2 })),
        proveStaff: () => Promise.resolve(ok(made.helper)),
      },
      record: { load: () => Promise.resolve(ok(made.record)) },
      shared: { open: () => Promise.resolve(ok(made.sharedRecord)) },
      signIn: { account: null, signIn: () => Promise.resolve(ok(made.person)) },
      sharing: { share: () => Promise.resolve(ok(made.madeLink)) },
      printing: {
        draw: () => Promise.resolve(ok(made.slip)),
        print: () => ({ outcome: Promise.resolve({ kind: 'printed', evidence: 'fence' }), abandon: () => undefined }),
        status: () => Promise.resolve('ready'),
        watch(onCondition) {
          onCondition('ready');
          return () => undefined;
        },
      },
      audit: {
        append(event) {
          audited.push(event);
          return ok(undefined);
        },
      },
      service: {
        examine: () => Promise.resolve([made.finding]),
        drawPage: () => Promise.resolve(ok(made.testPage)),
        keepScreen: () => Promise.resolve(ok(undefined)),
      },
      practice: { people: [], pin: made.practicePin, load: () => Promise.resolve(failed({ kind: 'not-found' })) },
      newId(length) {
        ids += 1;
        return String(ids).padStart(length, '0');
      },
    },
  };
}
