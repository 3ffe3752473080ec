/** Why a site does not open, in words for whoever starts it. */
import type { OpenSiteFault } from './open-site.ts';
import type { Site } from './site.ts';

const registerWords = {
  'register-unavailable': 'cannot be reached or written',
  'register-refused': 'does not let this kiosk in',
  'register-newer': 'was written by a newer program: update this kiosk',
  'register-damaged': 'is damaged: put back a copy of it',
} as const;

/** Reasons that looking after the disk or the rights mends; anything else is a trail that cannot be gone on with. */
const ofTheDisk: ReadonlySet<string> = new Set(['unavailable', 'audit-unavailable', 'journal-unavailable', 'full', 'busy']);

export function sayOpenSiteFault(fault: OpenSiteFault, site: Pick<Site, 'audit'>): string {
  switch (fault.kind) {
    case 'key-not-readable':
      return `the key ${fault.path} cannot be read: openssl rand 32 makes one`;
    case 'key-wrong-length':
      return `the key ${fault.path} is not 32 bytes long: openssl rand 32 makes one`;
    case 'register':
      return `the register ${registerWords[fault.why]}`;
    case 'audit':
      return ofTheDisk.has(fault.why)
        ? `the audit trail ${site.audit.path} cannot be written (${fault.why}): is there room, and is it this user's?`
        : `the audit trail ${site.audit.path} cannot be gone on with (${fault.why}). kiosk audit verify tells more; kiosk audit set-aside puts it away, whole, and the next start begins another`;
    case 'token-not-readable':
      return `${fault.path} holds no token`;
    case 'issuers-not-readable':
      return `the directory of issuers ${fault.path} cannot be read`;
    case 'printer-profile':
      return fault.why;
  }
}
