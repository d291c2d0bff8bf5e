/* Status notifications to the service manager: systemd's plain protocol (sd_notify(3)): datagrams
 * to the socket that $NOTIFY_SOCKET names. Where it names none, all of this does nothing. */
#ifndef SYS_PROCESS_NOTIFY_H
#define SYS_PROCESS_NOTIFY_H

/* Reads the environment; to be called once. */
void notify_start(void);

/* One or more lines: "READY=1", "STATUS=…". Never waits. */
void notify_send(const char *lines);

/* How often "WATCHDOG=1" is to be sent: half of what the manager waits for, in ms; -1: never. */
int notify_watchdog_ms(void);

#endif
