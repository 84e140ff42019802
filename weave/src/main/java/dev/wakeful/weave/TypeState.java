package dev.wakeful.weave;

import java.util.List;

/// The types of all locals and of the operand stack before one instruction.
///
/// @param locals by slot; the second slot of a wide value is TOP; not to be changed
/// @param stack bottom first
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record TypeState(VType[] locals, List<VType> stack) {}
