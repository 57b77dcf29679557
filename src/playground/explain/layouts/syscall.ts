/**
 * The system call that a seccomp filter is given.
 *
 * Source: linux/seccomp.h.
 */
import { type FieldLayout, type HeaderLayout, type ValueKind, field } from './layout.ts'

/** `struct seccomp_data`; a call's number has a name once it is known of which machine it is. */
export function syscallLayout(nr: ValueKind | null): HeaderLayout {
  const long = (at: number, name: string): readonly FieldLayout[] => [
    field(at, at + 4, `${name}, low half`, `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}, low half,`),
    field(at + 4, at + 8, `${name}, high half`, `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}, high half,`),
  ]
  return {
    name: 'System call',
    length: 64,
    fields: [
      field(0, 4, 'number of the system call', 'System call', nr),
      field(4, 8, 'architecture', 'Architecture', 'audit-arch'),
      ...long(8, 'instruction pointer'),
      ...Array.from({ length: 6 }, (_, index) => long(16 + index * 8, `argument ${index}`)).flat(),
    ],
  }
}
