/* The card behind a few functions, so that a reader and a recording are the same to a script. */
#ifndef BASE_CARD_H
#define BASE_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum card_share { CARD_SHARED, CARD_EXCLUSIVE, CARD_DIRECT };
/* May be combined to say which are allowed. */
enum card_protocol { CARD_NONE = 0, CARD_T0 = 1, CARD_T1 = 2, CARD_RAW = 4 };
enum card_reset { CARD_WARM, CARD_COLD };
enum card_disposition { CARD_LEAVE, CARD_RESET, CARD_UNPOWER, CARD_EJECT };

enum {
	CARD_ATR_MAX = 33,         /* ISO/IEC 7816-3, 8.2.1: TS and at most 32 characters */
	CARD_COMMAND_MAX = 65544,  /* case 4E with Lc 65535: ISO/IEC 7816-3, 12.1 */
	CARD_RESPONSE_MAX = 65538, /* Ne 65536 and SW1 SW2 */
	CARD_CONTROL_MAX = 65548,  /* of a reader: pcsc-lite's MAX_BUFFER_SIZE_EXTENDED */
	CARD_ATTRIBUTE_MAX = 264,  /* pcsc-lite's MAX_BUFFER_SIZE */
};

/* A card's result: 0 or a PC/SC code (0x8010....); sys/pcsc/pcsc_error.h words it. */
typedef uint32_t card_result;

/* Not of PC/SC (bit 29 is for such codes): a recording has no answer to this command. */
#define CARD_NO_RECORD 0xA0100001u

/* Filled by its maker (sys/pcsc/pcsc, script/replay); the maker also frees it. */
struct card {
	void *self; /* the maker's, passed to each function */
	card_result (*connect)(void *self, enum card_share share, unsigned protocols);
	/* response holds at least CARD_RESPONSE_MAX bytes; *length is what came, SW1 SW2 with it.
	 */
	card_result (*transmit)(void *self, const uint8_t *command, size_t command_length,
	                        uint8_t *response, size_t *length);
	card_result (*reset)(void *self, enum card_reset kind);
	/* At most CARD_CONTROL_MAX bytes: room at out in *out_length, which becomes what came. */
	card_result (*control)(void *self, uint32_t code, const uint8_t *in, size_t in_length,
	                       uint8_t *out, size_t *out_length);
	/* The value of a reader's attribute, at most CARD_ATTRIBUTE_MAX bytes: the same. */
	card_result (*attribute)(void *self, uint32_t tag, uint8_t *out, size_t *out_length);
	/* Keeps other programs from the card, and lets them again. */
	card_result (*transaction)(void *self, bool begin);
	card_result (*disconnect)(void *self, enum card_disposition disposition);

	/* What the last connect or reset gave. */
	enum card_protocol protocol;
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
};

#endif
