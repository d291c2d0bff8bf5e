/* --uid: what a contactless reader says of a card on request, PC/SC part 3, 3.2.2.1.3. */
#ifndef PCSC_SCAN_UID_H
#define PCSC_SCAN_UID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UID_MAX = 32, ATS_MAX = 256 };

struct card_uid {
	bool asked;    /* its ATR has the form of a contactless card */
	bool late;     /* the reader gave no answer in time */
	uint32_t code; /* why it could not be asked; PCSC_OK */
	uint8_t uid[UID_MAX], ats[ATS_MAX];
	size_t uid_length, ats_length; /* 0: the reader does not tell */
};

/* Connects shared to the card with that ATR, if it has the form, asks, and leaves it as it is. Waits a
 * second at most; false where a thread had to be left behind: the program should end by _exit. */
bool uid_read(const char *reader, const uint8_t *atr, size_t length, struct card_uid *out);

#endif
