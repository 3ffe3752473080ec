/** A card for one visit, as the practice issues it: signed with the demo's key into the register that its kiosk uses. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCardOffice } from '../../main/identity/card-office/card-office.ts';
import { createCardSigner } from '../../main/identity/card-office/issue-card.ts';
import { createSecrets } from '../../main/identity/register/secrets.ts';
import { openSqliteRegister } from '../../main/identity/register/sqlite.ts';
import type { DemoPerson } from '../../main/demo/people/people.ts';
import type { DemoVisit } from './demo-visit.ts';

/** The text of its QR code. */
export async function visitCardOf({ demo, folder }: DemoVisit, person: DemoPerson): Promise<string> {
  const { register: setting, audit, cards } = demo.site;
  const signer = await createCardSigner(JSON.parse(await readFile(join(folder, 'DEMO-ONLY-signing-key.json'), 'utf8')), cards.audience);
  const register = openSqliteRegister('path' in setting ? setting.path : '');
  if (!signer.ok || !register.ok) throw new Error('the demo cannot issue cards');
  const [pepper, pseudonymKey] = [await readFile(setting.pepperPath), await readFile(audit.keyPath)];
  const secrets = createSecrets({ pepper, pseudonymKey, random: (length) => randomBytes(length) });
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const issued = await createCardOffice({ register: register.value, secrets, signer: signer.value, clock }).issueVisitCard(person.nhsNumber, 1);
  await register.value.close();
  if (!issued.ok) throw new Error(issued.error.kind);
  return issued.value.text;
}
