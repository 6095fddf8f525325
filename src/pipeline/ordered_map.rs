//! Parallel work with results in order and a limit on the number of results that wait.

use rayon::prelude::*;

/// Number of items per thread in a group. Enough to balance large and small items.
const GROUP: usize = 16;

/// Works on all items on the threads of the current pool and hands over the results in the order of the items.
///
/// While one group is worked on, the results of the previous group are handed over, so that writing and working
/// overlap. At most two groups are in memory.
///
/// # Errors
/// The first error of `done`, after which no other group is started.
pub(super) fn in_order<I: Sync, T: Send, E: Send>(
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut done: impl FnMut(&I, T) -> Result<(), E> + Send,
) -> Result<(), E> {
    let size = GROUP * rayon::current_num_threads();
    let mut ready: Vec<T> = Vec::new();
    let mut of: &[I] = &[];
    for group in items.chunks(size) {
        let results = std::mem::take(&mut ready);
        let (next, handed_over) = rayon::join(
            || group.par_iter().map(&work).collect(),
            || hand_over(of, results, &mut done),
        );
        handed_over?;
        (ready, of) = (next, group);
    }
    hand_over(of, ready, &mut done)
}

fn hand_over<I, T, E>(
    items: &[I],
    results: Vec<T>,
    done: &mut impl FnMut(&I, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut both = items.iter().zip(results);
    both.try_for_each(|(item, result)| done(item, result))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        let mut seen = Vec::new();
        let work = |n: &u32| {
            // The first of a group are the slowest.
            let _ = (0..(1000 - n) * 100).fold(0_u64, |a, b| a ^ u64::from(b));
            n * 2
        };
        let done = |_: &u32, n| {
            seen.push(n);
            Ok::<_, ()>(())
        };
        assert_eq!(in_order(&items, work, done), Ok(()));
        assert_eq!(seen, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_the_run() {
        let items: Vec<u32> = (0..10_000).collect();
        let mut last = 0;
        let done = |n: &u32, ()| {
            last = *n;
            if *n == 5 { Err("full") } else { Ok(()) }
        };
        assert_eq!(in_order(&items, |_| (), done), Err("full"));
        assert_eq!(last, 5);
    }
}
