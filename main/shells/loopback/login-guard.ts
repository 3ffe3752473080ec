/**
 * What a browser that runs one login may do, told to it over the DevTools protocol: one page, the allowed origins, no
 * download, no permission. Every target, also a frame or a worker, waits until it is guarded before its first request.
 */
import { destinationOf, type LoginRequest } from '../../identity/sign-in/login-window.ts';
import type { DevtoolsEvent, DevtoolsPipe } from './devtools-pipe.ts';

export interface GuardEvents {
  /** The provider sent the person back; nothing was sent to that address. */
  readonly onCallback: (url: string) => void;
  /** The page is gone, or somebody went to a place of the browser's own. */
  readonly onLeft: () => void;
  /** The first page did not come. */
  readonly onUnreachable: () => void;
}

export interface LoginGuard {
  /** For every event of the pipe. */
  take(event: DevtoolsEvent): void;
  /** Guards the browser, then goes to the first address. */
  begin(): Promise<void>;
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly browserContextId: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function targetInfo(value: unknown): TargetInfo {
  const info = (typeof value === 'object' && value !== null ? value : {}) as { readonly [name: string]: unknown };
  return {
    targetId: text(info['targetId']),
    type: text(info['type']),
    url: text(info['url']),
    browserContextId: text(info['browserContextId']),
  };
}

const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
/** Pages without an address of their own, and what a failed one shows. */
const blank = new Set(['', 'about:blank', 'chrome-error://chromewebdata/']);

export interface LoginGuardParts {
  readonly pipe: () => DevtoolsPipe;
  readonly request: LoginRequest;
  /** Of the window, in CSS pixels; null: as the browser likes. */
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
}

export function createLoginGuard({ pipe, request, bounds }: LoginGuardParts, events: GuardEvents): LoginGuard {
  let context = '';
  let page: string | null = null;
  let pageSession: string | null = null;
  /** The page's main frame has the id of its target (CDP, Page.FrameId). */
  const isMainDocument = (params: DevtoolsEvent['params']): boolean => text(params['resourceType']) === 'Document' && text(params['frameId']) === page;

  function onTarget(session: string, target: TargetInfo): void {
    // The address bar's own parts: no page reaches them.
    const ofTheBrowser = target.type === 'browser_ui';
    if (target.type === 'page' && (page !== null || target.browserContextId !== context)) {
      void pipe().send('Target.closeTarget', { targetId: target.targetId });
    } else if (ofTheBrowser) {
      void pipe().send('Runtime.runIfWaitingForDebugger', {}, session);
    } else {
      void guard(session, target);
    }
  }

  async function guard(session: string, target: TargetInfo): Promise<void> {
    const { send } = pipe();
    const first = target.type === 'page';
    if (first) {
      page = target.targetId;
      pageSession = session;
    }
    // In order on one pipe: the target runs when the ones ahead hold.
    const guarded = [
      send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }, session),
      send('Target.setAutoAttach', attach, session),
    ];
    const runs = send('Runtime.runIfWaitingForDebugger', {}, session);
    if (!first) return;
    const answers = await Promise.all([...guarded, runs]);
    const shown = answers.includes(null) ? null : await send('Page.navigate', { url: request.url }, session);
    if (shown === null || text(shown['errorText']) !== '') events.onUnreachable();
  }

  function onRequest(session: string | null, params: DevtoolsEvent['params']): void {
    const requestId = text(params['requestId']);
    const asked = params['request'];
    const url = typeof asked === 'object' && asked !== null && 'url' in asked ? text(asked.url) : '';
    const destination = destinationOf(url, request);
    if (destination === 'allowed') {
      void pipe().send('Fetch.continueRequest', { requestId }, session);
      return;
    }
    // Aborted, not blocked: the page that the person was on stays.
    void pipe().send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session);
    if (destination === 'callback' && isMainDocument(params)) events.onCallback(url);
  }

  return {
    take({ method, params, session }) {
      if (method === 'Target.attachedToTarget') onTarget(text(params['sessionId']), targetInfo(params['targetInfo']));
      if (method === 'Fetch.requestPaused') onRequest(session, params);
      if (method === 'Target.targetDestroyed' && text(params['targetId']) === page) events.onLeft();
      // Without its guard a page goes nowhere, whatever became of it.
      if (method === 'Target.detachedFromTarget' && pageSession !== null && text(params['sessionId']) === pageSession) events.onLeft();
      if (method === 'Target.targetInfoChanged') {
        const { targetId, url } = targetInfo(params['targetInfo']);
        // Places that no request leads to, such as chrome://settings or file:///etc.
        if (targetId === page && !blank.has(url) && destinationOf(url, request) === 'forbidden') events.onLeft();
      }
    },
    async begin() {
      const { send } = pipe();
      // A context of its own lives in memory, and can be told what it may not do.
      const made = await send('Target.createBrowserContext', { disposeOnDetach: true });
      context = text(made?.['browserContextId']);
      const told = await Promise.all([
        send('Browser.grantPermissions', { permissions: [], browserContextId: context }),
        send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId: context }),
        send('Target.setDiscoverTargets', { discover: true }),
        send('Target.setAutoAttach', attach),
      ]);
      const place = bounds === null ? {} : { left: bounds.x, top: bounds.y, width: bounds.width, height: bounds.height };
      const window = { url: 'about:blank', browserContextId: context, newWindow: true, ...place };
      if (context === '' || told.includes(null) || (await send('Target.createTarget', window)) === null) events.onUnreachable();
    },
  };
}
