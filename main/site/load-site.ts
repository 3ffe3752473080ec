/** The site file from disk: JSON of at most a megabyte, its paths made whole from its own folder. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { isProfilePath } from './printer-profile.ts';
import { readSite, type Site, type SiteFault } from './site.ts';

export type SiteFileFault = SiteFault | { readonly kind: 'site-not-readable' | 'site-not-json'; readonly path: string };

const mostBytes = 1_048_576;

export async function loadSite(path: string): Promise<Result<Site, SiteFileFault>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    return failed({ kind: 'site-not-readable', path });
  }
  if (bytes.length > mostBytes) return failed({ kind: 'site-not-readable', path });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return failed({ kind: 'site-not-json', path });
  }
  const site = readSite(value);
  return site.ok ? ok(fromFolder(site.value, dirname(resolve(path)))) : site;
}

function fromFolder(site: Site, folder: string): Site {
  const whole = (path: string) => resolve(folder, path);
  const { connection, profile } = site.printer;
  return {
    ...site,
    screen: { ...site.screen, ...(site.screen.measuresPath === undefined ? {} : { measuresPath: whole(site.screen.measuresPath) }) },
    register: registerFrom(site.register, whole),
    record:
      site.record.source === 'folder'
        ? { ...site.record, path: whole(site.record.path) }
        : { ...site.record, ...(site.record.tokenPath === undefined ? {} : { tokenPath: whole(site.record.tokenPath) }) },
    shared: sharedFrom(site.shared, whole),
    ...(site.signIn === undefined ? {} : { signIn: { ...site.signIn, keyPath: whole(site.signIn.keyPath) } }),
    printer: {
      ...site.printer,
      profile: isProfilePath(profile) ? whole(profile) : profile,
      connection: connection.transport === 'device' || connection.transport === 'serial' ? { ...connection, path: whole(connection.path) } : connection,
    },
    audit: {
      path: whole(site.audit.path),
      keyPath: whole(site.audit.keyPath),
      ...(site.audit.anchorPath === undefined ? {} : { anchorPath: whole(site.audit.anchorPath) }),
    },
  };
}

function sharedFrom({ issuersPath, makeLinks, ...rest }: Site['shared'], whole: (path: string) => string): Site['shared'] {
  return {
    ...rest,
    ...(issuersPath === undefined ? {} : { issuersPath: whole(issuersPath) }),
    ...(makeLinks === undefined ? {} : { makeLinks: { ...makeLinks, ...(makeLinks.tokenPath === undefined ? {} : { tokenPath: whole(makeLinks.tokenPath) }) } }),
  };
}

function registerFrom(register: Site['register'], whole: (path: string) => string): Site['register'] {
  const pepperPath = whole(register.pepperPath);
  if ('path' in register) return { pepperPath, path: whole(register.path) };
  const { passwordPath, tls, ...rest } = register.postgres;
  return {
    pepperPath,
    postgres: {
      ...rest,
      ...(passwordPath === undefined ? {} : { passwordPath: whole(passwordPath) }),
      tls: tls === false || tls.caPath === undefined ? tls : { caPath: whole(tls.caPath) },
    },
  };
}
