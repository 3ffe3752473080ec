/** The card office of a site, over the site's own register and audit trail; the kiosk may be running meanwhile. */
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { AuditEvent } from '../audit/catalogue.ts';
import { openAuditTrail } from '../audit/trail.ts';
import { createCardOffice, type CardOffice } from '../identity/card-office/card-office.ts';
import { createCardSigner } from '../identity/card-office/issue-card.ts';
import { createSecrets } from '../identity/register/secrets.ts';
import { joinPrintJournal, type PrintJournal } from '../printing/journal.ts';
import { loadSite } from '../site/load-site.ts';
import { openRegister } from '../site/open-register.ts';
import { sayFault, type Site } from '../site/site.ts';
import type { Terminal } from './command.ts';
import { readBytes, readJson, sayFileFault } from './files.ts';

export type CardChange = Extract<AuditEvent, { readonly event: 'card-changed' }>['change'];

export interface OpenOffice {
  readonly office: CardOffice;
  readonly site: Site;
  /** Of everything that the site's printer is sent, beside the kiosk's own. */
  readonly journal: PrintJournal;
  /** Four random characters of [0-9A-V] for one print. */
  receipt(): string;
  /** Durable when true. */
  note(change: CardChange): boolean;
  close(): Promise<void>;
}

/** In words, for the engineer. */
export type OfficeClosed = { readonly kind: 'office-closed'; readonly why: string };

export async function openOffice(
  terminal: Terminal,
  request: { readonly sitePath: string; readonly staff: string; readonly keyPath: string | undefined },
): Promise<Result<OpenOffice, OfficeClosed>> {
  const closed = (why: string): Result<OpenOffice, OfficeClosed> => failed({ kind: 'office-closed', why });
  const { clock, random } = terminal;

  const loaded = await loadSite(request.sitePath);
  if (!loaded.ok) {
    if (loaded.error.kind === 'site-not-valid') return closed(loaded.error.faults.map(sayFault).join('; '));
    return closed(`${loaded.error.path}: ${loaded.error.kind}`);
  }
  const site = loaded.value;
  const pepper = await readBytes(site.register.pepperPath);
  if (!pepper.ok) return closed(sayFileFault(pepper.error));
  if (pepper.value.length !== 32) return closed(`${site.register.pepperPath} is not 32 bytes`);
  const auditKey = await readBytes(site.audit.keyPath);
  if (!auditKey.ok) return closed(sayFileFault(auditKey.error));
  const signingKey = request.keyPath === undefined ? null : await readJson(request.keyPath);
  if (signingKey !== null && !signingKey.ok) return closed(sayFileFault(signingKey.error));
  const signer = signingKey === null ? null : await createCardSigner(signingKey.value, site.cards.audience);
  if (signer !== null && !signer.ok) return closed(`${request.keyPath} is not a signing key`);
  if (signer !== null && !site.cards.keys.some((key) => key.kid === signer.value.kid)) {
    return closed('this site does not take cards signed with that key');
  }

  const trail = openAuditTrail({
    path: site.audit.path,
    key: auditKey.value,
    clock,
    boot: randomName(random(12)),
    ...(site.audit.anchorPath === undefined ? {} : { anchorPath: site.audit.anchorPath }),
  });
  if (!trail.ok) return closed(`the audit trail cannot be written: ${trail.error.kind}`);
  const journal = joinPrintJournal(trail.value.database, clock);
  if (!journal.ok) {
    trail.value.close();
    return closed('the print journal cannot be opened');
  }
  const register = await openRegister(site.register);
  if (!register.ok) {
    trail.value.close();
    return closed(`the register cannot be opened: ${register.error.kind}`);
  }
  const secrets = createSecrets({ pepper: pepper.value, random });
  return ok({
    site,
    journal: journal.value,
    receipt: () => randomName(random(4)),
    office: createCardOffice({ register: register.value, secrets, signer: signer?.value ?? null, clock }),
    note: (change) => trail.value.append({ event: 'card-changed', staff: request.staff, change }).ok,
    async close() {
      await register.value.close();
      trail.value.close();
    },
  });
}

/** Of [0-9A-V], as the trail wants the name of a run. */
function randomName(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte % 32).toString(32).toUpperCase()).join('');
}
