/** Words around a name that change what it says of the person. They are taken off to find the entry, and said again in front of it. */

export interface Circumstance {
  /** What the title says something about: "asthma" of "FH: Asthma". */
  readonly about: string;
  /** Put before the plain words. */
  readonly said: string;
}

const circumstances: readonly (readonly [RegExp, string])[] = [
  [/^(?:FH:?|family history of)\s*[-:]?\s+(.+)$/iu, 'In your family'],
  [/^(?:H\/O:?|PH:|HO:|past (?:medical )?history of|history of|personal history of)\s*[-:]?\s*(.+)$/iu, 'In the past'],
  [/^(?:suspected|query|possible|probable|\?)\s*[-:]?\s*(.+)$/iu, 'Thought about, not certain'],
  [/^(.+?)\s*\?+$/u, 'Thought about, not certain'],
  [/^(?:at risk of|risk of)\s+(.+)$/iu, 'A higher chance of'],
  [/^(.+)\s+(?:screening)$/iu, 'A check for'],
];

const allergy: readonly RegExp[] = [
  /^(?:adverse reaction (?:caused by|to)|allergic reaction to|allergy to|hypersensitivity to|intolerance to|drug allergy to)\s+(.+)$/iu,
  /^(?:\[V\]\s*)?(?:personal history of|H\/O:?)\s*(.+?)\s+allergy$/iu,
  /^(.+?)\s+(?:allergy|hypersensitivity|intolerance)$/iu,
];

/** Turned round or ended by a word: only an entry with exactly these words may speak of it. */
const reversing = /\b(?:no|not|nil|never|without|excluded|ruled out|resolved|denies|denied|declined|refused|absent|cancelled|unlikely|negative for|contraindicated|did not attend|dna)\b/iu;

export function isReversed(title: string): boolean {
  return reversing.test(title);
}

/** What a title says of something, where words around it change that; null: it names the thing itself. */
export function circumstanceOf(title: string): Circumstance | null {
  for (const [pattern, said] of circumstances) {
    const about = pattern.exec(title.trim())?.[1];
    if (about !== undefined) return { about, said };
  }
  return null;
}

/** What an allergy is to: "peanut" of "Allergy to peanut (finding)" and of "H/O: peanut allergy"; null: not an allergy. */
export function allergyTo(title: string): string | null {
  const bare = title.trim().replace(/\s*\((?:disorder|finding|situation)\)$/iu, '');
  if (/^(?:no|not|denies)\b/iu.test(bare)) return null;
  for (const pattern of allergy) {
    const to = pattern.exec(bare)?.[1];
    if (to !== undefined) return to;
  }
  return null;
}
