//! Names for documents. In: files and given ids; out: an id for each document that no other has in this run.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path};

/// Ids for files: the stem, or for those that share one the path relative to the folder that they have in common.
pub(super) fn file_ids(paths: &[&Path]) -> Vec<String> {
    let mut by_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, path) in paths.iter().enumerate() {
        by_stem.entry(stem(path)).or_default().push(index);
    }
    let mut ids = vec![String::new(); paths.len()];
    for (stem, group) in by_stem {
        let parts: Vec<Vec<String>> = group.iter().map(|&i| paths.get(i).map_or_else(Vec::new, |p| parts(p))).collect();
        let shared = shared_folders(&parts);
        for (&index, parts) in group.iter().zip(&parts) {
            if let Some(id) = ids.get_mut(index) {
                *id = if group.len() == 1 { stem.clone() } else { parts[shared.min(parts.len())..].join("/") };
            }
        }
    }
    ids
}

/// The file's name without the endings for its form and compression: `a.b.txt.gz` → `a.b`.
fn stem(path: &Path) -> String {
    if path == Path::new("-") {
        return "stdin".to_owned();
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let name = ["gz", "zst"].iter().find_map(|e| strip_ending(&name, e)).unwrap_or(&name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

fn strip_ending<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    let (stem, found) = name.rsplit_once('.')?;
    (found.eq_ignore_ascii_case(ending) && !stem.is_empty()).then_some(stem)
}

fn parts(path: &Path) -> Vec<String> {
    let named = path.components().filter(|c| !matches!(c, Component::CurDir | Component::RootDir));
    named.map(|c| c.as_os_str().to_string_lossy().into_owned()).collect()
}

/// How many leading folders all `paths` share.
fn shared_folders(paths: &[Vec<String>]) -> usize {
    let Some((first, rest)) = paths.split_first() else { return 0 };
    let folders = |path: &[String]| path.len().saturating_sub(1);
    rest.iter().fold(folders(first), |shared, path| {
        let same = first.iter().zip(path).take_while(|(a, b)| a == b).count();
        shared.min(same).min(folders(path))
    })
}

/// The ids given so far, by hash: eight bytes and a number each, however long they are.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// How often each id was wanted.
    wanted: HashMap<u64, u32>,
}

impl Ids {
    /// `id`, or where it is taken already `id-2`, `id-3`, …, and whether it had to change.
    pub fn unique(&mut self, id: String) -> (String, bool) {
        let count = self.wanted.entry(hash(&id)).or_insert(0);
        *count += 1;
        if *count == 1 {
            return (id, false);
        }
        let mut number = *count;
        loop {
            let other = format!("{id}-{number}");
            let taken = self.wanted.entry(hash(&other)).or_insert(0);
            *taken += 1;
            if *taken == 1 {
                return (other, true);
            }
            number += 1;
        }
    }
}

/// The same for the same id in every run.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_stem_unless_two_share_it() {
        let paths = ["in/2021/a.txt", "in/2022/a.txt.gz", "in/b.c.txt", "./in/d", "-"].map(Path::new);
        assert_eq!(file_ids(&paths), ["2021/a.txt", "2022/a.txt.gz", "b.c", "d", "stdin"]);
    }

    #[test]
    fn a_repeated_id_is_numbered() {
        let mut ids = Ids::default();
        let given = ["a", "a-2", "a", "a"].map(|id| ids.unique(id.to_owned()).0);
        assert_eq!(given, ["a", "a-2", "a-3", "a-4"]);
    }
}
