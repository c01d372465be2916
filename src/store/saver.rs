//! Who writes the files while a person goes on typing: a slow disk must not hold up a key.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::atomic::Disk;
use super::report_file::{SaveDone, SaveJob};

/// Tells that a job is done.
pub type Wake = Box<dyn FnMut() + Send>;

/// Writes one file at a time.
pub struct Saver {
    disk: Arc<dyn Disk>,
    /// Who is told of a job that is done elsewhere; without anyone, jobs are done at once.
    wake: Option<Wake>,
    worker: Option<Worker>,
    /// What came of a job that was done at once.
    done: Option<SaveDone>,
    busy: bool,
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
        Saver { disk, wake: None, worker: None, done: None, busy: false }
    }

    /// Does the jobs in a thread, and calls `wake` from there after each.
    #[must_use]
    pub fn aside(disk: Arc<dyn Disk>, wake: Wake) -> Self {
        Saver { wake: Some(wake), ..Saver::here(disk) }
    }

    /// The disk that it writes to.
    #[must_use]
    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Whether a job is under way, or done and not taken yet.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.busy
    }

    /// Begins a job; there must be none under way.
    pub fn begin(&mut self, job: SaveJob) {
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
    pub fn take(&mut self) -> Option<SaveDone> {
        self.wait(Duration::ZERO)
    }

    /// What came of the job, if it is done within this time.
    pub fn wait(&mut self, time: Duration) -> Option<SaveDone> {
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
