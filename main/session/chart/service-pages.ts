/** What staff can look at and try: the reader, the printer, the glass, whether all is ready. Chart only. */
import type { KioskContext } from '../context.ts';
import type { ServicePage } from '../events.ts';
import { kindOf } from '../held.ts';
import { kiosk } from '../setup.ts';

const aliasOf = ({ staff }: KioskContext): string => staff?.helper?.alias ?? '';

const readerTest = kiosk.createStateConfig({
  entry: { type: 'staff', params: { read: null } },
  exit: { type: 'staff', params: { read: null } },
  on: {
    CODE: { actions: { type: 'staff', params: ({ event }) => ({ read: kindOf(event.recognition) }) } },
    MISREAD: { actions: { type: 'staff', params: { read: 'nothing' } } },
  },
});

const readiness = kiosk.createStateConfig({
  initial: 'looking',
  on: { LOOK_AGAIN: '.looking' },
  states: {
    looking: {
      entry: { type: 'staff', params: { findings: null } },
      invoke: {
        src: 'examine',
        onDone: { target: 'looked', actions: { type: 'staff', params: ({ event }) => ({ findings: event.output }) } },
        onError: 'cannotLook',
      },
    },
    looked: {},
    cannotLook: {},
  },
});

const pageFinished = {
  type: 'audit',
  params: ({ context, event }: { context: KioskContext; event: { outcome: { kind: 'printed' | 'refused' | 'unknown' } } }) => ({
    event: 'test-page-finished' as const,
    staff: aliasOf(context),
    receipt: context.staff?.receipt ?? '',
    outcome: event.outcome.kind,
  }),
} as const;

const printerTest = kiosk.createStateConfig({
  initial: 'drawing',
  exit: { type: 'staff', params: { slip: null, printed: null, printWaits: null } },
  on: { PRINT_PAGE: { target: '.drawing', actions: { type: 'staff', params: ({ event }) => ({ page: event.page }) } } },
  states: {
    drawing: {
      entry: ['newTestReceipt', { type: 'staff', params: { slip: null, printed: null, printWaits: null } }],
      invoke: {
        src: 'drawPage',
        input: ({ context: { staff } }) => ({
          page: staff?.page ?? 'test-slip',
          receipt: staff?.receipt ?? '',
          findings: staff?.findings ?? [],
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'printing',
            actions: { type: 'staff', params: ({ event }) => (event.output.ok ? { slip: event.output.value } : {}) },
          },
          { target: 'cannotDraw' },
        ],
        onError: 'cannotDraw',
      },
    },
    cannotDraw: {},
    printing: {
      entry: {
        type: 'audit',
        params: ({ context }) => ({
          event: 'test-page-asked',
          staff: aliasOf(context),
          receipt: context.staff?.receipt ?? '',
          page: context.staff?.page ?? 'test-slip',
        }),
      },
      invoke: {
        src: 'print',
        input: ({ context: { staff } }) => ({ receipt: staff?.receipt ?? '', slip: staff?.slip ?? null }),
      },
      // A print that does not come is not waited for here: another page or leaving gives it up.
      on: {
        PRINT_PROGRESS: { actions: { type: 'staff', params: { printWaits: null } } },
        PRINT_WAITING: { actions: { type: 'staff', params: ({ event }) => ({ printWaits: event.condition }) } },
        PRINT_DONE: {
          target: 'ended',
          actions: [pageFinished, { type: 'staff', params: ({ event }) => ({ printed: event.outcome.kind, printWaits: null }) }],
        },
      },
    },
    ended: {},
  },
});

const screenTest = kiosk.createStateConfig({
  initial: 'measuring',
  entry: { type: 'staff', params: ({ context }) => ({ measuring: context.screen }) },
  exit: { type: 'staff', params: { measuring: null } },
  states: {
    measuring: {
      on: {
        MEASURE: { actions: { type: 'staff', params: ({ event }) => ({ measuring: event.measures }) } },
        KEEP_MEASURES: 'keeping',
      },
    },
    keeping: {
      invoke: {
        src: 'keepScreen',
        input: ({ context }) => context.staff?.measuring ?? context.screen,
        onDone: [{ guard: ({ event }) => event.output.ok, target: 'kept' }, { target: 'notKept' }],
        onError: 'notKept',
      },
      // It holds from now on, whether or not it could be written down for the next start.
      exit: [
        { type: 'screen', params: ({ context }) => ({ screen: context.staff?.measuring ?? context.screen }) },
        { type: 'audit', params: ({ context }) => ({ event: 'screen-measured', staff: aliasOf(context) }) },
      ],
    },
    kept: { on: { MEASURE: { target: 'measuring', actions: { type: 'staff', params: ({ event }) => ({ measuring: event.measures }) } } } },
    notKept: { on: { MEASURE: { target: 'measuring', actions: { type: 'staff', params: ({ event }) => ({ measuring: event.measures }) } } } },
  },
});

const opens = (page: ServicePage) => ({ guard: ({ event }: { event: { page: ServicePage } }) => event.page === page, target: page }) as const;

export const servicePages = kiosk.createStateConfig({
  initial: 'devices',
  states: {
    devices: {
      on: {
        OPEN_SERVICE_PAGE: [opens('readerTest'), opens('screenTest'), opens('readiness')],
        PRINT_PAGE: { target: 'printerTest', actions: { type: 'staff', params: ({ event }) => ({ page: event.page }) } },
      },
    },
    readerTest: { ...readerTest, on: { ...readerTest.on, LEAVE_SERVICE_PAGE: 'devices' } },
    readiness: {
      ...readiness,
      on: {
        ...readiness.on,
        LEAVE_SERVICE_PAGE: 'devices',
        PRINT_PAGE: { target: 'printerTest', actions: { type: 'staff', params: ({ event }) => ({ page: event.page }) } },
      },
    },
    printerTest: { ...printerTest, on: { ...printerTest.on, LEAVE_SERVICE_PAGE: 'devices' } },
    screenTest: { ...screenTest, on: { LEAVE_SERVICE_PAGE: 'devices' } },
  },
});
