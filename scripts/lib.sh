# Sourced by the scripts beside it: finds a Python, makes .venv, installs the project into it.
# shellcheck shell=bash

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
VENV=$ROOT/.venv
VPY=$VENV/bin/python
export PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1
unset PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

say() { printf '→ %s\n' "$*" >&2; }
die() { printf '✗ %s\n' "$*" >&2; exit 2; }

# Runs a command as root: sudo may ask for the password, where somebody is there to give it.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then sudo "$@"
  else return 1
  fi
}

# apt_install PACKAGE…: installs Debian packages, quietly; the log is shown only when that fails.
apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as_root true || return 1
  say "Cài gói hệ thống: $* / installing system packages"
  local log
  log=$(mktemp)
  # One of several package sources may be out of reach: whether that matters, the installation says.
  [ -n "${APT_UPDATED:-}" ] || as_root apt-get -qq update >"$log" 2>&1
  APT_UPDATED=1
  if as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 15 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Prints the first interpreter that runs and is 3.11 or later. A name on PATH may be a shim that runs nothing.
find_python() {
  local name path
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
    path=$(command -v "$name" 2>/dev/null) || continue
    case $path in "$VENV"/*) continue ;; esac
    if new_enough "$path"; then printf '%s\n' "$path"; return 0; fi
  done
  return 1
}

make_venv() {
  local python version
  python=$(find_python) || {
    apt_install python3 python3-venv
    python=$(find_python)
  } || die "Cần Python 3.11 trở lên: cài gói python3 và python3-venv / Python 3.11 or later is needed: install python3 and python3-venv"
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    apt_install "$version" || apt_install python3-venv ||
      die "Thiếu gói $version: chạy \"apt-get install $version\" với quyền root rồi chạy lại / install $version as root, then run this again"
  fi
  say "Tạo môi trường Python .venv / making .venv ($("$python" -V 2>&1))"
  "$python" -m venv --clear "$VENV" || die "Không tạo được .venv / .venv could not be made: $VENV"
}

# What was installed, and where: a copied or moved checkout, or a changed pyproject.toml, installs again.
wanted_stamp() { printf '%s %s %s\n' "$1" "$(sha256sum <"$ROOT/pyproject.toml" | cut -c1-64)" "$ROOT"; }

# setup run|test: .venv with the project, editable; `test` adds what the tests need. At once where it is done already.
setup() {
  local stamp=$VENV/.chutri-$1 what=$ROOT
  [ "$1" = test ] && what="$ROOT[test]"
  if [ -x "$VPY" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(wanted_stamp "$1")" ] && "$VPY" -c '' 2>/dev/null; then
    return 0
  fi
  # A .venv that was moved still names its old place; one whose making was cut short has no pip.
  if ! grep -qsF "$VENV" "$VENV/bin/activate" || ! new_enough "$VPY" || ! "$VPY" -m pip --version >/dev/null 2>&1; then
    make_venv
  fi
  say "Cài đặt chutri và thư viện (lần đầu mất vài phút) / installing, a few minutes the first time"
  "$VPY" -m pip install --quiet --editable "$what" ||
    die "Cài đặt không thành (lý do ở trên; thường là do mạng), sửa rồi chạy lại / installing failed, as said above, often for want of a network: mend it and run this again"
  wanted_stamp "$1" >"$stamp"
}
