/** Puts the emulated printer on the network: raw TCP, one client at a time, the next one waits its turn. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { ByteTransport } from '../ports.ts';
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';

export interface PrinterServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A client that says nothing for this long is let go, as real printers do. */
const idleTimeout = 90_000;

/** `port` 0 takes a free one. */
export function servePrinter(
  printer: ByteTransport,
  { host, port }: { host: string; port: number },
): Promise<Result<PrinterServer, { readonly kind: 'port-taken' | 'denied' }>> {
  const waiting: Socket[] = [];
  const sockets = new Set<Socket>();
  let serving = false;

  function next(): void {
    if (serving) return;
    const socket = waiting.shift();
    if (socket === undefined) return;
    if (socket.destroyed) {
      next();
      return;
    }
    serving = true;
    void serve(printer, socket).then(() => {
      serving = false;
      next();
    });
  }

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    socket.pause();
    waiting.push(socket);
    next();
  });

  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(failed({ kind: error.code === 'EADDRINUSE' ? 'port-taken' : 'denied' }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(
        ok({
          port: typeof address === 'object' && address !== null ? address.port : port,
          close: () =>
            new Promise<void>((closed) => {
              server.close(() => closed());
              for (const socket of sockets) socket.destroy();
            }),
        }),
      );
    });
  });
}

async function serve(printer: ByteTransport, socket: Socket): Promise<void> {
  const opened = await printer.open(
    (bytes) => {
      if (!socket.destroyed) socket.write(bytes);
    },
    () => socket.destroy(),
  );
  if (!opened.ok) {
    socket.destroy();
    return;
  }
  const link = opened.value;
  // A client that breaks off takes what is not yet in the printer with it.
  socket.on('close', () => void link.close());
  socket.setTimeout(idleTimeout, () => socket.destroy());
  try {
    for await (const chunk of socket) {
      if (!(chunk instanceof Uint8Array)) continue;
      // A full buffer holds the client back: the socket is not read before these bytes are in.
      let taken = await link.write(chunk);
      while (!taken.ok && taken.error.kind === 'stalled' && !socket.destroyed) taken = await link.write(new Uint8Array());
      if (!taken.ok) break;
    }
    // What was asked last is answered before the goodbye.
    if (!socket.destroyed) await new Promise<void>((resolve) => void socket.end(() => resolve()));
  } catch {
    // The client went away; the printer prints on what it has.
  } finally {
    await link.close();
    socket.destroy();
  }
}
