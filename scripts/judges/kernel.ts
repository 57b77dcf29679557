/**
 * The Linux kernel as a judge: runs kernel.py with python3 and asks it.
 *
 * Where there is no Linux or no python3, or where the way to ask is not open (packet sockets need
 * root), `kernelRelease()` is null: a test asks first, and uses its recorded answers instead.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Program } from '../../src/bpf/index.ts'

const judge = fileURLToPath(new URL('kernel.py', import.meta.url))

export interface KernelRequest {
  readonly program: Program
  readonly packet: Uint8Array
}

/**
 * Bytes of the packet that arrived, min(verdict, length); or `drop`; or the errno's name: `EINVAL`
 * where the program is refused, others where something else failed.
 */
export type KernelAnswer = number | 'drop' | (string & {})

/** unix: a socket pair, bytes without headers; packet: Ethernet frames on a loopback device. */
export type KernelRoute = 'unix' | 'packet'

export interface KernelAnswers {
  /** The number of the CPU everything ran on. */
  readonly cpu: number
  readonly answers: readonly KernelAnswer[]
}

/** For example `6.18.44`; null where this route to the kernel is not open. */
export function kernelRelease(route: KernelRoute): string | null {
  if (process.platform !== 'linux') return null
  const probe = spawnSync('python3', [judge, route], { input: '1,6 0 0 5 ' + '00'.repeat(64) + '\n', encoding: 'utf8' })
  if (probe.status !== 0 || probe.stdout.trim().split('\n')[1] !== '5') return null
  const release = spawnSync('python3', [judge, 'version'], { encoding: 'utf8' }).stdout
  // What a distribution appends says nothing about the rules.
  return /^[\d.]+/.exec(release)?.[0] ?? release.trim()
}

/** The kernel's answer to each request, in order; some 20,000 a second. */
export function askKernel(route: KernelRoute, requests: readonly KernelRequest[]): KernelAnswers {
  const lines = requests.map(({ program, packet }) => {
    const rows = program.map(({ code, jt, jf, k }) => `,${code} ${jt} ${jf} ${k}`)
    return `${program.length}${rows.join('')} ${Buffer.from(packet).toString('hex') || '-'}\n`
  })
  const { stdout, stderr, status } = spawnSync('python3', [judge, route], {
    input: lines.join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const [cpu, ...answers] = stdout.trimEnd().split('\n')
  if (status !== 0 || answers.length !== requests.length) throw new Error(`the kernel judge failed: ${stderr}`)
  return { cpu: Number(cpu), answers: answers.map((answer) => (/^\d+$/.test(answer) ? Number(answer) : answer)) }
}
