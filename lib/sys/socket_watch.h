/* Where the PC/SC service's socket will appear: seen at once, where the system can tell. */
#ifndef SYS_SOCKET_WATCH_H
#define SYS_SOCKET_WATCH_H

#include <stdbool.h>

/* A descriptor that is readable once something happens to the folder of the socket, or, while that is
 * missing, to the one that it will be in. -1: nothing can be told. To be closed by the caller. */
int socket_watch_open(void);

/* True where it was the socket or its folder. Empties the descriptor. */
bool socket_watch_seen(int fd);

#endif
