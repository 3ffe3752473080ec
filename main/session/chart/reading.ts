/** Getting the record and reading it, one section at a time. Chart only. */
import { sessionOf } from '../context.ts';
import { kiosk } from '../setup.ts';
import { usualChoices } from '../slip-choices.ts';
import { search } from './finding.ts';

export const loading = kiosk.createStateConfig({
  id: 'loading',
  initial: 'normal',
  entry: { type: 'audit', params: ({ context }) => ({ event: 'record-asked', session: sessionOf(context) }) },
  invoke: {
    src: 'loadRecord',
    input: ({ context }) => ({
      practice: context.visit?.practice ?? false,
      key: context.visit?.person?.recordKey ?? null,
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.ok,
        target: 'record',
        actions: [
          {
            type: 'visit',
            params: ({ event }) =>
              event.output.ok ? { record: event.output.value, choices: usualChoices(event.output.value) } : {},
          },
          { type: 'audit', params: ({ context }) => ({ event: 'record-shown', session: sessionOf(context) }) },
        ],
      },
      {
        target: 'noRecord',
        actions: {
          type: 'visit',
          params: ({ event }) => (event.output.ok ? {} : { recordFailure: event.output.error.kind }),
        },
      },
    ],
    onError: { target: 'noRecord', actions: { type: 'visit', params: { recordFailure: 'unreachable' } } },
  },
  after: { recordGivesUp: { target: 'noRecord', actions: { type: 'visit', params: { recordFailure: 'too-slow' } } } },
  on: { BACK: 'confirm' },
  states: { normal: { after: { slow: 'slow' } }, slow: {} },
});

export const noRecord = kiosk.createStateConfig({
  entry: {
    type: 'audit',
    params: ({ context }) => ({
      event: 'record-failed',
      session: sessionOf(context),
      why: context.visit?.recordFailure ?? 'unreachable',
    }),
  },
  exit: { type: 'visit', params: { recordFailure: null } },
  on: { TRY_AGAIN: 'loading', BACK: 'confirm' },
});

export const record = kiosk.createStateConfig({
  initial: 'overview',
  on: { OPEN_SLIP: 'slip' },
  exit: { type: 'clearField', params: { field: 'search' } },
  states: {
    overview: {
      entry: [
        { type: 'clearField', params: { field: 'search' } },
        { type: 'visit', params: { item: null, cameFrom: null } },
      ],
      on: {
        OPEN_SEARCH: 'search',
        OPEN_SECTION: {
          target: 'section',
          actions: [
            { type: 'visit', params: ({ event }) => ({ section: event.section }) },
            {
              type: 'audit',
              params: ({ context, event }) => ({
                event: 'section-viewed',
                session: sessionOf(context),
                section: event.section,
              }),
            },
          ],
        },
        OPEN_NOT_HERE: 'notHere',
      },
    },
    section: {
      exit: { type: 'visit', params: { section: null } },
      on: { BACK: [{ guard: 'cameFromSearch', target: 'search' }, { target: 'overview' }] },
    },
    search,
    notHere: { on: { BACK: 'overview' } },
  },
});
