/// Poll futures by hand, count wake-ups, own the clock.
///
/// | to | use |
/// |---|---|
/// | poll a future or a stream when you say so | [TestTask][dev.wakeful.testkit.TestTask], [TestStream][dev.wakeful.testkit.TestStream] |
/// | find futures that nobody ended | [FutureLedger][dev.wakeful.testkit.FutureLedger] |
/// | know whether your own future, stream or sink keeps the contract | [ContractCheck][dev.wakeful.testkit.ContractCheck] |
/// | own time and chance | [VirtualEnv][dev.wakeful.testkit.VirtualEnv], [VirtualClock][dev.wakeful.testkit.VirtualClock] |
/// | see whether something survives bad wakers | [HostileWaker][dev.wakeful.testkit.HostileWaker] |
package dev.wakeful.testkit;
