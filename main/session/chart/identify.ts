/** Who is it, and is it theirs: choose, hold a card or type a number, prove, confirm. Chart only. */
import { birthDateOf } from '../birth-date.ts';
import { sessionOf } from '../context.ts';
import { kiosk, typing } from '../setup.ts';

export const choose = kiosk.createStateConfig({
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
export const practicePeople = kiosk.createStateConfig({
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

export const identify = kiosk.createStateConfig({
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
      initial: 'typing',
      exit: [
        { type: 'clearField', params: { field: 'birth-date' } },
        { type: 'visit', params: { entryProblem: null } },
      ],
      on: {
        BACK: {
          target: 'waiting',
          actions: { type: 'visit', params: { credential: null } },
        },
      },
      states: {
        typing: {
          on: {
            ...typing('birth-date'),
            ENTER: [
              {
                guard: 'dayExists',
                target: 'typed',
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
          },
        },
        /** The digits are cleared on the way out, before the actions of that way: so the day is taken first. */
        typed: { always: '#prove' },
      },
    },
  },
  id: 'identify',
});
