/** FS and a character: double-byte text and what is kept in the printer. */
import { byte, skip, word } from './command-reader.ts';
import { ignored, now, plain, table, withByte } from './command-table.ts';
import { defineNvImages, printNvImage } from './graphics-commands.ts';

export const fsCommands = table({
  '!': ignored(1),
  '&': now((state) => (state.kanji = 'pairs')),
  '-': ignored(1),
  '.': now((state) => (state.kanji = 'none')),
  '2': ignored(74),
  '?': ignored(2),
  // Which Japanese coding: 1 is Shift-JIS.
  C: withByte((state, value) => {
    if (plain(value) === 1) state.kanji = 'shift-jis';
    else if (state.kanji === 'shift-jis') state.kanji = 'none';
  }),
  S: ignored(2),
  W: ignored(1),
  g: function* () {
    const fn = yield* byte();
    yield* skip(5);
    const length = yield* word();
    if (fn === 0x31) yield* skip(length);
  },
  p: printNvImage,
  q: defineNvImages,
});
