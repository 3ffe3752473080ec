/**
 * One kiosk at one place, as its site file describes it. Read once at start; a setting that is wrong is named.
 * Times are in seconds, lengths in millimetres, paths are taken from the folder of the site file.
 */
import * as v from 'valibot';
import { serialFlows, serialSpeeds } from '../../hardware/transports/serial-line.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { languageCodes, type LanguageCode } from '../../preload/contract.ts';
import type { DelayName } from '../session/delays.ts';
import { readerSetting } from './reader-setting.ts';
import { broughtSetting } from './brought-setting.ts';
import { signInSetting } from './sign-in-setting.ts';

const line = (longest: number) =>
  v.pipe(
    v.string(`must be words of 1 to ${longest} characters`),
    v.trim(),
    v.minLength(1, `must be words of 1 to ${longest} characters`),
    v.maxLength(longest, `must be words of 1 to ${longest} characters`),
  );

const between = (least: number, most: number, unit: string) => {
  const must = `must be a number of ${unit} from ${least} to ${most}`;
  return v.pipe(v.number(must), v.minValue(least, must), v.maxValue(most, must));
};

const whole = (least: number, most: number, unit: string) =>
  v.pipe(between(least, most, unit), v.integer(`must be a whole number of ${unit}`));

const portMust = 'must be a whole number from 1 to 65535';
const port = v.pipe(v.number(portMust), v.integer(portMust), v.minValue(1, portMust), v.maxValue(65_535, portMust));

const seconds = (least: number, most: number) => between(least, most, 'seconds');

const path = v.pipe(
  v.string('must be the path of a file or folder'),
  v.minLength(1, 'must be the path of a file or folder'),
  v.check((text) => !text.includes('\0'), 'must be the path of a file or folder'),
);

const identifier = v.pipe(
  v.string('must be lower-case letters, digits and hyphens, at most 40'),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens, at most 40'),
);

/** The site's own words for people: English always, other languages where somebody gave them. */
const placeWords = v.strictObject(
  {
    en: line(200),
    cy: v.optional(line(200)),
    pl: v.optional(line(200)),
    ro: v.optional(line(200)),
    pa: v.optional(line(200)),
    ur: v.optional(line(200)),
    bn: v.optional(line(200)),
    gu: v.optional(line(200)),
    ar: v.optional(line(200)),
    pt: v.optional(line(200)),
    es: v.optional(line(200)),
  },
  'must be words by language, such as { "en": "Ask at the library desk." }',
);

const base64url32 = v.pipe(
  v.string('must be 32 bytes in base64url'),
  v.regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url'),
);

/** A public ES256 key that signs access cards and badges; RFC 7517 (JWK), RFC 7518 section 6.2.1. */
const publicKey = v.strictObject(
  {
    kty: v.literal('EC', 'must be "EC"'),
    crv: v.literal('P-256', 'must be "P-256"'),
    x: base64url32,
    y: base64url32,
    kid: line(100),
    use: v.optional(v.literal('sig', 'must be "sig"')),
    alg: v.optional(v.literal('ES256', 'must be "ES256"')),
    /** Belongs in the place where cards are made, never at the kiosk. */
    d: v.optional(v.never('must not be in the site file: it is the private half of the key')),
  },
  'must be a public key (JWK)',
);

const screen = v.strictObject(
  {
    orientation: v.picklist(['portrait', 'landscape'], 'must be "portrait" or "landscape"'),
    width: whole(800, 7680, 'CSS pixels'),
    height: whole(800, 7680, 'CSS pixels'),
    /** Of one CSS pixel: the width of the glass divided by the pixels across it. */
    pixelPitch: between(0.05, 1, 'millimetres'),
    /** Where the service page keeps what staff measured; it goes before `pixelPitch`. */
    measuresPath: v.optional(path),
  },
  'must be { orientation, width, height, pixelPitch }',
);

/**
 * What this place changes of the usual times (`main/session/delays.ts`).
 * The warning is a minute everywhere, as its screen says (WCAG 2.2.1 asks for 20 seconds).
 */
