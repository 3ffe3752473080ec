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
    void serve(printer, socket, () => waiting.length > 0).then(() => {
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

/** Replies go out together, as a printer's network board sends them: many programs take one packet for all of them. */
const gatherTime = 5;
/** What the board holds of a client beside the printer's own buffer. */
const boardBuffer = 131_072;
/** Small, so that a printer that prints is told from one that stands. */
const pieceSize = 1024;
/** How long a client that has gone may leave its bytes before a printer that stands, once another client waits. */
const leftFor = 1000;

async function serve(printer: ByteTransport, socket: Socket, othersWait: () => boolean): Promise<void> {
  const replies: Uint8Array[] = [];
  const send = (): void => {
    const together = Buffer.concat(replies.splice(0));
    if (together.length > 0 && socket.writable) socket.write(together);
  };
  const opened = await printer.open(
    (bytes) => {
      if (replies.length === 0) setTimeout(send, gatherTime);
      replies.push(bytes.slice());
    },
    () => {
      send();
      socket.destroy();
    },
  );
  if (!opened.ok) {
    socket.destroy();
    return;
  }
  const link = opened.value;
  const { pieces, ended } = receive(socket);
  let standing = 0;
  const look = setInterval(() => {
    standing += leftFor / 4;
    if (ended() && standing >= leftFor && othersWait()) socket.destroy();
  }, leftFor / 4);
  // A client that breaks off takes what is not yet in the printer with it.
  socket.on('close', () => void link.close());
  socket.setTimeout(idleTimeout, () => socket.destroy());
  for await (const piece of pieces) {
    // A full buffer holds the client back.
    let taken = await link.write(piece);
    while (!taken.ok && taken.error.kind === 'stalled' && !socket.destroyed) taken = await link.write(new Uint8Array());
    standing = 0;
    if (!taken.ok) break;
  }
  clearInterval(look);
  // What was asked last is answered before the goodbye.
  await new Promise((resolve) => setTimeout(resolve, 0));
  send();
  if (!socket.destroyed) await new Promise<void>((resolve) => void socket.end(() => resolve()));
  await link.close();
  socket.destroy();
}

/** What a client sends, until it ends or breaks off: read ahead, so that its going is noticed while the printer stands. */
function receive(socket: Socket): { pieces: AsyncGenerator<Uint8Array>; ended: () => boolean } {
  const held: Uint8Array[] = [];
  let size = 0;
  let over = false;
  let wake = (): void => {};
  socket.on('data', (chunk: Uint8Array) => {
    for (let at = 0; at < chunk.length; at += pieceSize) held.push(chunk.subarray(at, at + pieceSize));
    size += chunk.length;
    if (size >= boardBuffer) socket.pause();
    wake();
  });
  const finish = (): void => {
    over = true;
    wake();
  };
  socket.on('end', finish);
  socket.on('close', finish);
  socket.resume();

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = socket.destroyed ? undefined : held.shift();
      if (piece !== undefined) {
        size -= piece.length;
        if (size < boardBuffer) socket.resume();
        yield piece;
      } else if (over) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return { pieces: pieces(), ended: () => over };
}
