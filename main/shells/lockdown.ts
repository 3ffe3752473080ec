/**
 * What a window may not do, as data for both shells.
 * Sources: Electron security checklist (docs/tutorial/security), CSP Level 3, Trusted Types, Fetch Metadata.
 */

/** A shell differs in one thing: over loopback the page talks to main by HTTP, in Electron by IPC alone. */
export type ShellName = 'loopback' | 'electron';

/** Where Electron serves the page from. */
export const scheme = 'kiosk';
export const schemeHost = 'app';
export const pageUrl = `${scheme}://${schemeHost}/index.html`;

export function contentSecurityPolicy(shell: ShellName): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': shell === 'loopback' ? "'self'" : "'none'",
    'media-src': "'none'",
    'object-src': "'none'",
    'worker-src': "'none'",
    'frame-src': "'none'",
    'manifest-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Every feature that Chromium lets a page ask for; a kiosk page asks for none. */
export const deniedFeatures = [
  'accelerometer',
  'ambient-light-sensor',
  'attribution-reporting',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
] as const;

export const permissionsPolicy = deniedFeatures.map((feature) => `${feature}=()`).join(', ');

/** Headers of every answer, in lower case. Nothing is stored, framed, sniffed or shared. */
export function securityHeaders(shell: ShellName): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(shell),
    'permissions-policy': permissionsPolicy,
    'cache-control': 'no-store',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'DENY',
  };
}

/** A command-line switch of Chromium: `--name` or `--name=value`. */
export type Switch = readonly [name: string] | readonly [name: string, value: string];

/** For both shells: touch as on a kiosk, nothing kept, nothing fetched behind our back. */
export const sharedSwitches: readonly Switch[] = [
  ['touch-events', 'enabled'],
  ['disable-pinch'],
  ['overscroll-history-navigation', '0'],
  ['disable-background-networking'],
  ['disable-breakpad'],
  ['disable-client-side-phishing-detection'],
  ['disable-component-update'],
  ['disable-default-apps'],
  ['disable-domain-reliability'],
  ['disable-extensions'],
  ['disable-sync'],
  ['no-pings'],
  ['disk-cache-size', '1'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-features', 'Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,InterestFeedContentSuggestions'],
];

/** Only a browser of the system needs these; Electron has no such parts. */
export const browserSwitches: readonly Switch[] = [
  ['kiosk'],
  ['incognito'],
  ['no-first-run'],
  ['no-default-browser-check'],
  ['noerrdialogs'],
  ['password-store', 'basic'],
  // Every address but our own ends in nothing, whatever a page or the browser itself asks for.
  ['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  ['proxy-server', 'direct://'],
];

export function switchArguments(switches: readonly Switch[]): string[] {
  return switches.map(([name, value]) => (value === undefined ? `--${name}` : `--${name}=${value}`));
}

/**
 * A login leaves the dock of the kiosk's own window in sight and in reach, under it: Back and Finish end the login.
 * In CSS pixels of the screen.
 */
export function loginBounds(screen: { readonly width: number; readonly height: number }) {
  return { x: 0, y: 0, width: screen.width, height: Math.round(screen.height * (screen.height > screen.width ? 0.86 : 0.8)) };
}

/**
 * For a browser that shows one login: as the kiosk's own, but with an address bar, and with the names of the login alone.
 * Its guard makes a context in memory, which `incognito` would put out of the guard's reach.
 */
export function loginSwitches(origins: readonly string[]): readonly Switch[] {
  const own = new Set(['kiosk', 'incognito', 'host-resolver-rules']);
  const hosts = origins.map((origin) => {
    const { protocol, hostname, port } = new URL(origin);
    return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
  });
  return [
    ...browserSwitches.filter(([name]) => !own.has(name)),
    ...sharedSwitches,
    // Each host with its port, the first rule that fits: a web socket, which no guard can pause, goes nowhere else either.
    ['host-resolver-rules', [...hosts.map((host) => `MAP ${host} ${host}`), 'MAP * ~NOTFOUND'].join(', ')],
    ['disable-save-password-bubble'],
    ['hide-crash-restore-bubble'],
  ];
}

/** The settings of that browser's one profile: it offers to keep nothing. */
export const loginPreferences = {
  autofill: { credit_card_enabled: false, profile_enabled: false },
  bookmark_bar: { show_on_all_tabs: false },
  browser: { enable_spellchecking: false, has_seen_welcome_page: true },
  credentials_enable_service: false,
  download_restrictions: 3,
  printing: { enabled: false },
  profile: { password_manager_enabled: false },
  search: { suggest_enabled: false },
  translate: { enabled: false },
} as const;

/** No dialogue that looks into the kiosk's folders. */
export const loginLocalState = { select_file_dialogs: { allowed: false } } as const;