const timerEntries = {
  idle: v.optional(seconds(30, 600)),
  hiddenLock: v.optional(seconds(10, 300)),
  readerTips: v.optional(seconds(3, 60)),
  slow: v.optional(seconds(1, 60)),
  takePaper: v.optional(seconds(10, 120)),
  helpEnds: v.optional(seconds(60, 1800)),
  serviceEnds: v.optional(seconds(60, 1800)),
  goodbye: v.optional(seconds(3, 60)),
} satisfies Partial<Record<DelayName, unknown>>;
const timers = v.strictObject(timerEntries, 'must be seconds by name, such as { "idle": 120 }');

const loopbackHosts = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

const fhirBase = v.pipe(
  v.string('must be an https address'),
  v.check((text) => {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
  }, 'must be an https address without a password, a query or a fragment'),
);

const record = v.variant(
  'source',
  [
    v.strictObject({
      /** One FHIR R4 document a person, named by NHS number. */
      source: v.literal('folder'),
      path,
    }),
    v.strictObject({
      /** `[base]/Patient/$summary`: IPS 2.0.1, OperationDefinition summary. */
      source: v.literal('fhir'),
      baseUrl: fhirBase,
      timeout: v.optional(seconds(1, 120), 20),
      retries: v.optional(whole(0, 5, 'tries'), 2),
      maxMegabytes: v.optional(between(0.1, 64, 'megabytes'), 16),
      /** A file that holds a bearer token; read at every start, never written. */
      tokenPath: v.optional(path),
    }),
  ],
  'must be { "source": "folder", ... } or { "source": "fhir", ... }',
);

const printer = v.strictObject(
  {
    /** A name of hardware/printer's profiles, or the path of a profile file of the site's own, which ends in `.json`. */
    profile: line(400),
    connection: v.variant(
      'transport',
      [
        v.strictObject({ transport: v.literal('emulator') }),
        v.strictObject({
          transport: v.literal('tcp'),
          host: line(253),
          port: v.optional(port, 9100),
        }),
        v.strictObject({ transport: v.literal('device'), path }),
        v.strictObject({
          transport: v.literal('serial'),
          path,
          baud: v.optional(v.picklist(serialSpeeds, `must be one of ${serialSpeeds.join(', ')}`), 9600),
          /** What the cable carries; `none` loses what is sent too fast. */
          flow: v.optional(v.picklist(serialFlows, 'must be "rts-cts", "xon-xoff" or "none"'), 'rts-cts'),
        }),
      ],
      'must be { "transport": "emulator" }, { "transport": "tcp", ... }, { "transport": "device", ... } or { "transport": "serial", ... }',
    ),
  },
  'must be { profile, connection }',
);

const postgres = v.pipe(
  v.strictObject(
    {
      /** A name, an address, or the folder of a Unix socket. */
      host: line(253),
      port: v.optional(port, 5432),
      database: line(63),
      user: line(63),
      /** A file that holds the password; read at every start, never written. */
      passwordPath: v.optional(path),
      /** The certificate is checked against `host`: by the authority in `caPath`, else by those that the machine trusts. */
      tls: v.optional(
        v.union([v.literal(false), v.strictObject({ caPath: v.optional(path) })], 'must be { caPath } or, for a database on this machine, false'),
        {},
      ),
    },
    'must be { host, port, database, user, passwordPath, tls }',
  ),
  v.forward(
    v.check(({ host, tls }) => tls !== false || host.startsWith('/') || loopbackHosts.has(host), 'may be false only for a database on this machine'),
    ['tls'],
  ),
);

const registerMust = 'must be { pepperPath, path } or { pepperPath, postgres }';
const register = v.pipe(
  v.strictObject(
    {
      /** 32 random bytes that no copy of the register holds; the same at every kiosk that shares one. */
      pepperPath: path,
      /** A file of this kiosk's own. */
      path: v.optional(path),
      /** A database that several kiosks share. */
      postgres: v.optional(postgres),
    },
    registerMust,
  ),
  v.check(({ path: file, postgres: database }) => (file === undefined) !== (database === undefined), registerMust),
  v.transform(({ pepperPath, path: file, postgres: database }) =>
    database === undefined ? { pepperPath, path: file ?? '' } : { pepperPath, postgres: database },
  ),
);

