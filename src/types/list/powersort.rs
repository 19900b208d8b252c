//! The sort itself: a stable, adaptive merge sort of anything that can be compared by number.
//!
//! It sorts a permutation, so it moves no objects, and a comparison may fail or run any code.
//! Invariant: whenever it returns, also by an error, the slice is a permutation of what came in;
//! number and order of comparisons are those of CPython 3.13's `list.sort`, since `__lt__` sees them.
//! The algorithm is Tim Peters' (`Objects/listsort.txt`): find natural runs, extend short ones by
//! binary insertion, merge in powersort's order, gallop where one run wins often.
//! Deliberately absent: keys, reversal, and the list (`sort.rs`).

const MAX_MINRUN: usize = 64;
const MIN_GALLOP: usize = 7;

struct Run {
    start: usize,
    len: usize,
    /// Depth of the boundary to the next run in the ideal merge tree.
    power: u32,
}

struct Sorter<'a, L> {
    a: &'a mut [u32],
    lt: L,
    min_gallop: usize,
    runs: Vec<Run>,
    temp: Vec<u32>,
}

/// Sort `a` by `lt(x, y)`: "x belongs before y".
///
/// # Errors
/// The first that `lt` returns.
pub fn sort<E>(a: &mut [u32], lt: impl FnMut(u32, u32) -> Result<bool, E>) -> Result<(), E> {
    let mut remaining = a.len();
    if remaining < 2 {
        return Ok(());
    }
    let minrun = minrun(remaining);
    let mut s = Sorter { a, lt, min_gallop: MIN_GALLOP, runs: Vec::new(), temp: Vec::new() };
    let mut lo = 0;
    while remaining > 0 {
        let mut n = s.count_run(lo, remaining)?;
        if n < minrun {
            let force = remaining.min(minrun);
            s.binary_insertion(lo, force, n)?;
            n = force;
        }
        s.found_run(n)?;
        s.runs.push(Run { start: lo, len: n, power: 0 });
        lo += n;
        remaining -= n;
    }
    s.collapse()
}

/// A run length such that the number of runs is a power of two or slightly less.
fn minrun(mut n: usize) -> usize {
    let mut r = 0;
    while n >= MAX_MINRUN {
        r |= n & 1;
        n >>= 1;
    }
    n + r
}

