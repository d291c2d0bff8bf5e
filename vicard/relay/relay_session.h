/* --relay: the virtual reader follows the real one, and what the card was asked is recorded. */
#ifndef VICARD_RELAY_RELAY_SESSION_H
#define VICARD_RELAY_RELAY_SESSION_H

#include "base/status.h"
#include "vicard/options.h"
#include "vicard/card/session.h"

#include <stdbool.h>
#include <stdint.h>

struct relay_session; /* opaque */

/* Chooses the reader and creates the recording; session must outlive it. STATUS_INPUT or
 * STATUS_TROUBLE after a message, *relay is NULL then. */
enum status relay_session_start(struct relay_session **relay, const struct options *options,
                                struct session *session);
/* Ends the recording: STATUS_TROUBLE, after a message, if it could not be written. May be called in
 * another thread while a command is sent. */
enum status relay_session_save(struct relay_session *relay);
void relay_session_end(struct relay_session **relay);

/* To be polled for input. */
int relay_session_fd(const struct relay_session *relay);
/* When relay_session_step is to be called at the latest, by session_now; -1: at any time. */
int64_t relay_session_next(const struct relay_session *relay);
/* Takes what happened. Returns the command that makes the virtual reader like the real one,
 * "insert" or "remove"; NULL: it is, or it takes time. */
const char *relay_session_step(struct relay_session *relay);
/* Whether that command's failure is news: it is tried again and again. */
bool relay_session_failed(struct relay_session *relay);

#endif
