/** The slip: choose, preview, print, and what a printer can do to it; then take it. Chart only. */
import { and } from 'xstate';
import { sessionOf, type KioskContext } from '../context.ts';
import { kiosk, typing } from '../setup.ts';
import { slipRequestOf } from '../slip-request.ts';

const noLink = { madeLink: null, linkNotMade: false } as const;

export const slip = kiosk.createStateConfig({
  initial: 'drawing',
  // However it is left, a passcode half typed goes.
  exit: { type: 'clearField', params: { field: 'share' } },
  on: {
    // A code opens what was chosen when it was made.
    TICK: { target: '.drawing', actions: [{ type: 'tick', params: ({ event }) => event }, { type: 'visit', params: noLink }] },
    LARGE_PRINT: {
      target: '.drawing',
      actions: {
        type: 'visit',
        params: ({ context: { visit } }) =>
          visit === null ? {} : { choices: { ...visit.choices, large: !visit.choices.large } },
      },
    },
    ONE_PAGE: {
      target: '.drawing',
      actions: {
        type: 'visit',
        params: ({ context: { visit } }) =>
          visit === null ? {} : { choices: { ...visit.choices, onePage: visit.choices.onePage !== true } },
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
      entry: ['newReceipt', { type: 'visit', params: { slip: null, printCondition: null } }],
      invoke: {
        src: 'drawSlip',
        input: ({ context }) => slipRequestOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'ready',
            actions: { type: 'visit', params: ({ event }) => (event.output.ok ? { slip: event.output.value } : {}) },
          },
          { guard: ({ event }) => !event.output.ok && event.output.error.kind === 'too-long', target: 'tooLong' },
          { guard: ({ event }) => !event.output.ok && event.output.error.kind === 'other-language', target: 'otherLanguage' },
          { guard: ({ event }) => !event.output.ok && event.output.error.kind === 'other-letters', target: 'otherLetters' },
          { target: 'cannotDraw' },
        ],
        onError: 'cannotDraw',
      },
    },
    ready: {
      on: {
        ASK_LINK: { guard: 'mayShare', target: 'choosingPasscode' },
        DROP_LINK: { target: 'drawing', actions: { type: 'visit', params: noLink } },
        PRINT: [
          { guard: and(['mayPrint', 'asksFirst']), target: 'asking' },
          { guard: 'mayPrint', target: '#journey.printing' },
        ],
      },
    },
    /** "All of it?" */
    asking: {
      on: {
        PRINT: { guard: 'mayPrint', target: '#journey.printing' },
        BACK: 'ready',
      },
    },
    choosingPasscode: {
      exit: { type: 'visit', params: { capitals: false } },
      on: {
        ...typing('share'),
        CAPITALS: { actions: { type: 'visit', params: ({ context }) => ({ capitals: context.visit?.capitals !== true }) } },
        ENTER: { guard: { type: 'entered', params: { field: 'share' } }, target: 'sharing' },
        BACK: { target: 'drawing', actions: { type: 'clearField', params: { field: 'share' } } },
        // The keyboard stays; the slip is drawn anew once it is left.
        SETTINGS: { actions: { type: 'settings', params: ({ event }) => event.change } },
      },
    },
    sharing: {
      id: 'sharing',
      initial: 'normal',
      invoke: {
        src: 'shareRecord',
        input: ({ context: { visit, typed } }) =>
          visit?.record == null ? null : { record: visit.record, choices: visit.choices, passcode: typed.share ?? '' },
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'drawing',
            actions: [
              { type: 'visit', params: ({ event }) => ({ madeLink: event.output.ok ? event.output.value : null, linkNotMade: false }) },
              {
                type: 'audit',
                params: ({ context }) => ({ event: 'link-made', session: sessionOf(context), sections: context.visit?.choices.sections.length ?? 0 }),
              },
            ],
          },
          {
            target: 'drawing',
            actions: [
              { type: 'visit', params: { madeLink: null, linkNotMade: true } },
              {
                type: 'audit',
                params: ({ context, event }) => ({ event: 'link-not-made', session: sessionOf(context), why: event.output.ok ? 'refused' : event.output.error.kind }),
              },
            ],
          },
        ],
        onError: {
          target: 'drawing',
          actions: [
            { type: 'visit', params: { madeLink: null, linkNotMade: true } },
            { type: 'audit', params: ({ context }) => ({ event: 'link-not-made', session: sessionOf(context), why: 'unreachable' }) },
          ],
        },
      },
      exit: { type: 'clearField', params: { field: 'share' } },
      on: {
        BACK: {
          target: 'drawing',
          actions: { type: 'audit', params: ({ context }) => ({ event: 'link-not-made', session: sessionOf(context), why: 'stopped' }) },
        },
        SETTINGS: { actions: { type: 'settings', params: ({ event }) => event.change } },
      },
      states: { normal: { after: { slow: 'slow' } }, slow: {} },
    },
    /** Only other choices lead on from here. */
    tooLong: {},
    otherLanguage: {},
    otherLetters: {},
    cannotDraw: { on: { TRY_AGAIN: 'drawing' } },
  },
});

const printConfirmed = {
  type: 'audit',
  params: ({ context: { visit } }: { context: KioskContext }) => ({
    event: 'print-confirmed' as const,
    session: visit?.id ?? '-',
    receipt: visit?.receipt ?? '',
    sections: visit === null || visit.report !== null ? 0 : visit.printed !== null ? 1 : visit.choices.sections.length,
    copy: visit?.copy ?? false,
  }),
} as const;

export const printing = kiosk.createStateConfig({
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
          actions: [
            {
              type: 'audit',
              params: ({ context }) => ({
                event: 'print-finished',
                session: sessionOf(context),
                receipt: context.visit?.receipt ?? '',
                outcome: 'abandoned',
              }),
            },
            // Some of it may be on paper.
            { type: 'visit', params: { copy: true } },
          ],
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
    /** It may or may not have printed: only the person can say, and every one after it says COPY until one is in their hand. */
    unknown: {
      entry: { type: 'visit', params: { copy: true } },
      on: {
        PAPER_TAKEN: '#journey.takePaper',
        REPRINT: { guard: 'printerReady', target: 'copying' },
        ABANDON: '#journey.record',
      },
    },
    copying: {
      entry: [{ type: 'visit', params: { slip: null } }, 'newReceipt'],
      invoke: {
        src: 'drawSlip',
        input: ({ context }) => slipRequestOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'running',
            actions: { type: 'visit', params: ({ event }) => (event.output.ok ? { slip: event.output.value } : {}) },
          },
          // Of the first print nobody knows more than before.
          { target: 'unknown' },
        ],
        onError: 'unknown',
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

export const takePaper = kiosk.createStateConfig({
  entry: { type: 'visit', params: { copy: false } },
  after: {
    takePaper: {
      target: 'record',
      actions: [paperReminderEnded(false), 'retractPaper', kiosk.raise({ type: 'HIDE' })],
    },
  },
  on: {
    PAPER_TAKEN: { target: 'record', actions: paperReminderEnded(true) },
    BACK: { target: 'record', actions: paperReminderEnded(true) },
  },
});
