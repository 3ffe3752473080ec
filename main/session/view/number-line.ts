/** A result on the laboratory's own range. Drawn only when every number is plainly a number in one unit. */
import type { NumberLine } from '../../../preload/contract.ts';
import type { Measurement } from '../../record/patient-record.ts';
import type { Words } from '../../copy/words.ts';

const decimal = /^-?\d+(?:\.\d+)?$/;

/** No comparator, both bounds, low below high: else null, and the words alone are shown. */
export function numberLine(measurement: Measurement | null, say: Words): NumberLine | null {
  if (measurement === null || measurement.comparator !== null) return null;
  const { value, low, high, unit } = measurement;
  if (low === null || high === null || ![value, low, high].every((one) => decimal.test(one))) return null;
  const [at, from, to] = [Number(value), Number(low), Number(high)];
  if (!(from < to)) return null;
  const span = to - from;
  const left = Math.min(from - span / 2, at - span / 4);
  const right = Math.max(to + span / 2, at + span / 4);
  const place = (one: number) => (one - left) / (right - left);
  const shown = (text: string) => ({ text: unit === null ? text : `${text} ${unit}`, lang: null, isValue: true });
  return {
    summary: at < from ? say('section.summary-low') : at > to ? say('section.summary-high') : say('section.summary-in'),
    value: shown(value),
    low: { text: low, lang: null, isValue: true },
    high: { text: high, lang: null, isValue: true },
    lowAt: place(from),
    highAt: place(to),
    valueAt: place(at),
    zones: [say('section.zone-low'), say('section.zone-in'), say('section.zone-high')],
  };
}
