/**
 * The kiosk as one chart: who is here, what may happen next, and how everything is forgotten.
 * Chart only: effects come from outside, what is shown is `view/`'s.
 */
import { or, stateIn } from 'xstate';
import { assist } from './assist.ts';
import { defaultSettings, sessionOf, type KioskContext } from './context.ts';
import type { KioskEvent } from './events.ts';
import { journey } from './journey.ts';
import { kiosk, typing } from './setup.ts';

/** Somebody is here: covered after a while, cleared after another. */
const idle = kiosk.createStateConfig({
  initial: 'active',
  states: {
    active: {
      on: { ACTIVE: { target: 'active', reenter: true }, HIDE: 'hidden' },
      after: {
        idle: [
          { guard: or([stateIn('#loading'), stateIn('#printRunning')]), target: 'active', reenter: true },
          { target: 'warning' },
        ],
      },
    },
    warning: {
      entry: { type: 'audit', params: ({ context }) => ({ event: 'idle-warned', session: sessionOf(context) }) },
      on: { STAY: 'active', HIDE: 'hidden' },
      after: { warning: { actions: { type: 'end', params: { why: 'timed-out' } } } },
    },
    hidden: {
      initial: 'fresh',
      entry: { type: 'audit', params: ({ context }) => ({ event: 'screen-hidden', session: sessionOf(context) }) },
      states: {
        fresh: {
          on: {
            SHOW: '#idle.active',
            CODE: { guard: { type: 'isSameCredential', params: ({ event }) => event }, target: '#idle.active' },
          },
          after: {
            hiddenLock: [
              { guard: 'proven', target: 'locked' },
              { actions: { type: 'end', params: { why: 'timed-out' } } },
            ],
          },
        },
        locked: {
          initial: 'typing',
          exit: { type: 'clearField', params: { field: 'unlock' } },
          after: { idle: { actions: { type: 'end', params: { why: 'timed-out' } } } },
          states: {
            typing: {
              on: {
                ...typing('unlock'),
                ENTER: { guard: { type: 'entered', params: { field: 'unlock' } }, target: 'checking' },
              },
            },
            checking: {
              invoke: {
                src: 'prove',
                input: ({ context }) => ({
                  practice: context.visit?.practice ?? false,
                  credential: context.visit?.credential ?? null,
                  birthDate: context.visit?.birthDate ?? null,
                  pin: context.typed.unlock ?? '',
                }),
                onDone: [
                  { guard: ({ event }) => event.output.ok, target: '#idle.active' },
                  {
                    guard: ({ event }) => !event.output.ok && event.output.error.kind === 'locked',
                    actions: { type: 'end', params: { why: 'timed-out' } },
                  },
                  { target: 'typing', actions: { type: 'clearField', params: { field: 'unlock' } } },
                ],
                onError: { actions: { type: 'end', params: { why: 'fault' } } },
              },
            },
          },
        },
      },
    },
  },
  id: 'idle',
});

/** What lies over the journey while it keeps its place. */
const panel = kiosk.createStateConfig({
  id: 'panel',
  initial: 'closed',
  states: {
    closed: { on: { OPEN_NEEDS: 'needs', ASK_FINISH: 'finishQuestion' } },
    needs: { on: { CLOSE_NEEDS: 'closed', ASK_FINISH: 'finishQuestion' } },
    finishQuestion: { on: { KEEP_GOING: 'closed' } },
  },
});

/** On the way out, while it is still known whose session it was. */
const sessionEnded = {
  type: 'audit',
  params: ({ context, event }: { context: KioskContext; event: KioskEvent }) => ({
    event: 'session-ended' as const,
    session: sessionOf(context),
    why: event.type === 'END' ? event.why : ('fault' as const),
  }),
} as const;

const inSession = kiosk.createStateConfig({
  tags: 'in-session',
  type: 'parallel',
  states: { journey, idle, panel, assist },
  exit: [sessionEnded, 'forgetPerson'],
  on: {
    SETTINGS: { actions: { type: 'settings', params: ({ event }) => event.change } },
    END: [
      { guard: { type: 'endsKindly', params: ({ event }) => event }, target: 'ending' },
      { guard: { type: 'endsByFault', params: ({ event }) => event }, target: 'boot' },
      { target: 'attract' },
    ],
    AUDIT_LOST: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'audit' } } },
  },
});

