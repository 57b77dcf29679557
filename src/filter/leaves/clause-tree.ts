/**
 * The parser's tree with numbers of clauses for leaves. `a or b or c` is one node here.
 */
import type { Encapsulation, Expression } from '../ast.ts'
import type { ClauseTree } from './types.ts'

/** The tree, and for each clause what it moves the offsets behind, if it does. */
export function clauseTree(expression: Expression): { tree: ClauseTree; moves: (Encapsulation | null)[] } {
  // Clauses are numbered as code generation meets them: from left to right.
  const moves: (Encapsulation | null)[] = []
  const build = (node: Expression): ClauseTree => {
    // Thousands of terms hang to the left, so that way is a loop; to the right parentheses are needed.
    const joints: (Expression & { kind: 'and' | 'or' })[] = []
    let first = node
    while (first.kind === 'and' || first.kind === 'or') {
      joints.push(first)
      first = first.left
    }
    let tree: ClauseTree
    if (first.kind === 'not') tree = { kind: 'not', operand: build(first.operand), span: first.span }
    else {
      moves.push(first.kind === 'encapsulation' ? first.encapsulation : null)
      tree = { kind: 'clause', clause: moves.length - 1, span: first.span }
    }
    let operands: ClauseTree[] = []
    for (let joint = joints.pop(); joint !== undefined; joint = joints.pop()) {
      const { kind, right, span } = joint
      if (tree.kind !== kind) operands = [tree]
      operands.push(build(right))
      tree = { kind, operands, span }
    }
    return tree
  }
  return { tree: build(expression), moves }
}
