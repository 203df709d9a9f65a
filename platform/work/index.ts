export const migrations = { of: 'platform/work', folder: new URL('./migrations/', import.meta.url) }
