/**
 * `npm run fuzz -- --runs N [--seed S] [--only NAME]`: N inputs for every decoder, 10,000 where nothing is said.
 * The seed is printed first, so that whatever breaks can be thrown again.
 */
import { parseArgs } from 'node:util';
import { codeDecoders } from './code-decoders.ts';
import { deviceDecoders } from './device-decoders.ts';
import { recordDecoders } from './record-decoders.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' }, only: { type: 'string', default: '' } } });
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
const decoders = [...deviceDecoders, ...(await codeDecoders()), ...recordDecoders].filter(({ name }) => name.includes(values.only));

if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || decoders.length === 0) {
  process.stderr.write('Usage: npm run fuzz -- [--runs N] [--seed S] [--only NAME]\n');
  process.exit(2);
}

/** Between them, something is said and seeds go on: a night is long. */
const batch = 50_000;
let broken = 0;
process.stdout.write(`seed ${seed}, ${runs} inputs for each of ${decoders.length} decoders\n`);
for (const one of decoders) {
  const from = performance.now();
  let found: string | null = null;
  for (let done = 0; done < runs && found === null; done += batch) {
    found = await one.fuzz({ runs: Math.min(batch, runs - done), seed: (seed + done / batch) | 0 });
  }
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(found === null ? `ok      ${one.name} (${seconds} s)\n` : `BROKEN  ${found}\n`);
  if (found !== null) broken += 1;
}
process.stdout.write(`${decoders.length - broken} passed, ${broken} failed\n`);
process.exitCode = broken === 0 ? 0 : 1;
