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
	bool asked;    /* the reader was asked, because the ATR is that of a contactless card */
	bool late;     /* it did not respond in time */
	uint32_t code; /* the PC/SC error that kept it from being asked; PCSC_OK */
	uint8_t uid[UID_MAX], ats[ATS_MAX];
	size_t uid_length, ats_length; /* 0: not reported by the reader */
};

/* With --uid, if the event brings the ATR of a contactless card: connects to the card (shared),
 * asks the reader, and disconnects without a reset, within a second. Else *uid is empty. */
void uid_ask(const struct scan_options *options, const struct watch_event *event,
             struct card_uid *uid);

enum { UID_TEXT_SIZE = 200 };

/* Writes why the reader could not be asked. Returns false if it was, or did not have to be asked.
 */
bool uid_failure(const struct card_uid *uid, char text[UID_TEXT_SIZE]);
/* Reports that on standard error, for formats that do not show it. */
void uid_warn(const struct card_uid *uid, const char *reader);

#endif
