/** A result on the laboratory's own range, in words and places for the window. */
import type { NumberLine } from '../../../preload/contract.ts';
import type { Words } from '../../copy/words.ts';
import type { Measurement } from '../../record/patient-record.ts';
import { rangePicture } from '../../record/result-picture.ts';

const summaries = { low: 'section.summary-low', in: 'section.summary-in', high: 'section.summary-high' } as const;

/** "Above the laboratory's range"; null where nothing may be said. */
export function rangeSentence(measurement: Measurement | null, say: Words): string | null {
  const picture = rangePicture(measurement);
  return picture === null ? null : say(summaries[picture.side]);
}

/** Null where no line may be drawn (`rangePicture`): then the words alone are shown. */
export function numberLine(measurement: Measurement | null, say: Words): NumberLine | null {
  const picture = rangePicture(measurement);
  if (picture === null) return null;
  const { value, low, high, valueAt, lowAt, highAt } = picture;
  const unit = measurement?.unit ?? null;
  const number = (text: string) => ({ text, lang: null, isValue: true });
  return {
    value: number(unit === null ? value : `${value} ${unit}`),
    low: number(low),
    high: number(high),
    valueAt,
    lowAt,
    highAt,
    zones: [say('section.zone-low'), say('section.zone-in'), say('section.zone-high')],
  };
}
