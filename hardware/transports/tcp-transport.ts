/** A printer on raw TCP (port 9100). The socket is always closed: many printers take one client and no other. */
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import type { ByteTransport, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createOutgoingBytes } from './byte-queue.ts';

const connectTimeout = 3000;
/** A socket that does not say goodbye is dropped. */
const closeTimeout = 500;

export function createTcpTransport({ host, port, timer }: { host: string; port: number; timer: Timer }): ByteTransport {
  return {
    async open(onData, onClosed) {
      const connected = await connect(host, port, timer);
      if (!connected.ok) return connected;
      const socket = connected.value;
      socket.setNoDelay(true);
      let writing = false;
      let closing = false;

      const outgoing = createOutgoingBytes(timer, send);
      function send(): void {
        const front = outgoing.front();
        if (writing || front.length === 0 || socket.destroyed) return;
        writing = true;
        // The callback comes when the system has taken the bytes; a full window holds it back.
        socket.write(front, (error) => {
          writing = false;
          if (error) return;
          outgoing.taken(front.length);
          send();
        });
      }

      socket.on('data', (bytes) => onData(new Uint8Array(bytes)));
      socket.on('close', () => {
        outgoing.end();
        if (!closing) onClosed();
      });
      socket.on('end', () => socket.destroy());
      return ok({
        write: outgoing.write,
        close: () =>
          new Promise<void>((resolve) => {
            closing = true;
            if (socket.destroyed) {
              resolve();
              return;
            }
            const cancel = timer.after(closeTimeout, () => socket.destroy());
            socket.on('close', () => {
              cancel();
              resolve();
            });
            // Bytes still waiting would print after the job was given up.
            if (outgoing.front().length > 0) socket.resetAndDestroy();
            else socket.end();
          }),
      });
    },
  };
}

function connect(host: string, port: number, timer: Timer) {
  return new Promise<
    { readonly ok: true; readonly value: Socket } | { readonly ok: false; readonly error: { readonly kind: 'absent' | 'busy' } }
  >((resolve) => {
    const socket = createConnection({ host, port });
    const cancel = timer.after(connectTimeout, () => end('absent'));
    const onError = (error: NodeJS.ErrnoException): void => end(error.code === 'ECONNRESET' ? 'busy' : 'absent');
    const onConnect = (): void => end(null);
    function end(failure: 'absent' | 'busy' | null): void {
      cancel();
      socket.off('connect', onConnect);
      if (failure === null) {
        socket.off('error', onError);
        resolve(ok(socket));
        return;
      }
      socket.destroy();
      resolve(failed({ kind: failure }));
    }
    socket.on('connect', onConnect);
    socket.on('error', onError);
    // Never without a listener; after this one the close that follows every error says enough.
    socket.on('error', () => {});
  });
}
