/* The version handshake of pcsc-lite: library and service each send their version of the protocol
 * between them. Used to find out why they are incompatible. */
#ifndef SYS_PCSC_GREETING_H
#define SYS_PCSC_GREETING_H

#include <stdbool.h>

struct greeting_protocol {
	bool known;
	unsigned major, minor;
};

struct greeting {
	enum {
		GREETING_NOT_ASKED,
		GREETING_MISSING,  /* no such file */
		GREETING_DENIED,   /* no permission to connect */
		GREETING_REFUSED,  /* nobody listens at the socket */
		GREETING_CLOSED,   /* the connection was closed without a response */
		GREETING_SILENT,   /* no response within the limit */
		GREETING_ANSWERED, /* protocol is the service's */
	} result;
	struct greeting_protocol protocol;
};

/* Connects to the service at the socket path and makes the handshake, within 2 s. Returns the
 * result.
 */
struct greeting greeting_ask(const char *path);

/* Returns the protocol of the library that this program uses; known is false if that takes longer
 * than 2 s or fails. Finds out by starting the program again, as a client of a socket that
 * this process opens. */
struct greeting_protocol greeting_own(void);

/* Returns the versions of pcsc-lite that use the protocol: "2.3.0 to 2.4.1"; NULL if unknown. */
const char *greeting_versions(const struct greeting_protocol *protocol);

/* Returns true if a library and a service with these protocols are compatible. */
bool greeting_is_compatible(const struct greeting_protocol *library,
                            const struct greeting_protocol *service);

#endif
