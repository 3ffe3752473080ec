import type { CustomScheme } from 'electron';
import { scheme, schemeHost, securityHeaders } from '../lockdown.ts';
import type { PageFiles } from '../page-files.ts';

/** No fetch, no workers, no CORS, no bypass of the policy: a page and its files. */
export const privilegedScheme: CustomScheme = {
  scheme,
  privileges: {
    standard: true,
    secure: true,
    bypassCSP: false,
    allowServiceWorkers: false,
    supportFetchAPI: false,
    corsEnabled: false,
    stream: false,
    codeCache: false,
    allowExtensions: false,
  },
};

const headers = securityHeaders('electron');

/** Answers from the files read at the start; anything else does not exist. */
export function answerFromPage(page: PageFiles, request: { readonly method: string; readonly url: string }): Response {
  const url = URL.parse(request.url);
  if (url === null || request.method !== 'GET' || !isPageAddress(url)) return new Response(null, { status: 403, headers });
  const file = page.get(url.pathname);
  if (file === undefined) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'content-type': file.type } });
}

export function isPageAddress(url: URL): boolean {
  return url.protocol === `${scheme}:` && url.host === schemeHost && url.username === '' && url.password === '';
}
