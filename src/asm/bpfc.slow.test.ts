/**
 * The live bpfc on random sources. More of them: npm run fuzz:asm. What it said once is in testdata/bpfc.jsonl, for
 * machines without it.
 */
import { expect, test } from 'vitest'
import { askBpfc, bpfcVersion, compareWithBpfc } from '../../scripts/judges/bpfc.ts'
import { randomAssembly } from '../../scripts/judges/random-assembly.ts'

test.runIf(bpfcVersion !== null)('the live bpfc assembles random sources as we do', () => {
  const agreements = randomAssembly(7, 1000).map((source) => compareWithBpfc(askBpfc(source)))
  expect(agreements.filter((agreement) => typeof agreement !== 'string')).toEqual([])
  expect(agreements.filter((agreement) => agreement === 'same program').length).toBeGreaterThan(700)
})
