/**
 * Plain words for what a record names: looked up, never guessed. By code first, then by exact term; where the code
 * and the words name different things (records hold wrong codes), neither is explained.
 * The words are in English in every language of the screen (`explanationLanguage`): a caller marks them so.
 */
import type { LanguageCode } from '../../../preload/contract.ts';
import type { Coding, Item, SectionId } from '../patient-record.ts';
import { allergyTo, circumstanceOf, isReversed } from './circumstance.ts';
import { glossaryKinds, type AbbreviationEntry, type GlossaryEntry, type GlossaryKind } from './glossary-entry.ts';
import { glossary as ours, type GlossaryFiles } from './glossary.ts';
import { normalise, termsOf } from './term.ts';

export const explanationLanguage = 'en' satisfies LanguageCode;

export interface Explanation {
  readonly plain: string;
  readonly whatItIs: string;
  readonly whyDone: string | null;
  /** What it does not have to mean. */
  readonly notMeaning: string | null;
  /** A clinician has read every word of it. */
  readonly reviewed: boolean;
}

export interface Meaning {
  /** As it stands in the text. */
  readonly short: string;
  /** Everything that it can mean, the commonest first: never resolved to one. */
  readonly canMean: readonly string[];
  readonly reviewed: boolean;
}

export interface ExplainOptions {
  /** A setting of the site: whether words appear that no clinician has read yet. */
  readonly showUnreviewed: boolean;
}

export interface Glossary {
  /** Null: no words for it, or words that differ from its code, or none that a clinician has read. */
  explain(item: Pick<Item, 'title' | 'codings'>, section: SectionId, options: ExplainOptions): Explanation | null;
  /** Short forms in a text that are in the glossary, in their order, each once. */
  abbreviationsIn(text: string, options: ExplainOptions): readonly Meaning[];
}

/** Where the words for a section are looked for, in this order. */
const kindsOf: Readonly<Record<SectionId, readonly GlossaryKind[]>> = {
  allergies: ['allergens', 'medicines', 'vaccines', 'conditions', 'records'],
  medicines: ['medicines', 'vaccines', 'procedures', 'records'],
  results: ['tests', 'procedures', 'records', 'conditions'],
  'vital-signs': ['tests', 'records', 'conditions', 'procedures'],
  conditions: ['conditions', 'procedures', 'records', 'tests'],
  'past-conditions': ['conditions', 'procedures', 'records', 'tests'],
  vaccinations: ['vaccines', 'medicines', 'records'],
  procedures: ['procedures', 'tests', 'vaccines', 'records', 'conditions'],
  devices: ['procedures', 'medicines', 'records'],
  pregnancy: ['conditions', 'tests', 'procedures', 'records'],
  'social-history': ['tests', 'records', 'conditions'],
  'functional-status': ['tests', 'records', 'conditions'],
  'care-plan': ['conditions', 'procedures', 'tests', 'medicines', 'records'],
  'advance-directives': ['records', 'procedures'],
  alerts: ['records', 'conditions', 'allergens'],
  consultations: ['records', 'conditions', 'tests', 'procedures', 'vaccines', 'medicines'],
  documents: ['records', 'tests', 'procedures', 'conditions'],
  'patient-story': ['records'],
};

/** Two meanings of the same words: neither may be told. */
const disagree = Symbol('disagree');
type Found = GlossaryEntry | null | typeof disagree;

class KindIndex {
  private readonly byCode = new Map<string, GlossaryEntry>();
  private readonly byTerm = new Map<string, GlossaryEntry>();
  private readonly kind: GlossaryKind;

  constructor(kind: GlossaryKind, entries: readonly GlossaryEntry[]) {
    this.kind = kind;
    for (const entry of entries) {
      for (const coding of entry.match.codes) this.byCode.set(codeKey(coding), entry);
      for (const term of entry.match.terms) this.byTerm.set(normalise(term), entry);
    }
  }

  find(title: string, codings: readonly Coding[]): Found {
    let coded: GlossaryEntry | null = null;
    for (const coding of codings) {
      const entry = this.byCode.get(codeKey(coding));
      if (entry === undefined || entry === coded) continue;
      if (coded !== null) return disagree;
      coded = entry;
    }
    const named = this.named(title);
    return coded !== null && named !== null && coded !== named ? disagree : (coded ?? named);
  }

  named(title: string): GlossaryEntry | null {
    for (const term of termsOf(title, this.kind)) {
      const entry = this.byTerm.get(term);
      if (entry !== undefined) return entry;
    }
    return null;
  }
}

