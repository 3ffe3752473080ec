/**
 * Whose health cards this site believes, kept fresh while the kiosk runs: files of the site, and issuers that the site names and
 * that are asked for their keys and revocation lists. By a timer only; a card that is held up reads what is here.
 * What cannot be read or reached leaves what was there before, and staff are told since when.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Timer } from '../../hardware/ports.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { Clock } from '../clock.ts';
import { askIssuer } from '../identity/health-card/ask-issuer.ts';
import { directoryOf, issuersIn, type GivenIssuer, type IssuerDirectory } from '../identity/health-card/issuer-directory.ts';
import { createGuardedFetch, type GuardedFetch } from '../identity/network/guarded-fetch.ts';
import type { Site } from './site.ts';

export interface HealthIssuersParts {
  readonly shared: Pick<Site['shared'], 'issuersPath' | 'issuers' | 'issuersHours'>;
  readonly clock: Clock;
  readonly timer: Timer;
  /** A test brings its own; otherwise it goes to the hosts of the named issuers and nowhere else. */
  readonly fetch?: GuardedFetch;
}

export interface IssuerSource {
  /** The file's name, or the issuer's host. */
  readonly name: string;
  /** Milliseconds since 1970: when what is in use was written or given; null where there is nothing yet. */
  readonly at: number | null;
  /** Whether the last try to renew it failed. */
  readonly failing: boolean;
}

export interface HealthIssuers {
  /** Always what is in use now. */
  readonly directory: IssuerDirectory;
  sources(): readonly IssuerSource[];
  /** Reads and asks everything once; the timer does this by itself. */
  refresh(): Promise<void>;
  stop(): void;
}

export type IssuersFault = { readonly kind: 'issuers-not-readable'; readonly path: string };

const hour = 3_600_000;
/** After a failure. */
const soon = hour / 4;

interface Named {
  readonly iss: string;
  readonly name: string | null;
  given: GivenIssuer | null;
  at: number | null;
  failing: boolean;
}

/** Null where the site names nobody. Files must be readable at the start; issuers are asked after it. */
export async function openHealthIssuers(parts: HealthIssuersParts): Promise<Result<HealthIssuers | null, IssuersFault>> {
  const { shared, clock, timer } = parts;
  const { issuersPath } = shared;
  const named: Named[] = shared.issuers.map(({ iss, name }) => ({ iss, name: name ?? null, given: null, at: null, failing: false }));
  if (issuersPath === undefined && named.length === 0) return ok(null);
  const fetch = parts.fetch ?? createGuardedFetch({ allowedHosts: named.map(({ iss }) => new URL(iss).host), timer });
  let files: IssuerFiles = { issuers: [], at: null };
  let filesFailing = false;
  if (issuersPath !== undefined) {
    const first = await readIssuerFiles(issuersPath);
    if (first === null) return failed({ kind: 'issuers-not-readable', path: issuersPath });
    files = first;
  }
  const stopped = new AbortController();
  let inUse = await inUseOf(files, named);
  let cancel = (): void => undefined;

  async function refresh(): Promise<void> {
    if (issuersPath !== undefined) {
      const again = await readIssuerFiles(issuersPath);
      filesFailing = again === null;
      files = again ?? files;
    }
    for (const one of named) {
      const answer = await askIssuer({ ...one, held: one.given, fetch }, stopped.signal);
      if (stopped.signal.aborted) return;
      one.failing = !answer.ok;
      if (answer.ok) [one.given, one.at] = [answer.value, clock.now()];
    }
    inUse = await inUseOf(files, named);
  }
  function refreshIn(milliseconds: number): void {
    if (stopped.signal.aborted) return;
    cancel = timer.after(milliseconds, () => {
      void refresh().then(() => {
        const failing = filesFailing || named.some((one) => one.failing);
        refreshIn(failing ? Math.min(soon, shared.issuersHours * hour) : shared.issuersHours * hour);
      });
    });
  }
  refreshIn(named.length > 0 ? 0 : shared.issuersHours * hour);

  return ok({
    directory: {
      get keys() {
        return inUse.keys;
      },
      get leftOut() {
        return inUse.leftOut;
      },
    },
    sources: () => [
      ...(issuersPath === undefined ? [] : [{ name: basename(issuersPath), at: files.at, failing: filesFailing }]),
      ...named.map(({ iss, at, failing }) => ({ name: new URL(iss).host, at, failing })),
    ],
    refresh,
    stop() {
      stopped.abort();
      cancel();
    },
  });
}

/** An issuer that answered speaks for itself: a key that it took back is not believed because an old file has it. */
function inUseOf(files: IssuerFiles, named: readonly Named[]): Promise<IssuerDirectory> {
  const given = named.flatMap((one) => one.given ?? []);
  const spoken = new Set(given.map(({ iss }) => iss));
  return directoryOf([...files.issuers.filter(({ iss }) => iss === null || !spoken.has(iss)), ...given]);
}

interface IssuerFiles {
  readonly issuers: readonly GivenIssuer[];
  /** When the oldest of them was written. */
  readonly at: number | null;
}

/** A file, or every `.json` file of a folder; null where one of them cannot be read or is no directory of issuers. */
async function readIssuerFiles(path: string): Promise<IssuerFiles | null> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).sort().map((name) => join(path, name)) : [path];
    const issuers: GivenIssuer[] = [];
    const written: number[] = [];
    for (const name of names) {
      const read = issuersIn(JSON.parse(await readFile(name, 'utf8')));
      if (read === null) return null;
      issuers.push(...read);
      written.push((await stat(name)).mtimeMs);
    }
    return written.length === 0 ? null : { issuers, at: Math.min(...written) };
  } catch {
    return null;
  }
}
