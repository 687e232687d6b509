import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra

/// Expressions, most of them of types that go together, some of types that do not.
extension RandomQuery {
  mutating func condition(_ depth: Int) -> Expression { boolean(depth, Self.variables) }

  mutating func expression(_ depth: Int) -> Expression { expression(depth, over: Self.variables) }

  mutating func expression(_ depth: Int, over variables: [Variable]) -> Expression {
    if depth == 0 { return operand(variables, RandomDataset.literals) }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1, 2: return boolean(depth - 1, variables)
    case 3, 4, 5: return number(depth - 1, variables)
    case 6, 7, 8: return string(depth - 1, variables)
    case 9: return moment(depth - 1, variables)
    case 10:
      let values = (0..<3).map { _ in expression(depth - 1, over: variables) }
      return chance(50) ? .call(.if, values) : .call(.coalesce, values)
    default: return term(depth - 1, variables)
    }
  }

  private mutating func operand(_ variables: [Variable], _ constants: [Term]) -> Expression {
    chance(60) ? .variable(generator.pick(variables)) : .constant(generator.pick(constants))
  }

  // MARK: Booleans

  private mutating func boolean(_ depth: Int, _ variables: [Variable]) -> Expression {
    if depth <= 0 || chance(30) { return test(max(depth, 0), variables) }
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return .not(boolean(depth - 1, variables))
    case 1, 2: return .or(boolean(depth - 1, variables), boolean(depth - 1, variables))
    case 3, 4: return .and(boolean(depth - 1, variables), boolean(depth - 1, variables))
    case 5: return .exists(existing())
    case 6: return .notExists(existing())
    default: return expression(depth - 1, over: variables)
    }
  }

  private mutating func test(_ depth: Int, _ variables: [Variable]) -> Expression {
    func operand(_ query: inout RandomQuery) -> Expression {
      query.chance(70)
        ? query.operand(variables, RandomDataset.terms)
        : query.expression(depth, over: variables)
    }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return .bound(generator.pick(variables))
    case 1, 2: return .comparison(.equal, operand(&self), operand(&self))
    case 3, 4, 5:
      return .comparison(generator.pick(Comparison.allCases), operand(&self), operand(&self))
    case 6:
      let members = (0..<3).map { _ in operand(&self) }
      return chance(50) ? .in(operand(&self), members) : .notIn(operand(&self), members)
    case 7:
      let functions: [BuiltInFunction] = [
        .isIRI, .isBlank, .isLiteral, .isNumeric, .isTriple, .hasLang, .hasLangDir,
      ]
      return .call(generator.pick(functions), [operand(&self)])
    case 8: return .call(.sameTerm, [operand(&self), operand(&self)])
    case 9:
      let functions: [BuiltInFunction] = [.contains, .strstarts, .strends]
      return .call(generator.pick(functions), [string(depth, variables), text(variables)])
    case 10:
      let ranges = ["en", "de", "*", "", "ar"].map { Expression.constant(.literal(Literal($0))) }
      return .call(.langMatches, [.call(.lang, [operand(&self)]), generator.pick(ranges)])
    default:
      let patterns = ["^a", "b+c?$", "[a-c]{2}", "(a|n)\\d*", "ö", ".", "^$", "("]
      let pattern = Expression.constant(.literal(Literal(generator.pick(patterns))))
      let flags = Expression.constant(.literal(Literal(chance(50) ? "i" : "")))
      return .call(.regex, [string(depth, variables), pattern] + (chance(40) ? [flags] : []))
    }
  }

  // MARK: Numbers

  private mutating func number(_ depth: Int, _ variables: [Variable]) -> Expression {
    if depth <= 0 { return operand(variables, RandomDataset.numbers + RandomDataset.extremes) }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0, 1, 2:
      return .arithmetic(
        generator.pick(Arithmetic.allCases), number(depth - 1, variables),
        number(depth - 1, variables))
    case 3:
      return chance(50) ? .plus(number(depth - 1, variables)) : .minus(number(depth - 1, variables))
    case 4:
      return .call(
        generator.pick([.abs, .round, .ceil, .floor]), [number(depth - 1, variables)])
    case 5: return .call(.strlen, [string(depth - 1, variables)])
    case 6:
      let parts: [BuiltInFunction] = [.year, .month, .day, .hours, .minutes, .seconds]
      return .call(generator.pick(parts), [moment(depth - 1, variables)])
    default:
      let types = ["integer", "decimal", "double", "float", "byte", "boolean"]
      let type = IRI(trusted: XSD.namespace + generator.pick(types))
      return .function(type, [expression(depth - 1, over: variables)], SourceMark())
    }
  }

  // MARK: Strings

  private mutating func text(_ variables: [Variable]) -> Expression {
    operand(variables, RandomDataset.strings)
  }

  private mutating func string(_ depth: Int, _ variables: [Variable]) -> Expression {
    if depth <= 0 || chance(25) { return text(variables) }
    switch Int.random(in: 0..<14, using: &generator) {
    case 0: return .call(.str, [expression(depth - 1, over: variables)])
    case 1: return .call(.lang, [text(variables)])
    case 2: return .call(.langDir, [text(variables)])
    case 3: return .call(chance(50) ? .ucase : .lcase, [string(depth - 1, variables)])
    case 4:
      let arguments = [string(depth - 1, variables), number(0, variables)]
      return .call(.substr, arguments + (chance(50) ? [number(0, variables)] : []))
    case 5: return .call(chance(50) ? .strbefore : .strafter, [text(variables), text(variables)])
    case 6:
      return .call(
        .concat,
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          string(depth - 1, variables)
        })
    case 7: return .call(.encodeForURI, [string(depth - 1, variables)])
    case 8:
      return .call(generator.pick([.md5, .sha1, .sha256, .sha384, .sha512]), [text(variables)])
    case 9:
      let patterns = ["a", "(b)(c)?", "[^a]", "x*", "B"]
      let replacements = ["z", "$1", "[$2]", "\\$", "$"]
      let arguments = [generator.pick(patterns), generator.pick(replacements)]
        .map { Expression.constant(.literal(Literal($0))) }
      let flags = Expression.constant(.literal(Literal("i")))
      return .call(
        .replace, [string(depth - 1, variables)] + arguments + (chance(30) ? [flags] : []))
    case 10: return .call(.tz, [moment(depth - 1, variables)])
    case 11: return .function(XSD.string, [expression(depth - 1, over: variables)], SourceMark())
    default: return text(variables)
    }
  }

  // MARK: Dates, times and other terms

  private mutating func moment(_ depth: Int, _ variables: [Variable]) -> Expression {
    if depth <= 0 || chance(40) { return operand(variables, RandomDataset.moments) }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return .call(.now, [])
    case 1:
      let durations = Array(RandomDataset.others[2...5])
      return .arithmetic(
        chance(50) ? .add : .subtract, moment(depth - 1, variables),
        operand(variables, durations))
    case 2:
      return .arithmetic(.subtract, moment(depth - 1, variables), moment(depth - 1, variables))
    case 3: return .call(.timezone, [moment(depth - 1, variables)])
    default:
      let types = ["dateTime", "date", "time", "gYear", "dayTimeDuration", "duration"]
      let type = IRI(trusted: XSD.namespace + generator.pick(types))
      return .function(type, [expression(depth - 1, over: variables)], SourceMark())
    }
  }

  private mutating func term(_ depth: Int, _ variables: [Variable]) -> Expression {
    func any(_ query: inout RandomQuery) -> Expression {
      query.operand(variables, RandomDataset.terms)
    }
    func constant(_ text: String) -> Expression { .constant(.literal(Literal(text))) }
    switch Int.random(in: 0..<13, using: &generator) {
    case 0: return .call(.datatype, [expression(depth, over: variables)])
    case 1: return .call(.iri, [string(depth, variables)])
    case 2: return .call(.strdt, [string(depth, variables), .constant(.iri(XSD.integer))])
    case 3: return .call(.strlang, [string(depth, variables), constant(chance(80) ? "fr" : "")])
    case 4:
      return .call(
        .strLangDir,
        [
          string(depth, variables), constant(chance(50) ? "he" : "ar"),
          constant(generator.pick(["rtl", "rtl", "ltr", "up"])),
        ])
    case 5:
      return .call(.triple, [any(&self), .constant(.iri(RandomDataset.links[0])), any(&self)])
    case 6: return .call(generator.pick([.subject, .predicate, .object]), [any(&self)])
    case 7: return .call(.isBlank, [.call(.bnode, [])])
    case 8:
      return .comparison(
        .equal, .call(.bnode, [string(0, variables)]), .call(.bnode, [string(0, variables)]))
    case 9: return .call(.isIRI, [.call(.uuid, [])])
    case 10: return .call(.strlen, [.call(.struuid, [])])
    case 11:
      return .comparison(.less, .call(.rand, []), .constant(RandomDataset.numbers[1]))
    default: return any(&self)
    }
  }
}
