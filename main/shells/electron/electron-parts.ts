/** What the shell uses of Electron, passed in so that every call can be tested without its runtime. */
export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'ipcMain' | 'Menu' | 'protocol' | 'session'
>;

/** And what a login needs. */
export type LoginParts = Pick<typeof Electron, 'BrowserWindow' | 'session' | 'WebContentsView'>;
