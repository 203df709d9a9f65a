import { ask, Problem, sendPiece } from '../api/client.ts'
import type { PaperShown } from '../api/types.ts'

/** Above this nothing is read here; the server, which knows its limit, says why. */
const largest = 256 * 1024 * 1024
const pieceBytes = 1024 * 1024
const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Uploads a paper: its hash first (what is held already is there at once), then piece by piece from where it broke off.
 * A cut connection is tried again; after that, choosing the same file goes on.
 *
 * @throws Problem as the server says it; TypeError where the connection stays cut
 */
export async function uploadPaper(
  filing: string,
  file: File,
  kind: string | undefined,
  progress: (arrived: number) => void,
): Promise<PaperShown> {
  const what = { name: file.name.slice(0, 200), bytes: file.size, ...(kind === undefined ? {} : { kind }) }
  // What is far too large is refused before it is read: 2 GB do not fit into the memory of a page.
  if (file.size > largest)
    await ask(`/filings/${filing}/papers`, { method: 'POST', body: { ...what, hash: '0'.repeat(64) } })
  const announced = { ...what, hash: await hashOf(file) }
  let paper = await ask<PaperShown>(`/filings/${filing}/papers`, { method: 'POST', body: announced })
  let failures = 0
  while (paper.state !== 'kept') {
    progress(paper.arrived)
    const piece = file.slice(paper.arrived, paper.arrived + pieceBytes)
    try {
      paper = await sendPiece<PaperShown>(`/filings/${filing}/papers/${paper.id}?offset=${paper.arrived}`, piece)
      failures = 0
    } catch (error) {
      // What the server refuses is not tried again, but for another place to go on from.
      const offset = error instanceof Problem && error.code === 'FILE_OFFSET' ? Number(error.body.offset) : undefined
      if (offset !== undefined) paper = { ...paper, arrived: offset }
      else if (error instanceof Problem && error.code !== 'FILE_BUSY') throw error
      else if (failures === pauses.length) throw error
      else {
        await new Promise((resolve) => setTimeout(resolve, pauses[failures]))
        failures++
        paper = await ask<PaperShown>(`/filings/${filing}/papers`, { method: 'POST', body: announced }).catch(
          () => paper,
        )
      }
    }
  }
  return paper
}

async function hashOf(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
