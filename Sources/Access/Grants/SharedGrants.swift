/// Makes each distinct grant once, for whoever reads many: equal ones are then one object.
package struct SharedGrants {
  private var known: Set<Grant> = []

  package init() {}

  /// The grant that was given first among equal ones.
  package mutating func shared(_ grant: Grant) -> Grant { known.insert(grant).memberAfterInsert }
}
