/**
 * The Linux kernel as a judge of seccomp programs: runs seccomp.py with python3 and asks it.
 *
 * Where there is no Linux or no python3, or where seccomp filters are not to be had (some containers
 * forbid them), `seccompRelease()` is null: a test asks first, and uses its recorded answers instead.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Program } from '../../src/bpf/index.ts'

const judge = fileURLToPath(new URL('seccomp.py', import.meta.url))

/** check: the kernel checks the program, and it does not take effect; attach: it does, in a child each. */
export type SeccompRoute = 'check' | 'attach'

/** `ok`, or the errno's name: `EINVAL` where the program is refused. */
export type SeccompAnswer = 'ok' | (string & {})

/** For example `6.18.44`; null where there is no such kernel to ask. */
export function seccompRelease(): string | null {
  if (process.platform !== 'linux') return null
  const probe = spawnSync('python3', [judge, 'check'], { input: '1,6 0 0 2147418112\n1,0 0 0 0\n', encoding: 'utf8' })
  if (probe.status !== 0 || probe.stdout !== 'ok\nEINVAL\n') return null
  const release = spawnSync('python3', [judge, 'version'], { encoding: 'utf8' }).stdout
  // What a distribution appends says nothing about the rules.
  return /^[\d.]+/.exec(release)?.[0] ?? release.trim()
}

/** The kernel's answer to each program, in order. */
export function askSeccomp(route: SeccompRoute, programs: readonly Program[]): SeccompAnswer[] {
  const lines = programs.map((program) => {
    const rows = program.map(({ code, jt, jf, k }) => `,${code} ${jt} ${jf} ${k}`)
    return `${program.length}${rows.join('')}\n`
  })
  const { stdout, stderr, status } = spawnSync('python3', [judge, route], {
    input: lines.join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const answers = stdout.split('\n').slice(0, -1)
  if (status !== 0 || answers.length !== programs.length) throw new Error(`the seccomp judge failed: ${stderr}`)
  return answers
}
