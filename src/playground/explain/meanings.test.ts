/**
 * What the instructions of many filters, on many link types, and of programs written by hand mean:
 * testdata/meanings.txt, whose words were read line by line.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { assemble } from '../../asm/index.ts'
import { type Program, SECCOMP_LINK_TYPE, formatInstruction } from '../../bpf/index.ts'
import { compileFilter } from '../../filter/index.ts'
import { linkTypeByName } from '../../net/index.ts'
import { explainProgram } from './explain.ts'

const path = fileURLToPath(new URL('./testdata/meanings.txt', import.meta.url))
const [header = '', ...sections] = readFileSync(path, 'utf8').split('\n=== ')

/** `EN10MB: tcp port 80`, `EN10MB unoptimized: …` or `EN10MB assembly: ldh [12] | ret a`. */
function programOf(title: string): { program: Program; linkType: number } {
  const [, name = '', form = '', text = ''] = /^(\S+?)(?: (unoptimized|assembly))?: (.*)$/.exec(title) ?? []
  const linkType = name === 'SECCOMP' ? SECCOMP_LINK_TYPE : (linkTypeByName(name)?.number ?? -1)
  const result =
    form === 'assembly'
      ? assemble(text.replaceAll(' | ', '\n'))
      : compileFilter(text, { linkType, snaplen: 262144, netmask: 0xffffff00, optimize: form === '' })
  if (!result.ok) throw new Error(`${title}: ${result.error[0]?.message}`)
  return { program: result.value.program, linkType }
}

function number(pc: number): string {
  return `${pc}`.padStart(3, '0')
}

function told(title: string): string {
  const { program, linkType } = programOf(title)
  const meanings = explainProgram(program, linkType)
  const lines = program.map((instruction, pc) => {
    const { op, operand, jt, jf } = formatInstruction(instruction, pc)
    const jumps = jt === null ? '' : `${number(jt)} ${jf === null ? '' : number(jf)}`
    return `${number(pc)} ${`${op.padEnd(5)} ${operand}`.padEnd(24)} ${jumps.padEnd(8)} ${meanings[pc]}`
  })
  return [`=== ${title}`, ...lines].join('\n')
}

it('says what was read and found right', async () => {
  const titles = sections.map((section) => section.split('\n')[0] ?? '')
  expect(titles.length).toBeGreaterThan(80)
  await expect(`${[header.trimEnd(), ...titles.map(told)].join('\n')}\n`).toMatchFileSnapshot(path)
})
