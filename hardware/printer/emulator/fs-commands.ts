/** FS and a character: double-byte text and what is kept in the printer. */
import { byte, skip, word } from './command-reader.ts';
import { ignored, now, table } from './command-table.ts';
import { defineNvImages, printNvImage } from './graphics-commands.ts';

export const fsCommands = table({
  '!': ignored(1),
  '&': now((state) => (state.kanji = 'pairs')),
  '-': ignored(1),
  '.': now((state) => (state.kanji = 'none')),
  '2': ignored(74),
  '?': ignored(2),
  C: ignored(1),
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
