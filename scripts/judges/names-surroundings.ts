/**
 * Surroundings in which a judge finds a table of names in its /etc: a mount namespace of its own, with
 * a directory of our making in that place, and a network namespace with no network in it, so that no
 * name server is asked. It takes root and util-linux.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Names } from '../../src/filter/index.ts'
import type { Surroundings } from './libpcap.ts'

const IN_PLACE_OF_ETC = 'mount --bind "$0" /etc && exec "$@"'

/** What `task` gives; null where such surroundings cannot be had. */
export function withNames<T>(names: Names, task: (surroundings: Surroundings) => T): T | null {
  const directory = mkdtempSync(join(tmpdir(), 'names-'))
  try {
    for (const [file, text] of filesOf(names)) writeFileSync(join(directory, file), text)
    for (const file of ['services', 'protocols']) copyFileSync(`/etc/${file}`, join(directory, file))
    const surroundings = ['unshare', '--mount', '--net', 'sh', '-c', IN_PLACE_OF_ETC, directory]
    const [command = '', ...rest] = [...surroundings, 'true']
    return spawnSync(command, rest).status === 0 ? task(surroundings) : null
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function filesOf({ hosts, networks, ethers }: Names): [file: string, text: string][] {
  const lines = (rows: readonly string[]) => rows.map((row) => `${row}\n`).join('')
  const databases = ['hosts', 'networks', 'ethers', 'services', 'protocols']
  return [
    ['nsswitch.conf', lines(databases.map((database) => `${database}: files`))],
    // Without it only the first line of /etc/hosts that has the name counts. Debian ships it so.
    ['host.conf', 'multi on\n'],
    [
      'hosts',
      lines(Object.entries(hosts).flatMap(([name, addresses]) => addresses.map((address) => `${address} ${name}`))),
    ],
    ['networks', lines(Object.entries(networks).map(([name, number]) => `${name} ${number}`))],
    ['ethers', lines(Object.entries(ethers).map(([name, address]) => `${address} ${name}`))],
  ]
}
