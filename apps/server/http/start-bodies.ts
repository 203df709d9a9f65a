/** What the doors of the guided start take. */
import { startSteps } from '../imports/guided-start.ts'

export const tariffQuery = {
  type: 'object',
  properties: { q: { type: 'string', maxLength: 100 }, limit: { type: 'string', maxLength: 4 } },
}
export const limitQuery = { type: 'object', properties: { limit: { type: 'string', maxLength: 4 } } }
export const startBody = {
  type: 'object',
  properties: { import: { type: 'string', maxLength: 36, pattern: '^[0-9a-f]{8}-[0-9a-f-]{27}$' } },
  required: ['import'],
  additionalProperties: false,
}
export const stepBody = {
  type: 'object',
  properties: { step: { type: 'string', enum: startSteps } },
  required: ['step'],
  additionalProperties: false,
}
const text = (maxLength: number) => ({ type: 'string', maxLength })
export const codesBody = {
  type: 'object',
  properties: {
    lines: {
      type: 'array',
      maxItems: 1_000,
      items: {
        type: 'object',
        properties: {
          side: { type: 'string', enum: ['materials', 'products'] },
          part: text(32),
          hsCode: text(10),
          specification: text(255),
          factor: text(20),
        },
        required: ['side', 'part'],
        additionalProperties: false,
      },
    },
  },
  required: ['lines'],
  additionalProperties: false,
}
const side = {
  type: 'array',
  maxItems: 100_000,
  items: {
    type: 'object',
    properties: { name: text(512), parts: { type: 'array', minItems: 1, maxItems: 100_000, items: text(32) } },
    required: ['name', 'parts'],
    additionalProperties: false,
  },
}
export const groupsBody = (required: string[]) => ({
  type: 'object',
  properties: {
    groups: {
      type: 'object',
      properties: { materials: side, products: side },
      required: ['materials', 'products'],
      additionalProperties: false,
    },
  },
  required,
  additionalProperties: false,
})
