/**
 * Two published formulas, as US school grades; `readingAge` adds the 5 years at which a child starts school.
 * Flesch-Kincaid grade: 0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid et al. 1975).
 * SMOG grade: 1.0430 sqrt(30 polysyllables/sentences) + 3.1291, polysyllables having 3 or more (McLaughlin 1969);
 * meant for 30 sentences or more, so it is used on whole files and Flesch-Kincaid on single entries.
 * A score finds words worth a second look. It does not show that people understand them.
 */
export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly fleschKincaid: number;
  readonly smog: number;
}

export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
}

/** Groups of vowels, without a silent "e" at the end; a number or a short form counts as one. */
export function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replaceAll(/[^a-z]/gu, '');
  if (letters.length <= 3 || word === word.toUpperCase()) return 1;
  const spoken = letters.replace(/(?:[^laeiouy]es|(?<![td])ed|[^laeiouy]e)$/u, '').replace(/^y/u, '');
  return Math.max(1, (spoken.match(/[aeiouy]{1,2}/gu) ?? []).length);
}

export function readabilityOf(text: string): Readability {
  const sentences = Math.max(1, sentencesOf(text).length);
  const words = wordsOf(text);
  const syllables = words.map(syllablesIn);
  const spoken = syllables.reduce((sum, count) => sum + count, 0);
  const long = syllables.filter((count) => count >= 3).length;
  const count = Math.max(1, words.length);
  return {
    sentences,
    words: words.length,
    fleschKincaid: 0.39 * (count / sentences) + 11.8 * (spoken / count) - 15.59,
    smog: 1.043 * Math.sqrt((30 * long) / sentences) + 3.1291,
  };
}

export function readingAge(grade: number): number {
  return Math.max(5, Math.round((grade + 5) * 10) / 10);
}
