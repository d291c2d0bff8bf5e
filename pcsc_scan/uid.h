/* --uid: what a contactless reader reports about a card on request, PC/SC part 3, 3.2.2.1.3. */
#ifndef PCSC_SCAN_UID_H
#define PCSC_SCAN_UID_H

#include "pcsc_scan/options.h"
#include "reader/watch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UID_MAX = 32, ATS_MAX = 256 };

struct card_uid {
	bool asked;    /* its ATR has the form of a contactless card */
	bool late;     /* the reader did not respond in time */
	uint32_t code; /* why it could not be asked; PCSC_OK */
	uint8_t uid[UID_MAX], ats[ATS_MAX];
	size_t uid_length, ats_length; /* 0: not reported by the reader */
};

/* With --uid, where the event brings the ATR of a card that has the form: connects to it, shared,
 * asks, and leaves it as it is; else *uid is empty. Waits a second at most. */
void uid_ask(const struct scan_options *options, const struct watch_event *event,
             struct card_uid *uid);

enum { UID_TEXT_SIZE = 200 };

/* Why the card could not be asked, in words. Returns false if it was, or did not have to be. */
bool uid_failure(const struct card_uid *uid, char text[UID_TEXT_SIZE]);
/* Reports the same on standard error, for formats that have no place for it. */
void uid_warn(const struct card_uid *uid, const char *reader);

#endif
