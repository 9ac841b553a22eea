# What run, test and .ci/run have in common; to be sourced by bash. Expects `root`, the folder
# of the checkout.

say() { printf 'evident: %s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

# Packages that building the program needs, and what more the tests need.
build_packages=(g++ cmake ninja-build libre2-dev libicu-dev libyaml-cpp-dev libmd-dev zlib1g-dev
  rapidjson-dev libcli11-dev)
test_packages=(catch2 python3 python3-jsonschema)

# quietly COMMAND...: shows what the command printed only when it fails, then all of it.
quietly() {
  local log status=0
  log=$(mktemp) || return
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# The packages among those named that are not there. A tool counts however it was installed;
# without dpkg nothing is known of libraries, and the build will say what it does not find.
missing_packages() {
  local package wanted=()
  for package; do
    case $package in
      g++ | cmake | ccache | python3) command -v "$package" >/dev/null || printf '%s\n' "$package" ;;
      ninja-build) command -v ninja >/dev/null || printf '%s\n' "$package" ;;
      *) wanted+=("$package") ;;
    esac
  done
  [ ${#wanted[@]} -gt 0 ] && command -v dpkg-query >/dev/null || return 0
  # It fails when it does not know a package, which is an answer.
  { dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true; } |
    awk -v wanted="${wanted[*]}" '
      $2 == "installed" { there[$1] = 1 }
      END { n = split(wanted, w, " "); for (i = 1; i <= n; ++i) if (!(w[i] in there)) print w[i] }'
}

apt_install() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq || say "apt-get update failed; trying with the lists at hand"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

# need PACKAGE...: installs what is missing, or says what that is and ends with 2.
need() {
  local missing
  missing=$(missing_packages "$@" | tr '\n' ' ')
  missing=${missing% }
  [ -n "$missing" ] || return 0
  local by_hand="install them and try again:
  sudo apt-get install $missing"
  command -v apt-get >/dev/null || die "these Debian packages are missing: $missing"
  if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
    die "these Debian packages are missing; $by_hand"
  fi
  [ ! -t 2 ] || say "installing $missing"
  # shellcheck disable=SC2086  # package names, one word each
  quietly apt_install $missing || die "these Debian packages could not be installed; $by_hand"
}

# build PRESET [CMAKE-OPTION...]: configures build/PRESET when that is not done, builds it. The
# target is `all`, or what `target` says.
build() {
  local preset=$1 dir="$root/build/$1"
  shift
  # A folder that was copied here from elsewhere still points there.
  if [ -f "$dir/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt"; then
    rm -rf "$dir"
  fi
  if [ ! -f "$dir/build.ninja" ]; then
    [ ! -t 2 ] || say "building for the first time; this takes a few minutes"
    (cd "$root" && quietly cmake --preset "$preset" "$@") || return 2
  fi
  quietly cmake --build "$dir" --target "${target:-all}" -j "$(nproc)" || return 2
}

# One at a time: two runs at once must not build in the same folder.
lock() {
  mkdir -p "$root/build" || die "cannot write to $root/build"
  exec 9>"$root/build/.lock" || die "cannot write to $root/build"
  ! command -v flock >/dev/null || flock 9
}
unlock() { exec 9>&-; }

# run_tests PRESET [CTEST-OPTION...]: output of failing tests only, then one line that counts;
# the counts are in `tests_passed`, `tests_failed` and `tests_skipped` afterwards.
run_tests() {
  local preset=$1 log status=0
  shift
  log=$(mktemp)
  ctest --test-dir "$root/build/$preset" --output-on-failure --no-tests=error -j "$(nproc)" "$@" \
    >"$log" 2>&1 </dev/null || status=$?
  tests_passed=$(grep -cE '^ *[0-9]+/[0-9]+ Test .* Passed ' "$log" || true)
  tests_skipped=$(grep -cE '^ *[0-9]+/[0-9]+ Test .*\*\*\*Skipped ' "$log" || true)
  tests_failed=$(($(grep -cE '^ *[0-9]+/[0-9]+ Test ' "$log" || true) - tests_passed - tests_skipped))
  if [ "$status" -ne 0 ] || [ "$tests_failed" -ne 0 ]; then
    status=1
    grep -vE '^ *[0-9]+/[0-9]+ Test .* (Passed|\*\*\*Skipped) |^ *Start +[0-9]+: |^Internal ctest changing|^Test project |^$' "$log" || true
    [ "$tests_failed" -gt 0 ] || tests_failed=1  # ctest itself failed
  fi
  rm -f "$log"
  local counts="$tests_passed tests passed"
  [ "$tests_failed" -eq 0 ] || counts+=", $tests_failed failed"
  [ "$tests_skipped" -eq 0 ] || counts+=", $tests_skipped skipped"
  printf 'evident: %s.\n' "$counts"
  return "$status"
}
