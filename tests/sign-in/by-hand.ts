/** A login window without a browser: fetches the page, fills the form, follows redirects up to the redirect address. */
import { failed, ok } from '../../hardware/result.ts';
import { destinationOf, type LoginWindow } from '../../main/identity/sign-in/login-window.ts';

export function loginByHand(name: string, tamper: (callback: string) => string = (callback) => callback): LoginWindow {
  return {
    async open(request, signal) {
      const cookies = new Map<string, string>();
      let url = request.url;
      let form: URLSearchParams | null = null;
      for (let step = 0; step < 20 && !signal.aborted; step += 1) {
        const destination = destinationOf(url, request);
        if (destination === 'callback') return ok({ callbackUrl: tamper(url) });
        if (destination === 'forbidden') return failed({ kind: 'unavailable' });
        const answer: Response = await fetch(url, {
          method: form === null ? 'GET' : 'POST',
          body: form,
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
        });
        for (const cookie of answer.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';');
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const next = answer.headers.get('location');
        await answer.arrayBuffer();
        form = next === null && form === null ? new URLSearchParams({ name, password: `${name}-secret` }) : null;
        url = next === null ? url : new URL(next, url).href;
      }
      return failed({ kind: 'cancelled' });
    },
  };
}
