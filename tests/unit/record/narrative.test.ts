import { describe, expect, test } from 'vitest';
import { narrativeText, pieces, plainText } from '../../../main/record/fhir/narrative.ts';
import { prose } from '../../../main/record/fhir/json.ts';

const say = (html: string) => prose(plainText(html));

describe('narrative as plain text', () => {
  test.each([
    ['<div><p>One</p><p>Two</p></div>', 'One\n\nTwo'],
    ['<ul><li>One</li><li>Two</li></ul>', '• One\n\n• Two'],
    ['<table><tr><th>Name</th><th>Dose</th></tr><tr><td>Aspirin</td><td>75mg</td></tr></table>', 'Name Dose\n\nAspirin 75mg'],
    ['a &lt;b&gt; &amp; &#233; &#xe9; &eacute; &unknown;', 'a <b> & é é é &unknown;'],
    ['see <a href="javascript:alert(1)">here</a>', 'see here'],
    ['<img src="x" onerror="alert(1)"/>after', 'after'],
    ['<style>p{}</style><script>var a = "<p>";</script>kept', 'kept'],
    ['<script/>kept', 'kept'],
    ['<p title="a > b">kept</p>', 'kept'],
    ['<!-- hidden <p> -->kept', 'kept'],
    ['Glucose <5 mmol/L and > 3', 'Glucose <5 mmol/L and > 3'],
    ['<?xml version="1.0"?><div>kept</div>', 'kept'],
    ['never closed <b', 'never closed'],
  ])('%s', (html, text) => {
    expect(say(html)).toBe(text);
  });

  test('is bounded in time whatever is thrown at it', () => {
    for (const html of ['<'.repeat(400_000), '<a '.repeat(130_000), '<a "'.repeat(100_000), '<!--'.repeat(100_000), '&'.repeat(400_000), '<script>'.repeat(50_000)]) {
      const from = performance.now();
      plainText(html);
      expect(performance.now() - from).toBeLessThan(1_000);
    }
  });

  test('of the wrong type is nothing', () => {
    for (const value of [null, 1, 'x', [], { div: 1 }, { div: null }]) expect(narrativeText(value)).toEqual([]);
  });

  test('that is long comes in pieces that lose no word', () => {
    const text = Array.from({ length: 3_000 }, (_, place) => `word${place}`).join(' ');
    const cut = pieces(text);
    expect(cut.length).toBeGreaterThan(1);
    expect(cut.every((piece) => piece.length <= 3_500)).toBe(true);
    expect(cut.join(' ')).toBe(text);
  });
});
