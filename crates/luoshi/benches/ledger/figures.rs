//! Times and memory, as they are printed.

use std::time::{Duration, Instant};

/// Median, p95, p99 and the longest of some times, in milliseconds.
pub fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!(
        "median {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, longest {:.1} ms, n {}",
        at(50),
        at(95),
        at(99),
        at(100),
        times.len()
    )
}

/// How long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}

/// A line of `/proc/self/status`, in MiB.
fn status(name: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// Memory now; from here on the peak is counted anew.
pub fn memory_from_here() -> u64 {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    status("VmRSS:")
}

/// Most memory since then, in MiB.
pub fn memory_peak() -> u64 {
    status("VmHWM:")
}

/// What the figures were measured on.
pub fn device() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap();
    let load = load.split(' ').next().unwrap().to_owned();
    let file = tempfile::NamedTempFile::new().unwrap();
    let syncs = 50;
    let ((), time) = timed(|| {
        for at in 0..syncs {
            std::os::unix::fs::FileExt::write_all_at(file.as_file(), &[7; 4096], at * 4096).unwrap();
            file.as_file().sync_data().unwrap();
        }
    });
    format!("{cores} cores, load {load}, fdatasync of 4 KiB {:.2} ms", time.as_secs_f64() * 1000.0 / f64::from(50))
}
