import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSite } from '../../../main/site/load-site.ts';
import { placeWordsIn, readSite, sayFault, siteDelays } from '../../../main/site/site.ts';
import example from '../../../main/site/example-site.json' with { type: 'json' };

function faultsOf(value: unknown): readonly string[] {
  const read = readSite(value);
  return read.ok ? [] : read.error.faults.map(sayFault);
}

const [key] = example.cards.keys;
const shared = { host: 'register.example.org', database: 'alongside', user: 'kiosk' };

describe('a site file', () => {
  it('reads the example, and gives the session its times in milliseconds', () => {
    const read = readSite(example);
    expect(read).toMatchObject({ ok: true, value: { name: 'Central Library' } });
    expect(read.ok && siteDelays(read.value)).toEqual({ idle: 120_000, goodbye: 8_000 });
  });

  it.each([
    ['a number out of bounds', { ...example, screen: { ...example.screen, pixelPitch: 2 } }, 'screen.pixelPitch must be a number of millimetres from 0.05 to 1'],
    ['a number as words', { ...example, screen: { ...example.screen, pixelPitch: '0.27' } }, 'screen.pixelPitch must be a number of millimetres from 0.05 to 1'],
    ['a screen turned round', { ...example, screen: { ...example.screen, orientation: 'landscape' } }, 'screen.orientation must agree with 1080 by 1920'],
    ['a misspelt setting', { ...example, screen: { ...example.screen, pixelPich: 0.3 } }, 'screen.pixelPich is not a setting'],
    ['a missing setting', { ...example, name: undefined }, 'name must be words of 1 to 60 characters'],
    ['too short a goodbye', { ...example, timers: { goodbye: 1 } }, 'timers.goodbye must be a number of seconds from 3 to 60'],
    ['a language twice', { ...example, languages: ['en', 'en'] }, 'languages must name each language once'],
    ['no English', { ...example, languages: ['pl'] }, 'languages must have "en": every word exists in English'],
    ['records over plain http', { ...example, record: { source: 'fhir', baseUrl: 'http://records.example.org/fhir' } }, 'record.baseUrl must be an https address without a password, a query or a fragment'],
    ['a password in an address', { ...example, record: { source: 'fhir', baseUrl: 'https://a:b@records.example.org/fhir' } }, 'record.baseUrl must be an https address without a password, a query or a fragment'],
    ['an unknown source', { ...example, record: { source: 'fax' } }, 'record must be { "source": "folder", ... } or { "source": "fhir", ... }'],
    ['a private key', { ...example, cards: { ...example.cards, keys: [{ ...key, d: 'secret' }] } }, 'cards.keys.0.d must not be in the site file: it is the private half of the key'],
    ['two keys of one name', { ...example, cards: { ...example.cards, keys: [key, key] } }, 'cards.keys must have a different kid on every key'],
    ['a printer without a path', { ...example, printer: { profile: 'epson-tm-t20iii', connection: { transport: 'device' } } }, 'printer.connection.path is missing'],
    ['a port that is none', { ...example, printer: { profile: 'epson-tm-t20iii', connection: { transport: 'tcp', host: 'printer', port: 0 } } }, 'printer.connection.port must be a whole number from 1 to 65535'],
    ['a kiosk with a space', { ...example, kiosk: 'Kiosk 1' }, 'kiosk must be lower-case letters, digits and hyphens, at most 40'],
    ['a register that is nowhere', { ...example, register: { pepperPath: 'p' } }, 'register must be { pepperPath, path } or { pepperPath, postgres }'],
    ['a register in two places', { ...example, register: { pepperPath: 'p', path: 'r', postgres: shared } }, 'register must be { pepperPath, path } or { pepperPath, postgres }'],
    ['a shared register without a user', { ...example, register: { pepperPath: 'p', postgres: { ...shared, user: undefined } } }, 'register.postgres.user must be words of 1 to 63 characters'],
    ['a shared register in the clear', { ...example, register: { pepperPath: 'p', postgres: { ...shared, tls: false } } }, 'register.postgres.tls may be false only for a database on this machine'],
    ['a password in the site file', { ...example, register: { pepperPath: 'p', postgres: { ...shared, password: 'x' } } }, 'register.postgres.password is not a setting'],
    ['no file at all', 'site', 'the site file must be a site file'],
  ])('names the setting: %s', (_name, value, said) => {
    expect(faultsOf(value)).toContain(said);
  });

  it.each([
    ['as older files said it', { transport: 'hid' }, [{ kind: 'hid-pos' }]],
    ['one', { kind: 'hid-pos' }, [{ kind: 'hid-pos' }]],
    [
      'several, with what is usual filled in',
      [{ kind: 'hid-pos' }, { kind: 'serial', path: '/dev/ttyS0' }],
      [{ kind: 'hid-pos' }, { kind: 'serial', path: '/dev/ttyS0', baud: 9600, parity: 'none', stopBits: 1, framing: 'line', prefix: '', idleMilliseconds: 300 }],
    ],
  ])('names its readers: %s', (_name, reader, expected) => {
    const read = readSite({ ...example, reader });
    expect(read.ok && read.value.reader).toEqual(expected);
  });

  it.each([
    ['a kind that is none', { kind: 'telepathy' }, 'reader must be '],
    ['a line that is none', { kind: 'serial', baud: 300 }, 'reader.baud must be one of 1200'],
    ['a path that is no device', { kind: 'serial', path: 'ttyS0' }, 'reader.path must be the path of a device'],
    ['a program by its first name', { kind: 'contactless', command: ['adapter'] }, 'reader.command must begin with the whole path'],
    ['an id that is none', { kind: 'keyboard', device: { vendorId: 'zebra', productId: '1200' } }, 'reader.device.vendorId must be a USB id'],
    ['nothing', [], 'reader must name at least one reader'],
    ['an emulator beside a device', [{ kind: 'hid-pos' }, { kind: 'emulator' }], 'reader must not mix an emulator with devices'],
  ])('names what is wrong with a reader: %s', (_name, reader, said) => {
    expect(faultsOf({ ...example, reader }).join('; ')).toContain(said);
  });

  it('shares a register over TLS, or with a database on this machine', () => {
    const read = (postgres: object) => {
      const site = readSite({ ...example, register: { pepperPath: 'p', postgres } });
      return site.ok ? site.value.register : site.error;
    };
    expect(read(shared)).toEqual({ pepperPath: 'p', postgres: { ...shared, port: 5432, tls: {} } });
    expect(read({ ...shared, host: '/run/postgresql', tls: false })).toMatchObject({ postgres: { tls: false } });
    expect(read({ ...shared, host: '::1', tls: false })).toMatchObject({ postgres: { tls: false } });
  });

  it('says that a setting is missing', () => {
    const { register: _register, ...without } = example;
    expect(faultsOf(without)).toEqual(['register is missing']);
  });

  it('tells every fault at once', () => {
    expect(faultsOf({ ...example, name: '', kiosk: 'X' })).toHaveLength(2);
  });

  it('takes plain http from this machine only', () => {
    expect(faultsOf({ ...example, record: { source: 'fhir', baseUrl: 'http://127.0.0.1:8080/fhir' } })).toEqual([]);
    expect(faultsOf({ ...example, record: { source: 'fhir', baseUrl: 'http://127.0.0.1.example.org/fhir' } })).toHaveLength(1);
  });

  it('falls back to English words of the place', () => {
    expect(placeWordsIn({ en: 'the desk', pl: 'recepcja' }, 'pl')).toBe('recepcja');
    expect(placeWordsIn({ en: 'the desk' }, 'pl')).toBe('the desk');
  });
});

