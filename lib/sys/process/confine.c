#include "sys/process/confine.h"

#include <stdio.h>

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef UNCONFINED
static const bool confined = false;
#else
static const bool confined = true;
#endif

/* Includes what the C library and libpcap use themselves: stdio, the heap, abort(). Names that
 * contain 64 are calls of 32-bit machines. */
static const int for_streams[] = {
	SCMP_SYS(read),           SCMP_SYS(readv),        SCMP_SYS(write),
	SCMP_SYS(writev),         SCMP_SYS(lseek),        SCMP_SYS(_llseek),
	SCMP_SYS(close),          SCMP_SYS(fstat),        SCMP_SYS(fstat64),
	SCMP_SYS(newfstatat),     SCMP_SYS(statx),        SCMP_SYS(fcntl),
	SCMP_SYS(fcntl64),        SCMP_SYS(ioctl),        SCMP_SYS(poll),
	SCMP_SYS(ppoll),          SCMP_SYS(brk),          SCMP_SYS(mmap),
	SCMP_SYS(mmap2),          SCMP_SYS(munmap),       SCMP_SYS(mremap),
	SCMP_SYS(madvise),        SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday),   SCMP_SYS(futex),        SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
	SCMP_SYS(getpid),         SCMP_SYS(gettid),       SCMP_SYS(tgkill),
	SCMP_SYS(exit),           SCMP_SYS(exit_group),   SCMP_SYS(clock_gettime64),
	SCMP_SYS(futex_time64),   SCMP_SYS(ppoll_time64),
};

static const int never[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat),         SCMP_SYS(listen),
	SCMP_SYS(accept), SCMP_SYS(accept4),          SCMP_SYS(ptrace),
	SCMP_SYS(kill),   SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(mount),  SCMP_SYS(chroot),           SCMP_SYS(unshare),
	SCMP_SYS(bpf),    SCMP_SYS(add_key),          SCMP_SYS(keyctl),
};

/* Applies rule to the calls listed and otherwise to all others. Calls unknown on this machine are
 * skipped. */
static void filter(uint32_t otherwise, uint32_t rule, const int *calls, size_t count)
{
	scmp_filter_ctx context = confined ? seccomp_init(otherwise) : NULL;
	bool good = context != NULL;

	for (size_t i = 0; good && i < count; i++)
		good = calls[i] == __NR_SCMP_ERROR ||
			seccomp_rule_add(context, rule, calls[i], 0) == 0;
	if (good)
		(void)seccomp_load(context);
	seccomp_release(context);
}

void confine_to_streams(void)
{
	filter(SCMP_ACT_ERRNO(EPERM), SCMP_ACT_ALLOW, for_streams,
	       sizeof for_streams / sizeof *for_streams);
}

/* Allows access in directory, which the ruleset denies elsewhere. */
static bool allow_in(int rules, const char *directory, uint64_t access)
{
	struct landlock_path_beneath_attr below = {.allowed_access = access};

	below.parent_fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (below.parent_fd < 0)
		return false;
	long error = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
	close(below.parent_fd);
	return error == 0;
}

void confine_to_directory(const char *directory)
{
	const uint64_t files = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
		LANDLOCK_ACCESS_FS_REMOVE_FILE;
	const struct landlock_ruleset_attr handled = {
		.handled_access_fs = files | LANDLOCK_ACCESS_FS_EXECUTE |
			LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
			LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
			LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
			LANDLOCK_ACCESS_FS_MAKE_SYM,
	};

	filter(SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(EPERM), never, sizeof never / sizeof *never);
	int rules = confined ?
		(int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0) :
		-1;
	if (rules < 0)
		return;
	if ((directory == NULL || allow_in(rules, directory, files)) &&
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		(void)syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

void confine_library(char *out, size_t size)
{
	const struct scmp_version *version = seccomp_version();

	snprintf(out, size, "libseccomp %u.%u.%u", version->major, version->minor, version->micro);
}
#else

void confine_to_streams(void)
{
}

void confine_to_directory(const char *directory)
{
	(void)directory;
}

void confine_library(char *out, size_t size)
{
	snprintf(out, size, "no libseccomp");
}
#endif
