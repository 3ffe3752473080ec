/** A site with a signing key, a clock that tests move, and a register in a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { createCardOffice, type CardOffice } from '../../../main/identity/card-office/card-office.ts';
import { createCardSigner, createSigningKey } from '../../../main/identity/card-office/issue-card.ts';
import type { PublicKey } from '../../../main/identity/key-set.ts';
import { createIdentity } from '../../../main/identity/prove.ts';
import type { Register } from '../../../main/identity/register/register.ts';
import { createSecrets, type Secrets } from '../../../main/identity/register/secrets.ts';
import { openSqliteRegister } from '../../../main/identity/register/sqlite.ts';
import { usualLimits, type TryLimits } from '../../../main/identity/register/tries.ts';
import type { IdentityPort } from '../../../main/session/ports.ts';

export const audience = 'central-library';
export const noon = Date.UTC(2026, 10, 1, 12);

/** Where a register is kept. */
export interface Store {
  readonly name: string;
  /** Another kiosk, or the same after a restart. */
  open(): Register;
  remove(): Promise<void>;
}

export interface TestSite {
  /** The file of the register, where it is one. */
  readonly path: string;
  readonly clock: { now(): number; monotonic(): number; at: number };
  readonly secrets: Secrets;
  readonly publicJwk: PublicKey;
  register: Register;
  office: CardOffice;
  identity: IdentityPort;
  /** Closes nothing on purpose: another process or kiosk opens what this one left. */
  reopen(kiosk?: string): void;
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

export interface FileStore extends Store {
  readonly path: string;
}

export function fileStore(): FileStore {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const path = join(folder, 'register.sqlite');
  return {
    name: 'in a file',
    path,
    open: () => valueOf(openSqliteRegister(path)),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** PINs are hashed at a fraction of the usual cost: what is tested is who is let in. */
export const cheapPins = 4;

export async function openTestSite(store: Store = fileStore(), limits: TryLimits = usualLimits, pinCost = cheapPins): Promise<TestSite> {
  const { privateJwk, publicJwk } = await createSigningKey();
  const signer = valueOf(await createCardSigner(privateJwk, audience));
  const secrets = createSecrets({ pepper: new Uint8Array(32).fill(7), random: countedRandom(), pinCost });
  const clock = { at: noon, now: () => clock.at, monotonic: () => clock.at };
  const parts = (kiosk: string) => {
    const register = store.open();
    return {
      register,
      office: createCardOffice({ register, secrets, signer, clock }),
      identity: createIdentity({ register, secrets, keys: [publicJwk], audience, kiosk, clock, limits }),
    };
  };
  const left: Register[] = [];
  const site: TestSite = {
    path: 'path' in store && typeof store.path === 'string' ? store.path : '',
    clock,
    secrets,
    publicJwk,
    ...parts('kiosk-1'),
    reopen: (kiosk = 'kiosk-1') => {
      left.push(site.register);
      Object.assign(site, parts(kiosk));
    },
    remove: async () => {
      for (const register of [...left, site.register]) await register.close();
      await store.remove();
    },
  };
  return site;
}

export function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; error: { kind: string } }): Value {
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

export const scanOf = (text: string) => ({ bytes: new TextEncoder().encode(text), aim: ']Q1' });
