/* Preloaded into a program: its nth allocation since main began fails. FAULT_STATE names a file of
 * eight bytes: the number n (0: none) and, at the end, how many were made. Programs that it starts
 * are not affected. For the GNU C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static struct {
	uint32_t fails, made;
} none, *state = &none;
static _Atomic uint32_t made;
static pid_t counted;

/* If one of its own allocations fails in seccomp_rule_add, libseccomp 2.5.4 uses memory after
 * freeing it: this is not a bug of ours. */
static int is_spared(const void *caller)
{
	Dl_info info;

	return dladdr(caller, &info) != 0 && strstr(info.dli_fname, "/libseccomp.so") != NULL;
}

/* A forked child that has not called exec yet is not counted either. */
static int fails(const void *caller)
{
	if (counted == 0 || getpid() != counted)
		return 0;
	uint32_t number = atomic_fetch_add(&made, 1) + 1;
	state->made = number;
	if (number != state->fails || is_spared(caller))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(memory, size);
}

static void start(void)
{
	const char *path = getenv("FAULT_STATE");
	int fd = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;

	if (fd < 0)
		return;
	void *shared = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (shared == MAP_FAILED)
		return;
	state = shared;
	unsetenv("FAULT_STATE");
	unsetenv("LD_PRELOAD");
	counted = getpid();
}

typedef int (*main_function)(int, char **, char **);

int __libc_start_main(main_function program, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*loader_fini)(void), void *stack);
int __libc_start_main(main_function program, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*loader_fini)(void), void *stack)
{
	int (*real)(main_function, int, char **, void (*)(void), void (*)(void), void (*)(void),
	            void *) = NULL;

	*(void **)&real = dlsym(RTLD_NEXT, "__libc_start_main");
	start();
	return real(program, argc, argv, init, fini, loader_fini, stack);
}
