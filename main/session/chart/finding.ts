/** Finding one's way in the record. What was typed or chosen here goes with the screen, at the latest with the visit. Chart only. */
import type { KioskContext, Visit } from '../context.ts';
import { kiosk, typing } from '../setup.ts';
import type { SectionId } from '../../record/patient-record.ts';

/** Opens a section where something was found; the way back leads to where it was found. */
export function opensFound(cameFrom: Visit['cameFrom']) {
  return {
    target: 'section',
    actions: [
      {
        type: 'visit',
        params: ({ event }: { event: { readonly section: SectionId; readonly item: string | null } }) => ({
          section: event.section,
          itemBefore: event.item,
          listFrom: null,
          cameFrom,
        }),
      },
    ],
  } as const;
}

/** Letters are kept for the way back from what was found, and no longer. */
export const search = kiosk.createStateConfig({
  entry: { type: 'visit', params: { itemBefore: null, cameFrom: null } },
  on: { ...typing('search'), OPEN_FOUND: opensFound('search'), BACK: 'overview' },
});

export const changed = kiosk.createStateConfig({
  entry: { type: 'visit', params: { itemBefore: null, cameFrom: null } },
  on: {
    PERIOD: { actions: { type: 'visit', params: ({ event }) => ({ period: event.period }) } },
    OPEN_FOUND: opensFound('changed'),
    BACK: 'overview',
  },
});

export const summary = kiosk.createStateConfig({
  on: {
    PRINT_SUMMARY: {
      target: '#journey.slip',
      actions: {
        type: 'visit',
        params: ({ context: { visit } }) => (visit === null ? {} : { choices: { ...visit.choices, onePage: true } }),
      },
    },
    BACK: 'overview',
  },
});

export const questions = kiosk.createStateConfig({
  on: {
    TICK_QUESTION: {
      actions: {
        type: 'visit',
        params: ({ context: { visit }, event: { question } }) => ({ questions: toggled(visit?.questions ?? [], question) }),
      },
    },
    BACK: 'overview',
  },
});

/** Back to the section that it is about. */
const backFromReport = [
  {
    guard: 'reportsSection',
    target: 'section',
    actions: { type: 'visit', params: ({ context: { visit } }: { context: KioskContext }) => ({ section: visit?.report?.section ?? null, report: null }) },
  },
  { target: 'overview' },
] as const;

export const wrongWhich = kiosk.createStateConfig({
  on: {
    PICK_WRONG: {
      target: 'wrong',
      actions: {
        type: 'visit',
        params: ({ context: { visit }, event }) => (visit?.report == null ? {} : { report: { ...visit.report, item: event.item } }),
      },
    },
    BACK: backFromReport,
  },
});

export const wrong = kiosk.createStateConfig({
  on: {
    TICK_WRONG: {
      actions: {
        type: 'visit',
        params: ({ context: { visit }, event: { kind } }) =>
          visit?.report == null ? {} : { report: { ...visit.report, kinds: toggled(visit.report.kinds, kind) } },
      },
    },
    BACK: backFromReport,
  },
});

function toggled<One>(chosen: readonly One[], one: One): readonly One[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
