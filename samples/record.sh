#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Records the sample traces anew, into traces/ beside this script.
#
#   ./record.sh             all of them
#   ./record.sh jq gitgrep  some of them
#
# Linux with glibc 2.34 or newer. The programs run in a scratch directory (a new temporary one, or the one named by
# SCRATCH, which is kept) on inputs that make_inputs.py makes there, with relative paths and without address
# randomisation: what a trace says does not depend on where this project lies.

set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
traces=$here/traces
all=(jq sqlite3 gitlog lua gitgrep redis xmllint)
redis_port=16379

require() { # command package, in pairs
  local missing=()
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || missing+=("$2")
    shift 2
  done
  compgen -G '/lib/*/libc_malloc_debug.so.0' >/dev/null || missing+=(libc6)
  [ ${#missing[@]} -eq 0 ] && return
  echo "record.sh: programs are missing; on Debian: apt-get install ${missing[*]}" >&2
  exit 2
}

build() { # name of a C file here
  gcc -O2 -Wall -Wextra -shared -fPIC -pthread -o "$scratch/$1.so" "$here/$1.c"
}

# glibc mtrace text, no thread ids. Arguments here and below: trace name, program, its arguments.
record_mtrace() {
  local name=$1 program=$2
  shift
  local preload
  preload="$(compgen -G '/lib/*/libc_malloc_debug.so.0' | head -n 1) $scratch/mtrace_on.so"
  setarch -R env LD_PRELOAD="$preload" MTRACE_PROGRAM="$program" MALLOC_TRACE="$name.mtrace" "$@" >/dev/null </dev/null
  gzip -9nc "$name.mtrace" >"$traces/$name.mtrace.gz"
}

# Android memory_trace text, every thread.
record_threads() {
  local name=$1 program=$2
  shift
  setarch -R env LD_PRELOAD="$scratch/recorder.so ${PRELOAD_TOO:-}" RECORDER_PROGRAM="$program" \
    RECORDER_FILE="$name.mt" "$@" >/dev/null </dev/null
  gzip -9nc "$name.mt" >"$traces/$name.mt.gz"
}

# heaptrack's interpreted format, with symbols.
record_heaptrack() {
  local name=$1
  shift
  rm -f "$name.zst"
  setarch -R heaptrack -o "$name" "$@" >/dev/null 2>&1 </dev/null
  zstd -q -d -c "$name.zst" | zstd -q -19 -c >"$traces/$name.heaptrack.zst"
}

jq_() {
  record_mtrace jq jq '
    [.[] | select(.active) | {name, city: .address.city, tags: (.tags | sort | join("-")),
      words: (.note | split(" ") | length)}]
    | group_by(.city) | map({city: .[0].city, count: length, words: (map(.words) | add)})' in/customers.json
}

sqlite3_() { record_mtrace sqlite3 sqlite3 :memory: '.read in/shop.sql'; }

gitlog_() { record_mtrace gitlog git -C history --no-pager log --stat -M --format=fuller; }

lua_() {
  record_mtrace lua lua5.4 -e '
    local seen = {}
    for line in io.lines("in/words.txt") do
      for word in line:gmatch("%a+") do
        local lines = seen[word] or {}
        seen[word] = lines
        lines[#lines + 1] = line:sub(1, #word * 8)
      end
    end
    for word, lines in pairs(seen) do seen[word] = { table.concat(lines, ",", 1, math.min(#lines, 50)) } end'
}

gitgrep_() { record_threads gitgrep git -C history grep --threads=4 -n -E '(am|cop)[a-z]+ (wil|qu)[a-z]+' HEAD HEAD~50 HEAD~100; }

# Debian's redis uses jemalloc, whose malloc_usable_size must not be asked about the recorder's blocks: with libc
# in the preload too, glibc's is found first.
redis_() {
  local libc
  libc=$(compgen -G '/lib/*/libc.so.6' | head -n 1)
  PRELOAD_TOO=$libc record_threads redis redis-server --port "$redis_port" --bind 127.0.0.1 --save '' \
    --io-threads 2 --io-threads-do-reads yes --lazyfree-lazy-user-del yes &
  local server=$!
  until redis-cli -p "$redis_port" ping >/dev/null 2>&1; do sleep 0.1; done
  split -n r/8 in/commands.txt commands. # eight clients at once, or redis leaves its second thread asleep
  local part clients=()
  for part in commands.??; do
    redis-cli -p "$redis_port" --pipe <"$part" >/dev/null &
    clients+=($!)
  done
  wait "${clients[@]}"
  redis-cli -p "$redis_port" flushall async >/dev/null
  sleep 1
  redis-cli -p "$redis_port" shutdown nosave
  wait "$server"
}

xmllint_() { record_heaptrack xmllint xmllint --format in/catalogue.xml; }

require gcc gcc python3 python3 jq jq sqlite3 sqlite3 git git lua5.4 lua5.4 redis-server redis-server \
  redis-cli redis-tools xmllint libxml2-utils heaptrack heaptrack zstd zstd setarch util-linux
if [ -n "${SCRATCH:-}" ]; then
  scratch=$SCRATCH
else
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
fi
mkdir -p "$scratch" "$traces"
build mtrace_on
build recorder
python3 "$here/make_inputs.py" "$scratch/in"
cd "$scratch"
export HOME=$scratch GIT_CONFIG_NOSYSTEM=1 LC_ALL=C # nobody's own settings in a trace
if [ ! -d history ]; then
  git init -q --bare history
  git -C history fast-import --quiet <in/history.fi
  git -C history symbolic-ref HEAD refs/heads/main
fi
names=("$@")
[ ${#names[@]} -gt 0 ] || names=("${all[@]}")
for name in "${names[@]}"; do
  if ! declare -F "${name}_" >/dev/null; then
    echo "record.sh: no trace is called $name; there are: ${all[*]}" >&2
    exit 2
  fi
  "${name}_"
done
python3 "$here/describe.py" "$traces"/*
