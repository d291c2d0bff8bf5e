/* --relay: the virtual card follows the card in a real reader, and the exchange is recorded. */
#ifndef VICARD_RELAY_RELAY_SESSION_H
#define VICARD_RELAY_RELAY_SESSION_H

#include "base/status.h"
#include "vicard/options.h"
#include "vicard/card/session.h"

#include <stdbool.h>
#include <stdint.h>

struct relay_session;

/* Chooses the reader and creates the files of the options; session must outlive the relay, which
 * is to be ended with relay_session_end. Returns STATUS_YES; or, after a message and with *relay
 * NULL, STATUS_INPUT or STATUS_TROUBLE. */
enum status relay_session_start(struct relay_session **relay, const struct options *options,
                                struct session *session);
/* Writes the recording. Returns STATUS_TROUBLE, after a message, if that fails. May be called
 * from another thread while a command is being sent. */
enum status relay_session_save(struct relay_session *relay);
void relay_session_end(struct relay_session **relay);

/* Returns a descriptor that is readable when relay_session_step has something to do. */
int relay_session_fd(const struct relay_session *relay);
/* Returns when relay_session_step is to be called at the latest, by session_now; -1: at any
 * time. */
int64_t relay_session_next(const struct relay_session *relay);
/* Processes what happened. Returns the command that is to be run so that the virtual reader
 * follows the real one, "insert" or "remove"; NULL: none now. */
const char *relay_session_step(struct relay_session *relay);
/* Records that this command failed. Returns true if that is to be reported: it will be repeated,
 * and only the first failure is news. */
bool relay_session_failed(struct relay_session *relay);

#endif
