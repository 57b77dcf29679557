/**
 * What an expression is called in plain words, given the headers that can lie in the packet.
 * Null where it has no name: then the sentences fall back to byte numbers.
 */
import { type Expression, type Load, constant, operation } from './expression.ts'
import { EXTENSION_WORDS } from './extension-words.ts'
import { type Name, capital, lower, nameWithin, simpleName } from './field-name.ts'
import { stacksOf } from './stacks/stacks.ts'
import { type Stack, addressOf } from './stacks/place.ts'
import type { World } from './world.ts'

/** The name that a value has on every way to this point, or null. `pick` takes it out of a world. */
export function nameIn(worlds: readonly World[], linkType: number, pick: (world: World) => Expression): Name | null {
  const names = worlds.flatMap((world) => {
    const expression = pick(world)
    if (expression.kind === 'load') {
      const stacks = stacksOf(world, linkType)
      return stacks.length === 0 ? [null] : stacks.map((stack) => nameLoad(expression, stack))
    }
    return [nameOf(expression, world, linkType)]
  })
  return agree(names)
}

function nameOf(expression: Expression, world: World, linkType: number): Name | null {
  switch (expression.kind) {
    case 'load':
      return nameIn([world], linkType, () => expression)
    case 'header-length':
      return nameHeaderLength(expression.half, nameByte(expression, world, linkType))
    case 'length':
      return simpleName('the packet’s length', 'Length')
    case 'extension': {
      const words = EXTENSION_WORDS[expression.name]
      return { ...simpleName(words.full, words.noun), kind: words.kind }
    }
    case 'operation':
      return nameOperation(expression, world, linkType) ?? nameStart(expression, world, linkType)
    default:
      return null
  }
}

type OperationNode = Extract<Expression, { kind: 'operation' }>

function nameOperation({ operator, left, right }: OperationNode, world: World, linkType: number): Name | null {
  if (right.kind !== 'constant') return null
  const inner = nameOf(left, world, linkType)
  if (inner === null) return null
  const number = right.value
  if (operator === 'mod') return simpleName(`${inner.full}, mod ${number}`, `${inner.noun} mod ${number}`)
  if (inner.mask !== null) return null
  if (operator === 'and') {
    const part = inner.parts.find((candidate) => candidate.mask === number)
    // Flags are asked for by their names; the value stays that of the whole field.
    if (part !== undefined && inner.kind === null) {
      const shift = trailingZeros(number)
      return { ...simpleName(part.name, capital(part.name)), kind: part.kind ?? null, shift, caveat: inner.caveat }
    }
    return { ...inner, mask: number }
  }
  if (operator !== 'rsh' || inner.size === 0) return partOfMasked(operator, left, number, world, linkType)
  const top = (2 ** (8 * inner.size) - 2 ** number) >>> 0
  const shifted = inner.parts.find((candidate) => candidate.mask === top)
  if (shifted === undefined) return null
  return { ...simpleName(shifted.name, capital(shifted.name)), kind: shifted.kind ?? null, caveat: inner.caveat }
}

/** The address of a header, where the program has computed it. */
function nameStart(expression: Expression, world: World, linkType: number): Name | null {
  const names = stacksOf(world, linkType).map((stack) => {
    const header = stack.findLast((candidate) => candidate.base !== null && addressOf(candidate).key === expression.key)
    return header === undefined
      ? null
      : simpleName(`where ${header.layout.name} begins`, `Start of ${header.layout.name}`)
  })
  return agree(names)
}

/** `(field & mask) >> n`, where n takes the mask's zeros away: still that part of the field. */
function partOfMasked(operator: string, left: Expression, shift: number, world: World, linkType: number): Name | null {
  if (operator !== 'rsh') return null
  const name = nameOf(left, world, linkType)
  return name !== null && name.shift === shift ? { ...name, shift: 0 } : null
}

function nameByte(length: Extract<Expression, { kind: 'header-length' }>, world: World, linkType: number): Name | null {
  const mask = constant(length.half === 'low' ? 0x0f : 0xf0)
  const byte: Load = { kind: 'load', key: '', base: length.base, offset: length.offset, size: 1 }
  return nameOf(operation('and', byte, mask), world, linkType)
}

function nameHeaderLength(half: 'low' | 'high', byte: Name | null): Name | null {
  const expected = half === 'low' ? 'IPv4 header length' : 'TCP header length'
  return byte?.full === `${expected} in words` ? simpleName(expected, expected) : null
}

/** The innermost header of the stack that has all of these bytes gives them their name. */
function nameLoad(load: Load, stack: Stack): Name | null {
  const base = load.base?.key ?? null
  for (const header of stack.toReversed()) {
    if ((header.base?.key ?? null) !== base || header.offset > load.offset) continue
    const name = nameWithin(header.layout, load.offset - header.offset, load.size)
    if (name !== null) return { ...name, caveat: header.caveat }
  }
  return null
}

/** One name for what several ways give; two different ones are named both, more not at all. */
function agree(names: readonly (Name | null)[]): Name | null {
  const [first, ...others] = names
  if (first === undefined || first === null) return null
  let result: Name = first
  for (const other of others) {
    if (other === null) return null
    result = { ...result, caveat: result.caveat ?? other.caveat }
    if (result.full === other.full) continue
    const isSameNoun = result.noun === other.noun && result.kind === other.kind
    if (isSameNoun) result = { ...result, full: lower(result.noun).replace(/,$/, '') }
    else if (result.full.includes(' or ')) {
      if (!result.full.split(' or ').includes(other.full)) return null
    } else {
      const kind = result.kind === other.kind ? result.kind : null
      result = {
        ...result,
        full: `${result.full} or ${other.full}`,
        noun: `${result.noun} or ${lower(other.noun)}`,
        kind,
        parts: [],
      }
    }
  }
  return result
}

function trailingZeros(mask: number): number {
  return mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
}