describe('a site file on disk', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'site-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('takes paths from its own folder', async () => {
    const path = join(folder, 'site.json');
    await writeFile(path, JSON.stringify(example));
    expect(await loadSite(path)).toMatchObject({
      ok: true,
      value: {
        register: { path: join(folder, 'register.sqlite'), pepperPath: join(folder, 'keys/register.pepper') },
        record: { tokenPath: join(folder, 'keys/record.token') },
        printer: { connection: { path: '/dev/usb/lp0' } },
        audit: { path: join(folder, 'audit/trail.sqlite'), keyPath: join(folder, 'keys/audit.key') },
      },
    });
  });

  it('takes the paths of a shared register from its own folder too', async () => {
    const path = join(folder, 'site.json');
    const postgres = { ...shared, passwordPath: 'keys/register.password', tls: { caPath: 'keys/register-ca.pem' } };
    await writeFile(path, JSON.stringify({ ...example, register: { pepperPath: 'keys/register.pepper', postgres } }));
    expect(await loadSite(path)).toMatchObject({
      ok: true,
      value: {
        register: {
          pepperPath: join(folder, 'keys/register.pepper'),
          postgres: { passwordPath: join(folder, 'keys/register.password'), tls: { caPath: join(folder, 'keys/register-ca.pem') } },
        },
      },
    });
  });

  it('says what is the matter with the file', async () => {
    const path = join(folder, 'site.json');
    expect(await loadSite(path)).toEqual({ ok: false, error: { kind: 'site-not-readable', path } });
    await writeFile(path, '{ "name": ');
    expect(await loadSite(path)).toEqual({ ok: false, error: { kind: 'site-not-json', path } });
    await writeFile(path, '{}');
    expect(await loadSite(path)).toMatchObject({ ok: false, error: { kind: 'site-not-valid' } });
  });
});
