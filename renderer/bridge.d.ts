import type { KioskBridge } from '../preload/contract.ts';

declare global {
  interface Window {
    readonly kiosk: KioskBridge;
  }
}
