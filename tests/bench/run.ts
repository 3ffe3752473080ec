/**
 * `npm run bench [-- --json] [-- --only NAME]`: medians and ratios of one run, as a table and as JSON in out/bench.json.
 * It measures and never fails a build: a machine that is busy is not a fault of the code.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchModule, BenchRow } from './bench-row.ts';

const folder = new URL('.', import.meta.url);
const out = fileURLToPath(new URL('../../out/', import.meta.url));
const { json, only } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } }).values;

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
}

function table(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, value, unit, against, ratio, bar, holds }) => [
    name,
    `${shown(value)} ${unit}`,
    against === null ? '' : `${shown(against.value)} (${against.name})`,
    ratio === null ? '' : `x ${shown(ratio)}`,
    bar === null ? '' : `${holds === true ? 'holds' : 'MISSED'}: ${bar}`,
  ]);
  const all = [['what', 'median', 'against', 'ratio', 'bar'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

const modules = (await readdir(folder)).filter((file) => file.endsWith('.bench.ts') && file.includes(only)).sort();
const rows: BenchRow[] = [];
const notMeasured: { readonly module: string; readonly why: string }[] = [];
for (const file of modules) {
  process.stderr.write(`${file} …\n`);
  try {
    const { rows: measure } = (await import(new URL(file, folder).href)) as BenchModule;
    rows.push(...(await measure()));
  } catch (error) {
    // One thing that cannot be measured here does not take the other numbers with it, and is said.
    notMeasured.push({ module: file, why: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error) });
  }
}

const report = JSON.stringify({ node: process.version, cores: cpus().length, rows, notMeasured }, null, 2);
await mkdir(out, { recursive: true });
await writeFile(`${out}bench.json`, `${report}\n`);
if (!json) process.stdout.write(`${table(rows)}\n${notMeasured.map(({ module, why }) => `NOT MEASURED: ${module}: ${why}\n`).join('')}\n`);
process.stdout.write(`${report}\n`);
// Threads of a kiosk that could not be stopped would keep the bench alive.
process.exit(0);
