/* Descriptors that child processes do not inherit. */
#ifndef SYS_PROCESS_DESCRIPTORS_H
#define SYS_PROCESS_DESCRIPTORS_H

#include <stdbool.h>

/* Returns a descriptor of socket(2) that is closed on exec and, with nonblocking, never blocks; -1
 * with errno set on failure. */
int descriptors_socket(int family, int type, int protocol, bool nonblocking);

/* Closes all descriptors from first on, including those of libraries, such as the connection to the
 * PC/SC service. May be called between fork and exec. */
void descriptors_close(int first);

#endif
