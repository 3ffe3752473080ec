/** Things to throw: noise, right things with a few wrong characters, JSON of the right names and the wrong types. */
import fc from 'fast-check';

const strange = ['', ' ', '\0', '\n', '\r', '\u2028', '\ufeff', '\u202e', '\ud800', '.', '/', '=', '-', '_', '+', '%', '#', '\\', '"', '{', '[', 'é', '🩺', '00', '99'];

/** One of the right things with up to six edits: characters put in, taken out, said twice. */
export function nearly(...right: readonly string[]): fc.Arbitrary<string> {
  return edited(fc.constantFrom(...right));
}

export function edited(right: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), out: fc.nat(3), put: fc.oneof(fc.constantFrom(...strange), fc.string({ maxLength: 4 })) });
  return fc.tuple(right, fc.array(edit, { maxLength: 6 })).map(([text, edits]) =>
    edits.reduce((changed, { at, out, put }) => {
      const place = Math.floor(at * changed.length);
      return changed.slice(0, place) + put + changed.slice(place + out);
    }, text),
  );
}

export const noise: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.base64String({ maxLength: 400 }),
  fc.stringMatching(/^[0-9./-]{0,80}$/),
);

const hostileKeys = ['__proto__', 'constructor', 'toString', 'length', ''];
const leaves = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -0, '', 'https://a.example', 'javascript:alert(1)', '2021-13-45', '\ud800', '\u202e', 'x'.repeat(3000)),
  fc.integer(),
  fc.double(),
  fc.string({ maxLength: 12 }),
);

/** Objects and arrays over these names, a few deep; `words` are put where a value is asked for. */
export function jsonOver(names: readonly string[], words: readonly unknown[] = []): fc.Arbitrary<unknown> {
  const key = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constantFrom(...hostileKeys) });
  const leaf = words.length === 0 ? leaves : fc.oneof(leaves, fc.constantFrom(...words));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true })),
  }));
  return value;
}

/** Small keys, the shapes of `jsonOver`, and depth. */
export function jsonTextOver(names: readonly string[], words: readonly unknown[] = []): fc.Arbitrary<string> {
  const deep = fc.integer({ min: 0, max: 2000 }).map((depth) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`);
  const text = jsonOver(names, words).map((value) => JSON.stringify(value) ?? '');
  return fc.oneof({ weight: 30, arbitrary: text }, { weight: 1, arbitrary: deep });
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const inBase64url = (text: string): string => Buffer.from(text).toString('base64url');