export function buildGlossary(files: GlossaryFiles): Glossary {
  const kinds = new Map<GlossaryKind, KindIndex>();
  const index = (kind: GlossaryKind): KindIndex => {
    const known = kinds.get(kind) ?? new KindIndex(kind, files[kind]);
    kinds.set(kind, known);
    return known;
  };
  const shortForms = new Map<string, AbbreviationEntry>();
  for (const entry of files.abbreviations) for (const short of entry.short) shortForms.set(withoutDots(short), entry);

  return {
    explain({ title, codings }, section, { showUnreviewed }) {
      const told = (entry: GlossaryEntry, said: string | null): Explanation | null => {
        const reviewed = entry.clinicalReviewer !== null;
        if (!reviewed && !showUnreviewed) return null;
        const { plain, whatItIs, whyDone = null, notMeaning = null } = entry;
        return { plain: said === null ? plain : `${said}: ${plain}`, whatItIs, whyDone, notMeaning, reviewed };
      };
      const search = (name: string, codes: readonly Coding[], said: string | null): Explanation | null => {
        for (const kind of kindsOf[section]) {
          const found = index(kind).find(name, codes);
          if (found === disagree) return null;
          if (found !== null) return told(found, said);
        }
        return null;
      };
      const circumstance = circumstanceOf(title.text);
      // "GOUT?" is not gout: the mark goes when terms are compared, so it is read first.
      const asNamed = title.text.includes('?') ? null : search(title.text, circumstance === null && !isReversed(title.text) ? codings : [], null);
      if (asNamed !== null || isReversed(title.text)) return asNamed;
      const allergen = allergyTo(title.text);
      if (allergen !== null) {
        for (const kind of ['allergens', 'medicines', 'vaccines'] as const) {
          const entry = index(kind).named(allergen);
          if (entry !== null) return told(entry, 'Allergy or bad reaction');
        }
      }
      return circumstance === null ? null : search(circumstance.about, codings, circumstance.said);
    },

    abbreviationsIn(text, { showUnreviewed }) {
      const found = new Map<AbbreviationEntry, Meaning>();
      // Where everything is in capitals, "AS" and "IT" are more often words than short forms.
      const shortest = text === text.toUpperCase() && text.includes(' ') ? 3 : 1;
      const isSign = (word: string) => !/^[\p{L}\p{N}#]/u.test(word) || word.endsWith('°');
      for (const [written] of text.matchAll(shortFormOrSign)) {
        for (const word of shortForms.has(withoutDots(written)) ? [written] : isSign(written) ? [] : written.split(/[/+-]/u)) {
          const short = withoutDots(word);
          const entry = short.length < shortest && !isSign(word) ? undefined : shortForms.get(short);
          if (entry === undefined || found.has(entry)) continue;
          const reviewed = entry.clinicalReviewer !== null;
          if (reviewed || showUnreviewed) found.set(entry, { short: word.replace(/\.$/u, ''), canMean: entry.canMean.map(({ plain }) => plain), reviewed });
        }
      }
      return [...found.values()];
    },
  };
}

/**
 * Signs that stand for words ("+ve", "↑BP", "?UTI", "1° care", "protein ++"), else letters with what may stand inside them.
 * A question mark is one only before a word, a degree only after a lone 1 or 2: "38°" is a temperature.
 */
const shortFormOrSign = /(?<![\p{L}\p{N}])[+-]ve\b|[↑↓∆Δ±]|(?<![\p{L}\p{N}?!.)])\?(?=\s?\p{L})|(?<=^|\s)\+(?=\+{0,2}(?:\s|$))|(?<![\p{N}.])[12]°(?!\s?[CF]\b)|[\p{L}\p{N}#][\p{L}\p{N}.&/+-]*/giu;

const codeKey = ({ system, code }: Coding): string => `${system}|${code}`;
/** "o.d." is "od"; capitals count, because "OD" and "AS" are short forms and "od" and "as" may not be. */
const withoutDots = (short: string): string => short.replaceAll('.', '');

let built: Glossary | null = null;
/** Built when first asked, then kept: a kiosk that shows no plain words pays nothing for them. */
function whole(): Glossary {
  built ??= buildGlossary(ours);
  return built;
}

export function explain(item: Pick<Item, 'title' | 'codings'>, section: SectionId, options: ExplainOptions): Explanation | null {
  return whole().explain(item, section, options);
}

export function abbreviationsIn(text: string, options: ExplainOptions): readonly Meaning[] {
  return whole().abbreviationsIn(text, options);
}

/** For the people who look after the kiosk. */
export function glossaryCounts(): { readonly entries: number; readonly notReviewed: number } {
  const entries: readonly { readonly clinicalReviewer: string | null }[] = [...glossaryKinds.flatMap((kind) => ours[kind]), ...ours.abbreviations];
  return { entries: entries.length, notReviewed: entries.filter(({ clinicalReviewer }) => clinicalReviewer === null).length };
}

/** For the slip and the screen: the plain name alone, in English whatever the language is. */
export function plainWords(options: ExplainOptions): (item: Item, section: SectionId, language: LanguageCode) => string | null {
  return (item, section) => explain(item, section, options)?.plain ?? null;
}
