/** Bundles that try to be cut where they must not be: whatever the size of a piece, it comes to the same as the whole. */
import fc from 'fast-check';
import { parseBytes } from '../../main/record/fhir/bundle-text.ts';
import { keepDecimals } from '../../main/record/fhir/verbatim-decimals.ts';
import { decoder, expectTrue, type Decoder } from './decoder.ts';
import { edited, nearly } from './inputs.ts';

const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\t', '  \n ');
/** Between two entries, most of the time what belongs there. */
const between = fc.oneof({ weight: 200, arbitrary: space.map((before) => `${before},`) }, { weight: 1, arbitrary: fc.constantFrom('', ',,', ';', ',\ufeff', '],[', ',null,', ',[],') });

/** Inside a string, what a careless cut would take for the next entry. */
const traps = ['},{"fullUrl":"x","resource":{', '}\n,\n{"resource":{"a":1}},{"fullUrl":', '"},{"', ']}', '"entry":[{', '\\', '\\"', '{', '},', '\u0000', 'é🩺\u2028', 'plain', ''];
const text = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...traps) }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) }).map((one) => JSON.stringify(one));
const number = fc.constantFrom('0', '-0', '7.0', '0.10', '1.50e3', '12345678901234567890', '1e999');
const leaf = fc.oneof({ weight: 4, arbitrary: text }, number, fc.constantFrom('null', 'true', '[]', '{}', '[7.0]'));
const key = fc.constantFrom('"fullUrl"', '"fullUrl"', '"resource"', '"resource"', '"value"', '"entry"', '"\\u0065ntry"', '"full\\u0055rl"', '"\\""', '"a"', '"__proto__"', '""');

/** JSON text of an object or array of such keys, a few deep. */
const { inner } = fc.letrec((tie) => ({
  inner: fc.oneof({ depthSize: 'small', maxDepth: 3 }, leaf, object(tie('inner') as fc.Arbitrary<string>), fc.array(tie('inner') as fc.Arbitrary<string>, { maxLength: 3 }).map((values) => `[${values.join(',')}]`)),
})) as { readonly inner: fc.Arbitrary<string> };

function object(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(space, fc.array(fc.tuple(key, space, value).map(([name, colon, one]) => `${name}${colon}:${one}`), { maxLength: 3 })).map(([start, members]) => `{${start}${members.join(',')}${start}}`);
}

const deep = fc.integer({ min: 0, max: 400 }).map((depth) => `{"fullUrl":${'{"resource":['.repeat(depth)}1${']}'.repeat(depth)}}`);
/** A bundle within: the cut may fall between its entries, which are not the outer one's. */
const holding = fc.array(inner, { minLength: 2, maxLength: 4 }).map((entries) => `{"fullUrl":"b","resource":{"contained":[{"entry":[${entries.map((one) => `{"fullUrl":${one}}`).join(',')}]}]}}`);
const ordinary = fc.tuple(fc.constantFrom('fullUrl', 'fullUrl', 'resource'), inner).map(([first, value]) => (first === 'fullUrl' ? `{"fullUrl":"u","resource":${value}}` : `{"resource":${value}}`));
const entry = fc.oneof({ weight: 60, arbitrary: ordinary }, { weight: 4, arbitrary: holding }, { weight: 4, arbitrary: inner }, { weight: 1, arbitrary: deep });

const usualMembers = ['"resourceType":"Bundle"', '"type":"collection"', '"total":7.0', '"__proto__":{"a":1}', '"link":[{"relation":"next"}]'];
const members = [...usualMembers, '"meta":{"tag":[{"code":"entry"}]}', '"entry":[{"fullUrl":"other"}]', '"entry":[]', '"entry":7', '"x":{"entry":[', '"\\u0000":[{}]'];
const around = fc.oneof({ weight: 5, arbitrary: fc.array(fc.constantFrom(...usualMembers), { maxLength: 2 }) }, { weight: 1, arbitrary: fc.array(fc.constantFrom(...members), { maxLength: 2 }) });
const start = fc.oneof({ weight: 60, arbitrary: fc.constant('') }, fc.constantFrom('\ufeff', '\ufeff\ufeff', ' ', '[', '\r\n'));
const end = fc.oneof({ weight: 60, arbitrary: fc.constantFrom('', '\n') }, fc.constantFrom(']', '}', ' x', '\u0000'));

const small = fc
  .record({ start, before: around, gap: space, entries: fc.array(fc.tuple(entry, between), { maxLength: 12, size: 'large' }), after: around, end })
  .map(({ start: first, before, gap, entries, after, end: last }) => {
    const list = entries.map(([one, separator], at) => (at === entries.length - 1 ? one : one + separator)).join(gap);
    return `${first}{${[...before, `"entry"${gap}:${gap}[${gap}${list}${gap}]`, ...after].join(`,${gap}`)}${gap}}${last}`;
  });

/** Wrong characters in the text, then wrong bytes in its UTF-8. */
const damaged = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: edited(small) }), fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.constantFrom(0x80, 0xc3, 0xff, 0xed, 0x22, 0x5c, 0x2c, 0x0d)), { maxLength: 2 })))
  .map(([whole, changes]) => {
    const bytes = new Uint8Array(Buffer.from(whole));
    for (const [place, byte] of changes) bytes[Math.floor(place * bytes.length)] = byte;
    return bytes;
  });

/** As long as what is cut at the usual size. */
const usual = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: Array.from({ length: 60 }, (_, at) => ({ fullUrl: `urn:uuid:${at}`, resource: { resourceType: at === 0 ? 'Patient' : 'Observation', id: String(at), status: 'final', code: { text: `Test ${at}` }, note: [{ text: 'x'.repeat(2_400) }], valueQuantity: { value: at, unit: 'g/L' } } })) });

const inputs: fc.Arbitrary<readonly [Uint8Array, number | undefined]> = fc.oneof(
  { weight: 2_000, arbitrary: fc.tuple(damaged, fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 30, max: 100 }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }) })) },
  { weight: 1, arbitrary: nearly(usual).map((whole) => [new Uint8Array(Buffer.from(whole)), undefined] as const) },
);

const strict = new TextDecoder('utf-8', { fatal: true });

function parsedAsOne(bytes: Uint8Array): unknown {
  try {
    return { json: JSON.parse(keepDecimals(strict.decode(bytes))) as unknown };
  } catch (problem) {
    return problem instanceof SyntaxError ? 'not-json' : problem instanceof RangeError ? 'too-deep' : 'not-text';
  }
}

export function bundlesInPieces(parse: typeof parseBytes = parseBytes): Decoder {
  return decoder('bundles in pieces', inputs, ([bytes, pieceSize]) => {
    const before = Buffer.from(bytes);
    expectTrue(JSON.stringify(parse(bytes, pieceSize)) === JSON.stringify(parsedAsOne(bytes)), 'the same as one');
    expectTrue(before.equals(bytes), 'bytes that were lent are given back');
  });
}