const sessionStarted = {
  type: 'audit',
  params: ({ context }: { context: KioskContext }) => ({
    event: 'session-started' as const,
    session: sessionOf(context),
    practice: context.visit?.practice ?? false,
  }),
} as const;

const attract = kiosk.createStateConfig({
  entry: 'forgetSettings',
  on: {
    START: {
      target: 'inSession',
      actions: [
        { type: 'settings', params: ({ event }) => (event.language === undefined ? {} : { language: event.language }) },
        { type: 'beginVisit', params: { practice: false } },
        sessionStarted,
      ],
    },
    START_NEEDS: {
      target: ['#journey.choose', '#panel.needs'],
      actions: [{ type: 'beginVisit', params: { practice: false } }, sessionStarted],
    },
    PRACTISE: { target: 'inSession', actions: [{ type: 'beginVisit', params: { practice: true } }, sessionStarted] },
    CODE: [
      {
        guard: { type: 'isCredential', params: ({ event }) => event },
        target: 'inSession',
        actions: [
          { type: 'beginVisit', params: { practice: false } },
          sessionStarted,
          {
            type: 'visit',
            params: ({ event: { recognition } }) =>
              recognition.type === 'credential' ? { credential: recognition.credential } : {},
          },
          {
            type: 'audit',
            params: ({ context, event: { recognition } }) => ({
              event: 'code-scanned',
              session: sessionOf(context),
              kind: recognition.type === 'credential' ? recognition.credential.kind : 'unknown',
            }),
          },
        ],
      },
      {
        guard: { type: 'isServiceBadge', params: ({ event }) => event },
        target: 'service',
        actions: {
          type: 'staff',
          params: ({ event: { recognition } }) =>
            ({
              staff: recognition.type === 'badge' ? { badge: recognition.badge, helper: null, refusal: null } : null,
            }),
        },
      },
      {
        guard: { type: 'isDeclined', params: ({ event }) => event },
        target: '#identify.declined',
        actions: [
          { type: 'beginVisit', params: { practice: false } },
          sessionStarted,
          {
            type: 'visit',
            params: ({ event: { recognition } }) =>
              recognition.type === 'declined' ? { declined: { kind: recognition.kind, reason: recognition.reason } } : {},
          },
          {
            type: 'audit',
            params: ({ context, event: { recognition } }) => ({
              event: 'code-declined',
              session: sessionOf(context),
              kind: recognition.type === 'declined' ? recognition.kind : 'unknown',
              reason: recognition.type === 'declined' ? recognition.reason : 'not-known',
            }),
          },
        ],
      },
    ],
    AUDIT_LOST: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'audit' } } },
  },
});

const ending = kiosk.createStateConfig({
  on: {
    NEXT: 'attract',
    OPINION: {
      target: 'attract',
      actions: { type: 'audit', params: ({ event }) => ({ event: 'opinion-given', opinion: event.opinion }) },
    },
  },
  after: { goodbye: 'attract' },
});

/** On the way out, while it is still known who it was. */
const serviceClosed = {
  type: 'audit',
  params: ({ context, event }: { context: KioskContext; event: KioskEvent }) => ({
    event: 'service-closed' as const,
    staff: context.staff?.helper?.alias ?? '',
    why: event.type === 'CLOSE_SERVICE' || event.type === 'OPEN_KIOSK' || event.type === 'CLOSE_KIOSK' ? ('finished' as const) : ('timed-out' as const),
  }),
} as const;

