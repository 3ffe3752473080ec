/**
 * `npm run fuzz -- --runs N [--seed S] [--only NAME]`: N inputs for every decoder, 10,000 where nothing is said.
 * The seed is printed first, so that whatever breaks can be thrown again. Each decoder has a process of its own, one after
 * the other and behind everything else that the machine does, so that its memory is its own; past 2 GB it is ended.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { codeDecoders } from './code-decoders.ts';
import { deviceDecoders } from './device-decoders.ts';
import { recordDecoders } from './record-decoders.ts';
import type { Decoder } from './decoder.ts';

/** Between them, seeds go on: a night is long. */
const batch = 50_000;
/** Megabytes of a process: of JavaScript, and of everything. */
const mostHeap = 1_500;
const mostMemory = 2_000;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' }, only: { type: 'string', default: '' }, alone: { type: 'string' } },
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
const decoders = [...deviceDecoders, ...(await codeDecoders()), ...recordDecoders].filter(({ name }) => name.includes(values.only));

if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || decoders.length === 0) {
  process.stderr.write('Usage: npm run fuzz -- [--runs N] [--seed S] [--only NAME]\n');
  process.exit(2);
}

const alone = decoders.find(({ name }) => name === values.alone);
process.exitCode = (await (alone === undefined ? fuzzEach() : fuzzHere(alone))) ? 0 : 1;

async function fuzzEach(): Promise<boolean> {
  let broken = 0;
  process.stdout.write(`seed ${seed}, ${runs} inputs for each of ${decoders.length} decoders\n`);
  for (const { name } of decoders) if (!(await inItsOwnProcess(name))) broken += 1;
  process.stdout.write(`${decoders.length - broken} passed, ${broken} failed\n`);
  return broken === 0;
}

async function inItsOwnProcess(name: string): Promise<boolean> {
  const [, file = ''] = process.argv;
  const child = spawn(process.execPath, [`--max-old-space-size=${mostHeap}`, file, '--alone', name, '--runs', String(runs), '--seed', String(seed)], { stdio: 'inherit' });
  let ended: number | null | 'by-us' | undefined;
  child.once('exit', (code) => (ended = ended ?? code));
  while (ended === undefined) {
    await wait(200);
    if (megabytesOf(child.pid) <= mostMemory) continue;
    ended = 'by-us';
    child.kill('SIGKILL');
    process.stdout.write(`BROKEN  ${name}: more than ${mostMemory} MB\n`);
  }
  if (ended === null) process.stdout.write(`BROKEN  ${name}: its process died\n`);
  return ended === 0;
}

/** Resident now; none where it has gone, or where there is no /proc. */
function megabytesOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function fuzzHere(one: Decoder): Promise<boolean> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const from = performance.now();
  let found: string | null = null;
  for (let done = 0; done < runs && found === null; done += batch) {
    found = await one.fuzz({ runs: Math.min(batch, runs - done), seed: (seed + done / batch) | 0 });
  }
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  const most = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(found === null ? `ok      ${one.name} (${runs} inputs, ${seconds} s, ${most} MB at most)\n` : `BROKEN  ${found}\n`);
  return found === null;
}
