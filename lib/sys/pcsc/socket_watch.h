/* Notices when the socket of the PC/SC service appears, with inotify. */
#ifndef SYS_PCSC_SOCKET_WATCH_H
#define SYS_PCSC_SOCKET_WATCH_H

#include <stdbool.h>

/* Sets *watch to a descriptor that is readable when something is created in the directory of the
 * socket or, if that does not exist, in the nearest existing one above it. Returns false, without
 * changing *watch, on failure and on systems without inotify. */
bool socket_watch_open(int *watch);
/* Closes the descriptor and sets *watch to -1. Does nothing for -1. */
void socket_watch_close(int *watch);

/* Reads the events. Returns true if one may concern the socket or the next directory on the path to
 * it, which is then to be opened again. */
bool socket_watch_seen(int watch);

#endif
