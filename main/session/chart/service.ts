/** Staff: devices and words, never a record. Chart only. */
import type { KioskContext } from '../context.ts';
import type { KioskEvent } from '../events.ts';
import { kiosk } from '../setup.ts';
import { isOfRole, pinSteps, staffRefusal } from './pin.ts';
import { servicePages } from './service-pages.ts';

/** On the way out, while it is still known who it was. */
const serviceClosed = {
  type: 'audit',
  params: ({ context, event }: { context: KioskContext; event: KioskEvent }) => ({
    event: 'service-closed' as const,
    staff: context.staff?.helper?.alias ?? '',
    why: event.type === 'CLOSE_SERVICE' || event.type === 'OPEN_KIOSK' || event.type === 'CLOSE_KIOSK' ? ('finished' as const) : ('timed-out' as const),
  }),
} as const;

/** Staff only: no record can be reached from here. */
export const service = kiosk.createStateConfig({
  initial: 'pin',
  exit: 'forgetStaff',
  on: {
    /** The window was lost: whoever comes next types a PIN. */
    END: '.left',
    AUDIT_LOST: { target: 'outOfService', actions: { type: 'device', params: { outOfServiceWhy: 'audit' } } },
  },
  states: {
    pin: {
      initial: 'typing',
      after: { staffPin: '#leftService' },
      on: { CANCEL_STAFF: '#leftService' },
      exit: { type: 'clearField', params: { field: 'service' } },
      states: pinSteps('service', {
        src: 'proveStaff',
        input: ({ context }) => ({ badge: context.staff?.badge ?? null, pin: context.typed.service ?? '' }),
        onDone: [
          {
            guard: isOfRole('service'),
            target: '#kiosk.service.open',
            actions: [
              {
                type: 'staff',
                params: ({ event }) => ({ helper: event.output.ok ? event.output.value : null, refusal: null }),
              },
              {
                type: 'audit',
                params: ({ event }) => ({
                  event: 'service-opened',
                  staff: event.output.ok ? event.output.value.alias : '',
                }),
              },
            ],
          },
          {
            target: 'typing',
            actions: { type: 'staff', params: ({ event }) => ({ refusal: staffRefusal(event.output) }) },
          },
        ],
        onError: '#leftService',
      }),
    },
    open: {
      exit: serviceClosed,
      type: 'parallel',
      states: {
        presence: {
          initial: 'awake',
          states: {
            awake: {
              on: { ACTIVE: { target: 'awake', reenter: true } },
              after: { serviceEnds: '#leftService' },
            },
          },
        },
        page: servicePages,
      },
      on: {
        CLOSE_SERVICE: '#leftService',
        OPEN_KIOSK: '#kiosk.boot',
        CLOSE_KIOSK: {
          target: '#kiosk.outOfService',
          actions: { type: 'device', params: { outOfServiceWhy: 'staff' } },
        },
      },
    },
    /** Back to where the kiosk was: closed by staff stays closed, anything else is looked at afresh. */
    left: {
      id: 'leftService',
      always: [
        { guard: ({ context }) => context.outOfServiceWhy === 'staff', target: '#kiosk.outOfService' },
        { target: '#kiosk.boot' },
      ],
    },
  },
});
