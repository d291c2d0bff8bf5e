/* The real reader of a relay: hands the card in it over to the relay, and takes it back. */
#ifndef VICARD_RELAY_REAL_READER_H
#define VICARD_RELAY_REAL_READER_H

#include "base/status.h"
#include "vicard/card/relay.h"

struct real_reader; /* opaque */

/* Chooses it as sys/pcsc/reader.h says, and starts to watch it for the relay, which must outlive
 * it. Returns STATUS_INPUT or STATUS_TROUBLE after a message, *reader is NULL then. */
enum status real_reader_open(struct real_reader **reader, const char *wanted, struct relay *relay);
/* The relay has no card then. */
void real_reader_close(struct real_reader **reader);

const char *real_reader_name(const struct real_reader *reader);

/* Readable while the service has news of it. */
int real_reader_fd(const struct real_reader *reader);
/* Takes the news: the relay has a card, or not. Says when the reader or the service goes. */
void real_reader_look(struct real_reader *reader);
/* Another number for each card that was inserted; 0: none was yet. */
unsigned real_reader_serial(const struct real_reader *reader);

#endif
