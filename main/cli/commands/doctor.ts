import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.ts';
import { wrongUsage, type Command } from '../command.ts';
import { examine } from '../health-checks.ts';

/** Is this machine ready to be a kiosk? */
export const command: Command = {
  usage: ['doctor [--site FILE]'],
  about: 'Whether this machine can be a kiosk: programs, devices, fonts, folders, clock. Words on standard error, JSON on standard output',
  async run(args, terminal) {
    const read = readArguments(args, { site: { type: 'string' } }, []);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const findings = await examine({
      root: fileURLToPath(new URL('../../..', import.meta.url)),
      environment: terminal.environment,
      clock: terminal.clock,
      sitePath: read.value.values.site ?? terminal.environment['KIOSK_SITE'] ?? null,
    });
    for (const { name, state, says } of findings) terminal.say(`${state}: ${name}: ${says}`);
    terminal.answer(findings, 'one-line');
    return findings.some(({ state }) => state === 'bad') ? 1 : 0;
  },
};
