#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
#
# What a registry would give: images.sh DIRECTORY. Makes DIRECTORY/base, the files of a distroless base, of the
# distribution's packages, and DIRECTORY/busybox.tar, an image that sleeps and has a shell for the test's own pods.
set -Eeuo pipefail

readonly DIRECTORY=$1 PACKAGES=(libc6 libgcc-s1 zlib1g ca-certificates tzdata busybox-static)
mkdir -p "$DIRECTORY"/{packages,base,busybox/files/bin}
cd "$DIRECTORY/packages"
apt-get download -qq "${PACKAGES[@]}"
for package in ./*.deb; do
  [[ $package == ./busybox* ]] || dpkg-deb --extract "$package" ../base
done
dpkg-deb --fsys-tarfile busybox-static_*.deb | tar --extract --to-stdout ./bin/busybox >../busybox/files/bin/busybox

cd ../base
rm -rf usr/sbin usr/share/{doc,lintian,man}
mkdir -p etc/ssl/certs
cat usr/share/ca-certificates/mozilla/*.crt >etc/ssl/certs/ca-certificates.crt
printf '%s\n' root:x:0:0:root:/root:/sbin/nologin nonroot:x:10001:10001:nonroot:/:/sbin/nologin >etc/passwd
printf '%s\n' root:x:0: nonroot:x:10001: >etc/group

cd ../busybox
chmod 755 files/bin/busybox
mkdir -p files/{usr,lib,lib64,etc,root,tmp,proc,sys,dev,work}
for name in sh sleep; do ln -s busybox "files/bin/$name"; done
tar --create --file layer.tar --directory files --owner 0 --group 0 .
printf '{"architecture": "%s", "os": "linux", "config": {"Entrypoint": ["/bin/sleep"], "Cmd": ["infinity"]},
  "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}' \
  "$(dpkg --print-architecture)" "$(sha256sum layer.tar | cut -d ' ' -f 1)" >config.json
printf '[{"Config": "config.json", "RepoTags": ["raygate.test/busybox:1"], "Layers": ["layer.tar"]}]' >manifest.json
tar --create --file ../busybox.tar manifest.json config.json layer.tar
