/* A card as a struct of functions, so that scripts use a card in a reader and a recording alike. */
#ifndef BASE_CARD_H
#define BASE_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum card_share { CARD_SHARED, CARD_EXCLUSIVE, CARD_DIRECT };
/* Bits, which may be combined to say which protocols are allowed. */
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

/* Returns "T=0", "T=1" or "raw"; NULL for none of them. */
static inline const char *card_protocol_name(enum card_protocol protocol)
{
	return protocol == CARD_T0   ? "T=0" :
		protocol == CARD_T1  ? "T=1" :
		protocol == CARD_RAW ? "raw" :
				       NULL;
}

/* The result of a function of a card: 0 or a PC/SC code (0x8010....), which
 * sys/pcsc/pcsc_error.h explains. */
typedef uint32_t card_result;

/* The recording has no response to this command. Not a code of PC/SC: bit 29 marks such codes. */
#define CARD_NO_RECORD 0xA0100001u

/* Created and freed by sys/pcsc/pcsc_card.h or script/replay.h. */
struct card {
	void *self; /* its creator's, passed to each function */
	/* protocols: enum card_protocol, combined. */
	card_result (*connect)(void *self, enum card_share share, unsigned protocols);
	/* response holds at least CARD_RESPONSE_MAX bytes; *length becomes the number of bytes
	 * received, with SW1 SW2. */
	card_result (*transmit)(void *self, const uint8_t *command, size_t command_length,
	                        uint8_t *response, size_t *length);
	card_result (*reset)(void *self, enum card_reset kind);
	/* *out_length is the size of out, and becomes the number of bytes received, at most
	 * CARD_CONTROL_MAX. */
	card_result (*control)(void *self, uint32_t code, const uint8_t *in, size_t in_length,
	                       uint8_t *out, size_t *out_length);
	/* Gets an attribute of the reader, of at most CARD_ATTRIBUTE_MAX bytes, likewise. */
	card_result (*attribute)(void *self, uint32_t tag, uint8_t *out, size_t *out_length);
	/* Begins or ends the time in which no other program can use the card. */
	card_result (*transaction)(void *self, bool begin);
	card_result (*disconnect)(void *self, enum card_disposition disposition);

	/* Set by the last connect or reset. */
	enum card_protocol protocol;
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
};

#endif
