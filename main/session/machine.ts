/**
 * The kiosk as one chart: who is here, what may happen next, and how everything is forgotten.
 * The pieces are in `chart/`; effects come from outside, what is shown is `view/`'s.
 */
import { attract } from './chart/attract.ts';
import { ending, inSession } from './chart/in-session.ts';
import { service } from './chart/service.ts';
import { defaultSettings, type KioskContext } from './context.ts';
import { kiosk } from './setup.ts';

export const sessionMachine = kiosk.createMachine({
  id: 'kiosk',
  context: ({ input }) => ({
    settings: defaultSettings,
    visit: null,
    typed: {},
    staff: null,
    reader: 'absent',
    readerFound: null,
    printer: 'absent',
    outOfServiceWhy: null,
    limits: input.limits,
    screen: input.screen,
  }),
  initial: 'boot',
  invoke: {
    src: 'devices',
    id: 'devices',
    input: ({ self }) => ({ visit: () => (self.getSnapshot() as { context: KioskContext }).context.visit }),
  },
  on: {
    READER: {
      actions: [
        { type: 'device', params: ({ event }) => ({ reader: event.condition, readerFound: event.found }) },
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
            guard: ({ context, event }) => event.output === 'ready' && context.outOfServiceWhy !== null,
            target: 'attract',
            actions: [
              { type: 'device', params: { outOfServiceWhy: null } },
              { type: 'audit', params: { event: 'back-in-service' } },
            ],
          },
          { guard: ({ event }) => event.output === 'ready', target: 'attract' },
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
            type: 'beginStaff',
            params: ({ event: { recognition } }) => ({ badge: recognition.type === 'badge' ? recognition.badge : null }),
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
