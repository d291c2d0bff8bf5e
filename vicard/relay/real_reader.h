/* The real reader of a relay: gives the card in it to the relay, and takes it away. */
#ifndef VICARD_RELAY_REAL_READER_H
#define VICARD_RELAY_REAL_READER_H

#include "base/status.h"
#include "vicard/card/relay.h"

struct real_reader;

/* Chooses a reader by wanted (sys/pcsc/reader.h) and starts to watch it for relay, which must
 * outlive it. Returns STATUS_YES; or, after a message and with *reader NULL, STATUS_INPUT or
 * STATUS_TROUBLE. */
enum status real_reader_open(struct real_reader **reader, const char *wanted, struct relay *relay);
/* Takes the card away from the relay, closes the reader and sets *reader to NULL. */
void real_reader_close(struct real_reader **reader);

/* Returns the service's name of the reader. */
const char *real_reader_name(const struct real_reader *reader);

/* Returns a descriptor that is readable when real_reader_update has something to do. */
int real_reader_fd(const struct real_reader *reader);
/* Gives the relay a card that was inserted, or takes away one that was removed. Reports that the
 * reader or the service is gone. */
void real_reader_update(struct real_reader *reader);
/* Returns the number of cards inserted so far. */
unsigned real_reader_serial(const struct real_reader *reader);

#endif
