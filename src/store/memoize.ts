/**
 * A selector that computes again only when one of its inputs is another object than last time. Of the same state it
 * asks nothing: selectors stand on selectors, and a step has dozens of them asked.
 *
 * It remembers one answer. That is enough for one store; two stores asked in turn get right answers,
 * slower.
 */
export function memoized<S, Inputs extends readonly unknown[], T>(
  inputs: { readonly [K in keyof Inputs]: (state: S) => Inputs[K] },
  compute: (...values: Inputs) => T,
): (state: S) => T {
  let last: { readonly state: S; readonly values: Inputs; readonly answer: T } | null = null
  return (state) => {
    if (last !== null && Object.is(last.state, state)) return last.answer
    const values = inputs.map((input) => input(state)) as unknown as Inputs
    const same = last?.values.every((value, index) => Object.is(value, values[index])) === true
    last = { state, values, answer: last !== null && same ? last.answer : compute(...values) }
    return last.answer
  }
}

/** A function that remembers its answer for each object it was asked about, as long as the object lives. */
export function remembered<K extends WeakKey, T>(compute: (key: K) => T): (key: K) => T {
  const answers = new WeakMap<K, { readonly answer: T }>()
  return (key) => {
    const known = answers.get(key)
    if (known) return known.answer
    const answer = compute(key)
    answers.set(key, { answer })
    return answer
  }
}
