"""Comparison of files and folders."""

import filecmp
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in (("a/same", "x"), ("b/same", "x"), ("a/other", "long"), ("b/other", "text"), ("a/size", "1"), ("b/size", "22"), ("a/left", ""),
                       ("b/right", ""), ("a/mixed/f", ""), ("b/mixed", "file"), ("a/sub/s", "1"), ("b/sub/s", "1"), ("a/sub/deep/d", "1"),
                       ("b/sub/deep/d", "2"), ("a/.git/x", ""), ("b/.git/x", "")):
        os.makedirs(os.path.dirname(name), exist_ok=True)
        with open(name, "w") as file:
            file.write(text)
        os.utime(name, (1000, 1000))
    print(filecmp.cmp("a/same", "b/same"), filecmp.cmp("a/other", "b/other"), filecmp.cmp("a/other", "b/other", shallow=False))
    print(filecmp.cmp("a/size", "b/size"), filecmp.cmp("a/sub", "b/sub"), filecmp.cmp("a/same", "b/same", shallow=False))
    print(filecmp.cmpfiles("a", "b", ["same", "other", "size", "left", "nothing"]))
    print(filecmp.cmpfiles("a", "b", ["same", "other", "size"], shallow=False))
    d = filecmp.dircmp("a", "b")
    print(d.left_list, d.right_list, d.common, d.left_only, d.right_only, d.common_dirs, d.common_files, d.common_funny)
    print(d.same_files, d.diff_files, d.funny_files, list(d.subdirs), d.subdirs["sub"].common_files)
    d.report()
    d.report_partial_closure()
    filecmp.dircmp("a", "b", ignore=["same"], hide=[".", "..", "sub"], shallow=False).report_full_closure()
    filecmp.dircmp("a", "b", shallow=False).report_full_closure()
    try:
        d.nothing
    except AttributeError as err:
        print(err)
    filecmp.clear_cache()
    print(filecmp.dircmp[str])
    os.chdir("/")
