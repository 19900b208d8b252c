"""Lines of several files, and files rewritten in place."""

import fileinput
import io
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in (("a.txt", "one\ntwo\n"), ("empty.txt", ""), ("b.txt", "three\nfour")):
        with open(name, "w") as file:
            file.write(text)
    with fileinput.input(["a.txt", "empty.txt", "b.txt"], encoding="utf-8") as lines:
        print(fileinput.filename(), fileinput.lineno(), fileinput.isstdin())
        for line in lines:
            print(repr(line), fileinput.filename(), fileinput.lineno(), fileinput.filelineno(), fileinput.isfirstline())
    for line in fileinput.FileInput("a.txt", mode="rb"):
        print(line)
    for keep in ("", ".old"):
        with fileinput.FileInput(["a.txt", "b.txt"], inplace=True, backup=keep) as lines:
            for line in lines:
                print(lines.lineno(), line.upper(), end="")
        print(sorted(os.listdir()), [open(name).read() for name in ("a.txt", "b.txt")])
    with fileinput.FileInput(["a.txt", "b.txt"]) as lines:
        print(repr(lines.readline()))
        lines.nextfile()
        print(repr(lines.readline()), lines.filename(), repr(lines.readline()), repr(lines.readline()))
    sys.argv = ["program", "b.txt"]
    print(list(fileinput.input()))
    try:
        fileinput.input("a.txt").readline()
        fileinput.input("b.txt")
    except RuntimeError as err:
        print(err)
    fileinput.close()
    try:
        fileinput.lineno()
    except RuntimeError as err:
        print(err)
    sys.stdin = io.StringIO("from\nstdin\n")
    with fileinput.FileInput("-") as lines:
        print([(line, lines.isstdin(), lines.filename()) for line in lines])
    with fileinput.FileInput("a.txt", openhook=fileinput.hook_encoded("latin-1")) as lines:
        print(list(lines))
    for keywords in ({"mode": "w"}, {"openhook": 3}, {"inplace": True, "openhook": print}):
        try:
            fileinput.FileInput("a.txt", **keywords)
        except ValueError as err:
            print(err)
    try:
        list(fileinput.FileInput(["a.txt", "nowhere.txt"]))
    except OSError as err:
        print(type(err).__name__)
    os.chdir("/")
