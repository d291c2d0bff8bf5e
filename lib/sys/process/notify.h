/* Status notifications to the service manager: systemd's plain protocol (sd_notify(3)): datagrams
 * to the socket that $NOTIFY_SOCKET names. Without it these functions do nothing. */
#ifndef SYS_PROCESS_NOTIFY_H
#define SYS_PROCESS_NOTIFY_H

/* Opens the socket that the environment names. To be called once. */
void notify_start(void);

/* Sends one or more lines, such as "READY=1" or "STATUS=…". Never blocks; ignores errors. */
void notify_send(const char *lines);

/* Returns the interval in ms at which "WATCHDOG=1" is to be sent: half of the manager's timeout. -1
 * if it has no watchdog for this process. */
int notify_watchdog_ms(void);

#endif
