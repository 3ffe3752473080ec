import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { childEnvironment, node, root } from './prepare.mjs';

/** Runs a TypeScript file of the repository on Node 24 in the caller's folder and exits as it exits. */
export function handOver(file, args) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
    stdio: 'inherit',
    env: childEnvironment(),
  });
  // A terminal sends Ctrl+C to both of us, so we only wait; a supervisor's signal comes to us alone.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    process.exit();
  });
}
