/* The state of a reader as the PC/SC service reports it: filled by sys/pcsc, compared by
 * reader/watch. */
#ifndef BASE_READER_STATE_H
#define BASE_READER_STATE_H

#include <stddef.h>
#include <stdint.h>

/* Bits of a state; the values are PC/SC's (part 5, SCardGetStatusChange). */
enum {
	READER_IGNORE = 0x0001,
	READER_CHANGED = 0x0002,
	READER_UNKNOWN = 0x0004,
	READER_UNAVAILABLE = 0x0008,
	READER_EMPTY = 0x0010,
	READER_PRESENT = 0x0020,
	READER_ATRMATCH = 0x0040,
	READER_EXCLUSIVE = 0x0080,
	READER_INUSE = 0x0100,
	READER_MUTE = 0x0200,
	READER_UNPOWERED = 0x0400,
};

enum {
	READER_NAME_SIZE = 128, /* with the NUL: MAX_READERNAME of pcsc-lite, the largest of all
	                         * services */
	READER_ATR_MAX = 36,    /* Windows' rgbAtr; an ATR has at most 33 bytes */
};

struct reader_state {
	char name[READER_NAME_SIZE];
	uint32_t bits;    /* READER_*, without the counter */
	uint16_t counter; /* the service's event counter: +1 for each insertion and each removal */
	uint8_t atr[READER_ATR_MAX];
	size_t atr_length; /* 0 if there is none */
	uint16_t owed;     /* of reader/watch: events reported before the service counted them */
};

#endif
