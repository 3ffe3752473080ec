/** What the shell uses of Electron, passed in so that every call can be tested without its runtime. */
export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'ipcMain' | 'Menu' | 'protocol' | 'session'
>;
