//! Holds the README and the book to their word: sessions are replayed, listings exist, links lead somewhere.

#[path = "_support/process.rs"]
mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn pages() -> Vec<PathBuf> {
    let folder = root().join("book/src");
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).expect("the book exists").map(|entry| entry.expect("readable").path()).collect();
    pages.retain(|page| page.extension().is_some_and(|suffix| suffix == "md"));
    pages.push(root().join("README.md"));
    pages
}

/// The texts between `open` and `close`, none of them over a line's end.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let found = text.split(open).skip(1).filter_map(|rest| rest.split(close).next());
    found.filter(|part| !part.contains('\n')).collect()
}

#[test]
fn listings_and_links_exist() {
    for page in pages() {
        let text = read(&page);
        let folder = page.parent().expect("a page stands in a folder");
        for target in between(&text, "{{#include ", "}}").into_iter().chain(between(&text, "](", ")")) {
            // `file:anchor` names a part of a file; a link to elsewhere is not ours to check.
            let file = target.split([':', '#']).next().unwrap_or_default();
            if !target.starts_with("http") && !file.is_empty() {
                assert!(folder.join(file).exists(), "{}: {target} does not exist", page.display());
            }
        }
    }
}

#[test]
fn every_page_is_in_the_summary() {
    let summary = read(&root().join("book/src/SUMMARY.md"));
    for page in pages() {
        let name = page.file_name().expect("a page has a name").to_string_lossy();
        if name != "SUMMARY.md" && name != "README.md" {
            assert!(summary.contains(&format!("({name})")), "{name} is not in the summary");
        }
    }
}

#[test]
fn what_differs_is_in_the_table() {
    let table = read(&root().join("book/src/differences.md"));
    let mut folders = vec![root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of tests") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "py") {
                let source = String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned();
                let mut head = source.lines().take_while(|line| line.starts_with('#'));
                if head.any(|line| line.starts_with("# differs:")) {
                    let name = path.strip_prefix(root()).expect("under the root").display().to_string();
                    assert!(table.contains(&name), "{name} is not in the table");
                }
            }
        }
    }
}

#[test]
fn the_readmes_session_is_real() {
    let text = read(&root().join("README.md"));
    let session =
        text.split("```pycon\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a session");
    let (mut input, mut expected) = (String::new(), String::new());
    for line in session.lines() {
        match line.strip_prefix(">>> ").or(line.strip_prefix("...").map(str::trim_start)) {
            Some(typed) => input = input + typed + "\n",
            None => expected = expected + line + "\n",
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_terrarium"));
    process::settle(&mut command).args(["-i", "-q"]);
    let outcome = process::run(&mut command, input.as_bytes(), Duration::from_secs(30)).expect("it ends");
    assert_eq!((outcome.status.as_str(), outcome.stdout), ("0", expected), "{}", outcome.stderr);
}

#[test]
fn the_table_of_modules_is_true() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terrarium"));
    process::settle(&mut command).arg(root().join("book/modules.py"));
    let outcome = process::run(&mut command, b"", Duration::from_secs(60)).expect("it ends");
    assert_eq!(outcome.status.as_str(), "0", "{}", outcome.stderr);
    let page = root().join("book/src/modules.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&page, &outcome.stdout).expect("the page is writable");
    }
    let differs = outcome
        .stdout
        .lines()
        .zip(read(&page).lines())
        .find(|(now, then)| now != then)
        .map(|pair| pair.0.to_owned());
    assert_eq!(differs, None, "`BLESS=1 cargo test --test book` writes the page anew");
    assert_eq!(outcome.stdout.lines().count(), read(&page).lines().count(), "modules came or went");
}
