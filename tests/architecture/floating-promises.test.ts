import { describe, expect, test } from 'vitest';
import { floatingPromises } from './floating-promises.ts';
import { parse, productSources } from './source.ts';

test('no promise of the product floats', () => {
  expect(floatingPromises(productSources())).toEqual([]);
});

describe('the rule itself', () => {
  const other = parse('main/b.ts', 'export async function save() {} export const load = (): Promise<void> => fetched; export function now() {}');
  const about = (text: string) => floatingPromises([parse('main/a.ts', `import { save, load, now } from './b.ts'; ${text}`), other]);
  test.each(['save();', 'load();', 'async function go() {} go();', 'const go = async () => 1; go();', 'p.then(f);', 'q().then(f).finally(g);'])('sees %s', (text) => {
    expect(about(text)).toHaveLength(1);
  });
  test.each(['await save();', 'void save();', 'const saved = save();', 'now();', 'p.then(f, g);', 'p.then(f).catch(g);', 'function go() {} go();'])('lets %s pass', (text) => {
    expect(about(text)).toEqual([]);
  });
});
