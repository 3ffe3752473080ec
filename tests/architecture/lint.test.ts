import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './source.ts';

function lint(folder: string): string[] {
  const run = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', 'tests/oxlint.json', '--format=unix', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return run.stdout.split('\n').filter((line) => line.includes('Error/'));
}

test('the linter has nothing to say', () => {
  expect(lint('.')).toEqual([]);
});

test('and is listening', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-lint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'x.ts'), 'export default 1;\nconsole.log(1);\nlet a: any = 1;\nif (a == 2) a = eval("3");\n');
  const said = lint(folder).join('\n');
  for (const rule of ['no-default-export', 'no-console', 'no-explicit-any', 'eqeqeq', 'no-eval']) expect(said).toContain(rule);
});
