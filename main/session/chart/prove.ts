/** Is it theirs: PIN, and "is this you?". Chart only. */
import type { ProofFailure } from '../../identity/credential.ts';
import { sessionOf, type KioskContext } from '../context.ts';
import { kiosk } from '../setup.ts';
import { pinKeys, proofInput } from './pin.ts';

export const prove = kiosk.createStateConfig({
  id: 'prove',
  initial: 'pin',
  states: {
    pin: {
      on: {
        ...pinKeys('pin'),
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
        input: proofInput('pin'),
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
                  why: event.output.ok ? 'unavailable' : whyRefused(event.output.error),
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

/** The trail tells what the screen does not: that a card was used up, replaced, blocked or too old. */
function whyRefused(refusal: ProofFailure) {
  return refusal.kind === 'not-matched' && refusal.card !== undefined ? (`card-${refusal.card}` as const) : refusal.kind;
}

function forgetCredential() {
  return { type: 'visit', params: { credential: null, birthDate: null } } as const;
}

const personConfirmed = {
  type: 'audit',
  params: ({ context }: { context: KioskContext }) => ({
    event: 'person-confirmed' as const,
    session: sessionOf(context),
    who: context.visit?.person?.pseudonym ?? '',
  }),
} as const;

/** A shared record came with its link: there is nothing left to fetch. */
const recordShown = {
  type: 'audit',
  params: ({ context }: { context: KioskContext }) => ({ event: 'record-shown' as const, session: sessionOf(context) }),
} as const;

export const confirm = kiosk.createStateConfig({
  on: {
    CONFIRM: [
      { guard: 'hasRecord', target: 'record', actions: [personConfirmed, recordShown] },
      { target: 'loading', actions: personConfirmed },
    ],
  },
});
