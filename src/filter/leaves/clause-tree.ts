/**
 * The parser's tree with numbers of clauses for leaves. `a or b or c` is one node here.
 */
import type { Expression } from '../ast.ts'
import type { ClauseTree } from './types.ts'

export function clauseTree(expression: Expression): ClauseTree {
  // Clauses are numbered as code generation meets them: from left to right.
  let clauses = 0
  const build = (node: Expression): ClauseTree => {
    // Thousands of terms hang to the left, so that way is a loop; to the right parentheses are needed.
    const joints: (Expression & { kind: 'and' | 'or' })[] = []
    let first = node
    while (first.kind === 'and' || first.kind === 'or') {
      joints.push(first)
      first = first.left
    }
    let tree: ClauseTree =
      first.kind === 'not'
        ? { kind: 'not', operand: build(first.operand), span: first.span }
        : { kind: 'clause', clause: clauses++, span: first.span }
    let operands: ClauseTree[] = []
    for (let joint = joints.pop(); joint !== undefined; joint = joints.pop()) {
      const { kind, right, span } = joint
      if (tree.kind !== kind) operands = [tree]
      operands.push(build(right))
      tree = { kind, operands, span }
    }
    return tree
  }
  return build(expression)
}
