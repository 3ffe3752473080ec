/** A site with a signing key, a clock that tests move, and a register in a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { createCardOffice, type CardOffice } from '../../../main/identity/card-office.ts';
import { createCardSigner, createSigningKey } from '../../../main/identity/issue-card.ts';
import type { PublicKey } from '../../../main/identity/key-set.ts';
import { createIdentity } from '../../../main/identity/prove.ts';
import type { Register } from '../../../main/identity/register.ts';
import { createSecrets, type Secrets } from '../../../main/identity/secrets.ts';
import { openSqliteRegister } from '../../../main/identity/sqlite-register.ts';
import type { IdentityPort } from '../../../main/session/ports.ts';

export const audience = 'central-library';
export const noon = Date.UTC(2026, 10, 1, 12);

export interface TestSite {
  readonly path: string;
  readonly clock: { now(): number; monotonic(): number; at: number };
  readonly secrets: Secrets;
  readonly publicJwk: PublicKey;
  register: Register;
  office: CardOffice;
  identity: IdentityPort;
  /** Closes nothing on purpose: another process opens what this one left. */
  reopen(): void;
  remove(): Promise<void>;
}

/** Bytes that never repeat and are the same in every run. */
export function countedRandom(): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    count += 1;
    return Uint8Array.from(createHash('sha512').update(`random ${count}`).digest().subarray(0, length));
  };
}

export async function openTestSite(): Promise<TestSite> {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const path = join(folder, 'register.sqlite');
  const { privateJwk, publicJwk } = await createSigningKey();
  const signer = await createCardSigner(privateJwk, audience);
  if (!signer.ok) throw new Error('no signer');
  const secrets = createSecrets({ pepper: new Uint8Array(32).fill(7), random: countedRandom() });
  const clock = { at: noon, now: () => clock.at, monotonic: () => clock.at };
  const parts = () => {
    const opened = openSqliteRegister(path);
    if (!opened.ok) throw new Error(opened.error.kind);
    const register = opened.value;
    return {
      register,
      office: createCardOffice({ register, secrets, signer: signer.value, clock }),
      identity: createIdentity({ register, secrets, keys: [publicJwk], audience, clock }),
    };
  };
  const left: Register[] = [];
  const site: TestSite = {
    path,
    clock,
    secrets,
    publicJwk,
    ...parts(),
    reopen: () => {
      left.push(site.register);
      Object.assign(site, parts());
    },
    remove: async () => {
      for (const register of [...left, site.register]) await register.close();
      rmSync(folder, { recursive: true });
    },
  };
  return site;
}

export function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; error: { kind: string } }): Value {
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

export const scanOf = (text: string) => ({ bytes: new TextEncoder().encode(text), aim: ']Q1' });
