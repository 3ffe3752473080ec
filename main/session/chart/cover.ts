/** What lies over the journey while it keeps its place: still there?, hidden, needs, finish? Chart only. */
import { or, stateIn } from 'xstate';
import { sessionOf } from '../context.ts';
import { kiosk } from '../setup.ts';
import { pinSteps, proofInput } from './pin.ts';

/** Somebody is here: covered after a while, cleared after another. */
export const idle = kiosk.createStateConfig({
  initial: 'active',
  states: {
    active: {
      on: { ACTIVE: { target: 'active', reenter: true }, HIDE: 'hidden' },
      after: {
        idle: [
          { guard: or([stateIn('#loading'), stateIn('#printRunning'), stateIn('#linkOpening'), stateIn('#sharing'), stateIn('#signIn')]), target: 'active', reenter: true },
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
      entry: [
        { type: 'audit', params: ({ context }) => ({ event: 'screen-hidden', session: sessionOf(context) }) },
        { type: 'clearField', params: { field: 'search' } },
      ],
      states: {
        fresh: {
          on: {
            SHOW: '#idle.active',
            CODE: { guard: { type: 'isSameCredential', params: ({ event }) => event }, target: '#idle.active' },
          },
          after: {
            hiddenLock: [
              { guard: 'canProveAgain', target: 'locked' },
              { actions: { type: 'end', params: { why: 'timed-out' } } },
            ],
          },
        },
        locked: {
          initial: 'typing',
          exit: [
            { type: 'clearField', params: { field: 'unlock' } },
            { type: 'visit', params: { unlockRefusal: null } },
          ],
          after: { idle: { actions: { type: 'end', params: { why: 'timed-out' } } } },
          states: pinSteps('unlock', {
            src: 'prove',
            input: proofInput('unlock'),
            onDone: [
              { guard: ({ event }) => event.output.ok, target: '#idle.active' },
              {
                guard: ({ event }) => !event.output.ok && event.output.error.kind === 'locked',
                actions: { type: 'end', params: { why: 'timed-out' } },
              },
              {
                target: 'typing',
                actions: {
                  type: 'visit',
                  params: ({ event }) => (event.output.ok ? {} : { unlockRefusal: event.output.error }),
                },
              },
            ],
            onError: { actions: { type: 'end', params: { why: 'fault' } } },
          }),
        },
      },
    },
  },
  id: 'idle',
});

/** What lies over the journey while it keeps its place. */
export const panel = kiosk.createStateConfig({
  id: 'panel',
  initial: 'closed',
  states: {
    closed: { on: { OPEN_NEEDS: 'needs', ASK_FINISH: 'finishQuestion' } },
    needs: { on: { CLOSE_NEEDS: 'closed', ASK_FINISH: 'finishQuestion' } },
    finishQuestion: { on: { KEEP_GOING: 'closed' } },
  },
});
