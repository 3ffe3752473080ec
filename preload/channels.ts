/** The two channels of Electron's border: a view down, a choice up. */
export const channels = { view: 'kiosk:view', choose: 'kiosk:choose' } as const;
