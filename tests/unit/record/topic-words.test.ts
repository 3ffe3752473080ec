/** Words found letter by letter are the words that a pattern over all of them finds: the pattern says what is meant, and costs too much. */
import { expect, test } from 'vitest';
import { sensitiveTopics } from '../../../main/record/items/sensitive-topics.ts';
import { TopicWords, topicWord } from '../../../main/record/items/topic-words.ts';

/** Whole words: a star is the rest of one, a space is also a hyphen or a dash. */
function pattern(words: readonly string[], flags: string): RegExp {
  const sources = words.map((word) => `${word.startsWith('*') ? '' : '(?<![\\p{L}\\p{N}])'}${word.replaceAll('*', '').replaceAll(' ', '[\\s\u2010-\u2015-]+')}${word.endsWith('*') ? '' : '(?![\\p{L}\\p{N}])'}`);
  return new RegExp(sources.join('|'), flags);
}

const words = sensitiveTopics.flatMap((topic) => topic.words);
const unless = sensitiveTopics.flatMap((topic) => topic.unless ?? []);
const bare = [...words, ...unless].map((word) => word.replaceAll('*', ''));

const frames: readonly ((word: string) => string)[] = [
  (word) => word, (word) => `x ${word} y`, (word) => `(${word})`, (word) => `a,${word}.`, (word) => `_${word}_`, (word) => `${word}s`, (word) => `${word}4`, (word) => `9${word}`, (word) => `un${word}`,
  (word) => `é${word}`, (word) => `${word}é`, (word) => `𝒜${word}`, (word) => `${word}𝒜`, (word) => `${word}\ud835`, (word) => `a\udc82${word}`, (word) => `💊${word}💊`, (word) => `${word}${word}`, (word) => `${word} ${word}`,
  (word) => word.toUpperCase(), (word) => word.toLowerCase(), (word) => word.slice(1), (word) => word.slice(0, -1), (word) => word.replaceAll('s', 'ſ').replaceAll('k', '\u212a'),
  (word) => word.replaceAll(' ', '-'), (word) => word.replaceAll(' ', ' - '), (word) => word.replaceAll(' ', '\u2011'), (word) => word.replaceAll(' ', ' \u2013 '), (word) => word.replaceAll(' ', '\u00a0\n'), (word) => word.replaceAll(' ', '_'), (word) => `${word} -`,
];
const texts = frames.flatMap((frame) => bare.map(frame));

test('in any place and any case', () => {
  const isWritten = (word: string) => /[A-Z]/.test(word);
  const [anyCase, inCapitals] = [pattern(words.filter((word) => !isWritten(word)), 'iu'), pattern(words.filter(isWritten), 'u')];
  const found = new TopicWords(words.map(topicWord));
  expect(texts.filter((text) => found.areIn(text) !== (anyCase.test(text) || inCapitals.test(text)))).toEqual([]);
});

test('and taken out', () => {
  const meanings = pattern(unless, 'giu');
  const found = new TopicWords(unless.map((phrase) => topicWord(phrase.toLowerCase())));
  expect(texts.filter((text) => found.takenFrom(text) !== text.replaceAll(meanings, ' '))).toEqual([]);
});
