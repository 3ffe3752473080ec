/** A login of their own. Chart only. */
import { sessionOf } from '../context.ts';
import { kiosk } from '../setup.ts';

/** NHS login, in a window of its own. */
export const signIn = kiosk.createStateConfig({
  id: 'signIn',
  initial: 'asked',
  on: { BACK: 'identify' },
  exit: { type: 'visit', params: { signInFailure: null } },
  states: {
    asked: {
      entry: [
        { type: 'visit', params: { signInFailure: null } },
        { type: 'audit', params: ({ context }) => ({ event: 'sign-in-asked', session: sessionOf(context) }) },
      ],
      after: { signInEnds: 'failed' },
      invoke: {
        src: 'signIn',
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: '#journey.confirm',
            actions: [
              { type: 'visit', params: ({ event }) => (event.output.ok ? { person: event.output.value } : {}) },
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
            target: 'failed',
            actions: {
              type: 'visit',
              params: ({ event }) => (event.output.ok ? {} : { signInFailure: event.output.error.kind }),
            },
          },
        ],
        onError: { target: 'failed', actions: { type: 'visit', params: { signInFailure: 'unavailable' } } },
      },
    },
    failed: {
      entry: {
        type: 'audit',
        params: ({ context }) => ({
          event: 'sign-in-refused',
          session: sessionOf(context),
          why: context.visit?.signInFailure ?? 'cancelled',
        }),
      },
      on: { TRY_AGAIN: 'asked' },
    },
  },
});
