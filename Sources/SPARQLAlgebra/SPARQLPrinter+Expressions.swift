internal import RDFModel

extension SPARQLPrinter {
  /// How tightly expressions bind, loosest first.
  enum Level: Int, Comparable {
    case or, and, relational, additive, multiplicative, unary, primary

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// An expression, in brackets where it binds more loosely than its place asks.
  func expression(_ expression: Expression, atLeast level: Level = .or) {
    let own = Self.level(expression)
    brackets(own < level) {
      switch own {
      case .or, .and: connective(expression, own)
      case .relational: relation(expression)
      case .additive, .multiplicative: arithmetic(expression, own)
      case .unary: sign(expression)
      case .primary: primary(expression)
      }
    }
  }

  private static func level(_ expression: Expression) -> Level {
    switch expression {
    case .or: .or
    case .and: .and
    case .comparison, .in, .notIn: .relational
    case .arithmetic(let sign, _, _):
      sign == .add || sign == .subtract ? .additive : .multiplicative
    case .not, .plus, .minus: .unary
    default: .primary
    }
  }

  private func connective(_ expression: Expression, _ own: Level) {
    let operands = Chain(expression) { node in
      switch node {
      case .or(let left, let right) where own == .or: (left, right)
      case .and(let left, let right) where own == .and: (left, right)
      default: nil
      }
    }.operands
    for (index, operand) in operands.enumerated() {
      if index > 0 { write(own == .or ? " || " : " && ") }
      self.expression(operand, atLeast: own == .or ? .and : .relational)
    }
  }

  private func relation(_ expression: Expression) {
    switch expression {
    case .comparison(let sign, let left, let right):
      self.expression(left, atLeast: .additive)
      write(" \(sign.rawValue) ")
      self.expression(right, atLeast: .additive)
    case .in(let operand, let members):
      self.expression(operand, atLeast: .additive)
      write(" IN ")
      list(members)
    case .notIn(let operand, let members):
      self.expression(operand, atLeast: .additive)
      write(" NOT IN ")
      list(members)
    default: break
    }
  }

  /// A chain of signs that bind alike from the left, in a loop.
  private func arithmetic(_ expression: Expression, _ own: Level) {
    var rest: [(Arithmetic, Expression)] = []
    var first = expression
    while Self.level(first) == own, case .arithmetic(let sign, let left, let right) = first {
      rest.append((sign, right))
      first = left
    }
    self.expression(first, atLeast: own == .additive ? .multiplicative : .unary)
    for (sign, right) in rest.reversed() {
      write(" \(sign.rawValue) ")
      self.expression(right, atLeast: own == .additive ? .multiplicative : .unary)
    }
  }

  /// A sign is followed by brackets unless a variable follows: `-5` is a number to the lexer.
  private func sign(_ expression: Expression) {
    switch expression {
    case .not(let operand): signed("!", operand)
    case .plus(let operand): signed("+", operand)
    case .minus(let operand): signed("-", operand)
    default: break
    }
  }

  private func signed(_ sign: String, _ operand: Expression) {
    write(sign)
    if case .constant = operand {
      brackets(true) { expression(operand) }
    } else {
      expression(operand, atLeast: .primary)
    }
  }

  private func primary(_ expression: Expression) {
    switch expression {
    case .variable(let variable): self.value(of: variable)
    case .constant(let term): write(self.term(term))
    case .bound(let variable): write("BOUND(\(variable))")
    case .exists(let pattern):
      write("EXISTS ")
      group(pattern)
    case .notExists(let pattern):
      write("NOT EXISTS ")
      group(pattern)
    case .call(let function, let arguments):
      write(function.rawValue)
      list(arguments)
    case .function(let name, let arguments, _):
      write(iri(name))
      list(arguments)
    default: break
    }
  }

  private func list(_ members: [Expression]) {
    write("(")
    for (index, member) in members.enumerated() {
      if index > 0 { write(", ") }
      expression(member)
    }
    write(")")
  }

  /// A variable, or the aggregate that it stands for.
  private func value(of variable: Variable) {
    guard let aggregate = aggregates[variable] else { return write(self.variable(variable)) }
    write("\(aggregate.function.rawValue)(\(aggregate.isDistinct ? "DISTINCT " : "")")
    if let argument = aggregate.argument { expression(argument) } else { write("*") }
    if let separator = aggregate.separator {
      write("; SEPARATOR=\(term(.literal(.init(separator))))")
    }
    write(")")
  }
}