/** Staff only: no record can be reached from here. */
const service = kiosk.createStateConfig({
  initial: 'pin',
  exit: 'forgetStaff',
  on: {
    AUDIT_LOST: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'audit' } } },
  },
  states: {
    pin: {
      initial: 'typing',
      after: { staffPin: '#leftService' },
      on: { CANCEL_STAFF: '#leftService' },
      exit: { type: 'clearField', params: { field: 'service' } },
      states: {
        typing: {
          on: {
            ...typing('service'),
            ENTER: { guard: { type: 'entered', params: { field: 'service' } }, target: 'checking' },
          },
        },
        checking: {
          invoke: {
            src: 'proveStaff',
            input: ({ context }) => ({ badge: context.staff?.badge ?? null, pin: context.typed.service ?? '' }),
            onDone: [
              {
                guard: ({ event }) => event.output.ok && event.output.value.role === 'service',
                target: '#kiosk.service.open',
                actions: [
                  {
                    type: 'staff',
                    params: ({ context, event }) =>
                      ({
                      staff:
                        context.staff === null || !event.output.ok
                          ? null
                          : { ...context.staff, helper: event.output.value, refusal: null },
                    }),
                  },
                  {
                    type: 'audit',
                    params: ({ event }) => ({
                      event: 'service-opened',
                      staff: event.output.ok ? event.output.value.alias : '',
                    }),
                  },
                ],
              },
              {
                target: 'typing',
                actions: [
                  { type: 'clearField', params: { field: 'service' } },
                  {
                    type: 'staff',
                    params: ({ context, event }) =>
                      ({
                      staff:
                        context.staff === null
                          ? null
                          : { ...context.staff, refusal: event.output.ok ? 'not-matched' : event.output.error.kind },
                    }),
                  },
                ],
              },
            ],
            onError: '#leftService',
          },
        },
      },
    },
    open: {
      exit: serviceClosed,
      initial: 'awake',
      states: {
        awake: {
          on: { ACTIVE: { target: 'awake', reenter: true } },
          after: { serviceEnds: '#leftService' },
        },
      },
      on: {
        CLOSE_SERVICE: '#leftService',
        OPEN_KIOSK: '#kiosk.boot',
        CLOSE_KIOSK: {
          target: '#kiosk.outOfService',
          actions: { type: 'device', params: { outOfServiceWhy: 'staff' } },
        },
      },
    },
    /** Back to where the kiosk was: closed by staff stays closed, anything else is looked at afresh. */
    left: {
      id: 'leftService',
      always: [
        { guard: ({ context }) => context.outOfServiceWhy === 'staff', target: '#kiosk.outOfService' },
        { target: '#kiosk.boot' },
      ],
    },
  },
});

export const sessionMachine = kiosk.createMachine({
  id: 'kiosk',
  context: ({ input }) => ({
    settings: defaultSettings,
    visit: null,
    typed: {},
    staff: null,
    reader: 'absent',
    printer: 'absent',
    outOfServiceWhy: null,
    limits: input.limits,
  }),
  initial: 'boot',
  invoke: { src: 'devices', id: 'devices' },
  on: {
    READER: {
      actions: [
        { type: 'device', params: ({ event }) => ({ reader: event.condition }) },
        { type: 'audit', params: ({ event }) => ({ event: 'device-changed', device: 'reader', condition: event.condition }) },
      ],
    },
    PRINTER: {
      actions: [
        { type: 'device', params: ({ event }) => ({ printer: event.condition }) },
        { type: 'audit', params: ({ event }) => ({ event: 'device-changed', device: 'printer', condition: event.condition }) },
      ],
    },
  },
  states: {
    boot: {
      entry: 'forgetSettings',
      invoke: {
        src: 'selfCheck',
        onDone: [
          {
            guard: ({ event }) => event.output === 'ready',
            target: 'attract',
            actions: { type: 'device', params: { outOfServiceWhy: null } },
          },
          {
            target: 'outOfService',
            actions: {
              type: 'device',
              params: ({ event }) => ({ outOfServiceWhy: event.output === 'audit' ? 'audit' : 'register' }),
            },
          },
        ],
        onError: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'fault' } } },
      },
    },
    outOfService: {
      entry: [
        'forgetSettings',
        {
          type: 'audit',
          params: ({ context }) => ({ event: 'out-of-service', why: context.outOfServiceWhy ?? 'fault' }),
        },
      ],
      on: {
        CODE: {
          guard: { type: 'isServiceBadge', params: ({ event }) => event },
          target: 'service',
          actions: {
            type: 'staff',
            params: ({ event: { recognition } }) =>
              ({
              staff: recognition.type === 'badge' ? { badge: recognition.badge, helper: null, refusal: null } : null,
            }),
          },
        },
      },
      after: { retryBoot: { guard: ({ context }) => context.outOfServiceWhy !== 'staff', target: 'boot' } },
    },
    attract,
    inSession,
    ending,
    service,
  },
});
