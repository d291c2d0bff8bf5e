#ifndef SYS_PROCESS_DESCRIPTORS_H
#define SYS_PROCESS_DESCRIPTORS_H

#include <stdbool.h>

/* Calls socket(2). The descriptor is closed on exec; with nonblocking it never blocks. */
int descriptors_socket(int family, int type, int protocol, bool nonblocking);

/* Closes all descriptors from first on, those of libraries (as of the connection to the PC/SC
 * service) too. May be called between fork and exec. */
void descriptors_close(int first);

#endif
