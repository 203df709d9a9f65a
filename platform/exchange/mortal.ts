/** For tests: a process that dies between two steps. */
import type { FileHandle } from 'node:fs/promises'
import * as promises from 'node:fs/promises'
import type { Store, Tx } from '../store/index.ts'
import type { Disk } from './folders/places.ts'

/** Thrown by everything that a dead process touches. */
export class Killed extends Error {}

/**
 * Everything by which a process can act on the world, dead from its n-th step on: each question to the database, before
 * and after each commit, each call to the file system. What was half done stays as it was; nothing is tidied up.
 */
export function mortal(store: Store, n: number) {
  let steps = 0
  const step = () => {
    steps++
    if (steps >= n) throw new Killed(`step ${n}`)
  }
  const counted = (tx: Tx): Tx => ({
    query: (statement) => {
      step()
      return tx.query(statement)
    },
  })
  const around = async <T>(run: (fn: (tx: Tx) => Promise<T>) => Promise<T>, fn: (tx: Tx) => Promise<T>) => {
    step()
    const result = await run(async (tx) => {
      const done = await fn(counted(tx))
      step()
      return done
    })
    step()
    return result
  }
  const killable: Store = {
    tx: (scope, fn) => around((inner) => store.tx(scope, inner), fn),
    carry: (fn) => around((inner) => store.carry(inner), fn),
    ask: (scope, fn) => around((inner) => store.ask(scope, inner), fn),
    call: store.call,
    callAll: store.callAll,
    close: store.close,
  }
  const handles = (handle: FileHandle) =>
    new Proxy(handle, {
      get: (target, name) => {
        const member = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...given: unknown[]) => {
          // A dead process's files are closed for it.
          if (name === 'close') return target.close().then(step)
          step()
          return member.apply(target, given)
        }
      },
    })
  const stepped =
    (act: (...given: never[]) => Promise<unknown>) =>
    (...given: never[]) => {
      step()
      return act(...given)
    }
  const { link, lstat, mkdir, open, readdir, unlink } = promises
  const disk = {
    ...Object.fromEntries(
      Object.entries({ link, lstat, mkdir, readdir, unlink }).map(([name, act]) => [name, stepped(act)]),
    ),
    open: async (...given: Parameters<typeof open>) => {
      step()
      return handles(await open(...given))
    },
  } as unknown as Disk
  return { store: killable, disk, dead: () => steps >= n }
}
