//! The workloads, in the shapes of Tokio's own `benches/rt_multi_threaded.rs`.

use crate::stopwatch::{self, Cost, Effort};
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{mpsc as threads, Arc};
use tokio::runtime::Runtime;
use tokio::sync::{mpsc, oneshot};
use tokio::task;

const MANY: usize = 10_000;
const SPINNERS: usize = 4;
const YIELDERS: usize = 200;
const YIELDS: usize = 1_000;
const PAIRS: usize = 1_000;
const CHAIN: usize = 1_000;
const RING: usize = 1_000;
const HOPS: usize = 10_000;
const CALLS: usize = 100;

pub fn measure(workload: &str, rt: &Runtime, effort: &Effort) -> Cost {
    let run = |operations: usize, iteration: &mut dyn FnMut()| {
        stopwatch::measure(effort, operations as u64, iteration)
    };
    match workload {
        "spawn_many" => run(MANY, &mut || spawn_many(rt)),
        "spawn_many_busy" => {
            for _ in 0..SPINNERS {
                rt.spawn(async {
                    loop {
                        task::yield_now().await;
                    }
                });
            }
            run(MANY, &mut || spawn_many(rt))
        }
        "spawn_many_local" => run(MANY, &mut || inside(rt, spawn_many_local)),
        "spawn_join" => run(MANY, &mut || inside(rt, spawn_join)),
        "yield_many" => run(YIELDERS * YIELDS, &mut || yield_many(rt)),
        "ping_pong" => run(PAIRS, &mut || inside(rt, ping_pong)),
        "chained_spawn" => run(CHAIN, &mut || inside(rt, |done| async { chain(done, CHAIN) })),
        "token_ring" => {
            let mut ring = Ring::new(rt);
            run(HOPS, &mut || ring.turn())
        }
        "spawn_blocking" => run(CALLS, &mut || inside(rt, blocking)),
        _ => panic!("no workload {}", workload),
    }
}

type Done = threads::Sender<()>;

/// Runs `body` as a task, and waits outside until somebody says that all is done.
fn inside<F: Future<Output = ()> + Send + 'static>(rt: &Runtime, body: impl FnOnce(Done) -> F) {
    let (done, all_done) = threads::channel();
    rt.spawn(body(done));
    all_done.recv().expect("the end");
}

/// Counts tasks down and tells when the last one has been there.
#[derive(Clone)]
struct Countdown(Arc<AtomicUsize>, Done);

impl Countdown {
    fn new(count: usize, done: Done) -> Self {
        Countdown(Arc::new(AtomicUsize::new(count)), done)
    }

    fn arrive(&self) {
        if self.0.fetch_sub(1, Relaxed) == 1 {
            self.1.send(()).expect("somebody who waits");
        }
    }
}

fn spawn_many(rt: &Runtime) {
    let (done, all_done) = threads::channel();
    let left = Countdown::new(MANY, done);
    for _ in 0..MANY {
        let left = left.clone();
        rt.spawn(async move { left.arrive() });
    }
    all_done.recv().expect("the end");
}

async fn spawn_many_local(done: Done) {
    let left = Countdown::new(MANY, done);
    for _ in 0..MANY {
        let left = left.clone();
        tokio::spawn(async move { left.arrive() });
    }
}

async fn spawn_join(done: Done) {
    let mut handles = Vec::with_capacity(MANY);
    for _ in 0..MANY {
        handles.push(tokio::spawn(async {}));
    }
    for handle in handles {
        handle.await.expect("a task that ends well");
    }
    done.send(()).expect("somebody who waits");
}

fn yield_many(rt: &Runtime) {
    let (done, all_done) = threads::channel();
    let left = Countdown::new(YIELDERS, done);
    for _ in 0..YIELDERS {
        let left = left.clone();
        rt.spawn(async move {
            for _ in 0..YIELDS {
                task::yield_now().await;
            }
            left.arrive();
        });
    }
    all_done.recv().expect("the end");
}

async fn ping_pong(done: Done) {
    let left = Countdown::new(PAIRS, done);
    for _ in 0..PAIRS {
        let left = left.clone();
        tokio::spawn(async move {
            let (ball, serve) = oneshot::channel::<()>();
            let (answer, back) = oneshot::channel::<()>();
            tokio::spawn(async move {
                serve.await.expect("a ball");
                answer.send(()).expect("a player");
            });
            ball.send(()).expect("a player");
            back.await.expect("the ball");
            left.arrive();
        });
    }
}

fn chain(done: Done, left: usize) {
    if left == 0 {
        done.send(()).expect("somebody who waits");
    } else {
        tokio::spawn(async move { chain(done, left - 1) });
    }
}

/// Tasks in a circle, each with a channel of one slot; a token carries the hops that are left.
struct Ring {
    first: mpsc::Sender<usize>,
    all_done: threads::Receiver<()>,
}

impl Ring {
    fn new(rt: &Runtime) -> Self {
        let (done, all_done) = threads::channel();
        let (first, mut from) = mpsc::channel::<usize>(1);
        for i in 0..RING {
            let (sender, receiver) = mpsc::channel(1);
            let to = if i == RING - 1 { first.clone() } else { sender };
            let mut own = std::mem::replace(&mut from, receiver);
            let done = done.clone();
            rt.spawn(async move {
                while let Some(left) = own.recv().await {
                    if left == 0 {
                        done.send(()).expect("somebody who waits");
                    } else {
                        to.send(left - 1).await.expect("a neighbour");
                    }
                }
            });
        }
        Ring { first, all_done }
    }

    fn turn(&mut self) {
        self.first.blocking_send(HOPS).expect("a ring");
        self.all_done.recv().expect("the end");
    }
}

async fn blocking(done: Done) {
    for _ in 0..CALLS {
        task::spawn_blocking(|| ()).await.expect("a call");
    }
    done.send(()).expect("somebody who waits");
}
