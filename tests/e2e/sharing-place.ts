/** A place that keeps records which people share by SMART Health Links: an https server of the test's own, and links to it. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { GuardedFetch } from '../../main/identity/network/guarded-fetch.ts';
import type { DemoPerson } from '../../main/demo/people/people.ts';
import { encrypt } from '../unit/identity/health-link-fixture.ts';
import { startServer, type Asked } from '../unit/identity/test-server.ts';

export const passcode = 'plum59KQ';

export interface SharedFile {
  readonly contentType: string;
  readonly content: unknown;
  /** To be fetched from an address of its own. */
  readonly located?: boolean;
}

export type Shared =
  | { readonly kind: 'files'; readonly files: readonly SharedFile[]; readonly passcode?: string; readonly attempts?: number }
  /** One file by GET, without a manifest: flag U. */
  | { readonly kind: 'direct'; readonly content: unknown }
  | { readonly kind: 'gone' }
  | { readonly kind: 'busy'; readonly seconds: number };

export interface LinkChange {
  readonly flag?: string;
  readonly label?: string;
  readonly exp?: number;
  readonly v?: number;
  readonly url?: string;
}

export interface SharedLink {
  /** The text of the code. */
  readonly text: string;
  /** What nobody may find of it afterwards. */
  readonly secrets: readonly string[];
}

export interface SharingPlace {
  readonly host: string;
  readonly fetch: GuardedFetch;
  readonly asked: readonly Asked[];
  connections(): number;
  share(shared: Shared, change?: LinkChange): Promise<SharedLink>;
  close(): Promise<void>;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

export async function openSharingPlace(): Promise<SharingPlace> {
  const answers = new Map<string, Answer>();
  const server = await startServer((asked, response) => {
    const answer = answers.get(asked.path.split('?')[0] ?? '');
    if (answer === undefined) json(response, {}, 404);
    else answer(asked, response);
  });

  async function manifest({ files, attempts = 3, ...shared }: Extract<Shared, { readonly kind: 'files' }>, key: string): Promise<Answer> {
    const listed = await Promise.all(
      files.map(async ({ contentType, content, located = false }) => {
        const jwe = await encrypt(content, { cty: contentType }, key);
        if (!located) return { contentType, embedded: jwe };
        const path = `/f/${randomBytes(16).toString('base64url')}`;
        answers.set(path, (_, response) => void response.end(jwe));
        return { contentType, location: `https://${server.host}${path}` };
      }),
    );
    let left = attempts;
    return ({ body }, response) => {
      const said = JSON.parse(body) as { readonly passcode?: string };
      if (shared.passcode === undefined || (left > 0 && said.passcode === shared.passcode)) return json(response, { files: listed });
      left = Math.max(0, left - 1);
      return json(response, { remainingAttempts: left }, 401);
    };
  }

  async function answerOf(shared: Shared, key: string): Promise<Answer> {
    if (shared.kind === 'files') return manifest(shared, key);
    if (shared.kind === 'gone') return (_, response) => json(response, {}, 404);
    if (shared.kind === 'busy') return (_, response) => void response.writeHead(429, { 'retry-after': String(shared.seconds) }).end();
    const jwe = await encrypt(shared.content, {}, key);
    return ({ method }, response) => void (method === 'GET' ? response.end(jwe) : response.writeHead(405).end());
  }

  return {
    host: server.host,
    fetch: server.fetchWith(),
    asked: server.asked,
    connections: server.connections,
    async share(shared, change = {}) {
      const key = randomBytes(32).toString('base64url');
      const path = `/m/${randomBytes(24).toString('base64url')}`;
      answers.set(path, await answerOf(shared, key));
      const payload = Buffer.from(JSON.stringify({ url: `https://${server.host}${path}`, key, ...change })).toString('base64url');
      return { text: `shlink:/${payload}`, secrets: [key, path, payload.slice(0, 60), payload.slice(-60), passcode] };
    },
    close: server.close,
  };
}

/** A whole record, as another system shares it. */
export const recordOf = (person: DemoPerson): SharedFile => ({ contentType: 'application/fhir+json', content: person.document(new Date().toISOString()) });

/** What nobody may find of them afterwards. */
export const secretsOf = ({ name, nhsNumber, birthDate }: DemoPerson): readonly string[] => [...name.split(' '), nhsNumber, birthDate];
