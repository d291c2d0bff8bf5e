#ifndef SYS_PROCESS_DESCRIPTORS_H
#define SYS_PROCESS_DESCRIPTORS_H

#include <stdbool.h>

/* socket(2), and the descriptor is closed on exec; with nonblocking, it never waits. */
int descriptors_socket(int family, int type, int protocol, bool nonblocking);

/* Closes all from first on; also what a library has opened, as the connection to the PC/SC service.
 * May be called between fork and exec. */
void descriptors_close(int first);

#endif
