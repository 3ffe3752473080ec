/** Who may do what while somebody helps: one table decides. */
export type AssistMode = 'alone' | 'offered' | 'guided' | 'shared';

export const capabilities = {
  /** May clinical words be on the screen? In `shared`, those of the one section that the person showed. */
  seeRecord: { alone: true, offered: false, guided: false, shared: true },
  /** What a health card says, and what a shared record is called: there is no button that shows these to a helper. */
  seeStatement: { alone: true, offered: false, guided: false, shared: false },
  /** May the identity and PIN steps be used while this goes on? The helper is asked to look away. */
  enterSecrets: { alone: true, offered: false, guided: true, shared: false },
  moveBetweenScreens: { alone: true, offered: false, guided: true, shared: true },
  changeSettings: { alone: true, offered: true, guided: true, shared: true },
  /** Preview and print show the whole slip: only the person alone may. */
  seePaper: { alone: true, offered: false, guided: false, shared: false },
  print: { alone: true, offered: false, guided: true, shared: true },
  finish: { alone: true, offered: true, guided: true, shared: true },
} as const satisfies Record<string, Record<AssistMode, boolean>>;

export type Capability = keyof typeof capabilities;

export function may(capability: Capability, mode: AssistMode): boolean {
  return capabilities[capability][mode];
}
