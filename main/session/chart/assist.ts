/** Help beside the person: a helper joins by badge and PIN, the person agrees, and shows one section at a time. Chart only. */
import type { Recognition } from '../../identity/codes/recognition.ts';
import { sessionOf, type KioskContext } from '../context.ts';
import { kiosk } from '../setup.ts';
import { isOfRole, pinSteps, staffRefusal } from './pin.ts';

const helper = (context: KioskContext) => context.visit?.helper?.alias ?? '';

const left = (why: 'badge' | 'person' | 'timed-out') =>
  [
    {
      type: 'audit',
      params: ({ context }: { context: KioskContext }) => ({
        event: 'helper-left' as const,
        session: sessionOf(context),
        helper: helper(context),
        why,
      }),
    },
    { type: 'visit', params: { helper: null, badge: null, sharedSection: null } },
  ] as const;

const endsHelp = {
  STOP_HELP: { target: '#assist.alone', actions: left('person') },
  CODE: {
    guard: { type: 'isTheirBadge', params: ({ event }: { event: { recognition: Recognition } }) => event },
    target: '#assist.alone',
    actions: left('badge'),
  },
} as const;

const alone = kiosk.createStateConfig({
  initial: 'quiet',
  on: {
    CODE: {
      guard: { type: 'isHelperBadge', params: ({ event }) => event },
      target: '.helperPin',
      actions: {
        type: 'visit',
        params: ({ event: { recognition } }) => (recognition.type === 'badge' ? { badge: recognition.badge } : {}),
      },
    },
  },
  states: {
    quiet: {
      on: {
        CALL_HELP: {
          target: 'called',
          actions: { type: 'audit', params: ({ context }) => ({ event: 'help-called', session: sessionOf(context) }) },
        },
      },
    },
    called: { on: { CLOSE_HELP: 'quiet', BACK: 'quiet' } },
    helperPin: {
      initial: 'typing',
      exit: [
        { type: 'clearField', params: { field: 'helper' } },
        { type: 'visit', params: { helperRefusal: null } },
      ],
      after: { staffPin: 'quiet' },
      on: { CANCEL_STAFF: 'quiet' },
      states: pinSteps('helper', {
        src: 'proveStaff',
        input: ({ context }) => ({ badge: context.visit?.badge ?? null, pin: context.typed.helper ?? '' }),
        onDone: [
          {
            guard: isOfRole('helper'),
            target: '#assist.offered',
            actions: [
              { type: 'visit', params: ({ event }) => (event.output.ok ? { helper: event.output.value } : {}) },
              {
                type: 'audit',
                params: ({ context, event }) => ({
                  event: 'helper-asked',
                  session: sessionOf(context),
                  helper: event.output.ok ? event.output.value.alias : '',
                }),
              },
            ],
          },
          {
            target: 'typing',
            actions: { type: 'visit', params: ({ event }) => ({ helperRefusal: staffRefusal(event.output) }) },
          },
        ],
        onError: { target: 'typing', actions: { type: 'visit', params: { helperRefusal: 'unavailable' } } },
      }),
    },
  },
});

const offered = kiosk.createStateConfig({
  after: { helperAnswers: { target: 'alone', actions: declined() } },
  on: {
    ACCEPT_HELP: {
      target: 'guided',
      actions: {
        type: 'audit',
        params: ({ context }) => ({ event: 'helper-joined', session: sessionOf(context), helper: helper(context) }),
      },
    },
    DECLINE_HELP: { target: 'alone', actions: declined() },
  },
});

function declined() {
  return [
    {
      type: 'audit',
      params: ({ context }: { context: KioskContext }) => ({
        event: 'helper-declined' as const,
        session: sessionOf(context),
        helper: helper(context),
      }),
    },
    { type: 'visit', params: { helper: null, badge: null } },
  ] as const;
}

const guided = kiosk.createStateConfig({
  after: { helpEnds: { target: 'alone', actions: left('timed-out') } },
  on: {
    ...endsHelp,
    SHOW_SECTION: {
      guard: 'inSection',
      target: 'shared',
      actions: [
        { type: 'visit', params: ({ context }) => ({ sharedSection: context.visit?.section ?? null }) },
        {
          type: 'audit',
          params: ({ context }) => ({
            event: 'section-shared',
            session: sessionOf(context),
            helper: helper(context),
            section: context.visit?.section ?? 'alerts',
          }),
        },
      ],
    },
  },
});

const shared = kiosk.createStateConfig({
  after: { helpEnds: { target: 'alone', actions: left('timed-out') } },
  always: { guard: 'sectionLeft', target: 'guided' },
  exit: [
    {
      type: 'audit',
      params: ({ context }) => ({ event: 'section-unshared', session: sessionOf(context), helper: helper(context) }),
    },
    { type: 'visit', params: { sharedSection: null } },
  ],
  on: { ...endsHelp, HIDE_SECTION: 'guided' },
});

export const assist = kiosk.createStateConfig({
  id: 'assist',
  initial: 'alone',
  states: { alone, offered, guided, shared },
});
