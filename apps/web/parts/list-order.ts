import { useEffect } from 'react'
import { useLocation } from 'react-router'

/** The list that one came from: its address, and its filings in their order. */
export interface ListOrder {
  readonly path: string
  readonly filings: readonly string[]
}

// Of this tab: in another one somebody goes through another list.
const kept = 'list-order'
const most = 500

/** Remembers the filings of the list that is shown: a filing's page goes along it with [ and ]. */
export function useListOrder(filings: readonly string[]): void {
  const { pathname, search } = useLocation()
  const text = JSON.stringify({ path: `${pathname}${search}`, filings: [...new Set(filings)].slice(0, most) })
  useEffect(() => sessionStorage.setItem(kept, text), [text])
}

/** The list that one came from, where a filing stands in it. */
export function listOrderOf(filing: string): ListOrder | undefined {
  const text = sessionStorage.getItem(kept)
  const order = text === null ? undefined : (JSON.parse(text) as ListOrder)
  return order?.filings.includes(filing) ? order : undefined
}
