import { describe, expect, it } from 'vitest';
import { longestScan, scannedText } from '../../../main/identity/codes/scanned-text.ts';

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(new TextEncoder().encode(part)) : [part])));
const read = (aim: string | null, ...parts: (string | number)[]) => scannedText({ bytes: bytes(...parts), aim });

describe('bytes of a reader', () => {
  it('are UTF-8 text', () => expect(read(null, 'Zoë 漢')).toEqual({ ok: true, value: 'Zoë 漢' }));

  it.each(['\r', '\n', '\r\n'])('lose the one line end that a reader adds: %j', (end) => {
    expect(read(null, '9434765919', end)).toEqual({ ok: true, value: '9434765919' });
  });

  it('keep a second line end, for the grammar to refuse', () => {
    expect(read(null, 'a\n\n')).toEqual({ ok: true, value: 'a\n' });
  });

  it.each([
    ['nothing', []],
    ['a line end only', ['\n']],
    ['NUL', ['a', 0]],
    ['escape', ['a', 0x1b, 'b']],
    ['delete', ['a', 0x7f]],
    ['a C1 control', ['a\u0085']],
    ['a byte order mark', ['\ufeffa']],
    ['a byte order mark inside', ['a\ufeffb']],
    ['broken UTF-8', ['a', 0xc3]],
    ['an overlong form', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['UTF-16', [0xff, 0xfe, 0x41, 0]],
  ])('are no text: %s', (_, parts) => {
    expect(read(null, ...parts)).toEqual({ ok: false, error: { kind: 'not-text' } });
  });

  it('are counted before they are read', () => {
    expect(scannedText({ bytes: new Uint8Array(longestScan + 1), aim: null })).toEqual({ ok: false, error: { kind: 'too-long' } });
    expect(scannedText({ bytes: new Uint8Array(longestScan).fill(0x41), aim: null }).ok).toBe(true);
  });
});

describe('a reader that speaks of character sets (ECI)', () => {
  it('doubles a backslash', () => expect(read(']Q2', 'a\\\\b')).toEqual({ ok: true, value: 'a\\b' }));
  it('changes to UTF-8', () => expect(read(']Q2', '\\000026Zoë')).toEqual({ ok: true, value: 'Zoë' }));
  it('changes to ISO 8859-1 and back', () => {
    expect(read(']Q2', '\\000003Zo', 0xeb, '\\000026ë')).toEqual({ ok: true, value: 'Zoëë' });
  });
  it.each([
    ['a set that is not known', ['\\000020', 0x82, 0xa0]],
    ['half an escape', ['a\\00002']],
    ['a lone backslash', ['a\\']],
    ['a character that begins in one segment and ends in the next', ['\\000026', 0xc3, '\\000026', 0xab]],
    ['8-bit bytes called ASCII', ['\\000027', 0xeb]],
  ])('is refused with %s', (_, parts) => {
    expect(read(']Q2', ...parts)).toEqual({ ok: false, error: { kind: 'not-text' } });
  });
  it('leaves a backslash alone where it does not', () => {
    expect(read(']Q1', 'a\\000026b')).toEqual({ ok: true, value: 'a\\000026b' });
  });
});
