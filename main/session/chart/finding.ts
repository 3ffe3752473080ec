/** Finding one's way in the record. What was typed or chosen here goes with the screen, at the latest with the visit. Chart only. */
import { sessionOf, type KioskContext, type Visit } from '../context.ts';
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
          item: event.item,
          cameFrom,
        }),
      },
      {
        type: 'audit',
        params: ({ context, event }: { context: KioskContext; event: { readonly section: SectionId } }) => ({
          event: 'section-viewed' as const,
          session: sessionOf(context),
          section: event.section,
        }),
      },
    ],
  } as const;
}

/** Letters are kept for the way back from what was found, and no longer. */
export const search = kiosk.createStateConfig({
  on: { ...typing('search'), OPEN_FOUND: opensFound('search'), BACK: 'overview' },
});
