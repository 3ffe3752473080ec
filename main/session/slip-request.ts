import type { KioskContext } from './context.ts';
import type { SlipRequest } from './ports.ts';

/** What to draw for this person's choices; null where there is no record to draw. */
export function slipRequestOf({ visit, settings }: KioskContext): SlipRequest | null {
  if (visit?.record == null) return null;
  return {
    record: visit.record,
    choices: visit.choices,
    ...(visit.printed === null ? {} : { items: [visit.printed.item] }),
    language: settings.language,
    practice: visit.practice,
    copy: visit.copy,
    ...(visit.madeLink === null ? {} : { link: visit.madeLink }),
    receipt: visit.receipt ?? '',
    questions: visit.questions,
    report: visit.report,
  };
}
