//! What an idle task takes: growth of the resident set, for Rust has no heap to ask.

use std::fs;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time;

const HOUR: Duration = Duration::from_secs(3_600);

/// Waits for somebody to wake it, who never comes.
struct Parked(Option<Waker>);

impl Future for Parked {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0 = Some(cx.waker().clone());
        Poll::Pending
    }
}

/// Spawns one task that is idle from then on.
pub type Idle = fn(&Runtime) -> JoinHandle<()>;

pub fn idle_task(workload: &str) -> Option<Idle> {
    match workload {
        "memory_parked" => Some(|rt| rt.spawn(Parked(None))),
        "memory_sleeping" => Some(|rt| rt.spawn(async { time::sleep(HOUR).await })),
        "memory_channel" => Some(|rt| {
            let (sender, mut receiver) = mpsc::channel::<u64>(1);
            rt.spawn(async move {
                receiver.recv().await;
                drop(sender);
            })
        }),
        _ => None,
    }
}

pub fn bytes_per_task(rt: &Runtime, tasks: u64, idle: Idle) -> f64 {
    let mut handles = Vec::with_capacity(tasks as usize);
    for _ in 0..1_000 {
        handles.push(idle(rt)); // whatever a runtime makes once
    }
    settle(rt);
    let before = resident();
    for _ in 0..tasks {
        handles.push(idle(rt));
    }
    settle(rt);
    (resident() - before) as f64 / tasks as f64
}

/// A task from outside comes after all that were spawned before it; a short while for the others.
fn settle(rt: &Runtime) {
    rt.block_on(async {
        tokio::spawn(async {}).await.expect("a task that ends well");
        time::sleep(Duration::from_millis(300)).await;
    });
}

/// Bytes of the resident set.
fn resident() -> u64 {
    let pages: u64 = fs::read_to_string("/proc/self/statm")
        .expect("Linux")
        .split_whitespace()
        .nth(1)
        .and_then(|field| field.parse().ok())
        .expect("a number of pages");
    // SAFETY: a plain question
    pages * unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as u64
}
