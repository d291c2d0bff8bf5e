/* The connection to the reader: vpcd's messages over TCP, each of two bytes of length, high byte
 * first, and as many bytes. Only link_open may block. */
#ifndef VICARD_LINK_H
#define VICARD_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct link;

struct link *link_new(void);
void link_free(struct link **link);

/* Connects within 3 s. Returns NULL; on failure the reason, valid until the next call. */
const char *link_open(struct link *link, const char *host, const char *port);
bool link_is_open(const struct link *link);
/* Closes the sending direction: the card is removed. link_read returns LINK_CLOSED when the
 * reader has noticed it. */
void link_finish(struct link *link);
void link_close(struct link *link);

/* Return the descriptor and the events for poll(); the descriptor is -1 if the link is closed. */
int link_fd(const struct link *link);
short link_events(const struct link *link);

enum link_read { LINK_NOTHING, LINK_MESSAGE, LINK_CLOSED };
/* Reads what is available. LINK_MESSAGE sets *message, valid until the next call, and *length. */
enum link_read link_read(struct link *link, const uint8_t **message, size_t *length);

/* Sends a message, or only the first most bytes of what is transmitted for it. link_write sends
 * what the system does not accept at once. Returns false if the reader closed the connection. */
bool link_send(struct link *link, const uint8_t *message, size_t length, size_t most);
/* Continues to send. Returns false if the reader closed the connection. */
bool link_write(struct link *link);

#endif
