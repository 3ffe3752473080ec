/** The login of a site: its key from the file, its provider from the setting, its window from the shell. */
import { readFile, stat } from 'node:fs/promises';
import type { Timer } from '../../hardware/ports.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { readClientKey, type ClientKey } from '../identity/sign-in/client-key.ts';
import type { LoginWindow } from '../identity/sign-in/login-window.ts';
import { createNhsLogin } from '../identity/sign-in/nhs-login.ts';
import type { ProviderSettings } from '../identity/sign-in/provider.ts';
import { createSmartLogin } from '../identity/sign-in/smart-login.ts';
import type { Random } from '../identity/register/secrets.ts';
import { readPatient } from '../record/sources/granted.ts';
import type { SignInPort } from '../session/ports.ts';
import type { SignInSetting } from './sign-in-setting.ts';

export interface SignInParts {
  readonly window: LoginWindow;
  readonly timer: Timer;
  readonly random: Random;
}

/** `sign-in-key-not-private`: others than its owner may read it. */
export type SignInFault = {
  readonly kind: 'sign-in-key-not-readable' | 'sign-in-key-not-private' | 'sign-in-key-not-a-key';
  readonly path: string;
};

export type OpenSignIn = (pseudonym: (nhsNumber: string) => string) => SignInPort;

export async function openSignIn(setting: SignInSetting, parts: SignInParts): Promise<Result<OpenSignIn, SignInFault>> {
  const key = await privateKey(setting);
  if (!key.ok) return key;
  const provider = providerOf(setting, key.value);
  if (setting.kind === 'nhs-login') {
    const { trustmark } = setting;
    return ok((pseudonym) => createNhsLogin({ ...parts, provider, trustmark, pseudonym }));
  }
  const { fhirBase, name: account } = setting;
  const server = { base: new URL(fhirBase), timer: parts.timer };
  return ok((pseudonym) =>
    createSmartLogin({
      ...parts,
      provider,
      account,
      fhirBase,
      pseudonym,
      whoIs: (patient, authorization, signal) => readPatient(server, patient, authorization, signal),
    }),
  );
}

async function privateKey({ keyPath, keyId, algorithm }: SignInSetting): Promise<Result<ClientKey, SignInFault>> {
  const fault = (kind: SignInFault['kind']) => failed({ kind, path: keyPath });
  let pem: string;
  try {
    // Windows has no such modes.
    if (process.platform !== 'win32' && ((await stat(keyPath)).mode & 0o077) !== 0) return fault('sign-in-key-not-private');
    pem = await readFile(keyPath, 'utf8');
  } catch {
    return fault('sign-in-key-not-readable');
  }
  const key = await readClientKey(pem, algorithm, keyId ?? null);
  return key.ok ? key : fault('sign-in-key-not-a-key');
}

function providerOf(setting: SignInSetting, key: ClientKey): ProviderSettings {
  const { issuer, clientId, idTokenAlgorithm, redirectUri, endpoints } = setting;
  const described = setting.kind === 'smart' ? `${setting.fhirBase}/.well-known/smart-configuration` : `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return {
    issuer,
    clientId,
    key,
    idTokenAlgorithm,
    redirectUri,
    origins: [...new Set([new URL(issuer).origin, new URL(described).origin, ...setting.origins])],
    metadataUrl: described,
    endpoints: endpoints ?? null,
    // The site file lets plain HTTP through for this machine only.
    allowHttp: new URL(issuer).protocol === 'http:',
  };
}
