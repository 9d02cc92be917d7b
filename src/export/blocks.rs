//! Rows of a large file: made in blocks by all threads, written in order. The bytes do not depend on the number of
//! threads, and no more than a few blocks are in memory at a time.

use std::io::{self, Write};
use std::ops::Range;

/// Rows of a block: a hundred kilobytes or more, so that threads are kept busy and all blocks still take little memory.
pub(super) const ROWS: usize = 128;

/// Blocks in the making at a time, however many threads there are.
const MOST: usize = 32;

/// What a thread has made of a block.
type Block = (Vec<u8>, io::Result<()>);

/// Writes `count` rows to `out`; `row` puts that of a number to the end of what it is given.
pub(super) fn rows(
    count: usize,
    out: &mut dyn Write,
    row: impl Fn(usize, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    blocks(count, ROWS, out, |numbers, block| numbers.into_iter().try_for_each(|number| row(number, block)))
}

/// Writes `count` rows to `out`, `size` of them in a block; `make` puts those of a range of numbers to the end of what it
/// is given.
pub(super) fn blocks(
    count: usize,
    size: usize,
    out: &mut dyn Write,
    make: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let range = |start: usize| start..(start + size).min(count);
    if count <= size {
        let mut block = Vec::new();
        make(range(0), &mut block)?;
        return out.write_all(&block);
    }
    let fresh =
        || -> Vec<Block> { (0..(2 * rayon::current_num_threads()).min(MOST)).map(|_| (Vec::new(), Ok(()))).collect() };
    let (mut ready, mut coming) = (fresh(), fresh());
    let mut next = 0;
    loop {
        let (from, mut filled) = (next, 0);
        // One round of blocks is made while the round before it is written.
        rayon::in_place_scope(|scope| {
            for block in coming.iter_mut().take((count - from).div_ceil(size)) {
                let (numbers, make) = (range(next), &make);
                next = numbers.end;
                filled += 1;
                scope.spawn(move |_| {
                    block.0.clear();
                    block.1 = make(numbers, &mut block.0);
                });
            }
            ready.iter_mut().try_for_each(|(bytes, made)| -> io::Result<()> {
                std::mem::replace(made, Ok(()))?;
                out.write_all(bytes)?;
                bytes.clear();
                Ok(())
            })
        })?;
        std::mem::swap(&mut ready, &mut coming);
        if filled == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ROWS, rows};
    use std::io::{Error, Write};

    #[test]
    fn rows_come_in_order_whatever_the_number_of_threads() {
        for count in [0, 1, ROWS, ROWS + 1, 20 * ROWS + 7] {
            let expected: Vec<u8> = (0..count).flat_map(|number| format!("{number}\n").into_bytes()).collect();
            for threads in [1, 2, 5] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
                let mut out = Vec::new();
                let written =
                    pool.map(|pool| pool.install(|| rows(count, &mut out, |number, row| writeln!(row, "{number}"))));
                assert!(matches!(written, Ok(Ok(()))) && out == expected, "{count} rows, {threads} threads");
            }
        }
    }

    #[test]
    fn a_row_that_fails_is_an_error() {
        let fails = |number: usize, _: &mut Vec<u8>| if number == 5 * ROWS { Err(Error::other("no")) } else { Ok(()) };
        assert!(rows(9 * ROWS, &mut Vec::new(), fails).is_err());
    }
}
