import type { Clock } from '@jiamao/kernel/clock'

/** The folders that we share with the single window's import client (单一窗口导入客户端, I9, M§3). */
export interface FolderSettings {
  /** Holds one import root per company, named by its 海关编码. It must exist; what is below is made on first use. */
  readonly root: string
  /** Sub-folder by message type, such as INV101 → Sas, NPTS001 → Npts. */
  readonly folders: Readonly<Record<string, string>>
  /** One XML file of the base name in an archive; the same bytes for the same message. */
  readonly pack: (baseName: string, xml: Uint8Array) => Uint8Array | Promise<Uint8Array>
  readonly clock: Pick<Clock, 'machine'>
  /** A file that changed so recently is still being written. */
  readonly restMs: number
  /** After so long in `OutBox` the client has stalled; also the time within which its answer is due. */
  readonly answersWithinMs: number
  /** At most so many wait in `OutBox`. */
  readonly waitingFiles: number
  readonly filesPerPoll: number
  /** A larger file is not read; nor does one poll hold more than some of these. */
  readonly maxBytes: number
  /** Told of folders that cannot be read: the others go on. */
  report(error: unknown): void
}

/** The protocol's defaults (I6.2, I9.4, I9.5, S8.4). */
export const usualFolders = {
  restMs: 2000,
  answersWithinMs: 600_000,
  waitingFiles: 200,
  filesPerPoll: 200,
  maxBytes: 20 * 2 ** 20,
} satisfies Partial<FolderSettings>
