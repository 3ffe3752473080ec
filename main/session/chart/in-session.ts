/** Somebody is here: their way, what lies over it and who helps, side by side; one way out. Chart only. */
import { sessionOf, type KioskContext } from '../context.ts';
import type { KioskEvent } from '../events.ts';
import { kiosk } from '../setup.ts';
import { assist } from './assist.ts';
import { idle, panel } from './cover.ts';
import { journey } from './journey.ts';

/** On the way out, while it is still known whose session it was. */
const sessionEnded = {
  type: 'audit',
  params: ({ context, event }: { context: KioskContext; event: KioskEvent }) => ({
    event: 'session-ended' as const,
    session: sessionOf(context),
    why: event.type === 'END' ? event.why : ('fault' as const),
  }),
} as const;

export const inSession = kiosk.createStateConfig({
  tags: 'in-session',
  type: 'parallel',
  states: { journey, idle, panel, assist },
  exit: [sessionEnded, 'forgetPerson'],
  on: {
    SETTINGS: { actions: { type: 'settings', params: ({ event }) => event.change } },
    END: [
      { guard: { type: 'endsKindly', params: ({ event }) => event }, target: 'ending' },
      { guard: { type: 'endsByFault', params: ({ event }) => event }, target: 'boot' },
      { target: 'attract' },
    ],
    AUDIT_LOST: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'audit' } } },
  },
});

export const ending = kiosk.createStateConfig({
  on: {
    NEXT: 'attract',
    OPINION: {
      target: 'attract',
      actions: { type: 'audit', params: ({ event }) => ({ event: 'opinion-given', opinion: event.opinion }) },
    },
  },
  after: { goodbye: 'attract' },
});
