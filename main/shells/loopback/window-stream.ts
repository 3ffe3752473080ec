import type { ServerResponse } from 'node:http';
import type { View } from '../../../preload/contract.ts';
import { pictureSentOnce } from '../../../preload/picture-once.ts';

/** A window that reads this much too slowly is as good as gone: several previews of the longest slip. */
const mostBytesWaiting = 32 * 1024 * 1024;

/** Views on their way to one window, as Server-Sent Events (WHATWG HTML, section 9.2). */
export interface WindowStream {
  readonly id: string;
  send(view: View): void;
  /** Tells the window that another took its place, so that it goes blank and stays so. */
  replace(): void;
  end(): void;
}

export function openWindowStream(response: ServerResponse, id: string, headers: Readonly<Record<string, string>>): WindowStream {
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(`event: window\ndata: ${id}\n\n`);
  const once = pictureSentOnce();
  return {
    id,
    send(view) {
      // JSON has no raw line breaks, so a view is always one data line.
      response.write(`data: ${JSON.stringify(once(view))}\n\n`);
      if (response.writableLength > mostBytesWaiting) response.destroy();
    },
    replace() {
      response.end('event: replaced\ndata: \n\n');
    },
    end() {
      response.end();
    },
  };
}
