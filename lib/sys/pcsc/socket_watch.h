/* Waits for the socket of the PC/SC service to appear, with inotify if available. */
#ifndef SYS_PCSC_SOCKET_WATCH_H
#define SYS_PCSC_SOCKET_WATCH_H

#include <stdbool.h>

/* *watch becomes a descriptor that is readable when something came into the directory where the
 * socket will be, or, where that directory is not there either, into the nearest one above it.
 * False, and *watch as it was, where that cannot be. */
bool socket_watch_open(int *watch);
/* -1: does nothing. */
void socket_watch_close(int *watch);

/* Takes what was seen; true if it may have been the socket, or the next directory on the way to it.
 */
bool socket_watch_seen(int watch);

#endif
