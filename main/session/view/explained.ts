/** What the glossary adds to what was recorded: what a thing is, why it is done, what short forms can mean. In English, and marked so. */
import type { ItemView, Recorded as RecordedView } from '../../../preload/contract.ts';
import type { Item, SectionId } from '../../record/patient-record.ts';
import type { Stage } from './stage.ts';

type Row = ItemView['details'][number];

export const english = (text: string): RecordedView => ({ text, lang: 'en-GB', isValue: false });
/** The kiosk's own words, in the language of the screen. */
export const own = (text: string): RecordedView => ({ text, lang: null, isValue: false });

export interface Explained {
  readonly plain: RecordedView | null;
  /** What it is, why it is done, what it does not have to mean; or that there are no words for it. */
  readonly about: readonly { readonly heading: string; readonly text: RecordedView }[];
  /** "BP can mean": "blood pressure". */
  readonly shortForms: readonly Row[];
}

const sameWords = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** More would be a list of its own. */
const mostShortForms = 10;
/** Letters of one item that are looked through: the rest of a long letter is not a list of short forms. */
const lookedThrough = 4_000;

export function explained(item: Item, section: SectionId, { say, place }: Stage): Explained {
  const words = place.explain(item, section);
  const isTest = section === 'results' || section === 'vital-signs';
  const about =
    words === null
      ? [{ heading: say(isTest ? 'item.what-test' : 'item.what'), text: own(say('item.no-words')) }]
      : [
          { heading: say(isTest ? 'item.what-test' : 'item.what'), text: english(words.whatItIs) },
          ...(words.whyDone === null ? [] : [{ heading: say('item.why'), text: english(words.whyDone) }]),
          ...(words.notMeaning === null ? [] : [{ heading: say('item.not-meaning'), text: english(words.notMeaning) }]),
        ];
  const prose = item.details.filter(({ value }) => !value.isValue).flatMap(({ name, value }) => [name?.text ?? '', value.text]);
  const searched = [...(words === null ? [item.title.text] : []), ...prose].join('\n').slice(0, lookedThrough);
  return {
    // The same words twice explain nothing.
    plain: words === null || sameWords(words.plain, item.title.text) ? null : english(words.plain),
    about,
    shortForms: place.shortForms(searched).slice(0, mostShortForms).map(({ short, canMean }) => ({
      label: say('item.can-mean', { short }),
      name: null,
      value: english(canMean.join(', or ')),
    })),
  };
}
