/**
 * iptables-legacy as a judge of rules: it adds one in a network namespace of its own, which is gone
 * with the process, and reads it back from the kernel.
 *
 * Where there is no iptables-legacy, no leave for a namespace or no xt_bpf in the kernel,
 * `iptablesVersion()` is null: a test asks first.
 */
import { spawnSync } from 'node:child_process'

/** The argument reaches the shell as a parameter, so nothing in it is executed. */
const ADD_AND_LIST = 'iptables-legacy -A INPUT -m bpf --bytecode "$1" -j ACCEPT && iptables-legacy -S INPUT'

/** For example `1.8.9`; null where it cannot be asked. */
export function iptablesVersion(): string | null {
  if (process.platform !== 'linux' || askIptables('1,6 0 0 0') === null) return null
  const { stdout } = spawnSync('iptables-legacy', ['--version'], { encoding: 'utf8' })
  return /v(\S+)/.exec(stdout)?.[1] ?? null
}

/** The rule as the kernel gives it back, or null where it is refused. */
export function askIptables(bytecode: string): string | null {
  const { status, stdout } = spawnSync('unshare', ['-n', 'sh', '-c', ADD_AND_LIST, 'sh', bytecode], {
    encoding: 'utf8',
  })
  if (status !== 0) return null
  return (
    stdout
      .split('\n')
      .find((line) => line.startsWith('-A '))
      ?.trimEnd() ?? null
  )
}
