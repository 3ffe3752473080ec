/** Finding one's way in the record. What was typed or chosen here goes with the screen, at the latest with the visit. Chart only. */
import type { Visit } from '../context.ts';
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
  on: { ...typing('search'), OPEN_FOUND: opensFound('search'), BACK: 'overview' },
});
