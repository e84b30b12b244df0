/** The web apps of the house: where each is opened, and whether it is drawn by the touch kit on preact. */
export const webApps = {
  desk: { opensAt: '/', touch: false },
  portal: { opensAt: '/p', touch: true },
  handheld: { opensAt: '/h', touch: true },
  kiosk: { opensAt: '/k', touch: true },
} as const satisfies Record<string, { opensAt: string; touch: boolean }>

export type WebApp = keyof typeof webApps
