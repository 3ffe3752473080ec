/** A real terminal of the kernel with nobody at it: `script` (util-linux) holds one end, a test opens the other. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface PseudoTerminal {
  /** `/dev/pts/3` */
  readonly path: string;
  /** Bytes as a device would send them. */
  send(bytes: Uint8Array): Promise<void>;
  /** Pulls the plug. */
  hangUp(): Promise<void>;
}

export async function openPseudoTerminal(): Promise<PseudoTerminal> {
  const holder = spawn('script', ['-qfc', 'stty raw -echo; tty; exec sleep 60', '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let said = '';
  while (!/\/dev\/pts\/\d+/.test(said)) {
    const [part] = (await once(holder.stdout, 'data')) as [Buffer];
    said += part.toString();
  }
  holder.stdout.resume();
  return {
    path: /\/dev\/pts\/\d+/.exec(said)?.[0] ?? '',
    send: (bytes) => new Promise((resolve, reject) => holder.stdin.write(bytes, (error) => (error ? reject(error) : resolve()))),
    async hangUp() {
      if (holder.exitCode !== null || holder.signalCode !== null) return;
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    },
  };
}
