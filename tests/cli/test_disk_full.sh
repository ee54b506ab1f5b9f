# SPDX-License-Identifier: EUPL-1.2
# A disk that is full: exit code 6 and one line, the old output whole; 5 where the private database has no room.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
[ "$(id -u)" -eq 0 ] || skip "only root can make a small disk"
mkdir disk
undo="umount -l $work/disk"
example_project town
expect 0 run --quiet town/project.yaml
size=$(du -sk town/out | cut -f1)
sums town/out >before
mount -t tmpfs -o "size=$((size * 3 / 2))k" tmpfs disk 2>stderr || { undo=: && skip "no small disk can be made here"; }
expect 0 db start town/project.yaml

# there is room for one output and half another
expect 0 run --quiet town/project.yaml --out disk/out
for share in 95 75 40 10 0; do
    rm -f disk/ballast
    free=$(df -k --output=avail disk | tail -n 1)
    head -c $(((free - size * share / 100) * 1024)) /dev/zero >disk/ballast 2>/dev/null
    expect_error 6 "$work/disk" run --quiet town/project.yaml --out disk/out
    expect_text stderr 'No space left on device'
    sums disk/out >after
    expect_same before after
    expect_tidy disk
done
rm disk/ballast
# the database shows the run that made the outputs, not those that failed
mv disk/out town/out2 && rm -rf disk/out
expect 0 run --quiet town/project.yaml --out disk/out
expect_error 6 'it is a mount point' run town/project.yaml --out disk
expect 0 db purge town/project.yaml

# no room to make the database, or to work in it
rm -rf disk/* disk/.[!.]*
for megabytes in 4 30; do
    mount -o "remount,size=${megabytes}m" disk 2>stderr || skip "the small disk cannot be made larger"
    KANSENKOMPAS_HOME=$work/disk/home expect_error 5 '' run --quiet town/project.yaml
    sums town/out >after
    expect_same before after
done
mount -o remount,size=200m disk
KANSENKOMPAS_HOME=$work/disk/home expect 0 run --quiet town/project.yaml
exit 0
