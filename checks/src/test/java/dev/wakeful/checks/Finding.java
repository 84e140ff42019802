package dev.wakeful.checks;

/// A rule broken in one place.
///
/// @param place the class or file, as a [Waiver] names it
/// @param what what it does, as a [Waiver] names it
/// @param text the sentence for the one who must repair it
record Finding(String place, String what, String text) {}
