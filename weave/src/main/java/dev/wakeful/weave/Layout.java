package dev.wakeful.weave;

import dev.wakeful.weave.Suspension.Carried;
import dev.wakeful.weave.Suspension.Field;
import dev.wakeful.weave.Suspension.Plan;
import java.lang.classfile.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A body taken apart: where it is suspended, and the fields of its frame.
///
/// @param code the method
/// @param flow its types
/// @param parameters for each input but `this`, its local and its field
/// @param suspensions the awaits, in the order of the code
/// @param fields all fields but those for `this` and the slots
/// @param remade the `new` instructions whose objects are made again at their constructor, because
///   an await stands between the two
/// @param heads for each await, where the loops around it are entered, the outermost first
/// @param asksTheRuntime whether cancelling a suspended body can run code that needs the slots
record Layout(
    Listing code,
    TypeFlow flow,
    List<Carried> parameters,
    List<Suspension> suspensions,
    List<Field> fields,
    Set<Integer> remade,
    Map<Suspension, List<Label>> heads,
    boolean asksTheRuntime) {

  /// Whether what is awaited is in its field from the beginning: an input that nothing else is ever
  /// put in the place of.
  boolean isAwaitedInPlace(Plan plan) {
    return parameters.stream()
        .filter(input -> input.field() == Field.AWAITING)
        .anyMatch(input -> plan.locals().contains(input));
  }
}
