/** The person's way: choose, identify, prove, confirm, load, read, slip, print, take. Chart only. */
import { birthDateOf } from './birth-date.ts';
import { sessionOf, type KioskContext } from './context.ts';
import { kiosk, typing } from './setup.ts';
import { usualChoices } from './slip-choices.ts';
import { slipRequestOf } from './slip-request.ts';

const choose = kiosk.createStateConfig({
  on: {
    CONTINUE: [
      { guard: 'practice', target: 'practicePeople' },
      { guard: 'needsBirthDate', target: '#birthDate' },
      { guard: 'hasCredential', target: 'prove' },
      { target: 'identify' },
    ],
    BACK: { actions: { type: 'end', params: { why: 'stopped' } } },
  },
});

/** In practice, the cards lie on the screen. */
const practicePeople = kiosk.createStateConfig({
  on: {
    PICK_PRACTICE_PERSON: {
      target: 'prove',
      actions: {
        type: 'visit',
        params: ({ event }) => ({ credential: { kind: 'access-card', cardId: event.id } }),
      },
    },
    BACK: 'choose',
  },
});

const identify = kiosk.createStateConfig({
  initial: 'waiting',
  on: {
    CODE: [
      {
        guard: { type: 'isCredential', params: ({ event }) => event },
        target: '.known',
        actions: [
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
        guard: { type: 'isDeclined', params: ({ event }) => event },
        target: '.declined',
        actions: [
          {
            type: 'visit',
            params: ({ event: { recognition } }) =>
              recognition.type === 'declined'
                ? { declined: { kind: recognition.kind, reason: recognition.reason } }
                : {},
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
    MISREAD: {
      target: '.tips',
      actions: [
        { type: 'visit', params: ({ context }) => ({ misreads: Math.min(3, (context.visit?.misreads ?? 0) + 1) }) },
        { type: 'audit', params: ({ context }) => ({ event: 'code-misread', session: sessionOf(context) }) },
      ],
    },
    TYPE_NUMBER: '.number',
    BACK: 'choose',
  },
  states: {
    waiting: { after: { readerTips: 'tips' } },
    tips: {},
    /** A credential is held: an NHS number still needs a date of birth. */
    known: {
      always: [
        { guard: 'needsBirthDate', target: 'birthDate' },
        { target: '#prove' },
      ],
    },
    declined: {
      after: { declinedNotice: 'waiting' },
      on: { TRY_AGAIN: 'waiting', BACK: 'waiting' },
      exit: { type: 'visit', params: { declined: null } },
    },
    number: {
      initial: 'typing',
      exit: [
        { type: 'clearField', params: { field: 'number' } },
        { type: 'visit', params: { entryProblem: null } },
      ],
      on: { BACK: 'waiting' },
      states: {
        typing: {
          on: {
            ...typing('number'),
            ENTER: {
              guard: { type: 'entered', params: { field: 'number' } },
              target: 'checking',
            },
          },
        },
        checking: {
          invoke: {
            src: 'recogniseTyped',
            input: ({ context }) => ({ digits: context.typed.number ?? '' }),
            onDone: [
              {
                guard: { type: 'isCredential', params: ({ event }) => ({ recognition: event.output }) },
                target: '#identify.known',
                actions: {
                  type: 'visit',
                  params: ({ event: { output } }) =>
                    output.type === 'credential' ? { credential: output.credential } : {},
                },
              },
              { target: 'typing', actions: { type: 'visit', params: { entryProblem: 'number' } } },
            ],
            onError: { target: 'typing', actions: { type: 'visit', params: { entryProblem: 'number' } } },
          },
        },
      },
    },
    birthDate: {
      id: 'birthDate',
      exit: [
        { type: 'clearField', params: { field: 'birth-date' } },
        { type: 'visit', params: { entryProblem: null } },
      ],
      on: {
        ...typing('birth-date'),
        ENTER: [
          {
            guard: 'dayExists',
            target: '#prove',
            actions: {
              type: 'visit',
              params: ({ context }) => ({ birthDate: birthDateOf(context.typed['birth-date'] ?? '') }),
            },
          },
          {
            guard: { type: 'entered', params: { field: 'birth-date' } },
            actions: [
              { type: 'visit', params: { entryProblem: 'birth-date' } },
              { type: 'clearField', params: { field: 'birth-date' } },
            ],
          },
        ],
        BACK: {
          target: 'waiting',
          actions: { type: 'visit', params: { credential: null } },
        },
      },
    },
  },
  id: 'identify',
});

const prove = kiosk.createStateConfig({
  id: 'prove',
  initial: 'pin',
  entry: { type: 'visit', params: { misreads: 0 } },
  states: {
    pin: {
      on: {
        ...typing('pin'),
        ENTER: { guard: { type: 'entered', params: { field: 'pin' } }, target: 'checking' },
        BACK: [
          {
            guard: 'practice',
            target: '#journey.practicePeople',
            actions: [forgetCredential(), { type: 'clearField', params: { field: 'pin' } }],
          },
          {
            target: '#identify',
            actions: [
              forgetCredential(),
              { type: 'clearField', params: { field: 'pin' } },
            ],
          },
        ],
      },
    },
    checking: {
      entry: {
        type: 'audit',
        params: ({ context }) => ({
          event: 'proof-asked',
          session: sessionOf(context),
          kind: context.visit?.credential?.kind ?? 'unknown',
        }),
      },
      invoke: {
        src: 'prove',
        input: ({ context }) => ({
          practice: context.visit?.practice ?? false,
          credential: context.visit?.credential ?? null,
          birthDate: context.visit?.birthDate ?? null,
          pin: context.typed.pin ?? '',
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: '#journey.confirm',
            actions: [
              {
                type: 'visit',
                params: ({ event }) => (event.output.ok ? { person: event.output.value, refusal: null } : {}),
              },
              {
                type: 'audit',
                params: ({ context, event }) => ({
                  event: 'proof-given',
                  session: sessionOf(context),
                  who: event.output.ok ? event.output.value.pseudonym : '',
                }),
              },
            ],
          },
          {
            target: 'refused',
            actions: [
              { type: 'visit', params: ({ event }) => (event.output.ok ? {} : { refusal: event.output.error }) },
              {
                type: 'audit',
                params: ({ context, event }) => ({
                  event: 'proof-refused',
                  session: sessionOf(context),
                  why: event.output.ok ? 'unavailable' : event.output.error.kind,
                }),
              },
            ],
          },
        ],
        onError: {
          target: 'refused',
          actions: { type: 'visit', params: { refusal: { kind: 'unavailable' } } },
        },
      },
      exit: { type: 'clearField', params: { field: 'pin' } },
    },
    refused: {
      after: { refusalNotice: { actions: { type: 'end', params: { why: 'timed-out' } } } },
      on: {
        TRY_AGAIN: [
          { guard: ({ context }) => context.visit?.refusal?.kind === 'locked', target: '#identify', actions: forgetCredential() },
          { guard: 'needsBirthDate', target: '#identify', actions: forgetCredential() },
          { target: 'pin' },
        ],
        BACK: [
          { guard: 'practice', target: '#journey.practicePeople', actions: forgetCredential() },
          { target: '#identify', actions: forgetCredential() },
        ],
      },
      exit: { type: 'visit', params: { refusal: null } },
    },
  },
});

function forgetCredential() {
  return { type: 'visit', params: { credential: null, birthDate: null } } as const;
}

const confirm = kiosk.createStateConfig({
  on: {
    CONFIRM: {
      target: 'loading',
      actions: {
        type: 'audit',
        params: ({ context }) => ({
          event: 'person-confirmed',
          session: sessionOf(context),
          who: context.visit?.person?.pseudonym ?? '',
        }),
      },
    },
  },
});

const loading = kiosk.createStateConfig({
  id: 'loading',
  initial: 'normal',
  entry: { type: 'audit', params: ({ context }) => ({ event: 'record-asked', session: sessionOf(context) }) },
  invoke: {
    src: 'loadRecord',
    input: ({ context }) => ({
      practice: context.visit?.practice ?? false,
      key: context.visit?.person?.recordKey ?? null,
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.ok,
        target: 'record',
        actions: [
          {
            type: 'visit',
            params: ({ event }) =>
              event.output.ok ? { record: event.output.value, choices: usualChoices(event.output.value) } : {},
          },
          { type: 'audit', params: ({ context }) => ({ event: 'record-shown', session: sessionOf(context) }) },
        ],
      },
      {
        target: 'noRecord',
        actions: {
          type: 'visit',
          params: ({ event }) => (event.output.ok ? {} : { recordFailure: event.output.error.kind }),
        },
      },
    ],
    onError: { target: 'noRecord', actions: { type: 'visit', params: { recordFailure: 'unreachable' } } },
  },
  after: { recordGivesUp: { target: 'noRecord', actions: { type: 'visit', params: { recordFailure: 'too-slow' } } } },
  on: { BACK: 'confirm' },
  states: { normal: { after: { slow: 'slow' } }, slow: {} },
});

const noRecord = kiosk.createStateConfig({
  entry: {
    type: 'audit',
    params: ({ context }) => ({
      event: 'record-failed',
      session: sessionOf(context),
      why: context.visit?.recordFailure ?? 'unreachable',
    }),
  },
  exit: { type: 'visit', params: { recordFailure: null } },
  on: { TRY_AGAIN: 'loading', BACK: 'confirm' },
});

const record = kiosk.createStateConfig({
  initial: 'overview',
  on: { OPEN_SLIP: 'slip' },
  states: {
    overview: {
      on: {
        OPEN_SECTION: {
          target: 'section',
          actions: [
            { type: 'visit', params: ({ event }) => ({ section: event.section }) },
            {
              type: 'audit',
              params: ({ context, event }) => ({
                event: 'section-viewed',
                session: sessionOf(context),
                section: event.section,
              }),
            },
          ],
        },
        OPEN_NOT_HERE: 'notHere',
      },
    },
    section: {
      exit: { type: 'visit', params: { section: null } },
      on: { BACK: 'overview' },
    },
    notHere: { on: { BACK: 'overview' } },
  },
});

const slip = kiosk.createStateConfig({
  initial: 'drawing',
  on: {
    TICK: { target: '.drawing', actions: { type: 'tick', params: ({ event }) => event } },
    LARGE_PRINT: {
      target: '.drawing',
      actions: {
        type: 'visit',
        params: ({ context: { visit } }) =>
          visit === null ? {} : { choices: { ...visit.choices, large: !visit.choices.large } },
      },
    },
    SETTINGS: {
      target: '.drawing',
      actions: { type: 'settings', params: ({ event }) => event.change },
    },
    BACK: 'record',
  },
  states: {
    drawing: {
      entry: ['newReceipt', { type: 'visit', params: { slip: null, copy: false, printCondition: null } }],
      invoke: {
        src: 'drawSlip',
        input: ({ context }) => slipRequestOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'ready',
            actions: { type: 'visit', params: ({ event }) => (event.output.ok ? { slip: event.output.value } : {}) },
          },
          { target: 'cannotDraw' },
        ],
        onError: 'cannotDraw',
      },
    },
    ready: {
      on: {
        PRINT: { guard: 'mayPrint', target: '#journey.printing' },
      },
    },
    cannotDraw: { on: { TRY_AGAIN: 'drawing' } },
  },
});

const printConfirmed = {
  type: 'audit',
  params: ({ context: { visit } }: { context: KioskContext }) => ({
    event: 'print-confirmed' as const,
    session: visit?.id ?? '-',
    receipt: visit?.receipt ?? '',
    sections: visit?.choices.sections.length ?? 0,
    copy: visit?.copy ?? false,
  }),
} as const;

const printing = kiosk.createStateConfig({
  initial: 'running',
  /** The drawn slip lives no longer than its printing. */
  exit: { type: 'visit', params: { slip: null, progress: 0, printCondition: null } },
  states: {
    running: {
      id: 'printRunning',
      initial: 'sending',
      entry: [printConfirmed, { type: 'visit', params: { progress: 0 } }],
      invoke: {
        src: 'print',
        input: ({ context }) => ({ receipt: context.visit?.receipt ?? '', slip: context.visit?.slip ?? null }),
      },
      on: {
        PRINT_PROGRESS: {
          target: '.sending',
          actions: { type: 'visit', params: ({ event }) => ({ progress: event.fraction }) },
        },
        PRINT_WAITING: [
          { guard: ({ event }) => event.condition === 'paper-out', target: '.paperOut' },
          { guard: ({ event }) => event.condition === 'cover-open', target: '.coverOpen' },
          { target: '.stuck' },
        ],
        PRINT_DONE: [
          { guard: ({ event }) => event.outcome.kind === 'printed', target: '#journey.takePaper', actions: printFinished() },
          { guard: ({ event }) => event.outcome.kind === 'unknown', target: 'unknown', actions: printFinished() },
          {
            target: 'refused',
            actions: [
              printFinished(),
              {
                type: 'visit',
                params: ({ event }) => ({
                  printCondition: event.outcome.kind === 'refused' ? event.outcome.condition : null,
                }),
              },
            ],
          },
        ],
        ABANDON: {
          target: '#journey.record',
          actions: {
            type: 'audit',
            params: ({ context }) => ({
              event: 'print-finished',
              session: sessionOf(context),
              receipt: context.visit?.receipt ?? '',
              outcome: 'abandoned',
            }),
          },
        },
      },
      states: { sending: {}, paperOut: {}, coverOpen: {}, stuck: {} },
    },
    /** Nothing of it reached the paper: asking again is safe. */
    refused: {
      on: {
        PRINT: { guard: 'mayPrint', target: 'running' },
        ABANDON: '#journey.record',
        BACK: '#journey.slip',
      },
    },
    /** It may or may not have printed: only the person can say, and a second one says COPY. */
    unknown: {
      on: {
        PAPER_TAKEN: '#journey.takePaper',
        REPRINT: { guard: 'printerReady', target: 'copying' },
        ABANDON: '#journey.record',
      },
    },
    copying: {
      entry: [{ type: 'visit', params: { copy: true, slip: null } }, 'newReceipt'],
      invoke: {
        src: 'drawSlip',
        input: ({ context }) => slipRequestOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'running',
            actions: { type: 'visit', params: ({ event }) => (event.output.ok ? { slip: event.output.value } : {}) },
          },
          { target: 'refused' },
        ],
        onError: 'refused',
      },
    },
  },
});

function printFinished() {
  return {
    type: 'audit',
    params: ({ context, event }: { context: KioskContext; event: { outcome: { kind: 'printed' | 'refused' | 'unknown' } } }) => ({
      event: 'print-finished' as const,
      session: sessionOf(context),
      receipt: context.visit?.receipt ?? '',
      outcome: event.outcome.kind,
    }),
  } as const;
}

const paperReminderEnded = (taken: boolean) =>
  ({
    type: 'audit',
    params: ({ context }: { context: KioskContext }) => ({
      event: 'paper-reminder-ended' as const,
      session: sessionOf(context),
      taken,
    }),
  }) as const;

const takePaper = kiosk.createStateConfig({
  after: {
    takePaper: {
      target: 'record',
      actions: [paperReminderEnded(false), kiosk.raise({ type: 'HIDE' })],
    },
  },
  on: {
    PAPER_TAKEN: { target: 'record', actions: paperReminderEnded(true) },
    BACK: { target: 'record', actions: paperReminderEnded(true) },
  },
});

export const journey = kiosk.createStateConfig({
  id: 'journey',
  initial: 'choose',
  states: {
    choose,
    practicePeople,
    identify,
    prove,
    confirm,
    loading,
    noRecord,
    record,
    slip,
    printing,
    takePaper,
  },
});
