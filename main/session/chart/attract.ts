/** Nobody is here: every way in. Chart only. */
import { sessionOf, type KioskContext } from '../context.ts';
import { kiosk } from '../setup.ts';
import { heldCode } from './identify.ts';

const sessionStarted = {
  type: 'audit',
  params: ({ context }: { context: KioskContext }) => ({
    event: 'session-started' as const,
    session: sessionOf(context),
    practice: context.visit?.practice ?? false,
  }),
} as const;

export const attract = kiosk.createStateConfig({
  entry: 'forgetSettings',
  on: {
    START: {
      target: 'inSession',
      actions: [
        { type: 'settings', params: ({ event }) => (event.language === undefined ? {} : { language: event.language }) },
        { type: 'beginVisit', params: { practice: false } },
        sessionStarted,
      ],
    },
    START_NEEDS: {
      target: ['#journey.choose', '#panel.needs'],
      actions: [{ type: 'beginVisit', params: { practice: false } }, sessionStarted],
    },
    PRACTISE: { target: 'inSession', actions: [{ type: 'beginVisit', params: { practice: true } }, sessionStarted] },
    CODE: [
      {
        guard: { type: 'isUsable', params: ({ event }) => event },
        target: 'inSession',
        actions: [{ type: 'beginVisit', params: { practice: false } }, sessionStarted, ...heldCode],
      },
      {
        guard: { type: 'isServiceBadge', params: ({ event }) => event },
        target: 'service',
        actions: {
          type: 'beginStaff',
            params: ({ event: { recognition } }) => ({ badge: recognition.type === 'badge' ? recognition.badge : null }),
        },
      },
      {
        guard: { type: 'isDeclined', params: ({ event }) => event },
        target: '#identify.declined',
        actions: [{ type: 'beginVisit', params: { practice: false } }, sessionStarted, ...heldCode],
      },
    ],
    AUDIT_LOST: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'audit' } } },
  },
});
