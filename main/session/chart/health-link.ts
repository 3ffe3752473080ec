/** A record that somebody shared by a SMART Health Link. Chart only. */
import { sessionOf } from '../context.ts';
import { kiosk, typing } from '../setup.ts';
import { usualChoices } from '../slip-choices.ts';

export const link = kiosk.createStateConfig({
  id: 'link',
  initial: 'asked',
  on: { BACK: 'identify' },
  exit: [
    { type: 'clearField', params: { field: 'passcode' } },
    { type: 'visit', params: { link: null, linkFailure: null, capitals: false } },
  ],
  states: {
    asked: { always: [{ guard: 'needsPasscode', target: 'passcode' }, { target: 'opening' }] },
    passcode: {
      on: {
        ...typing('passcode'),
        CAPITALS: {
          actions: { type: 'visit', params: ({ context: { visit } }) => ({ capitals: visit?.capitals !== true }) },
        },
        ENTER: { guard: { type: 'entered', params: { field: 'passcode' } }, target: 'opening' },
      },
    },
    opening: {
      id: 'linkOpening',
      initial: 'normal',
      entry: { type: 'audit', params: ({ context }) => ({ event: 'record-asked', session: sessionOf(context) }) },
      invoke: {
        src: 'openLink',
        input: ({ context }) => ({
          link: context.visit?.link ?? null,
          passcode: context.visit?.link?.needsPasscode === true ? (context.typed.passcode ?? '') : null,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.value.opened !== null,
            target: '#journey.confirm',
            actions: {
              type: 'visit',
              params: ({ event: { output } }) =>
                output.ok && output.value.opened !== null
                  ? {
                      record: output.value.opened.record,
                      person: output.value.opened.person,
                      choices: usualChoices(output.value.opened.record),
                      statements: output.value.statements,
                      leftOut: output.value.leftOut,
                    }
                  : {},
            },
          },
          {
            guard: ({ event }) => event.output.ok,
            target: '#statement',
            actions: {
              type: 'visit',
              params: ({ event: { output } }) => (output.ok ? { statements: output.value.statements } : {}),
            },
          },
          {
            target: 'failed',
            actions: {
              type: 'visit',
              params: ({ event: { output } }) => (output.ok ? {} : { linkFailure: output.error }),
            },
          },
        ],
        onError: { target: 'failed', actions: { type: 'visit', params: { linkFailure: { kind: 'unreachable' } } } },
      },
      exit: { type: 'clearField', params: { field: 'passcode' } },
      states: { normal: { after: { slow: 'slow' } }, slow: {} },
    },
    failed: {
      entry: { type: 'audit', params: ({ context }) => ({ event: 'link-refused', session: sessionOf(context), why: context.visit?.linkFailure?.kind ?? 'unreachable' }) },
      always: { guard: 'passcodeWrong', target: 'passcode' },
      on: { TRY_AGAIN: 'asked' },
    },
  },
});
