#include "sys/process/no_core.h"

#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* If the kernel pipes core dumps to a program, RLIMIT_CORE does not prevent them. */
void no_core(void)
{
	struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
	(void)prctl(PR_SET_DUMPABLE, 0);
#endif
}
