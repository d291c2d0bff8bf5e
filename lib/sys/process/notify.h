/* Status notifications to the service manager: systemd's plain protocol (sd_notify(3)): datagrams
 * to the socket that $NOTIFY_SOCKET names. Without it these functions do nothing. */
#ifndef SYS_PROCESS_NOTIFY_H
#define SYS_PROCESS_NOTIFY_H

/* Reads the environment; to be called once. */
void notify_start(void);

/* Sends one or more lines: "READY=1", "STATUS=…". Never blocks. */
void notify_send(const char *lines);

/* Returns the interval in ms at which "WATCHDOG=1" is to be sent, half the time that the manager
 * waits; -1 for never. */
int notify_watchdog_ms(void);

#endif
