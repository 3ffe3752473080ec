import type { View } from '../../preload/contract.ts';

/** The kiosk as a shell sees it: views go down, choices come up, and a lost window is said at once. */
export interface HostedKiosk {
  /** Every view from now on, starting with the current one; the returned function stops. */
  onView(show: (view: View) => void): () => void;
  /** Takes anything: what is not a choice of the current view is ignored. */
  choose(choice: unknown): void;
  /**
   * The window crashed, was reloaded or was opened a second time.
   * When this returns, the current view holds nothing of anyone.
   */
  windowLost(): void;
  /** Ends the session, lets go of the devices and closes the files. */
  stop(): Promise<void>;
}
