/** The chosen parts of a record as a document, encrypted and left at the site's place. */
import type { Clock } from '../clock.ts';
import type { LinkMaker } from '../identity/health-link/make-link.ts';
import { linkDocument } from '../record/link-document.ts';
import type { SharingPort } from '../session/ports.ts';

/** Shown by whatever opens the link; it names nobody. */
const label = 'Health record summary';

export function createSharing(links: LinkMaker, clock: Clock): SharingPort {
  return {
    share: ({ record, choices, passcode }, signal) => links.make({ content: linkDocument(record, choices, clock.now()), passcode, label }, signal),
  };
}
