/// `async` and `await`: code that reads like blocking code and is compiled to one object per call.
///
/// [Async] is all that people use. [AsyncFrame], [Woven] and [AsyncFrame.Site] are for the weaver,
/// which rewrites bodies while they are compiled; a body that was not rewritten runs on a virtual
/// thread, with the same meaning and at a higher price.
package dev.wakeful.async;
