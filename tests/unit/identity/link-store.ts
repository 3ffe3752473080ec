/** A place that keeps encrypted summaries, as `make-link.ts` asks of one: an https server of the test's own. */
import { startServer, type TestServer } from './test-server.ts';

interface Kept {
  readonly passcode: string;
  readonly exp: number;
  readonly files: readonly { readonly contentType: string; readonly embedded: string }[];
  triesLeft: number;
}

export interface LinkStore {
  readonly server: TestServer;
  readonly address: string;
  readonly kept: ReadonlyMap<string, Kept>;
  /** What it answers to the next files, where it is not well. */
  answer: number | null;
}

export const token = 'place-token-1';

export async function openLinkStore(now: () => number): Promise<LinkStore> {
  const kept = new Map<string, Kept>();
  const server = await startServer((asked, response) => {
    const answer = (status: number, value: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const body = JSON.parse(asked.body === '' ? '{}' : asked.body) as Partial<Kept> & { readonly id?: string };
    if (asked.path === '/links' && asked.method === 'POST') {
      if (store.answer !== null) return answer(store.answer, {});
      if (asked.headers.authorization !== `Bearer ${token}`) return answer(401, {});
      kept.set(body.id ?? '', { passcode: body.passcode ?? '', exp: body.exp ?? 0, files: body.files ?? [], triesLeft: 3 });
      return answer(201, {});
    }
    const file = kept.get(asked.path.slice('/links/'.length));
    if (file === undefined || file.exp * 1000 <= now() || file.triesLeft === 0) return answer(404, {});
    if (body.passcode === file.passcode) return answer(200, { files: file.files });
    file.triesLeft -= 1;
    return answer(401, { remainingAttempts: file.triesLeft });
  });
  const store: LinkStore = { server, address: `https://${server.host}/links`, kept, answer: null };
  return store;
}
