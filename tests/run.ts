/**
 * `npm test`: every kind of test in one run, the quick ones first, each whatever became of the ones before.
 * The last line is `N passed, N failed`; types, lint and the build count as one test each.
 * `--check` stops after types and lint.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { electronRuntime } from '../main/shells/electron/runtime.ts';
import { countPlaywright, countVitest, type Count } from './count-tests.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'out', 'test-results');
const total = { passed: 0, failed: 0 };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function runs(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): boolean {
  const child = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } });
  return child.status === 0;
}

const binary = (name: string): string => join(root, 'node_modules', '.bin', name);

function count(name: string, counted: Count): void {
  total.passed += counted.passed;
  total.failed += counted.failed;
  say(`${counted.failed === 0 ? 'ok' : 'FAILED'}  ${name}: ${counted.passed} passed, ${counted.failed} failed${counted.skipped === 0 ? '' : `, ${counted.skipped} skipped`}\n`);
}

function countOne(name: string, passed: boolean): void {
  count(name, { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
}

function readReport(file: string): unknown {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function checkTypes(): void {
  const projects = ['.', 'preload', 'renderer', 'main/demo/bench-page', 'tests/e2e'];
  countOne('types', projects.map((project) => runs(binary('tsc'), ['--noEmit', '-p', project])).every(Boolean));
}

function lint(): void {
  countOne('lint', runs(binary('oxlint'), ['-c', 'tests/oxlint.json', '.']));
}

function unitTests(): void {
  const report = join(results, 'vitest.json');
  // Two at a time also on a machine of two cores, where vitest by itself would take one.
  const options = ['--maxWorkers=2', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const passed = runs(binary('vitest'), ['run', '-c', 'tests/vitest.config.ts', ...options]);
  count('unit, contract, model, privacy and fuzz tests', countVitest(readReport(report), passed));
}

function playwrightTests(name: string, config: string): void {
  const report = join(results, `${name.replaceAll(' ', '-')}.json`);
  const passed = runs(binary('playwright'), ['test', '-c', config, '--reporter=line,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  count(name, countPlaywright(readReport(report), passed));
}

function electronTests(): void {
  const runtime = electronRuntime(root, process.env['ELECTRON_OVERRIDE_DIST_PATH']);
  if (runtime !== null) return playwrightTests('Electron tests', 'tests/electron/playwright.config.ts');
  say('Electron tests did not run: its runtime is not on this machine. The shell was tested against the double.\n');
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;
checkTypes();
lint();
if (!check) {
  unitTests();
  countOne('build', runs(process.execPath, ['main/setup/run.mjs', 'build']));
  playwrightTests('end to end tests', 'tests/playwright.config.ts');
  playwrightTests('gallery of screens', 'tests/e2e/gallery/playwright.config.ts');
  electronTests();
  say('Tests over devices of a real kernel are a run of their own: npm run test:vm\n');
}

say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
