/* Waits for the socket of the PC/SC service to appear, with inotify if available. */
#ifndef SYS_PCSC_SOCKET_WATCH_H
#define SYS_PCSC_SOCKET_WATCH_H

#include <stdbool.h>

/* Sets *watch to a descriptor that is readable when something is created in the directory of the
 * socket or, if that does not exist, in the nearest one above it. Returns false, and leaves *watch
 * as it is, on failure. */
bool socket_watch_open(int *watch);
/* Does nothing for -1. */
void socket_watch_close(int *watch);

/* Reads the events. Returns true if one may be of the socket, or of the next directory on the way
 * to it. */
bool socket_watch_seen(int watch);

#endif
