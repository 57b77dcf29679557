/**
 * Pseudo-random numbers from a seed (splitmix32: Steele, Lea & Flood 2014, in its 32-bit form).
 * The sequence of a seed never changes: recorded answers depend on it.
 */
export interface Random {
  /** 0 … 2^32 - 1. */
  readonly word: () => number
  /** 0 … n - 1. */
  readonly below: (n: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const word = () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  const below = (n: number) => Math.floor((word() / 2 ** 32) * n)
  return {
    word,
    below,
    chance: (probability) => word() < probability * 2 ** 32,
    pick: (from) => {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}
