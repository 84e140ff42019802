//! The Tokio peer of `./run bench scheduler`: measures one workload in this process.
//!
//! `tokio-peer WORKLOAD WARM_UP_MILLIS WINDOW_MILLIS WINDOWS IDLE_TASKS` prints the nanoseconds and
//! the nanoseconds of processor time of one operation, or the bytes of one idle task. Workloads and
//! counts are those of `SchedulerBench.java`, which says what they are.

mod memory;
mod stopwatch;
mod workloads;

use std::env;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

const WORKERS: usize = 2;

fn main() {
    let args: Vec<String> = env::args().collect();
    let workload = args[1].as_str();
    let number = |i: usize| -> u64 { args[i].parse().expect("a number") };
    if let Some(idle) = memory::idle_task(workload) {
        println!("{}", memory::bytes_per_task(&runtime(), number(5), idle));
        return;
    }
    let effort = stopwatch::Effort {
        warm_up: Duration::from_millis(number(2)),
        window: Duration::from_millis(number(3)),
        windows: number(4) as usize,
    };
    let rt = runtime();
    let cost = workloads::measure(workload, &rt, &effort);
    println!("{}\t{}", cost.nanos, cost.cpu);
    rt.shutdown_background();
}

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_time()
        .build()
        .expect("a runtime")
}