/// Depth in the merge tree of the boundary between the run `start, n1` and its neighbour of `n2`,
/// in a list of `n`.
fn power(start: usize, n1: usize, n2: usize, n: usize) -> u32 {
    let (mut result, mut a) = (0, 2 * start + n1);
    let mut b = a + n1 + n2;
    loop {
        result += 1;
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

impl<E, L: FnMut(u32, u32) -> Result<bool, E>> Sorter<'_, L> {
    #[inline(always)]
    fn less(&mut self, i: usize, j: usize) -> Result<bool, E> {
        (self.lt)(self.a[i], self.a[j])
    }
    /// Length of the run at `lo`, made ascending if it descends. Stretches of equal elements do
    /// not end a descending run: each is turned, so that turning the whole keeps their order.
    fn count_run(&mut self, lo: usize, remaining: usize) -> Result<usize, E> {
        let mut n = 1;
        while n < remaining && !self.less(lo + n, lo + n - 1)? {
            n += 1;
        }
        if n == remaining {
            return Ok(n);
        }
        if n > 1 {
            if self.less(lo, lo + n - 1)? {
                return Ok(n);
            }
            self.a[lo..lo + n].reverse();
        }
        n += 1;
        let mut equal = 0;
        while n < remaining {
            if self.less(lo + n, lo + n - 1)? {
                self.turn_equal(lo + n, &mut equal);
            } else if self.less(lo + n - 1, lo + n)? {
                break;
            } else {
                equal += 1;
            }
            n += 1;
        }
        self.turn_equal(lo + n, &mut equal);
        self.a[lo..lo + n].reverse();
        while n < remaining && !self.less(lo + n, lo + n - 1)? {
            n += 1;
        }
        Ok(n)
    }
    /// Turn the stretch of `equal` + 1 equal elements that ends before `end`.
    fn turn_equal(&mut self, end: usize, equal: &mut usize) {
        if *equal > 0 {
            self.a[end - *equal - 1..end].reverse();
            *equal = 0;
        }
    }
    /// Sort `n` elements at `lo`, the first `ok` of which are sorted.
    fn binary_insertion(&mut self, lo: usize, n: usize, ok: usize) -> Result<(), E> {
        for i in ok.max(1)..n {
            let pivot = self.a[lo + i];
            let (mut left, mut right) = (0, i);
            while left < right {
                let middle = (left + right) >> 1;
                if (self.lt)(pivot, self.a[lo + middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.a[lo + left..=lo + i].rotate_right(1);
        }
        Ok(())
    }
    /// Merge what lies deeper in the tree than the boundary to a new run of `n2`.
    fn found_run(&mut self, n2: usize) -> Result<(), E> {
        let Some(last) = self.runs.last() else { return Ok(()) };
        let p = power(last.start, last.len, n2, self.a.len());
        while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > p {
            self.merge_at(self.runs.len() - 2)?;
        }
        if let Some(last) = self.runs.last_mut() {
            last.power = p;
        }
        Ok(())
    }
    fn collapse(&mut self) -> Result<(), E> {
        while self.runs.len() > 1 {
            let mut i = self.runs.len() - 2;
            if i > 0 && self.runs[i - 1].len < self.runs[i + 1].len {
                i -= 1;
            }
            self.merge_at(i)?;
        }
        Ok(())
    }
    /// Merge runs `i` and `i + 1`.
    fn merge_at(&mut self, i: usize) -> Result<(), E> {
        let right = self.runs.remove(i + 1);
        let left = &mut self.runs[i];
        let (mut start, mut na) = (left.start, left.len);
        left.len += right.len;
        // What of the left run is below the right run's first element stays where it is.
        let k = self.gallop_right(self.a[right.start], start, na, 0, false)?;
        start += k;
        na -= k;
        if na == 0 {
            return Ok(());
        }
        // And what of the right run is above the left run's last.
        let nb = self.gallop_left(self.a[start + na - 1], right.start, right.len, right.len - 1, false)?;
        if nb == 0 {
            return Ok(());
        }
        if na <= nb { self.merge_low(start, na, nb) } else { self.merge_high(start, na, nb) }
    }
    #[inline(always)]
    fn at(&self, i: usize, in_temp: bool) -> u32 {
        if in_temp { self.temp[i] } else { self.a[i] }
    }
    /// Where `key` belongs among the `n` sorted elements at `base`, left of equal ones, looking
    /// first around `base + hint`, at growing distances.
    fn gallop_left(&mut self, key: u32, base: usize, n: usize, hint: usize, temp: bool) -> Result<usize, E> {
        let (mut last, mut ofs) = (0, 1);
        // Half-open bounds; `lo` is one past the last element known to be less.
        let (mut lo, mut hi);
        let start = self.at(base + hint, temp);
        if (self.lt)(start, key)? {
            let max = n - hint;
            while ofs < max && {
                let v = self.at(base + hint + ofs, temp);
                (self.lt)(v, key)?
            } {
                last = ofs;
                ofs = (ofs << 1) + 1;
            }
            (lo, hi) = (hint + last + 1, hint + ofs.min(max));
        } else {
            let max = hint + 1;
            while ofs < max && {
                let v = self.at(base + hint - ofs, temp);
                !(self.lt)(v, key)?
            } {
                last = ofs;
                ofs = (ofs << 1) + 1;
            }
            (lo, hi) = (hint + 1 - ofs.min(max), hint - last);
        }
        while lo < hi {
            let m = lo + ((hi - lo) >> 1);
            let v = self.at(base + m, temp);
            if (self.lt)(v, key)? {
                lo = m + 1;
            } else {
                hi = m;
            }
        }
        Ok(hi)
    }
    /// As [`Sorter::gallop_left`], right of equal ones.
    fn gallop_right(&mut self, key: u32, base: usize, n: usize, hint: usize, temp: bool) -> Result<usize, E> {
        let (mut last, mut ofs) = (0, 1);
        let (mut lo, mut hi);
        let start = self.at(base + hint, temp);
        if (self.lt)(key, start)? {
            let max = hint + 1;
            while ofs < max && {
                let v = self.at(base + hint - ofs, temp);
                (self.lt)(key, v)?
            } {
                last = ofs;
                ofs = (ofs << 1) + 1;
            }
            (lo, hi) = (hint + 1 - ofs.min(max), hint - last);
        } else {
            let max = n - hint;
            while ofs < max && {
                let v = self.at(base + hint + ofs, temp);
                !(self.lt)(key, v)?
            } {
                last = ofs;
                ofs = (ofs << 1) + 1;
            }
            (lo, hi) = (hint + last + 1, hint + ofs.min(max));
        }
        while lo < hi {
            let m = lo + ((hi - lo) >> 1);
            let v = self.at(base + m, temp);
            if (self.lt)(key, v)? {
                hi = m;
            } else {
                lo = m + 1;
            }
        }
        Ok(hi)
    }
    /// Merge `na` elements at `start` with the `nb` that follow; the left run moves to `temp`.
    fn merge_low(&mut self, start: usize, na: usize, nb: usize) -> Result<(), E> {
        self.temp.clear();
        self.temp.extend_from_slice(&self.a[start..start + na]);
        let mut m = Low { a: 0, na, b: start + na, nb, dest: start };
        let result = self.merge_low_steps(&mut m);
        // What is left of the temporary run: all of it after an error, the last element after a
        // merge that ended early.
        if m.nb > 0 && result.is_ok() {
            self.a.copy_within(m.b..m.b + m.nb, m.dest);
            m.dest += m.nb;
        }
        self.a[m.dest..m.dest + m.na].copy_from_slice(&self.temp[m.a..m.a + m.na]);
        result
    }
    fn merge_low_steps(&mut self, m: &mut Low) -> Result<(), E> {
        m.take_b(self.a);
        if m.nb == 0 || m.na == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut acount, mut bcount) = (0, 0);
            while acount.max(bcount) < min_gallop {
                if (self.lt)(self.a[m.b], self.temp[m.a])? {
                    m.take_b(self.a);
                    (bcount, acount) = (bcount + 1, 0);
                    if m.nb == 0 {
                        return Ok(());
                    }
                } else {
                    m.take_a(self.a, &self.temp);
                    (acount, bcount) = (acount + 1, 0);
                    if m.na == 1 {
                        return Ok(());
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let k = self.gallop_right(self.a[m.b], m.a, m.na, 0, true)?;
                acount = k;
                self.a[m.dest..m.dest + k].copy_from_slice(&self.temp[m.a..m.a + k]);
                (m.dest, m.a, m.na) = (m.dest + k, m.a + k, m.na - k);
                if k > 0 && m.na <= 1 {
                    return Ok(());
                }
                m.take_b(self.a);
                if m.nb == 0 {
                    return Ok(());
                }
                let k = self.gallop_left(self.temp[m.a], m.b, m.nb, 0, false)?;
                bcount = k;
                self.a.copy_within(m.b..m.b + k, m.dest);
                (m.dest, m.b, m.nb) = (m.dest + k, m.b + k, m.nb - k);
                if m.nb == 0 {
                    return Ok(());
                }
                m.take_a(self.a, &self.temp);
                if m.na == 1 {
                    return Ok(());
                }
                if acount < MIN_GALLOP && bcount < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
    /// Merge `na` elements at `start` with the `nb` that follow, from the end; the right run moves
    /// to `temp`.
    fn merge_high(&mut self, start: usize, na: usize, nb: usize) -> Result<(), E> {
        self.temp.clear();
        self.temp.extend_from_slice(&self.a[start + na..start + na + nb]);
        let mut m = High { start, na, nb, dest: start + na + nb };
        let result = self.merge_high_steps(&mut m);
        if m.na > 0 && result.is_ok() {
            self.a.copy_within(start..start + m.na, m.dest - m.na);
            m.dest -= m.na;
        }
        self.a[m.dest - m.nb..m.dest].copy_from_slice(&self.temp[..m.nb]);
        result
    }
    fn merge_high_steps(&mut self, m: &mut High) -> Result<(), E> {
        m.take_a(self.a);
        if m.na == 0 || m.nb == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut acount, mut bcount) = (0, 0);
            while acount.max(bcount) < min_gallop {
                if (self.lt)(self.temp[m.nb - 1], self.a[m.start + m.na - 1])? {
                    m.take_a(self.a);
                    (acount, bcount) = (acount + 1, 0);
                    if m.na == 0 {
                        return Ok(());
                    }
                } else {
                    m.take_b(self.a, &self.temp);
                    (bcount, acount) = (bcount + 1, 0);
                    if m.nb == 1 {
                        return Ok(());
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let k = m.na - self.gallop_right(self.temp[m.nb - 1], m.start, m.na, m.na - 1, false)?;
                acount = k;
                self.a.copy_within(m.start + m.na - k..m.start + m.na, m.dest - k);
                (m.dest, m.na) = (m.dest - k, m.na - k);
                if m.na == 0 {
                    return Ok(());
                }
                m.take_b(self.a, &self.temp);
                if m.nb == 1 {
                    return Ok(());
                }
                let k = m.nb - self.gallop_left(self.a[m.start + m.na - 1], 0, m.nb, m.nb - 1, true)?;
                bcount = k;
                self.a[m.dest - k..m.dest].copy_from_slice(&self.temp[m.nb - k..m.nb]);
                (m.dest, m.nb) = (m.dest - k, m.nb - k);
                if k > 0 && m.nb <= 1 {
                    return Ok(());
                }
                m.take_a(self.a);
                if m.na == 0 {
                    return Ok(());
                }
                if acount < MIN_GALLOP && bcount < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// A merge from the low end: what is left of both runs, and where the next element goes.
struct Low {
    a: usize,
    na: usize,
    b: usize,
    nb: usize,
    dest: usize,
}

impl Low {
    fn take_a(&mut self, to: &mut [u32], temp: &[u32]) {
        to[self.dest] = temp[self.a];
        (self.dest, self.a, self.na) = (self.dest + 1, self.a + 1, self.na - 1);
    }
    fn take_b(&mut self, to: &mut [u32]) {
        to[self.dest] = to[self.b];
        (self.dest, self.b, self.nb) = (self.dest + 1, self.b + 1, self.nb - 1);
    }
}

/// A merge from the high end: both runs shrink to their fronts, `dest` is one past the next place.
struct High {
    start: usize,
    na: usize,
    nb: usize,
    dest: usize,
}

impl High {
    fn take_a(&mut self, to: &mut [u32]) {
        to[self.dest - 1] = to[self.start + self.na - 1];
        (self.dest, self.na) = (self.dest - 1, self.na - 1);
    }
    fn take_b(&mut self, to: &mut [u32], temp: &[u32]) {
        to[self.dest - 1] = temp[self.nb - 1];
        (self.dest, self.nb) = (self.dest - 1, self.nb - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::sort;
    use proptest::prelude::*;
    use std::convert::Infallible;

    proptest! {
        #[test]
        fn is_the_stable_sort(keys in prop::collection::vec(0u16..50, 0..700), runs in 1usize..20) {
            let mut keys = keys;
            let step = keys.len() / runs + 1;
            for (i, chunk) in keys.chunks_mut(step).enumerate() {
                if i % 3 == 0 { chunk.sort() } else if i % 3 == 1 { chunk.sort(); chunk.reverse() }
            }
            let mut ours: Vec<u32> = (0..keys.len() as u32).collect();
            let mut theirs = ours.clone();
            let Ok(()) = sort(&mut ours, |x, y| Ok::<_, Infallible>(keys[x as usize] < keys[y as usize]));
            theirs.sort_by_key(|i| keys[*i as usize]);
            prop_assert_eq!(ours, theirs);
        }
        #[test]
        fn an_error_loses_nothing(keys in prop::collection::vec(0u16..50, 0..700), at in 0usize..3000) {
            let mut ours: Vec<u32> = (0..keys.len() as u32).collect();
            let mut left = at;
            let _: Result<(), ()> = sort(&mut ours, |x, y| {
                left = left.checked_sub(1).ok_or(())?;
                Ok(keys[x as usize] < keys[y as usize])
            });
            ours.sort();
            prop_assert!(ours.into_iter().eq(0..keys.len() as u32));
        }
    }
}
