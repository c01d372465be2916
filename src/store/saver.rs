//! Who writes the files while a person goes on typing: a slow disk must not hold up a key.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::disk::Disk;
use super::save_job::{SaveDone, SaveJob};

/// A program that was told to end waits no longer than this for the disk.
pub(crate) const LAST_PATIENCE: Duration = Duration::from_millis(300);

/// How soon the wish to end is heard while the disk is waited for.
const SLICE: Duration = Duration::from_millis(50);

/// Tells that a job is done.
pub(crate) type Wake = Box<dyn FnMut() + Send>;

/// Writes one file at a time.
pub struct Saver {
    disk: Arc<dyn Disk>,
    /// Who is told of a job that is done elsewhere; without anyone, jobs are done at once.
    wake: Option<Wake>,
    worker: Option<Worker>,
    /// What came of a job that was done at once.
    done: Option<SaveDone>,
    busy: bool,
    /// The program was told to end.
    ending: Arc<AtomicBool>,
}

/// A thread of its own, begun with the first job.
struct Worker {
    jobs: Sender<SaveJob>,
    done: Receiver<SaveDone>,
}

impl Saver {
    /// Does each job at once.
    #[must_use]
    pub fn here(disk: Arc<dyn Disk>) -> Self {
        Saver { disk, wake: None, worker: None, done: None, busy: false, ending: Arc::default() }
    }

    /// Does the jobs in a thread, and calls `wake` from there after each. Once `ending` is set, nobody
    /// waits long.
    #[must_use]
    pub fn aside(disk: Arc<dyn Disk>, wake: Wake, ending: Arc<AtomicBool>) -> Self {
        Saver { wake: Some(wake), ending, ..Saver::here(disk) }
    }

    /// The disk that it writes to.
    #[must_use]
    pub(crate) fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Whether a job is under way, or done and not taken yet.
    #[must_use]
    pub(crate) fn is_busy(&self) -> bool {
        self.busy
    }

    /// Begins a job; there must be none under way.
    pub(crate) fn begin(&mut self, job: SaveJob) {
        self.busy = true;
        if self.worker.is_none()
            && let Some(wake) = self.wake.take()
        {
            self.worker = Worker::begin(Arc::clone(&self.disk), wake);
        }
        let job = match &self.worker {
            None => job,
            Some(worker) => match worker.jobs.send(job) {
                Ok(()) => return,
                Err(returned) => returned.0,
            },
        };
        self.worker = None;
        self.done = Some(job.run(&*self.disk));
    }

    /// What came of the job, if it is done.
    pub(crate) fn take(&mut self) -> Option<SaveDone> {
        self.try_take(Duration::ZERO)
    }

    /// What came of the job, if it is done within this time.
    pub(crate) fn wait(&mut self, patience: Duration) -> Option<SaveDone> {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let done = self.try_take(left.min(SLICE));
            let is_hurried = patience > LAST_PATIENCE && self.ending.load(Ordering::Relaxed);
            if done.is_some() || !self.busy || left.is_zero() || is_hurried {
                return done;
            }
        }
    }

    fn try_take(&mut self, time: Duration) -> Option<SaveDone> {
        if !self.busy {
            return None;
        }
        let done = match (self.done.take(), &self.worker) {
            (Some(done), _) => Some(done),
            (None, Some(worker)) if time.is_zero() => worker.done.try_recv().ok(),
            (None, Some(worker)) => worker.done.recv_timeout(time).ok(),
            (None, None) => None,
        };
        self.busy = done.is_none();
        done
    }
}

impl Worker {
    fn begin(disk: Arc<dyn Disk>, mut wake: Wake) -> Option<Self> {
        let (jobs, to_do) = channel::<SaveJob>();
        let (to_done, done) = channel();
        let work = move || {
            for job in to_do {
                if to_done.send(job.run(&*disk)).is_err() {
                    break;
                }
                wake();
            }
        };
        thread::Builder::new().name("saver".into()).spawn(work).ok()?;
        Some(Worker { jobs, done })
    }
}