export const siteSchema = v.strictObject(
  {
    name: line(60),
    kiosk: identifier,
    people: v.strictObject(
      {
        /** A sentence: "Ask at the library desk." */
        desk: placeWords,
        /** Whom to call about the record, inside a sentence: "your GP surgery". */
        surgery: placeWords,
      },
      'must be { desk, surgery }',
    ),
    screen,
    /** In the order in which the first screen offers them. */
    languages: v.pipe(
      v.array(v.picklist(languageCodes, `must be one of ${languageCodes.join(', ')}`), 'must be a list of languages'),
      v.minLength(1, 'must name at least one language'),
      v.check((list) => new Set(list).size === list.length, 'must name each language once'),
      v.check((list) => list.includes('en'), 'must have "en": every word exists in English'),
    ),
    timers: v.optional(timers, {}),
    cards: v.strictObject(
      {
        /** The `aud` of cards that this site takes. */
        audience: line(200),
        keys: v.pipe(
          v.array(publicKey, 'must be a list of public keys (JWK)'),
          v.minLength(1, 'must hold at least one public key'),
          v.check((keys) => new Set(keys.map((key) => key.kid)).size === keys.length, 'must have a different kid on every key'),
        ),
      },
      'must be { audience, keys }',
    ),
    register,
    /** Plain words that no clinician has read yet: shown only where the site says so. */
    words: v.optional(v.strictObject({ unreviewed: v.optional(v.boolean('must be true or false'), false) }, 'must be { unreviewed }'), {}),
    record,
    /** SMART Health Cards and Links that people bring along; without it they are kindly declined. */
    shared: v.optional(broughtSetting, {}),
    /** Signing in with an account of one's own; without it nobody is offered that. */
    signIn: v.optional(signInSetting),
    printer,
    reader: readerSetting,
    audit: v.strictObject(
      {
        path,
        /** 32 random bytes that seal the trail and turn people into pseudonyms; outside the folder of the trail. */
        keyPath: path,
        /** Where the end of the trail is noted, best on another disk; beside the trail where nothing is said. */
        anchorPath: v.optional(path),
      },
      'must be { path, keyPath, anchorPath }',
    ),
    service: v.optional(
      v.strictObject(
        {
          /** For staff on the out-of-order screen: who keeps this kiosk. */
          contact: v.optional(line(200)),
        },
        'must be { contact }',
      ),
      {},
    ),
  },
  'must be a site file',
);

export type Site = v.InferOutput<typeof siteSchema>;
export type PlaceWords = Site['people']['desk'];

export interface SettingFault {
  /** `screen.pixelPitch`; empty for the file as a whole. */
  readonly setting: string;
  /** "must be a number of millimetres from 0.05 to 1" */
  readonly must: string;
}

export interface SiteFault {
  readonly kind: 'site-not-valid';
  readonly faults: readonly SettingFault[];
}

/** Every fault is told, not the first one only. */
export function readSite(value: unknown): Result<Site, SiteFault> {
  const read = v.safeParse(siteSchema, value);
  if (!read.success) return failed({ kind: 'site-not-valid', faults: read.issues.map(settingFault) });
  const across = screenFault(read.output);
  return across === null ? ok(read.output) : failed({ kind: 'site-not-valid', faults: [across] });
}

/** "screen.pixelPitch must be a number of millimetres from 0.05 to 1" */
export function sayFault(fault: SettingFault): string {
  return `${fault.setting === '' ? 'the site file' : fault.setting} ${fault.must}`;
}

/** The words of this place in the person's language, else in English. */
export function placeWordsIn(words: PlaceWords, language: LanguageCode): string {
  return words[language] ?? words.en;
}

/** In milliseconds, as the session wants them. */
export function siteDelays(site: Site): Partial<Record<DelayName, number>> {
  return Object.fromEntries(Object.entries(site.timers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value * 1000]])));
}

function settingFault(issue: v.BaseIssue<unknown>): SettingFault {
  const setting = v.getDotPath(issue) ?? '';
  const last = issue.path?.at(-1);
  if (last !== undefined && 'origin' in last && last.origin === 'key') {
    return { setting, must: issue.expected === 'never' ? 'is not a setting' : 'is missing' };
  }
  // A variant points at its discriminator; what must change is the whole of it.
  if (issue.type === 'variant') return { setting: setting.replace(/\.(?:source|transport|kind)$/, ''), must: issue.message };
  return { setting, must: issue.message };
}

function screenFault(site: Site): SettingFault | null {
  const { orientation, width, height } = site.screen;
  const agrees = orientation === 'portrait' ? height > width : width > height;
  return agrees ? null : { setting: 'screen.orientation', must: `must agree with ${width} by ${height}` };
}
