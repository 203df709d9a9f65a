import { useDraftState, useFindings } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { DropZone } from '../pages/drop-zone.tsx'
import { useUpload } from '../pages/upload.ts'
import { Fault } from '../parts/waiting.tsx'
import { pageWords } from '../words/pages.ts'
import { useWords } from '../words/words.ts'

/** 批注与改好再传. A draft goes home as a workbook with its faults at the cells, and comes back mended into the same draft. */
export function MendActs({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(pageWords)
  const upload = useUpload()
  const isSaved = useDraftState(filing.id) === 'saved'
  const findings = useFindings(filing).data?.findings ?? []
  const { id, type, revision } = filing
  return (
    <>
      {findings.length > 0 ? (
        <a className="drop" href={`/api/v1/filings/${id}/workbook?marked=true`} download>
          {words.marked}
        </a>
      ) : null}
      {isSaved ? (
        <DropZone
          label={words.dropMended}
          onFile={(file) => upload.mutate({ type, file, into: { into: id, revision } })}
        />
      ) : null}
      <Fault error={upload.error} />
    </>
  )
}
