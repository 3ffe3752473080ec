import type { App, Session, WebContents, WebPreferences } from 'electron';
import { isAllowedKey } from '../../../preload/allowed-keys.ts';
import { scheme } from '../lockdown.ts';
import type { PageFiles } from '../page-files.ts';
import { answerFromPage, isPageAddress } from './page-scheme.ts';

/** `net::ERR_FAILED` for every certificate: nothing here speaks TLS. */
const refuseCertificate = -2;

/** Of every page, the kiosk's own or a login's. Source: Electron security checklist (docs/tutorial/security). */
export const guardedPreferences = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  devTools: false,
} as const satisfies WebPreferences;

/** Everything that a page could ask of a session, refused; its files come from memory. */
export function guardSession(session: Session, page: PageFiles): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setCertificateVerifyProc((_request, answer) => answer(refuseCertificate));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnAddress(details.url) }));
  session.protocol.handle(scheme, (request) => answerFromPage(page, request));
}

/** The page's own files, and pictures that are in the page already: no network. */
function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (isPageAddress(url) || address.startsWith('data:image/png;base64,'));
}

/** Every web-contents of the process, whoever made it: it stays where it is and opens nothing. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('before-input-event', (event, input) => {
    if (!isAllowedKey(input)) event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setIgnoreMenuShortcuts(true);
}

/** What other programs, servers and files could make the process do. `hasOwnGuards`: a login, which may navigate. */
export function guardApp(app: App, hasOwnGuards: (contents: WebContents) => boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    if (!hasOwnGuards(contents)) guardContents(contents);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('login', (event, _contents, _details, _auth, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('open-file', (event) => event.preventDefault());
  app.on('open-url', (event) => event.preventDefault());
}
