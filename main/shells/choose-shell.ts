export const shellNames = ['electron', 'browser', 'tour'] as const;
export type ChosenShell = (typeof shellNames)[number];

export interface WhatIsHere {
  readonly electron: string | null;
  readonly browser: string | null;
  readonly display: boolean;
  /** Electron refuses to run as root. */
  readonly asRoot: boolean;
}

/** The best shell that can run here, or null where none can. */
export function chooseShell({ electron, browser, display, asRoot }: WhatIsHere): ChosenShell | null {
  if (!display) return browser === null ? null : 'tour';
  if (electron !== null && !asRoot) return 'electron';
  return browser === null ? null : 'browser';
}
