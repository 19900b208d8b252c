#!/bin/sh
# The packages that our own modules stand for, unmodified, on this interpreter: each program of tests/tools must print with the
# real package what it prints with ours.
#
# Usage: tests/packages.sh [BINARY]; PYTHON names a Python that can download. Without a registry it says that it skipped.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
binary=${1:-$root/target/debug/terrarium}
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if ! "$python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$folder" objgraph==3.7.0 Pympler==1.1 \
    >"$folder/log" 2>&1; then
    echo "skipped: no registry at hand"
    exit 0
fi
for wheel in "$folder"/*.whl; do
    "$python" -m zipfile -e "$wheel" "$folder/site"
done

# Addresses differ from run to run of CPython.
plain() {
    sed -E 's/0x[0-9a-f]+/0xADDR/g' "$1"
}

failed=0
cd "$root/tests/tools"
for program in $(grep -l '^# packages:' ./*.py); do
    name=$(basename "$program" .py)
    # The real class tracker pickles.
    [ "$name" != tracked_classes ] || continue
    if PYTHONHASHSEED=0 PYTHONPATH="$folder/site" "$binary" "$program" >"$folder/out" 2>"$folder/err" \
        && plain "$folder/out" | cmp -s - "$name.out"; then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        plain "$folder/out" | diff "$name.out" - | head -10
        tail -3 "$folder/err"
        failed=1
    fi
done
exit $failed
