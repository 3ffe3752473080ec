/**
 * An access card on thermal paper: the code, what it is for, until when, and never a word of whose it is.
 * Thermal paper fades: a card that is to last for years is laminated or printed elsewhere from the same text.
 */
import type { LanguageCode } from '../../preload/contract.ts';
import { recordedDate } from '../copy/dates.ts';
import { direction, words } from '../copy/words.ts';
import type { PaperSlip } from './paper-slip.ts';

export interface CardToPrint {
  /** What the QR code says. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** `one`: used up by its first visit. */
  readonly visits: 'many' | 'one';
}

/** `place`: where it is taken, "Central Library". */
export function composeCardSlip(card: CardToPrint, place: string, language: LanguageCode): PaperSlip {
  const say = words(language);
  const once = card.visits === 'one';
  // In the middle of a day it still works: the day before is the last whole one. A card for a visit is for that day.
  const lastDay = new Date(card.expiresAt - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return {
    language,
    dir: direction(language),
    blocks: [
      { type: 'title', text: say('slip:card.title') },
      { type: 'line', text: [place], weight: 'normal' },
      ...(once ? [{ type: 'line', text: [say('slip:card.one-visit')], weight: 'bold' } as const] : []),
      { type: 'code', text: card.text },
      { type: 'line', text: [say('screens:identify.heading')], weight: 'bold' },
      { type: 'line', text: [say('screens:pin.heading')], weight: 'bold' },
      { type: 'field', label: say('slip:card.until'), value: recordedDate(lastDay, language), strong: true },
      { type: 'rule' },
      { type: 'line', text: [say('screens:help.never')], weight: 'normal' },
      { type: 'line', text: [say(once ? 'slip:card.once' : 'slip:card.lost')], weight: 'normal' },
    ],
  };
}
