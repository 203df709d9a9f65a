import { goodsChecks } from '../../goods/index.ts'
import { Handbook } from '../content.ts'
import { exampleHandbook, exampleWith } from '../example.ts'

/** The checks of goods (R2), over materials and products. */
export const goods = goodsChecks({
  of: Handbook,
  lines: ({ materials, products }) => [
    ...materials.map((line, i) => ({ ...line, at: `/materials/${i}`, side: 'I' as const })),
    ...products.map((line, i) => ({ ...line, at: `/products/${i}`, side: 'E' as const })),
  ],
  example: exampleHandbook,
  exampleWith: (change) =>
    exampleWith(({ materials }) => {
      Object.assign(materials[0], change)
    }),
})
