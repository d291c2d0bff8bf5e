#define _GNU_SOURCE /* syscall */
#include "sys/process/descriptors.h"

#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

void descriptors_close(int first)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, (unsigned)first, ~0u, 0u) == 0)
		return;
#endif
	long most = sysconf(_SC_OPEN_MAX);
	for (int fd = first; fd < (most > 0 && most < 65536 ? most : 65536); fd++)
		close(fd);
}
