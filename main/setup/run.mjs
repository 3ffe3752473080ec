/** `npm start`, `npm test`, `npm run bench`, …: makes the clone ready, then hands over to Node 24. */
import { ensureBuild, ensureModules, ensureSystem, NotReady, say } from './prepare.mjs';
import { handOver } from './hand-over.mjs';

/** The test run builds for itself, because the build is one of the things that it counts. */
const targets = {
  start: { file: 'main/shells/start.ts', built: true },
  test: { file: 'tests/run.ts', built: false, forTests: true },
  'test:vm': { file: 'tests/vm/run.ts', built: false },
  check: { file: 'tests/run.ts', args: ['--check'], built: false },
  'check:words': { file: 'tests/words/run.ts', built: false },
  faults: { file: 'tests/faults/run.ts', built: false },
  fuzz: { file: 'tests/fuzz/run.ts', built: false },
  bench: { file: 'tests/bench/run.ts', built: true },
  build: { built: true },
  chart: { file: 'tests/model/chart.ts', built: false },
};

const [name, ...rest] = process.argv.slice(2);
const target = Object.hasOwn(targets, name ?? '') ? targets[name] : undefined;
if (target === undefined) {
  say(`Usage: node main/setup/run.mjs ${Object.keys(targets).join('|')}`);
  process.exit(2);
}

try {
  ensureModules();
  ensureSystem(target);
  if (target.built) ensureBuild();
} catch (error) {
  if (!(error instanceof NotReady)) throw error;
  say(error.message);
  process.exit(1);
}
if (target.file !== undefined) handOver(target.file, [...(target.args ?? []), ...rest]);
