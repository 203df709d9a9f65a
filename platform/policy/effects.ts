/** What a finding does (R8.21), strongest first. */
export const effects = ['reject', 'hold', 'explain', 'route', 'warn'] as const
export type Effect = (typeof effects)[number]
