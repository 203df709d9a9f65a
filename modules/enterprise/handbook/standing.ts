/** A change read as the handbook that it makes: lines that go are left out. Pure. */
import type { AmendmentContent } from './amendment.ts'
import type { HandbookContent } from './content.ts'

const parts = ['materials', 'products', 'consumption'] as const

const stands = ({ changeMark }: { readonly changeMark?: string }) => changeMark !== 'deleted'

/** The handbook after the change; `filedAt` leads a pointer into it back to the line as it was filed. */
export function standing(amendment: AmendmentContent): {
  readonly after: HandbookContent
  filedAt(pointer: string): string
} {
  const { head, materials, products, consumption } = amendment
  const after = {
    head,
    materials: materials.filter(stands),
    products: products.filter(stands),
    consumption: consumption.filter(stands),
  }
  const places = new Map(
    parts.map((part) => [part as string, amendment[part].flatMap((line, i) => (stands(line) ? [i] : []))]),
  )
  const filedAt = (pointer: string) =>
    pointer.replace(/^\/(\w+)\/(\d+)/, (whole, part: string, i: string) => {
      const place = places.get(part)?.[+i]
      return place === undefined ? whole : `/${part}/${place}`
    })
  return { after, filedAt }
}
