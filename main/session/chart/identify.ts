/** Who is it, and is it theirs: choose, hold a card or type a number, prove, confirm. Chart only. */
import type { Recognition } from '../../identity/codes/recognition.ts';
import { birthDateOf } from '../birth-date.ts';
import { sessionOf, type KioskContext } from '../context.ts';
import { codeEvent } from '../held.ts';
import { kiosk, typing } from '../setup.ts';

/** What was held is kept for this visit, and said to the audit trail by its kind. */
export const heldCode = [
  { type: 'hold', params: ({ event }: { event: { recognition: Recognition } }) => event },
  {
    type: 'audit',
    params: ({ context, event }: { context: KioskContext; event: { recognition: Recognition } }) =>
      codeEvent(sessionOf(context), event.recognition),
  },
] as const;

export const choose = kiosk.createStateConfig({
  on: {
    CONTINUE: [
      { guard: 'practice', target: 'practicePeople' },
      { target: '#identify.known' },
    ],
    /** The next code of a card, or another thing instead. */
    CODE: { guard: { type: 'isUsable', params: ({ event }) => event }, actions: heldCode },
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
  /** Half of a card is of this minute only. */
  exit: { type: 'visit', params: { misreads: 0, parts: [], partsOf: 0, partsAgain: false } },
  on: {
    CODE: [
      {
        guard: { type: 'isUsable', params: ({ event }) => event },
        target: '.known',
        actions: heldCode,
      },
      {
        guard: { type: 'isDeclined', params: ({ event }) => event },
        target: '.declined',
        actions: heldCode,
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
    SIGN_IN: 'signIn',
    BACK: 'choose',
  },
  states: {
    waiting: { after: { readerTips: 'tips' } },
    tips: {},
    /** Something is held: an NHS number still needs a date of birth, some codes of a card the others. */
    known: {
      always: [
        { guard: 'needsBirthDate', target: 'birthDate' },
        { guard: 'hasCredential', target: '#prove' },
        { guard: 'hasStatement', target: '#statement' },
        { guard: 'hasLink', target: '#link' },
        { target: 'waiting' },
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
                actions: { type: 'hold', params: ({ event }) => ({ recognition: event.output }) },
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
