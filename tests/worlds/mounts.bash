# For scripts that run inside namespace.sh: `. mounts.bash`.

# mount_system DIR: mounts proc, sys, run and a small dev, where a system in DIR expects them.
# Devices are mounted one by one, so that a test that removes or replaces one does not affect the
# machine's.
mount_system() {
	local root=$1 name
	mount -t proc proc "$root/proc" || return
	mount -t sysfs -o ro sysfs "$root/sys" || return
	mount -t tmpfs -o mode=755 tmpfs "$root/run" || return
	mount -t tmpfs -o mode=755 tmpfs "$root/dev" || return
	for name in null zero full random urandom tty; do
		: >"$root/dev/$name" && mount --bind "/dev/$name" "$root/dev/$name" || return
	done
	mkdir "$root/dev/pts" "$root/dev/shm" || return
	mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$root/dev/pts" || return
	mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm" || return
	ln -s pts/ptmx "$root/dev/ptmx" && ln -s /proc/self/fd "$root/dev/fd" &&
		ln -s fd/0 "$root/dev/stdin" && ln -s fd/1 "$root/dev/stdout" &&
		ln -s fd/2 "$root/dev/stderr"
}
