/**
 * Who may know whom, and who may touch the machine: the one table.
 * The first row whose place holds a file is that file's.
 */

export interface Row {
  /** A file or a folder. */
  readonly place: string;
  /** What may be imported for its values. Types are free within `types` as well. */
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** The parts of the kiosk that can be told without any machine around them. */
const domains = [
  'main/assist',
  'main/audit',
  'main/copy',
  'main/identity',
  'main/printing',
  'main/record',
  'main/session',
  'main/site',
  'main/clock.ts',
];
const ports = ['hardware/ports.ts', 'hardware/result.ts'];
const contract = 'preload/contract.ts';
const anything = ['main', 'hardware', 'preload'];

export const house: readonly Row[] = [
  { place: contract, values: ['valibot'], types: [] },
  { place: 'preload/electron-preload.ts', values: ['preload', 'electron', 'valibot'], types: [contract] },
  { place: 'preload', values: ['preload', 'valibot'], types: [contract] },
  // The bundler's own settings.
  { place: 'renderer/vite.ts', values: ['vite', '@vitejs/plugin-react'], types: [] },
  {
    place: 'renderer',
    values: ['renderer', 'react', 'react-dom', 'nhsuk-frontend', '@fontsource', '@fontsource-variable'],
    types: [contract],
  },
  { place: 'hardware', values: ['hardware', 'qrcode', 'zxing-wasm'], types: [] },
  // A view is made of the contract's and the record's own lists.
  {
    place: 'main/session/view',
    values: ['main/session', 'main/assist', 'main/copy', 'main/record/patient-record.ts', 'main/record/result-picture.ts', 'main/record/finding', 'hardware/result.ts', contract],
    types: [...domains, ...ports],
  },
  {
    place: 'main/session',
    values: ['main/session', 'main/assist', 'main/copy', 'xstate', 'hardware/result.ts'],
    types: [...domains, ...ports, contract],
  },
  { place: 'main/copy', values: ['main/copy', 'i18next', 'hardware/result.ts'], types: [...domains, contract] },
  { place: 'main/assist', values: ['main/assist', 'hardware/result.ts'], types: [...domains, contract] },
  {
    place: 'main/identity',
    values: ['main/identity', 'main/record/fhir/verbatim-decimals.ts', 'main/clock.ts', 'hardware/result.ts', 'valibot', 'jose', 'openid-client', 'pg', 'qrcode'],
    types: [...domains, ...ports, contract],
  },
  {
    place: 'main/record',
    values: ['main/record', 'main/copy', 'main/identity', 'main/clock.ts', 'hardware/result.ts', 'valibot'],
    types: [...domains, ...ports, contract],
  },
  {
    place: 'main/printing',
    values: ['main/printing', 'main/copy', 'main/record', 'main/audit', 'hardware', '@napi-rs/canvas', 'qrcode'],
    types: [...domains, contract],
  },
  {
    place: 'main/audit',
    values: ['main/audit', 'main/identity/credential.ts', 'main/record/patient-record.ts', contract, ...ports],
    types: [...domains],
  },
  { place: 'main/clock.ts', values: [], types: [] },
  // From here on: what puts the parts together for a site, a machine, a demonstration, an engineer.
  { place: 'main/site', values: [...anything, 'valibot'], types: anything },
  {
    place: 'main/demo/tour.ts',
    values: [...anything, '@playwright/test'],
    types: anything,
  },
  { place: 'main/demo', values: [...anything, 'jose', 'qrcode', 'valibot'], types: anything },
  { place: 'main/shells/electron', values: [...anything, 'electron', '@electron/fuses', 'valibot'], types: anything },
  { place: 'main/shells', values: [...anything, 'valibot'], types: anything },
  { place: 'main/cli', values: [...anything, 'valibot', 'jose', 'qrcode'], types: anything },
  { place: 'main/setup', values: [...anything, 'vite'], types: anything },
  // Files beside the folders, such as the wiring.
  { place: 'main', values: [...anything, 'xstate', 'valibot'], types: anything },
];

/** Nothing above knows these. A row's own place may import itself. */
export const knownOnlyTo: Readonly<Record<string, readonly string[]>> = {
  // The bench is served by the same gate as the kiosk, and the tour is a visit to a real one.
  'main/shells': ['main/shells', 'main/cli', 'main/setup', 'main/demo'],
  'main/cli': ['main/cli', 'main/setup'],
  'main/setup': ['main/setup', 'main/cli'],
  'main/demo': ['main/demo', 'main/shells', 'main/cli', 'main/setup'],
  renderer: ['renderer'],
  tests: [],
};

/** What may touch the machine: `node:*` and native modules. All else is told what it needs. */
export const touchesTheMachine: readonly string[] = [
  'hardware/transports',
  // sinks and stores
  'main/audit/anchor.ts',
  'main/audit/chain.ts',
  'main/audit/database.ts',
  'main/audit/reserve.ts',
  'main/audit/trail.ts',
  'main/audit/verify.ts',
  'main/identity/health-card/inflate.ts',
  'main/identity/health-card/issuer-certificate.ts',
  'main/identity/network',
  'main/identity/register/secrets.ts',
  'main/identity/register/sqlite.ts',
  'main/printing/journal.ts',
  // drawing and packing
  'main/printing/bitmap-png.ts',
  'main/printing/draw.ts',
  'main/printing/font-coverage.ts',
  'main/printing/slip-fonts.ts',
  'main/printing/printer-letters.ts',
  'main/printing/text-picture.ts',
  // clients and workers
  'main/record/sources',
  'main/record/worker',
  // wiring
  'main/kiosk.ts',
  'main/site',
  'main/demo',
  'main/shells',
  'main/cli',
  'main/setup',
  'renderer/vite.ts',
];

export const nativeModules = ['node-hid', '@napi-rs/canvas', 'electron'] as const;

/** Files that may look at the clock, draw random numbers or set timers; all else is passed them. */
export const hasTimeAndChance: readonly string[] = [
  'hardware/transports',
  'main/shells',
  'main/cli',
  'main/setup',
  'main/kiosk.ts',
  'main/site/open-site.ts',
  // These run in a window, whose only clock is the browser's.
  'renderer',
  'preload/loopback-bridge.ts',
  'main/demo/bench-page',
];

export const topLevel = [
  '.ci',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  'LICENSE',
  'LICENSE-WORDS',
  'README.md',
  'electron.vite.config.ts',
  'hardware',
  'main',
  'package-lock.json',
  'package.json',
  'preload',
  'renderer',
  'tests',
  'tsconfig.json',
] as const;
