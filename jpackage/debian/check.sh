#!/usr/bin/env bash
# Installs the Debian package into a Debian with nothing in it, opens a song with it, and removes it: check.sh DEB FOLDER [SUITE].
# FOLDER gets a picture of the window and the list of what was left. Needs root, debootstrap, xvfb and imagemagick; packages come from
# where this system's apt has them, and the suite is this system's if none is given.
set -euo pipefail
deb=$(readlink -f "$1")
mkdir -p "$2"
out=$(readlink -f "$2")
suite=${3:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
work=$(mktemp -d)
root=$work/root
display=
program=

leave() {
    [ -z "$program" ] || kill "$program" 2> /dev/null || true
    [ -z "$display" ] || kill "$display" 2> /dev/null || true
    for mount in dev/shm tmp/.X11-unix proc; do
        ! mountpoint -q "$root/$mount" || umount "$root/$mount"
    done
    rm -rf --one-file-system "$work"
}
trap leave EXIT

fail() {
    echo "$1" >&2
    exit 1
}

inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

as_user() {
    inside runuser -u musician -- env -i PATH=/usr/bin:/bin HOME=/home/musician LANG=C.UTF-8 "$@"
}

files() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./run -o -path ./dev -o -path ./var/log \
        -o -path ./var/cache -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./home \) -prune -o -print | sort)
}

# The first place of the suite that apt itself fetches from.
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' \
    | awk -v suite="$suite" '$2 == suite && $3 == "main" { print $1; exit }')
case $mirror in
    mirror+file:*) mirror=$(grep -oE -m 1 '^https?://[^[:space:]]+' "${mirror#mirror+file:}") ;;
esac
[ -n "$mirror" ] || fail "apt has no place for $suite."
debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$out/debootstrap.log"
# What more the system says of the way there, such as a proxy.
apt-config dump | grep -E '^Acquire::(http|https)::' > "$root/etc/apt/apt.conf.d/90here" || true
inside useradd --create-home musician
mount -t proc proc "$root/proc"
files > "$work/before"
packages_before=$(inside dpkg-query -W -f '${Package}\n')

cp "$deb" "$root/tmp/rollscope.deb"
inside apt-get update -qq
inside apt-get install -y --no-install-recommends /tmp/rollscope.deb > "$out/install.log" 2>&1 \
    || fail "It could not be installed: $(tail -n 5 "$out/install.log")"
needed=$(inside dpkg-query -W -f '${Package}\n' | grep -vxF "$packages_before" | grep -vxc rollscope)
echo "installed, $(inside dpkg-query -W -f '${Installed-Size}' rollscope) kB, with $needed packages that it needs"
as_user rollscope --version
as_user rollscope demo --out /home/musician/demo --poll 1
[ -s "$root/home/musician/demo/demo.mid" ] || fail "No MIDI file was written."

# The window, on a display of its own.
mkdir -p "$root/tmp/.X11-unix" "$root/dev/shm"
Xvfb -displayfd 1 -screen 0 1400x900x24 -nolisten tcp > "$work/number" 2> "$out/display.log" &
display=$!
for _ in $(seq 100); do [ -s "$work/number" ] && break; sleep 0.1; done
number=$(tr -d '\n' < "$work/number")
[ -n "$number" ] || fail "Xvfb did not start."
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
# Not by a function: this has to be the process itself.
chroot "$root" /sbin/runuser -u musician -- env -i PATH=/usr/bin:/bin HOME=/home/musician LANG=C.UTF-8 DISPLAY=":$number" \
    rollscope /home/musician/demo/demo.mid > "$out/window.log" 2>&1 &
program=$!
# It is there when the picture has many colours and does not change any more.
before=
for _ in $(seq 60); do
    sleep 2
    kill -0 "$program" 2> /dev/null || fail "The program ended: $(cat "$out/window.log")"
    import -display ":$number" -window root "$out/window.png"
    now=$(identify -format '%k %#' "$out/window.png")
    [ "${now%% *}" -gt 100 ] && [ "$now" = "$before" ] && break
    before=$now
done
[ "${now%% *}" -gt 100 ] || fail "No window opened; see $out/window.png."
echo "the window is in $out/window.png"
# What started it for the user passes this on, and then the program closes its window and saves.
kill "$program"
wait "$program" || true
program=

inside apt-get purge -y rollscope > "$out/purge.log" 2>&1
inside apt-get autoremove -y --purge >> "$out/purge.log" 2>&1
files > "$work/after"
# What other packages, which came as needed, leave behind is theirs.
comm -13 "$work/before" "$work/after" > "$out/left.txt"
if grep -i rollscope "$out/left.txt" || inside dpkg-query -W rollscope 2> /dev/null; then
    fail "Something of Rollscope was left."
fi
[ -d "$root/home/musician/.local/share/rollscope" ] || [ -d "$root/home/musician/.config/rollscope" ] \
    || fail "The user's own folders are gone."
echo "removed; of Rollscope nothing was left but the user's folders; others left $(wc -l < "$out/left.txt") files"
