#!/usr/bin/env bash
# The Debian package of the app image: package.sh IMAGE VERSION FOLDER. It has no scripts of its own: the system's triggers take
# note of the desktop entry, the icons and the file types, and nothing is left when it is removed.
set -euo pipefail
image=$1
version=$2
out=$3
here=$(dirname "$0")
top=$here/../..
root=$out/root

rm -rf "$out"
mkdir -p "$root"/DEBIAN "$root"/usr/{bin,lib} "$root"/usr/share/{applications,mime/packages,doc/rollscope}
cp -a "$image" "$root/usr/lib/rollscope"
ln -s ../lib/rollscope/bin/rollscope "$root/usr/bin/rollscope"
if command -v strip > /dev/null; then
    # A sixth of the virtual machine is names for a debugger. The AOT cache does not depend on them.
    find "$root/usr/lib/rollscope" -name '*.so' -exec strip --strip-unneeded {} +
fi
install -m 644 "$here/rollscope.desktop" "$root/usr/share/applications/"
install -m 644 "$here/rollscope.xml" "$root/usr/share/mime/packages/"
for size in 16 24 32 48 64 128 256 512; do
    install -D -m 644 "$top/assets/icon/rollscope-$size.png" \
        "$root/usr/share/icons/hicolor/${size}x$size/apps/rollscope.png"
done
install -D -m 644 "$top/assets/icon/rollscope.svg" "$root/usr/share/icons/hicolor/scalable/apps/rollscope.svg"
install -m 644 "$top/LICENSE" "$root/usr/share/doc/rollscope/copyright"
gzip -9n < "$top/CHANGELOG.md" > "$root/usr/share/doc/rollscope/changelog.gz"
chmod -R u+rwX,go+rX,go-w "$root"

architecture=$(dpkg --print-architecture)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
    -e "s/@SIZE@/$(du -sk --exclude=DEBIAN "$root" | cut -f1)/" "$here/control" > "$root/DEBIAN/control"
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$out/rollscope_${version}_$architecture.deb"
