//! Measures one operation: warms it up, then takes the median of several windows, as
//! `Stopwatch.java` does.

use std::time::{Duration, Instant};

pub struct Effort {
    pub warm_up: Duration,
    pub window: Duration,
    pub windows: usize,
}

/// What one operation costs, in nanoseconds: time, and processor time of the whole process.
pub struct Cost {
    pub nanos: f64,
    pub cpu: f64,
}

/// `iteration` does `operations` operations.
pub fn measure(effort: &Effort, operations: u64, mut iteration: impl FnMut()) -> Cost {
    let start = Instant::now();
    while start.elapsed() < effort.warm_up {
        iteration();
    }
    let cpu = processor_nanos();
    let mut total = 0;
    let mut samples = Vec::new();
    for _ in 0..effort.windows {
        let start = Instant::now();
        let mut done = 0;
        loop {
            iteration();
            done += operations;
            if start.elapsed() >= effort.window {
                break;
            }
        }
        samples.push(start.elapsed().as_nanos() as f64 / done as f64);
        total += done;
    }
    let cpu = (processor_nanos() - cpu) as f64 / total as f64;
    samples.sort_by(f64::total_cmp);
    Cost { nanos: samples[samples.len() / 2], cpu }
}

fn processor_nanos() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes the structure it is given, and nothing else
    let answer = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    assert_eq!(answer, 0, "the clock of the process");
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}
