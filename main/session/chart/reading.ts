/** Getting the record and reading it, one section at a time. Chart only. */
import type { SectionId } from '../../record/patient-record.ts';
import { sessionOf, type KioskContext } from '../context.ts';
import { kiosk } from '../setup.ts';
import { usualChoices } from '../slip-choices.ts';
import { changed, questions, search, summary, wrong, wrongWhich } from './finding.ts';

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

const sectionViewed = {
  type: 'audit',
  params: ({ context }: { context: KioskContext }) => ({
    event: 'section-viewed' as const,
    session: sessionOf(context),
    section: context.visit?.section ?? 'alerts',
  }),
} as const;

const askedFirst = (wanted: boolean) =>
  ({
    type: 'audit',
    params: ({ context }: { context: KioskContext }) => ({ event: 'asked-first' as const, session: sessionOf(context), wanted }),
  }) as const;

const itemClosed = {
  type: 'visit',
  params: ({ context }: { context: KioskContext }) => ({ item: null, itemBefore: context.visit?.item ?? null }),
} as const;

/** Nothing was shown: back to where it was asked for. */
const notNow = [
  { guard: 'itemOpen', target: 'list', actions: [askedFirst(false), itemClosed] },
  { guard: 'cameFromSearch', target: '#journey.record.search', actions: askedFirst(false) },
  { guard: 'cameFromChanged', target: '#journey.record.changed', actions: askedFirst(false) },
  { target: '#journey.record.overview', actions: askedFirst(false) },
] as const;

/** What was looked for before is done with. */
const reportOpened = [
  { type: 'clearField', params: { field: 'search' } },
  {
    type: 'visit',
    params: ({ event }: { event: { readonly section: SectionId | null; readonly item: string | null } }) => ({
      report: { section: event.section, item: event.item, kinds: [] },
      item: null,
      cameFrom: null,
    }),
  },
] as const;

export const record = kiosk.createStateConfig({
  initial: 'comingBack',
  on: {
    OPEN_SLIP: 'slip',
    OPEN_WRONG: [
      { guard: ({ event }) => event.section !== null && event.item === null, target: '.wrongWhich', actions: reportOpened },
      { target: '.wrong', actions: reportOpened },
    ],
  },
  exit: [
    { type: 'clearField', params: { field: 'search' } },
    { type: 'visit', params: { cameFrom: null } },
  ],
  states: {
    comingBack: {
      always: [
        {
          guard: 'printedItem',
          target: 'section.item',
          actions: {
            type: 'visit',
            params: ({ context: { visit } }) => ({ section: visit?.printed?.section ?? null, item: visit?.printed?.item ?? null, printed: null }),
          },
        },
        { target: 'overview' },
      ],
    },
    overview: {
      entry: [
        { type: 'clearField', params: { field: 'search' } },
        { type: 'visit', params: { item: null, itemBefore: null, cameFrom: null, report: null } },
      ],
      on: {
        OPEN_SEARCH: 'search',
        OPEN_CHANGED: 'changed',
        OPEN_SUMMARY: 'summary',
        OPEN_QUESTIONS: 'questions',
        OPEN_SECTION: { target: 'section', actions: { type: 'visit', params: ({ event }) => ({ section: event.section, listFrom: null }) } },
        OPEN_NOT_HERE: 'notHere',
      },
    },
    section: {
      initial: 'deciding',
      exit: { type: 'visit', params: { section: null, item: null, itemBefore: null, filter: null } },
      on: { BACK: [{ guard: 'cameFromSearch', target: 'search' }, { guard: 'cameFromChanged', target: 'changed' }, { target: 'overview' }] },
      states: {
        deciding: {
          always: [
            { guard: 'readingAsks', target: 'pause' },
            { guard: 'itemOpen', target: 'item' },
            { target: 'list', actions: sectionViewed },
          ],
        },
        list: {
          on: {
            FILTER: { actions: { type: 'visit', params: ({ event }) => ({ filter: event.filter, listFrom: null, itemBefore: null }) } },
            LIST_FROM: { actions: { type: 'visit', params: ({ event }) => ({ listFrom: event.from, itemBefore: null }) } },
            OPEN_ITEM: {
              guard: { type: 'isOfSection', params: ({ event }) => event },
              target: 'deciding',
              actions: { type: 'visit', params: ({ event }) => ({ item: event.item }) },
            },
          },
        },
        /** Do you want to see this now? Nothing of it is on the screen yet. */
        pause: {
          on: {
            SHOW_IT: { target: 'deciding', actions: [askedFirst(true), 'agree'] },
            NOT_NOW: notNow,
            BACK: notNow,
          },
        },
        item: {
          entry: {
            type: 'audit',
            params: ({ context }) => ({
              event: 'item-viewed',
              session: sessionOf(context),
              section: context.visit?.section ?? 'alerts',
            }),
          },
          on: {
            BACK: { target: 'list', actions: itemClosed },
            PRINT_ITEM: {
              guard: ({ context, event }) => context.visit?.section === event.section && context.visit.item === event.item,
              target: '#journey.slip',
              actions: {
                type: 'visit',
                // Leaving the section has closed it by now: what to print is in the event.
                params: ({ event }) => ({ printed: { section: event.section, item: event.item } }),
              },
            },
          },
        },
      },
    },
    search,
    changed,
    summary,
    questions,
    wrongWhich,
    wrong,
    notHere: { on: { BACK: 'overview' } },
  },
});
