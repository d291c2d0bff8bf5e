/* The connection to the reader: vpcd's messages (two bytes of length, high byte first, then that
 * many bytes) over TCP. Never blocks but in link_open. */
#ifndef VICARD_LINK_H
#define VICARD_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct link; /* opaque */

struct link *link_new(void);
void link_free(struct link **link);

/* Connects, waiting 3 s at most. NULL, or why it failed. */
const char *link_open(struct link *link, const char *host, const char *port);
bool link_is_open(const struct link *link);
/* Says that no more comes from the card; link_read becomes LINK_CLOSED once the reader has seen it.
 */
void link_finish(struct link *link);
void link_close(struct link *link);

/* Returns what to poll for; fd -1 if the link is closed. */
int link_fd(const struct link *link);
short link_events(const struct link *link);

enum link_read { LINK_NOTHING, LINK_MESSAGE, LINK_CLOSED };
/* Takes what has come; a message stays valid until the next call. */
enum link_read link_read(struct link *link, const uint8_t **message, size_t *length);

/* Sends one message, or where most is smaller than what goes over the wire only most bytes of it.
 * What the system does not take at once goes on with link_write. Returns false if the reader has
 * gone. */
bool link_send(struct link *link, const uint8_t *message, size_t length, size_t most);
/* Goes on sending. Returns false if the reader has gone. */
bool link_write(struct link *link);

#endif
